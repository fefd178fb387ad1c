import ts from "typescript"
import { placeOf, visit, type SourceFile } from "./source-files.js"

/** A place where a file says the name of a kind. */
export interface NamedKind {
    /** `path:line`. */
    readonly place: string
    readonly path: string
    /** What stands there: `table`, or `table:` where a key is put together or taken apart. */
    readonly text: string
}

/**
 * The places where a file says a kind's name as a value: compared, passed, listed, a literal type, or the beginning of a key.
 * The name of a property is no such place, nor is a word in a comment.
 */
export function namedKinds(file: SourceFile, kinds: readonly string[]): readonly NamedKind[] {
    const found: NamedKind[] = []
    const beginning = new RegExp(`^(?:${kinds.join("|")}):(?!\\s)`)
    const inPattern = new RegExp(`^/\\^?\\(?(?:\\?:)?(?:[\\w-]+\\|)*(?:${kinds.join("|")})(?:\\|[\\w-]+)*\\)?:`)
    visit(file.tree, (node) => {
        const add = (text: string): number => found.push({ place: placeOf(file, node), path: file.path, text })
        if (ts.isStringLiteralLike(node) && !isPropertyName(node)) {
            const [key] = beginning.exec(node.text) ?? []
            if (kinds.includes(node.text)) add(node.text)
            else if (key !== undefined) add(key)
        }
        if (ts.isTemplateHead(node)) {
            const [key] = beginning.exec(node.text) ?? []
            if (key !== undefined) add(key)
        }
        if (ts.isRegularExpressionLiteral(node) && inPattern.test(node.text)) add(node.text)
    })
    return found
}

/** Helpers of the language that take a property's name as their second argument. */
const TAKES_PROPERTY = ["Object.hasOwn", "Reflect.get", "Reflect.has"]

/** Helper types whose second argument is a union of properties' names. */
const PICKS_PROPERTIES = ["Pick", "Omit"]

/** `{ "check": … }`, `row["schema"]`, `"schema" in row`, `Row["schema"]`, `Pick<Row, "schema">`, `import "…"`. */
function isPropertyName(node: ts.StringLiteralLike): boolean {
    const { parent } = node
    if (ts.isImportDeclaration(parent) || ts.isExportDeclaration(parent)) return true
    if (ts.isElementAccessExpression(parent)) return parent.argumentExpression === node
    if (ts.isBinaryExpression(parent))
        return parent.operatorToken.kind === ts.SyntaxKind.InKeyword && parent.left === node
    if (ts.isCallExpression(parent))
        return TAKES_PROPERTY.includes(parent.expression.getText()) && parent.arguments[1] === node
    if (ts.isLiteralTypeNode(parent)) return isPropertyType(parent)
    return "name" in parent && parent.name === node
}

function isPropertyType(node: ts.TypeNode): boolean {
    const { parent } = node
    if (ts.isUnionTypeNode(parent)) return isPropertyType(parent)
    if (ts.isIndexedAccessTypeNode(parent)) return parent.indexType === node
    return (
        ts.isTypeReferenceNode(parent) &&
        PICKS_PROPERTIES.includes(parent.typeName.getText()) &&
        parent.typeArguments?.[1] === node
    )
}

import type ts from "typescript"
import type { Compiler } from "./find-compiler.js"
import { propertyTypes, type PropertyType, type PropertyTypes } from "./property-types.js"
import type { TypeTools } from "./type-tools.js"

// TypeORM reads a column's type from the metadata that the compiler emits for decorated properties. Where a property's type stands in
// another file, only a compiler that looks into that file knows what it is: an enum of strings is String, an interface Object. Loaders that
// look at one file at a time emit a reference instead, which is the enum's object, or an import that does not exist. So the types of
// decorated members are written out before such a loader sees them.

// TypeORM reads a column's type from the metadata that the compiler emits for decorated properties. Where a property's type stands in
// another file, only a compiler that looks into that file knows what it is: an enum of strings is String, an interface Object. Loaders that
// look at one file at a time emit a reference instead, which is the enum's object, or an import that does not exist. So the types of
// decorated members are written out before such a loader sees them.

interface Edit {
    readonly start: number
    readonly end: number
    readonly text: string
}

/** What stands for a type in a decorated member: a word that every loader understands. */
const WORDS: Readonly<Record<Exclude<PropertyType, "class" | "unknown">, string>> = {
    string: "string",
    number: "number",
    boolean: "boolean",
    bigint: "bigint",
    symbol: "symbol",
    array: "unknown[]",
    function: "(() => void)",
    object: "object",
    nullish: "null",
}

/** Decorators of relations: what they are about is said in their own arguments, by a function that is called later. */
const RELATIONS = /^(?:OneToOne|OneToMany|ManyToOne|ManyToMany|TreeParent|TreeChildren)$/

/**
 * Whether a file may have types of others that a loader of single files gets wrong: in decorated members, or in what it hands on. Reads the
 * text only, so that no compiler is loaded for a file that needs none.
 */
export function mayNeedTypes(text: string): boolean {
    if (/^\s*export\s*\{[^}]*\}\s*from\b/m.test(text)) return true
    if (!/(?:^|[\s({])@[A-Za-z_$]/.test(text)) return false
    const names = [
        ...importedNames(text),
        ...[...text.matchAll(/^\s*(?:export\s+)?type\s+([\w$]+)/gm)].map(([, name = ""]) => name),
    ]
    if (names.length === 0) return false
    const member = new RegExp(
        String.raw`[?!]?\s*:\s*(?:\(\s*)?(?:[\w$."'\s]+\|\s*)*(?:${names.map(escaped).join("|")})\b(?!\s*[:(])`,
    )
    return member.test(withoutTypeArguments(text))
}

/** Of TypeORM's names only `Relation`, and that where it is imported as if it were a value: imported as a type it is Object for every loader. */
function importedNames(text: string): readonly string[] {
    return [...text.matchAll(/^\s*import\s+(type\s+)?([^"';]+?)\s+from\s*["']([^"']+)["']/gm)].flatMap(
        ([, erased, clause = "", from = ""]) =>
            clause
                .replace(/[{}]/g, ",")
                .split(",")
                .map((part) => part.trim())
                .filter((part) => from !== "typeorm" || (erased === undefined && part === "Relation"))
                .map((part) => /(?:^|\s)([\w$]+)$/.exec(part)?.[1] ?? "")
                .filter((name) => name !== ""),
    )
}

function withoutTypeArguments(text: string): string {
    return text.replace(/<[\w$\s,.[\]|"']*>/g, "")
}

function escaped(name: string): string {
    return name.replaceAll("$", "\\$")
}

/**
 * The text of a file with the types of its decorated members written out where they are not its own, and with `type` before what it hands on of
 * others and what is a type only. Lines stay where they are.
 *
 * @example
 * ```ts
 * // import { Period } from "./period.js"; class Quota { @Column() period!: Period }
 * withTypesOfOthers("/app/src/quota.ts", text, tools) // class Quota { @Column() period!: string }
 * ```
 */
export function withTypesOfOthers(file: string, text: string, tools: TypeTools): string {
    const { compiler } = tools
    const source = compiler.createSourceFile(file, text, compiler.ScriptTarget.Latest, true)
    const types = judgeOf(tools)
    const edits: Edit[] = []
    const visit = (node: ts.Node): void => {
        if (compiler.isClassDeclaration(node) || compiler.isClassExpression(node)) {
            for (const { type, isRelation } of decoratedTypes(node, compiler)) {
                edits.push(...editsOf(type, isRelation, source))
            }
        }
        compiler.forEachChild(node, visit)
    }
    const editsOf = (type: ts.TypeNode, isRelation: boolean, home: ts.SourceFile): readonly Edit[] => {
        if (compiler.isUnionTypeNode(type) || compiler.isIntersectionTypeNode(type)) {
            return type.types.flatMap((each) => editsOf(each, isRelation, home))
        }
        if (compiler.isParenthesizedTypeNode(type)) return editsOf(type.type, isRelation, home)
        if (!compiler.isTypeReferenceNode(type)) return []
        const kind = types.ofNode(type, home)
        // A class that is named in a relation only may not be there yet, where files import each other in a circle.
        const settled = kind === "class" && isRelation && types.mayComeLater(type, home) ? "object" : kind
        if (settled === "class" || settled === "unknown") return []
        const start = type.getStart(home)
        const lines = home.text.slice(start, type.end).replace(/[^\n]/g, "")
        return [{ start, end: type.end, text: WORDS[settled] + lines }]
    }
    visit(source)
    for (const specifier of handedOn(source, compiler)) {
        if (types.isTypeOnly(specifier.module, specifier.name, file))
            edits.push({ start: specifier.at, end: specifier.at, text: "type " })
    }
    return edits
        .sort((a, b) => b.start - a.start)
        .reduce((before, { start, end, text: word }) => before.slice(0, start) + word + before.slice(end), text)
}

const judges = new WeakMap<TypeTools, PropertyTypes>()

/** One for all files, as they lead to one another. */
function judgeOf(tools: TypeTools): PropertyTypes {
    const judge = judges.get(tools) ?? propertyTypes(tools)
    judges.set(tools, judge)
    return judge
}

/** The types that the compiler emits metadata for: of decorated members, their parameters, and of a decorated class's constructor. */
function decoratedTypes(
    node: ts.ClassLikeDeclaration,
    compiler: Compiler,
): readonly { readonly type: ts.TypeNode; readonly isRelation: boolean }[] {
    const decoratorsOf = (each: ts.Node): readonly ts.Decorator[] =>
        compiler.canHaveDecorators(each) ? (compiler.getDecorators(each) ?? []) : []
    const isClassDecorated = decoratorsOf(node).length > 0
    return node.members.flatMap((member) => {
        const isConstructor = compiler.isConstructorDeclaration(member)
        const parameters =
            compiler.isMethodDeclaration(member) || isConstructor || compiler.isSetAccessor(member)
                ? member.parameters
                : []
        const decorators = decoratorsOf(member)
        const isDecorated = isConstructor
            ? isClassDecorated
            : decorators.length > 0 || parameters.some((each) => decoratorsOf(each).length > 0)
        if (!isDecorated && !parameters.some((each) => decoratorsOf(each).length > 0)) return []
        const isRelation = decorators.some((each) => RELATIONS.test(decoratorName(each, compiler)))
        const own =
            compiler.isPropertyDeclaration(member) ||
            compiler.isMethodDeclaration(member) ||
            compiler.isGetAccessor(member)
                ? member.type
                : undefined
        return [own, ...parameters.map(({ type }) => type)].flatMap((type) =>
            type === undefined ? [] : [{ type, isRelation }],
        )
    })
}

function decoratorName({ expression }: ts.Decorator, compiler: Compiler): string {
    const callee = compiler.isCallExpression(expression) ? expression.expression : expression
    if (compiler.isPropertyAccessExpression(callee)) return callee.name.text
    return compiler.isIdentifier(callee) ? callee.text : ""
}

/** What a file hands on of others: `export { Limits } from "./limits.js"`. */
function handedOn(
    source: ts.SourceFile,
    compiler: Compiler,
): readonly { readonly module: string; readonly name: string; readonly at: number }[] {
    return source.statements.flatMap((statement) => {
        if (!compiler.isExportDeclaration(statement) || statement.isTypeOnly) return []
        const { exportClause, moduleSpecifier } = statement
        if (exportClause === undefined || !compiler.isNamedExports(exportClause)) return []
        if (moduleSpecifier === undefined || !compiler.isStringLiteral(moduleSpecifier)) return []
        return exportClause.elements
            .filter(({ isTypeOnly }) => !isTypeOnly)
            .map((element) => ({
                module: moduleSpecifier.text,
                name: (element.propertyName ?? element.name).text,
                at: element.getStart(source),
            }))
    })
}

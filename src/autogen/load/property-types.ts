import type ts from "typescript"
import { declarations, type Declared, type Declarations } from "./declarations.js"
import type { TypeTools } from "./type-tools.js"

/**
 * What the compiler emits for a property's type: `class` is a reference to what the type names, as it stands; `unknown` what only the whole
 * program could tell.
 */
export type PropertyType =
    | "string"
    | "number"
    | "boolean"
    | "bigint"
    | "symbol"
    | "array"
    | "function"
    | "object"
    | "nullish"
    | "class"
    | "unknown"

/** Types of TypeScript's library that are made of their first argument. */
const OF_ARGUMENT = new Set(["Exclude", "Extract", "NonNullable", "Readonly", "NoInfer", "Awaited"])
const OF_TEXT = new Set(["Uppercase", "Lowercase", "Capitalize", "Uncapitalize"])

/** More aliases than this lead to one another only in a circle. */
const DEPTH = 30

/** What property types are, across the files of a project. */
export interface PropertyTypes {
    ofNode(type: ts.TypeNode, home: ts.SourceFile): PropertyType
    /** Whether a class of another file may not be there yet, though that file names none of this one's classes in turn. */
    mayComeLater(type: ts.TypeNode, home: ts.SourceFile): boolean
    isTypeOnly(module: string, name: string, from: string): boolean
}

/** Judges the types of properties by the declarations that they lead to, without a type checker; that only where nothing else tells. */
export function propertyTypes(tools: TypeTools): PropertyTypes {
    const { compiler } = tools
    const known = declarations(tools)
    const judge = new Judge(tools, known)
    return {
        ofNode(type, home) {
            const found = judge.evaluate(type, home, { depth: 0, isWritten: true })
            return found === "unknown" ? byChecker(type, home, tools) : found
        },
        mayComeLater(type, home) {
            if (!compiler.isTypeReferenceNode(type) || !compiler.isIdentifier(type.typeName)) return false
            const other = known.isImported(type.typeName.text, home)
                ? known.ofName(type.typeName, home)?.home
                : undefined
            const own = home.statements.flatMap((each) =>
                compiler.isClassDeclaration(each) && each.name ? [each.name.text] : [],
            )
            // Two that name each other run in no order at all: that is the application's mistake, and stays one.
            return (
                other !== undefined &&
                !own.some((name) => new RegExp(`:\\s*${name}(?:\\s*\\|\\s*null)?\\s*[;}\\n=]`).test(other.text))
            )
        },
        isTypeOnly(module, name, from) {
            const found = known.exportOf(module, name, from)
            return (
                found !== undefined &&
                found.nodes.length > 0 &&
                found.nodes.every(
                    (node) => compiler.isInterfaceDeclaration(node) || compiler.isTypeAliasDeclaration(node),
                )
            )
        },
    }
}

interface Place {
    readonly depth: number
    /** Whether the type stands in the decorated member itself: names that are nowhere declared are the library's, and stay. */
    readonly isWritten: boolean
}

class Judge {
    constructor(
        private readonly tools: TypeTools,
        private readonly known: Declarations,
    ) {}

    evaluate(type: ts.TypeNode, home: ts.SourceFile, place: Place): PropertyType {
        const { compiler } = this.tools
        if (place.depth > DEPTH) return "unknown"
        const inner = (each: ts.TypeNode): PropertyType =>
            this.evaluate(each, home, { depth: place.depth + 1, isWritten: false })
        const plain = this.plain(type)
        if (plain !== undefined) return plain
        if (compiler.isParenthesizedTypeNode(type)) return this.evaluate(type.type, home, place)
        if (compiler.isUnionTypeNode(type)) return united(type.types.map(inner))
        if (compiler.isIntersectionTypeNode(type)) return intersected(type.types.map(inner))
        if (compiler.isTypeOperatorNode(type)) {
            if (type.operator === compiler.SyntaxKind.ReadonlyKeyword) return inner(type.type)
            return type.operator === compiler.SyntaxKind.KeyOfKeyword
                ? this.keysOf(type.type, home, place.depth)
                : "symbol"
        }
        if (compiler.isTypeQueryNode(type)) return this.ofQuery(type, home)
        if (compiler.isIndexedAccessTypeNode(type)) return this.ofMember(type, home, place.depth)
        return compiler.isTypeReferenceNode(type) ? this.ofReference(type, home, place) : "unknown"
    }

    /** A type that says itself what it is. */
    private plain(type: ts.TypeNode): PropertyType | undefined {
        const { compiler } = this.tools
        const { SyntaxKind } = compiler
        const words: ReadonlyMap<ts.SyntaxKind, PropertyType> = new Map([
            [SyntaxKind.StringKeyword, "string"],
            [SyntaxKind.NumberKeyword, "number"],
            [SyntaxKind.BooleanKeyword, "boolean"],
            [SyntaxKind.BigIntKeyword, "bigint"],
            [SyntaxKind.SymbolKeyword, "symbol"],
            [SyntaxKind.UndefinedKeyword, "nullish"],
            [SyntaxKind.VoidKeyword, "nullish"],
            [SyntaxKind.NeverKeyword, "nullish"],
            [SyntaxKind.AnyKeyword, "object"],
            [SyntaxKind.UnknownKeyword, "object"],
            [SyntaxKind.ObjectKeyword, "object"],
            [SyntaxKind.TypeLiteral, "object"],
            [SyntaxKind.MappedType, "object"],
            [SyntaxKind.ConstructorType, "object"],
            [SyntaxKind.ArrayType, "array"],
            [SyntaxKind.TupleType, "array"],
            [SyntaxKind.FunctionType, "function"],
            [SyntaxKind.TemplateLiteralType, "string"],
        ])
        const word = words.get(type.kind)
        if (word !== undefined || !compiler.isLiteralTypeNode(type)) return word
        return type.literal.kind === SyntaxKind.NullKeyword ? "nullish" : this.ofExpression(type.literal)
    }

    private ofReference(type: ts.TypeReferenceNode, home: ts.SourceFile, { depth, isWritten }: Place): PropertyType {
        const { compiler } = this.tools
        const { typeName, typeArguments = [] } = type
        const declared = this.known.ofName(typeName, home)
        const [first] = typeArguments
        if (declared === undefined) {
            if (isWritten || !compiler.isIdentifier(typeName)) return "class"
            const { text } = typeName
            if (OF_TEXT.has(text)) return "string"
            if (OF_ARGUMENT.has(text) && first !== undefined) {
                const found = this.evaluate(first, home, { depth: depth + 1, isWritten: false })
                return found === "class" ? "object" : found
            }
            return text === "Array" || text === "ReadonlyArray" ? "array" : "object"
        }
        return this.ofDeclared(declared, depth)
    }

    private ofDeclared({ nodes, home }: Declared, depth: number): PropertyType {
        const { compiler } = this.tools
        if (nodes.some((node) => compiler.isClassDeclaration(node))) return "class"
        const members = nodes.filter(compiler.isEnumDeclaration).flatMap((node) => [...node.members])
        if (nodes.some(compiler.isEnumDeclaration))
            return united(members.map((member) => this.ofEnumMember(member, members)))
        const [member] = nodes.filter(compiler.isEnumMember)
        if (member !== undefined) return this.ofEnumMember(member, [...member.parent.members])
        const alias = nodes.find(compiler.isTypeAliasDeclaration)
        if (alias !== undefined) {
            const found = this.evaluate(alias.type, home, { depth: depth + 1, isWritten: false })
            return found === "class" ? "object" : found
        }
        // A variable beside an interface may be its constructor.
        const isValue = nodes.some(
            (node) => !compiler.isInterfaceDeclaration(node) && !compiler.isTypeParameterDeclaration(node),
        )
        return isValue ? "class" : "object"
    }

    private ofEnumMember({ initializer }: ts.EnumMember, all: readonly ts.EnumMember[]): PropertyType {
        const { compiler } = this.tools
        if (initializer === undefined) return "number"
        const named = compiler.isIdentifier(initializer)
            ? all.find(({ name }) => compiler.isIdentifier(name) && name.text === initializer.text)
            : undefined
        if (named !== undefined) return this.ofEnumMember(named, all)
        return this.ofExpression(initializer)
    }

    /** What a value is. */
    ofExpression(expression: ts.Node): PropertyType {
        const { compiler } = this.tools
        const { SyntaxKind } = compiler
        if (compiler.isStringLiteralLike(expression) || compiler.isTemplateExpression(expression)) return "string"
        if (compiler.isNumericLiteral(expression)) return "number"
        if (compiler.isBigIntLiteral(expression)) return "bigint"
        if (compiler.isPrefixUnaryExpression(expression)) return this.ofExpression(expression.operand)
        if (expression.kind === SyntaxKind.TrueKeyword || expression.kind === SyntaxKind.FalseKeyword) return "boolean"
        if (compiler.isObjectLiteralExpression(expression)) return "object"
        if (compiler.isArrayLiteralExpression(expression)) return "array"
        if (compiler.isArrowFunction(expression) || compiler.isFunctionExpression(expression)) return "function"
        if (compiler.isParenthesizedExpression(expression)) return this.ofExpression(expression.expression)
        if (compiler.isBinaryExpression(expression)) {
            const sides = [this.ofExpression(expression.left), this.ofExpression(expression.right)]
            if (expression.operatorToken.kind !== SyntaxKind.PlusToken) return "number"
            return sides.includes("string") ? "string" : united(sides)
        }
        return "unknown"
    }

    /** `typeof value` */
    private ofQuery({ exprName }: ts.TypeQueryNode, home: ts.SourceFile): PropertyType {
        const value = this.valueOf(exprName, home)
        return value === undefined ? "unknown" : this.ofExpression(value)
    }

    /** `(typeof Mode)[keyof typeof Mode]`, `(typeof modes)[number]`, `Limits["most"]` */
    private ofMember(
        { objectType, indexType }: ts.IndexedAccessTypeNode,
        home: ts.SourceFile,
        depth: number,
    ): PropertyType {
        const { compiler } = this.tools
        const object = this.bare(objectType)
        const wanted =
            compiler.isLiteralTypeNode(indexType) && compiler.isStringLiteral(indexType.literal)
                ? indexType.literal.text
                : undefined
        const isAny = compiler.isTypeOperatorNode(indexType) || indexType.kind === compiler.SyntaxKind.NumberKeyword
        if (wanted === undefined && !isAny) return "unknown"
        if (compiler.isTypeQueryNode(object)) {
            const value = this.valueOf(object.exprName, home)
            if (value !== undefined && compiler.isArrayLiteralExpression(value))
                return united(value.elements.map((each) => this.ofExpression(each)))
            if (value === undefined || !compiler.isObjectLiteralExpression(value)) return "unknown"
            const properties = value.properties.filter(
                (each) => wanted === undefined || each.name?.getText().replaceAll(/["']/g, "") === wanted,
            )
            return united(
                properties.map((each) =>
                    compiler.isPropertyAssignment(each)
                        ? this.ofExpression(this.bareValue(each.initializer))
                        : "unknown",
                ),
            )
        }
        const members = this.membersOf(object, home)
        if (members === undefined) return "unknown"
        const found = members.nodes.filter((each) => wanted === undefined || each.name?.getText() === wanted)
        return united(
            found.map((each) => {
                const type =
                    compiler.isPropertySignature(each) || compiler.isPropertyDeclaration(each) ? each.type : undefined
                const kind =
                    type === undefined
                        ? "unknown"
                        : this.evaluate(type, members.home, { depth: depth + 1, isWritten: false })
                return kind === "class" ? "object" : kind
            }),
        )
    }

    /** `keyof` of something whose members have names. */
    private keysOf(type: ts.TypeNode, home: ts.SourceFile, depth: number): PropertyType {
        const { compiler } = this.tools
        const object = this.bare(type)
        if (depth > DEPTH) return "unknown"
        if (compiler.isTypeQueryNode(object)) {
            const value = this.valueOf(object.exprName, home)
            return value !== undefined && compiler.isObjectLiteralExpression(value) ? "string" : "unknown"
        }
        const members = this.membersOf(object, home)
        const isNamed = members?.nodes.every(
            ({ name }) => name !== undefined && (compiler.isIdentifier(name) || compiler.isStringLiteral(name)),
        )
        return isNamed === true ? "string" : "unknown"
    }

    private membersOf(
        type: ts.TypeNode,
        home: ts.SourceFile,
    ): { readonly nodes: readonly (ts.TypeElement | ts.ClassElement)[]; readonly home: ts.SourceFile } | undefined {
        const { compiler } = this.tools
        if (compiler.isTypeLiteralNode(type)) return { nodes: type.members, home }
        if (!compiler.isTypeReferenceNode(type)) return undefined
        const declared = this.known.ofName(type.typeName, home)
        const [node] = declared?.nodes ?? []
        if (declared === undefined || node === undefined || declared.nodes.length > 1) return undefined
        if (compiler.isTypeAliasDeclaration(node) && compiler.isTypeLiteralNode(node.type))
            return { nodes: node.type.members, home: declared.home }
        const isPlain =
            (compiler.isInterfaceDeclaration(node) || compiler.isClassDeclaration(node)) &&
            node.heritageClauses === undefined
        return isPlain ? { nodes: node.members, home: declared.home } : undefined
    }

    /** The expression that a variable is made of, without what only types say. */
    private valueOf(name: ts.EntityName, home: ts.SourceFile): ts.Expression | undefined {
        const { compiler } = this.tools
        const variable = this.known.ofName(name, home)?.nodes.find(compiler.isVariableDeclaration)
        return variable?.initializer === undefined || variable.type !== undefined
            ? undefined
            : this.bareValue(variable.initializer)
    }

    private bareValue(expression: ts.Expression): ts.Expression {
        const { compiler } = this.tools
        if (
            compiler.isAsExpression(expression) ||
            compiler.isSatisfiesExpression(expression) ||
            compiler.isParenthesizedExpression(expression)
        ) {
            return this.bareValue(expression.expression)
        }
        const [first, ...others] = compiler.isCallExpression(expression) ? expression.arguments : []
        const isFreeze = compiler.isCallExpression(expression) && expression.expression.getText() === "Object.freeze"
        return isFreeze && first !== undefined && others.length === 0 ? this.bareValue(first) : expression
    }

    private bare(type: ts.TypeNode): ts.TypeNode {
        return this.tools.compiler.isParenthesizedTypeNode(type) ? this.bare(type.type) : type
    }
}

/** Of a union: what all are that are something. */
function united(kinds: readonly PropertyType[]): PropertyType {
    if (kinds.includes("unknown")) return "unknown"
    const something = [...new Set(kinds.filter((kind) => kind !== "nullish"))]
    const [only] = something
    if (only === undefined) return "nullish"
    return something.length > 1 || only === "class" ? "object" : only
}

/** Of an intersection: a branded text is a text. */
function intersected(kinds: readonly PropertyType[]): PropertyType {
    const primitive = kinds.find((kind) => ["string", "number", "boolean", "bigint", "symbol"].includes(kind))
    return primitive ?? (kinds.includes("unknown") ? "unknown" : "object")
}

/** Asks the type checker over the file and all that it imports: seconds, where it has to be. */
function byChecker(type: ts.TypeNode, home: ts.SourceFile, { compiler, settings }: TypeTools): PropertyType {
    const options = { ...settings(home.fileName).options, noEmit: true, skipLibCheck: true, types: [] }
    const program = compiler.createProgram([home.fileName], options)
    const source = program.getSourceFile(home.fileName)
    if (source?.text !== home.text) return "unknown"
    let node: ts.Node | undefined
    const find = (each: ts.Node): void => {
        if (each.pos === type.pos && each.end === type.end && each.kind === type.kind) node = each
        else if (each.pos <= type.pos && each.end >= type.end) compiler.forEachChild(each, find)
    }
    find(source)
    if (node === undefined) return "unknown"
    const checker = program.getTypeChecker()
    const found = checker.getNonNullableType(checker.getTypeAtLocation(node))
    const { TypeFlags } = compiler
    const isAll = (each: ts.Type, flag: ts.TypeFlags): boolean =>
        each.isUnion()
            ? each.types.every((part) => isAll(part, flag))
            : each.isIntersection()
              ? each.types.some((part) => isAll(part, flag))
              : (each.flags & flag) !== 0
    if (found.flags & (TypeFlags.Any | TypeFlags.Unknown)) return "object"
    if (isAll(found, TypeFlags.StringLike)) return "string"
    if (isAll(found, TypeFlags.NumberLike)) return "number"
    if (isAll(found, TypeFlags.BooleanLike)) return "boolean"
    if (isAll(found, TypeFlags.BigIntLike)) return "bigint"
    if (checker.isArrayLikeType(found)) return "array"
    return found.getCallSignatures().length > 0 ? "function" : "object"
}

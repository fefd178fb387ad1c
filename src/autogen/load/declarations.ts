import type ts from "typescript"
import type { TypeTools } from "./type-tools.js"

/** What a name stands for: all that declares it, and the file where that is. */
export interface Declared {
    readonly nodes: readonly ts.Node[]
    readonly home: ts.SourceFile
}

/** Where names of types lead, across the files of a project. Undefined: nowhere that is known, such as to the library of TypeScript. */
export interface Declarations {
    ofName(name: ts.EntityName, home: ts.SourceFile): Declared | undefined
    exportOf(module: string, name: string, from: string): Declared | undefined
    isImported(name: string, home: ts.SourceFile): boolean
}

interface Imported {
    readonly module: string
    /** "default", or "*" for all of it. */
    readonly name: string
}

/** Follows imports and exports by their text: files are parsed once, nothing is checked. */
export function declarations({ compiler, settings }: TypeTools): Declarations {
    const fileOf = parser(compiler, settings)

    const exportOf = (
        module: string,
        name: string,
        from: string,
        seen: ReadonlySet<string> = new Set(),
    ): Declared | undefined => {
        const source = fileOf(module, from)
        const key = `${source?.fileName ?? ""} ${name}`
        if (!source || seen.has(key)) return undefined
        const visited = new Set([...seen, key])
        const own = source.statements
            .filter((each) => isExported(each, name, compiler))
            .flatMap((each) => declaredBy(each, name, compiler))
        if (own.length > 0) return { nodes: own, home: source }
        for (const statement of source.statements) {
            if (compiler.isExportAssignment(statement) && name === "default") {
                const { expression } = statement
                return compiler.isIdentifier(expression) ? local(expression.text, source, visited) : undefined
            }
            const found = compiler.isExportDeclaration(statement) && handedOn(statement, name, source, visited)
            if (found) return found
        }
        return undefined
    }

    const handedOn = (
        statement: ts.ExportDeclaration,
        name: string,
        source: ts.SourceFile,
        seen: ReadonlySet<string>,
    ): Declared | undefined => {
        const { exportClause, moduleSpecifier } = statement
        const from = moduleSpecifier && compiler.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : undefined
        if (exportClause === undefined)
            return from === undefined || name === "default" ? undefined : exportOf(from, name, source.fileName, seen)
        if (!compiler.isNamedExports(exportClause)) return undefined
        const element = exportClause.elements.find((each) => each.name.text === name)
        const inner = (element?.propertyName ?? element?.name)?.text
        if (inner === undefined) return undefined
        return from === undefined ? local(inner, source, seen) : exportOf(from, inner, source.fileName, seen)
    }

    const local = (name: string, home: ts.SourceFile, seen: ReadonlySet<string> = new Set()): Declared | undefined => {
        const nodes = home.statements.flatMap((each) => declaredBy(each, name, compiler))
        if (nodes.length > 0) return { nodes, home }
        const imported = importOf(name, home, compiler)
        return imported === undefined || imported.name === "*"
            ? undefined
            : exportOf(imported.module, imported.name, home.fileName, seen)
    }

    const ofName = (name: ts.EntityName, home: ts.SourceFile): Declared | undefined => {
        if (compiler.isIdentifier(name)) return typeParameter(name, home, compiler) ?? local(name.text, home)
        if (!compiler.isIdentifier(name.left)) return undefined
        const imported = importOf(name.left.text, home, compiler)
        if (imported?.name === "*") return exportOf(imported.module, name.right.text, home.fileName)
        const left = local(name.left.text, home)
        return left && memberOf(left, name.right.text, compiler)
    }

    return { ofName, exportOf, isImported: (name, home) => importOf(name, home, compiler) !== undefined }
}

type Compiler = TypeTools["compiler"]

/** A value of a declared enum. */
function memberOf({ nodes, home }: Declared, name: string, compiler: Compiler): Declared | undefined {
    const members = nodes.filter(compiler.isEnumDeclaration).flatMap((each) => [...each.members])
    const member = members.find((each) => compiler.isIdentifier(each.name) && each.name.text === name)
    return member && { nodes: [member], home }
}

/** The file that a module stands for, parsed once. */
function parser(
    compiler: Compiler,
    settings: TypeTools["settings"],
): (module: string, from: string) => ts.SourceFile | undefined {
    const parsed = new Map<string, ts.SourceFile | undefined>()
    return (module, from) => {
        const { options } = settings(from)
        const file = compiler.resolveModuleName(module, from, options, compiler.sys).resolvedModule?.resolvedFileName
        if (file === undefined || !/\.[cm]?tsx?$/.test(file)) return undefined
        if (!parsed.has(file)) {
            const text = compiler.sys.readFile(file)
            parsed.set(
                file,
                text === undefined
                    ? undefined
                    : compiler.createSourceFile(file, text, compiler.ScriptTarget.Latest, true),
            )
        }
        return parsed.get(file)
    }
}

/** A name of a generic type stands for nothing that is known. */
function typeParameter(name: ts.Identifier, home: ts.SourceFile, compiler: Compiler): Declared | undefined {
    for (let at: ts.Node | undefined = name.parent; at !== undefined; at = at.parent as ts.Node | undefined) {
        const parameters =
            compiler.isTypeAliasDeclaration(at) || compiler.isClassLike(at) || compiler.isInterfaceDeclaration(at)
                ? at.typeParameters
                : undefined
        const found = parameters?.find((each) => each.name.text === name.text)
        if (found !== undefined) return { nodes: [found], home }
    }
    return undefined
}

function declaredBy(statement: ts.Statement, name: string, compiler: Compiler): readonly ts.Node[] {
    if (compiler.isVariableStatement(statement)) {
        return statement.declarationList.declarations.filter(
            (each) => compiler.isIdentifier(each.name) && each.name.text === name,
        )
    }
    const isDeclaration =
        compiler.isClassDeclaration(statement) ||
        compiler.isEnumDeclaration(statement) ||
        compiler.isInterfaceDeclaration(statement) ||
        compiler.isTypeAliasDeclaration(statement) ||
        compiler.isFunctionDeclaration(statement) ||
        compiler.isModuleDeclaration(statement)
    if (!isDeclaration) return []
    const isDefault = name === "default" && hasModifier(statement, compiler.SyntaxKind.DefaultKeyword, compiler)
    return isDefault || statement.name?.text === name ? [statement] : []
}

function isExported(statement: ts.Statement, name: string, compiler: Compiler): boolean {
    if (!hasModifier(statement, compiler.SyntaxKind.ExportKeyword, compiler)) return false
    return (name === "default") === hasModifier(statement, compiler.SyntaxKind.DefaultKeyword, compiler)
}

function hasModifier(statement: ts.Statement, kind: ts.SyntaxKind, compiler: Compiler): boolean {
    return (
        compiler.canHaveModifiers(statement) &&
        (compiler.getModifiers(statement)?.some((each) => each.kind === kind) ?? false)
    )
}

function importOf(name: string, home: ts.SourceFile, compiler: Compiler): Imported | undefined {
    for (const statement of home.statements) {
        if (!compiler.isImportDeclaration(statement) || !compiler.isStringLiteral(statement.moduleSpecifier)) continue
        const module = statement.moduleSpecifier.text
        const { importClause } = statement
        if (importClause?.name?.text === name) return { module, name: "default" }
        const bindings = importClause?.namedBindings
        if (bindings === undefined) continue
        if (compiler.isNamespaceImport(bindings)) {
            if (bindings.name.text === name) return { module, name: "*" }
            continue
        }
        const element = bindings.elements.find((each) => each.name.text === name)
        if (element !== undefined) return { module, name: (element.propertyName ?? element.name).text }
    }
    return undefined
}

import { posix } from "node:path"
import ts from "typescript"
import { placeOf, visit, type SourceFile } from "./source-files.js"

/** `types`: gone when compiled. `static`: loaded with the file. `dynamic`: loaded when the line runs. */
export type ImportMode = "types" | "static" | "dynamic"

/** One import of a file, or one export from another; the specifier is null where only the running program knows it. */
export interface Import {
    readonly specifier: string | null
    readonly mode: ImportMode
    /** `path:line`. */
    readonly place: string
}

/**
 * All imports of a file: declarations, `export … from`, `import()`, `require()`, and the types' `import("…")`. As tsconfig has
 * verbatimModuleSyntax, `import { type A }` still loads the module; only `import type` does not.
 */
export function importsOf(file: SourceFile): readonly Import[] {
    const texts = constantTexts(file.tree)
    const imports: Import[] = []
    const add = (mode: ImportMode, node: ts.Node, specifier: ts.Node | undefined): void => {
        imports.push({ specifier: textOf(specifier, texts), mode, place: placeOf(file, node) })
    }
    visit(file.tree, (node) => {
        if (ts.isImportDeclaration(node))
            add(isTypes(node.importClause) ? "types" : "static", node, node.moduleSpecifier)
        else if (ts.isExportDeclaration(node) && node.moduleSpecifier)
            add(node.isTypeOnly ? "types" : "static", node, node.moduleSpecifier)
        else if (ts.isExternalModuleReference(node)) add("static", node, node.expression)
        else if (ts.isImportTypeNode(node))
            add("types", node, ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined)
        else if (ts.isCallExpression(node) && loads(node.expression)) add("dynamic", node, node.arguments[0])
    })
    return imports
}

function isTypes(clause: ts.ImportClause | undefined): boolean {
    return clause?.phaseModifier === ts.SyntaxKind.TypeKeyword
}

/** `import(…)`, `require(…)` and `createRequire(…)(…)`; `require.resolve` only looks where a file is. */
function loads(called: ts.Expression): boolean {
    if (called.kind === ts.SyntaxKind.ImportKeyword) return true
    if (ts.isIdentifier(called)) return called.text === "require"
    return (
        ts.isCallExpression(called) && ts.isIdentifier(called.expression) && called.expression.text === "createRequire"
    )
}

function textOf(node: ts.Node | undefined, texts: ReadonlyMap<string, string>): string | null {
    if (node && ts.isStringLiteralLike(node)) return node.text
    return node && ts.isIdentifier(node) ? (texts.get(node.text) ?? null) : null
}

/** A package's name may stand in a constant, so that the compiler does not ask for the types of an optional package. */
function constantTexts(tree: ts.SourceFile): ReadonlyMap<string, string> {
    const texts = new Map<string, string>()
    visit(tree, (node) => {
        if (!ts.isVariableDeclaration(node) || !ts.isIdentifier(node.name)) return
        if (node.initializer && ts.isStringLiteralLike(node.initializer))
            texts.set(node.name.text, node.initializer.text)
    })
    return texts
}

/** The files of the repository that a file imports from, types included. */
export function importedFiles(file: SourceFile): readonly string[] {
    return importsOf(file).flatMap(({ specifier }) =>
        specifier?.startsWith(".") ? [posix.join(posix.dirname(file.path), specifier).replace(/\.js$/, ".ts")] : [],
    )
}

/** Circles of imports among some files, each as the files that it leads over; none where there is an order. */
export function importCircles(files: readonly SourceFile[]): readonly (readonly string[])[] {
    const imports = new Map(files.map((file) => [file.path, importedFiles(file)]))
    const done = new Set<string>()
    const circles: (readonly string[])[] = []
    const walk = (path: string, way: readonly string[]): void => {
        const start = way.indexOf(path)
        if (start >= 0) circles.push([...way.slice(start), path])
        if (start >= 0 || done.has(path)) return
        for (const next of imports.get(path) ?? []) walk(next, [...way, path])
        done.add(path)
    }
    for (const { path } of files) walk(path, [])
    return circles
}

import { readdirSync, readFileSync } from "node:fs"
import { join, relative, sep } from "node:path"
import { fileURLToPath } from "node:url"
import ts from "typescript"

/** The repository's folder. */
export const repository = fileURLToPath(new URL("../../", import.meta.url))

/** One parsed TypeScript file; the path is relative to the repository, with slashes. */
export interface SourceFile {
    readonly path: string
    readonly tree: ts.SourceFile
}

/** Parses the TypeScript files below a folder of the repository, in the order of their paths. */
export function sourceFiles(folder: string): readonly SourceFile[] {
    return readdirSync(join(repository, folder), { recursive: true, encoding: "utf8" })
        .filter((name) => /\.[cm]?ts$/.test(name) && !name.split(sep).includes("node_modules"))
        .sort()
        .map((name) => join(repository, folder, name))
        .map((file) => parseSource(relative(repository, file).replaceAll(sep, "/"), readFileSync(file, "utf8")))
}

/** Parses one text as if it stood at a path. */
export function parseSource(path: string, text: string): SourceFile {
    return { path, tree: ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true) }
}

/** Visits every node below another, itself included. */
export function visit(node: ts.Node, see: (node: ts.Node) => void): void {
    see(node)
    ts.forEachChild(node, (child) => {
        visit(child, see)
    })
}

/** Where a node stands, as `path:line`. */
export function placeOf(file: SourceFile, node: ts.Node): string {
    return `${file.path}:${file.tree.getLineAndCharacterOfPosition(node.getStart(file.tree)).line + 1}`
}

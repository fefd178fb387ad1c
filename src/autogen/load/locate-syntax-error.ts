import { existsSync, readFileSync } from "node:fs"
import { dirname, resolve } from "node:path"
import { findCompiler, type Compiler } from "./find-compiler.js"

/** A file, and where in it as far as that is known, counted from 1. */
export interface Place {
    readonly file: string
    readonly line?: number | undefined
    readonly column?: number | undefined
}

/** Where a file's syntax is wrong, as the project's compiler sees it. Without a compiler the file has to do. */
export function locateSyntaxError(file: string): Place {
    const compiler = existsSync(file) ? findCompiler(file) : undefined
    return (compiler === undefined ? undefined : firstError(file, compiler)) ?? { file }
}

/**
 * Node does not say which ES module of a graph has the syntax error that `import` reports. So the modules that are imported by relative
 * paths are read in their order, until one is found that cannot be parsed.
 */
export function findSyntaxError(entry: string): Place {
    const compiler = findCompiler(entry)
    if (compiler === undefined) return { file: entry }
    const seen = new Set<string>()
    const search = (file: string): Place | undefined => {
        if (seen.has(file) || !existsSync(file)) return undefined
        seen.add(file)
        const { importedFiles } = compiler.preProcessFile(readFileSync(file, "utf8"), true, true)
        const relative = importedFiles.filter(({ fileName }) => fileName.startsWith("."))
        for (const { fileName } of relative) {
            const place = search(resolve(dirname(file), fileName))
            if (place !== undefined) return place
        }
        return firstError(file, compiler)
    }
    return search(entry) ?? { file: entry }
}

function firstError(file: string, compiler: Compiler): Place | undefined {
    if (!/\.[cm]?[jt]sx?$/.test(file)) return undefined
    const source = readFileSync(file, "utf8")
    const { diagnostics } = compiler.transpileModule(source, { fileName: file, reportDiagnostics: true })
    const first = diagnostics?.find((diagnostic) => diagnostic.file !== undefined)
    const at = first?.file?.getLineAndCharacterOfPosition(first.start ?? 0)
    return at === undefined ? undefined : { file, line: at.line + 1, column: at.character + 1 }
}

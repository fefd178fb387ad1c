import { createRequire } from "node:module"
import { extname, normalize, resolve } from "node:path"
import { pathToFileURL } from "node:url"
import type { DataSourceLike } from "../core/data-source-like.js"
import { moduleFormatOf } from "./nearest-file.js"
import { globsOf } from "./relative-globs.js"

type Glob = (pattern: string) => readonly string[]

const LOADABLE = new Set([".js", ".mjs", ".cjs", ".ts", ".mts", ".cts"])

/** As TypeORM imports, so that it is the same module, whatever compiles this file or runs it. */
// eslint-disable-next-line @typescript-eslint/no-implied-eval -- see above
const nativeImport = new Function("url", "return import(url)") as (url: string) => Promise<unknown>

/**
 * Imports the files of a DataSource's globs one after the other, by their names, so that TypeORM finds them loaded: it imports all at once,
 * and files that import each other in a circle then run in an order that the disk decides.
 *
 * Throws what the files throw.
 */
export async function importInOrder(dataSource: Pick<DataSourceLike, "options">, configFile: string): Promise<void> {
    const { entities, migrations } = dataSource.options
    const patterns = [entities, migrations].map(globsOf)
    if (patterns.every((list) => list.length === 0)) return
    const glob = globOfTypeOrm(configFile)
    if (glob === undefined) return
    const require = createRequire(configFile)
    for (const file of patterns.flatMap((list) => filesOf(list, glob))) {
        if (moduleFormatOf(file) !== "module") require(file)
        else if (!(await isImported(file))) return
    }
}

/** False where this file itself runs in a context that cannot import (a test runner's sandbox): there TypeORM imports by itself. */
async function isImported(file: string): Promise<boolean> {
    try {
        await nativeImport(pathToFileURL(file).href)
        return true
    } catch (error) {
        const { code } = (error ?? {}) as { readonly code?: unknown }
        if (code === "ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING") return false
        throw error
    }
}

function filesOf(patterns: readonly string[], glob: Glob): readonly string[] {
    const found = patterns.flatMap((pattern) => glob(normalize(pattern).replaceAll("\\", "/")))
    const files = found
        .filter((file) => LOADABLE.has(extname(file)) && !file.endsWith(".d.ts"))
        .map((file) => resolve(file))
    return [...new Set(files)].sort()
}

/** What the project's TypeORM looks for files with: tinyglobby from 1.0 on, glob before. */
function globOfTypeOrm(configFile: string): Glob | undefined {
    try {
        const require = createRequire(createRequire(configFile).resolve("typeorm"))
        for (const name of ["tinyglobby", "glob"]) {
            const { globSync, sync } = tried(() => require(name) as { readonly globSync?: Glob; readonly sync?: Glob })
            if (globSync ?? sync) return globSync ?? sync
        }
        return undefined
    } catch {
        return undefined
    }
}

function tried<T extends object>(load: () => T): Partial<T> {
    try {
        return load()
    } catch {
        return {}
    }
}

import { createRequire } from "node:module"
import { extname, normalize } from "node:path"
import type { DataSourceLike } from "../core/data-source-like.js"
import { globsOf } from "./relative-globs.js"

type FindFiles = (pattern: string) => readonly string[]

/** The files that TypeORM imports of those that a glob matches. */
const LOADED = new Set([".js", ".mjs", ".cjs", ".ts", ".mts", ".cts"])

/**
 * The globs of a DataSource's entities that match no file which TypeORM would import: to TypeORM that is no error. They are matched as it
 * does, by the package that its copy in the project uses; none where that cannot be found.
 *
 * @example
 * ```ts
 * emptyEntityGlobs(dataSource, "/app/ormconfig.ts") // ["src/entitties/*.ts"]
 * ```
 */
export function emptyEntityGlobs({ options }: Pick<DataSourceLike, "options">, file: string): readonly string[] {
    const globs = globsOf(options.entities)
    const find = globs.length === 0 ? undefined : finder(file)
    if (!find) return []
    const empty = globs.filter((glob) => !find(normalized(glob)).some(isLoaded))
    const full = new Set(globs.filter((glob) => !empty.includes(glob)).map(ofSources))
    // Of sources and compiled files, a process has the one or the other.
    return empty.filter((glob) => !full.has(ofSources(glob)))
}

function isLoaded(file: string): boolean {
    return LOADED.has(extname(file)) && !/\.d\.[cm]?ts$/.test(file)
}

function normalized(glob: string): string {
    const path = normalize(glob)
    return process.platform === "win32" ? path.replaceAll("\\", "/") : path
}

/** A glob over compiled files as the one over their sources that it stands for. */
function ofSources(glob: string): string {
    return normalized(glob)
        .replace(/(^|\/)(dist|build|out|lib)(\/src)?(?=\/)/, "$1src")
        .replace(/\.([cm]?)js$/, ".$1ts")
}

/** The packages that TypeORM matches globs with, and the function of each: 1.x, 0.3. */
const PACKAGES = [
    ["tinyglobby", "globSync"],
    ["glob", "sync"],
] as const

/** The function that the project's copy of TypeORM finds files with. */
function finder(file: string): FindFiles | undefined {
    for (const [name, member] of PACKAGES) {
        try {
            const require = createRequire(createRequire(file).resolve("typeorm"))
            const find = (require(name) as Readonly<Record<string, unknown>>)[member]
            if (typeof find === "function") return (pattern) => (find as (pattern: string) => string[])(pattern)
        } catch {
            // The other one.
        }
    }
    return undefined
}

import { existsSync, readdirSync } from "node:fs"
import { dirname, join, relative, resolve } from "node:path"
import type { DataSourceLike } from "../core/data-source-like.js"
import type { AutogenOptions } from "./autogen-options.js"
import { nearestFile } from "./nearest-file.js"
import { folderOfGlob, globsOf } from "./relative-globs.js"

/** Where compilers put JavaScript. What is written there is lost at the next build. */
const outputFolders = new Set(["dist", "build", "out", "lib"])

/** Whether a folder is called as those are in which compilers put JavaScript. */
export function isOutputFolder(name: string): boolean {
    return outputFolders.has(name)
}

/** The folder of a configuration's package.json; its own folder if there is none. */
export function projectFolder(file: string): string {
    const packageFile = nearestFile(dirname(file), "package.json")
    return packageFile === undefined ? dirname(file) : dirname(packageFile)
}

/**
 * The absolute path of the folder for new migration files: the option, else the folder of the DataSource's first `migrations` glob,
 * else `src/migrations`. A glob on compiled output stands for the folder of its sources.
 */
export function migrationsFolder(file: string, dataSource: DataSourceLike, options: AutogenOptions): string {
    const root = projectFolder(file)
    if (options.migrationsFolder !== undefined) return resolve(root, options.migrationsFolder)
    for (const glob of globsOf(dataSource.options.migrations)) {
        const { folder, rest } = folderOfGlob(glob)
        // "src/**/migrations/*.ts" does not say which folder, "migrations/**/*.ts" does.
        if (folder !== "" && /^(\*\*\/)?[^/]+$/.test(rest)) return sourceFolder(root, resolve(root, folder))
    }
    return join(root, "src", "migrations")
}

/**
 * The migration files that no build has compiled yet, where the DataSource's `migrations` lead to what is compiled of them: relative to
 * the project's folder. Until then no runner sees them.
 *
 * @example
 * ```ts
 * uncompiledMigrations(loaded) // ["src/migrations/1763817600000-add-floor.ts"]
 * ```
 */
export function uncompiledMigrations({
    file,
    dataSource,
    migrationsFolder: sources,
}: FoundMigrations): readonly string[] {
    const root = projectFolder(file)
    const folders = globsOf(dataSource.options.migrations).map((glob) => resolve(root, folderOfGlob(glob).folder))
    const compiled = folders.filter((folder) => folder !== sources && sourceFolder(root, folder) === sources)
    if (compiled.length === 0 || folders.includes(sources)) return []
    const made = new Set(compiled.flatMap(namesIn).map((name) => name.replace(/\.[cm]?js$/, "")))
    return namesIn(sources)
        .filter(
            (name) =>
                /^\d{13}-.*\.[cm]?ts$/.test(name) && !name.includes(".d.") && !made.has(name.replace(/\.[cm]?ts$/, "")),
        )
        .map((name) => relative(root, join(sources, name)))
}

/** A configuration, and where its new migrations go. */
export interface FoundMigrations {
    readonly file: string
    readonly dataSource: Pick<DataSourceLike, "options">
    readonly migrationsFolder: string
}

function namesIn(folder: string): readonly string[] {
    return existsSync(folder) ? readdirSync(folder) : []
}

function sourceFolder(root: string, folder: string): string {
    const [first = "", ...others] = relative(root, folder).split(/[\\/]/)
    const isOutput = isOutputFolder(first) && existsSync(join(root, "src"))
    return isOutput ? join(root, "src", ...(others[0] === "src" ? others.slice(1) : others)) : folder
}

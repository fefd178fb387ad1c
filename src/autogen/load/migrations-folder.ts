import { existsSync } from "node:fs"
import { dirname, join, relative, resolve } from "node:path"
import type { DataSourceLike } from "../core/data-source-like.js"
import type { AutogenOptions } from "./autogen-options.js"
import { nearestFile } from "./nearest-file.js"
import { folderOfGlob, globsOf } from "./relative-globs.js"

/** Where compilers put JavaScript. What is written there is lost at the next build. */
const outputFolders = new Set(["dist", "build", "out", "lib"])

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

function sourceFolder(root: string, folder: string): string {
    const [first = "", ...others] = relative(root, folder).split(/[\\/]/)
    const isOutput = outputFolders.has(first) && existsSync(join(root, "src"))
    return isOutput ? join(root, "src", ...(others[0] === "src" ? others.slice(1) : others)) : folder
}

import { existsSync } from "node:fs"
import { isAbsolute, join, resolve } from "node:path"
import type { DataSourceLike } from "../core/data-source-like.js"

type Globs = readonly unknown[] | Readonly<Record<string, unknown>>

/** The folder a glob starts from: everything before the first part that has a special character. */
export function folderOfGlob(glob: string): { readonly folder: string; readonly rest: string } {
    const parts = glob.split(/[\\/]/)
    const magic = parts.findIndex((part) => /[*?[\]{}()!+@]/.test(part))
    const end = magic === -1 ? parts.length - 1 : magic
    const folder = parts.slice(0, end).join("/")
    return { folder: glob.startsWith("/") && folder === "" ? "/" : folder, rest: parts.slice(end).join("/") }
}

/** Every string of an option like `entities` or `migrations`, which may be an array or an object and hold classes too. */
export function globsOf(option: unknown): readonly string[] {
    return typeof option === "object" && option !== null
        ? Object.values(option as Globs).filter((value): value is string => typeof value === "string")
        : []
}

/**
 * TypeORM looks for relative globs in the working directory, and finding nothing there is no error to it: an `ormconfig.ts` of
 * another folder would read as a project without entities, and every table would be dropped. So a relative glob whose folder is
 * not below the working directory, but is below the project's, is made absolute.
 */
export function anchorGlobs(dataSource: DataSourceLike, root: string): void {
    if (resolve(root) === process.cwd()) return
    const options = dataSource.options as unknown as Record<string, unknown>
    for (const name of ["entities", "migrations", "subscribers"]) {
        const option = options[name]
        if (globsOf(option).length === 0) continue
        options[name] = Array.isArray(option)
            ? option.map((value: unknown) => anchored(value, root))
            : Object.fromEntries(Object.entries(option as object).map(([key, value]) => [key, anchored(value, root)]))
    }
}

function anchored(glob: unknown, root: string): unknown {
    if (typeof glob !== "string" || isAbsolute(glob)) return glob
    const { folder } = folderOfGlob(glob)
    const fits = existsSync(join(root, folder)) && (folder === "" || !existsSync(resolve(folder)))
    // Globs separate with "/" on every system.
    return fits ? join(root, glob).replaceAll("\\", "/") : glob
}

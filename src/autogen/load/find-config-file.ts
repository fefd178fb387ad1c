import { existsSync, readdirSync, statSync } from "node:fs"
import { basename, dirname, extname, resolve } from "node:path"
import { AutogenError } from "../core/errors.js"
import { nearMatch } from "./near-match.js"

/** Where a configuration is looked for, in this order, when none is named. */
const places = [
    ...["ts", "mts", "cts", "js", "mjs", "cjs"].map((extension) => `ormconfig.${extension}`),
    ...["data-source.ts", "data-source.js", "src/data-source.ts", "src/data-source.js"],
] as const

const loadable = new Set([".ts", ".mts", ".cts", ".js", ".mjs", ".cjs"])

/** The absolute path of the configuration: `config` if given (relative to `cwd`), else the first of the usual places in `cwd`. */
export function findConfigFile(cwd: string, config?: string): string {
    if (config !== undefined) return namedFile(cwd, config)
    const found = usualConfigFile(cwd)
    if (found !== undefined) return found
    throw new AutogenError({
        code: "CONFIG_NOT_FOUND",
        message: `No configuration in ${cwd}. Looked for ${places.join(", ")}.`,
        next: "Write one with `npx typeorm-autogen init`, or name yours with `--config path/to/data-source.ts`.",
        fields: { folder: cwd, lookedFor: places },
    })
}

/** The first of the usual places in `cwd` where there is a file. */
export function usualConfigFile(cwd: string): string | undefined {
    return places.map((place) => resolve(cwd, place)).find(isFile)
}

function namedFile(cwd: string, config: string): string {
    const file = resolve(cwd, config)
    if (!isFile(file)) throw missing(file, config)
    if (loadable.has(extname(file))) return file
    throw new AutogenError({
        code: "CONFIG_INVALID",
        message: `"${config}" is not a module: a configuration is TypeScript or JavaScript that exports a DataSource.`,
        next: "Write `npx typeorm-autogen init` for one, or name a file that ends in .ts, .mts, .cts, .js, .mjs or .cjs.",
        fields: { file },
    })
}

function missing(file: string, config: string): AutogenError {
    const near = nearMatch(basename(file), siblings(file))
    return new AutogenError({
        code: "CONFIG_NOT_FOUND",
        message: `The configuration "${config}" does not exist. Looked for ${file}.`,
        next:
            near === undefined
                ? "Name an existing file with `--config`, or leave it out to use ormconfig.ts or data-source.ts."
                : `Did you mean "${near}" in the same folder?`,
        fields: { file, lookedFor: [file] },
    })
}

function siblings(file: string): readonly string[] {
    try {
        return readdirSync(dirname(file)).filter((name) => loadable.has(extname(name)))
    } catch {
        return []
    }
}

function isFile(file: string): boolean {
    return existsSync(file) && statSync(file).isFile()
}

import { existsSync, readdirSync, statSync } from "node:fs"
import { basename, dirname, extname, relative, resolve } from "node:path"
import { AutogenError } from "../core/errors.js"
import { discoverDataSources } from "./discover-data-sources.js"
import { nearMatch } from "../core/near-match.js"
import { projectManifest, scriptedConfigs, storedConfig } from "./project-manifest.js"

/** Where a configuration is looked for, in this order, when none is named. */
const places = [
    ...["ts", "mts", "cts", "js", "mjs", "cjs"].map((extension) => `ormconfig.${extension}`),
    ...["data-source.ts", "data-source.js", "src/data-source.ts", "src/data-source.js"],
] as const

const loadable = new Set([".ts", ".mts", ".cts", ".js", ".mjs", ".cjs"])

/**
 * The absolute path of the configuration: `config` if given (relative to `cwd`); else the one that package.json names under
 * "typeorm-autogen"; else the one file that its scripts give to TypeORM with `-d`; else the first of the usual places.
 */
export function findConfigFile(cwd: string, config?: string): string {
    if (config !== undefined) return namedFile(cwd, config)
    const found = foundConfigFile(cwd)
    if (found !== undefined) return found
    const root = projectManifest(cwd)?.root ?? cwd
    // Not taken from a folder above: relative paths, the embedded Postgres' too, are the working directory's.
    const isBelow = root !== cwd && foundConfigFile(root) !== undefined
    throw isBelow ? elsewhere(cwd, root) : noFile(cwd, root)
}

function foundConfigFile(folder: string): string | undefined {
    const manifest = projectManifest(folder)
    const own = manifest?.root === folder ? manifest : undefined
    const stored = own && storedConfig(own)
    if (stored !== undefined) return stored
    const scripted = own === undefined ? [] : scriptedConfigs(own).map(({ file }) => file)
    if (scripted.length === 1) return scripted[0]
    const usual = usualConfigFile(folder)
    if (usual === undefined && scripted.length > 1) throw severalFiles(folder, scripted, "package.json's scripts name")
    return usual
}

/** Several files give a DataSource, and nothing says which one is meant. */
export function severalFiles(folder: string, files: readonly string[], where = "the project has"): AutogenError {
    const names = files.map((file) => shown(folder, file))
    return new AutogenError({
        code: "CONFIG_SEVERAL_DATA_SOURCES",
        message: `${where} ${files.length} DataSource files: ${names.join(", ")}`,
        next: `choose one for all commands with \`npx typeorm-autogen init --config ${names[0] ?? ""}\`, or for one command with \`--config\``,
        fields: { folder, files },
    })
}

function elsewhere(cwd: string, root: string): AutogenError {
    return new AutogenError({
        code: "CONFIG_NOT_FOUND",
        message: `no configuration in ${cwd}, which is a folder of the project ${root}`,
        next: `run the command in ${root}, or name the configuration with \`--config\``,
        fields: { folder: cwd, lookedFor: places },
    })
}

function noFile(cwd: string, root: string): AutogenError {
    const names = discoverDataSources(root).map(({ file }) => shown(cwd, file))
    return new AutogenError({
        code: "CONFIG_NOT_FOUND",
        message: `no configuration in ${cwd}; looked for ${places.join(", ")}`,
        next:
            names.length === 0
                ? "write one with `npx typeorm-autogen init`, or name yours with `--config path/to/data-source.ts`"
                : names.length === 1
                  ? `${names[0]} looks like it: \`npx typeorm-autogen init\` takes it for all commands, \`--config ${names[0]}\` for this one`
                  : `choose one of ${someOf(names)}: \`npx typeorm-autogen init --config ${names[0]}\` takes it for all commands`,
        fields: { folder: cwd, lookedFor: places },
    })
}

/** So many are named: more would not be read. */
const NAMED = 8

function someOf(names: readonly string[]): string {
    const more = names.length - NAMED
    return names.slice(0, NAMED).join(", ") + (more > 0 ? `, and ${more} more` : "")
}

function shown(folder: string, file: string): string {
    return (relative(folder, file) || file).replaceAll("\\", "/")
}

/** The first of the usual places in `cwd` where there is a file. */
export function usualConfigFile(cwd: string): string | undefined {
    return places.map((place) => resolve(cwd, place)).find(isFile)
}

function namedFile(cwd: string, config: string): string {
    const named = resolve(cwd, config)
    const file = loadable.has(extname(named)) || isFile(named) ? named : (withExtension(named) ?? named)
    if (!isFile(file)) throw missing(cwd, file, config)
    if (loadable.has(extname(file))) return file
    throw new AutogenError({
        code: "CONFIG_INVALID",
        message: `"${config}" is not a module: a configuration is TypeScript or JavaScript that exports a DataSource`,
        next: "run `npx typeorm-autogen init` for one, or name a file that ends in .ts, .mts, .cts, .js, .mjs or .cjs",
        fields: { file },
    })
}

/** TypeORM's users may leave the extension out. */
function withExtension(file: string): string | undefined {
    return [...loadable].map((extension) => file + extension).find(isFile)
}

function missing(cwd: string, file: string, config: string): AutogenError {
    const near = nearMatch(basename(file), siblings(file))
    const names = near === undefined ? discoverDataSources(projectRoot(cwd)).map((found) => shown(cwd, found.file)) : []
    return new AutogenError({
        code: "CONFIG_NOT_FOUND",
        message: `the configuration "${config}" does not exist; looked for ${file}`,
        next:
            near !== undefined
                ? `did you mean "${near}" in the same folder?`
                : names.length > 0
                  ? `did you mean ${names.map((name) => `\`${name}\``).join(" or ")}?`
                  : "name an existing file with `--config`, or leave it out to use ormconfig.ts or data-source.ts",
        fields: { file, lookedFor: [file] },
    })
}

function projectRoot(cwd: string): string {
    return projectManifest(cwd)?.root ?? cwd
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

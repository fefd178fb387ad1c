import { createRequire } from "node:module"
import { extname, resolve } from "node:path"
import { pathToFileURL } from "node:url"
import type { DataSourceLike } from "../core/data-source-like.js"
import { driverUnsupported } from "../core/rejected-source.js"
import { parseAutogenOptions, type AutogenOptions } from "./autogen-options.js"
import { findConfigFile } from "./find-config-file.js"
import { dataSourceNamesOf, findDataSource, type ModuleExports } from "./find-data-source.js"
import { loadError } from "./load-error.js"
import { migrationsFolder, projectFolder } from "./migrations-folder.js"
import { moduleFormatOf } from "./nearest-file.js"
import { expectPeers } from "./peers.js"
import { registerTypeScript } from "./register-typescript.js"
import { anchorGlobs } from "./relative-globs.js"

/** What {@link loadConfig} is asked for. */
export interface LoadConfigRequest {
    /** The module that exports the DataSource, relative to `cwd`. Without it the usual places in `cwd` are tried. */
    readonly config?: string
    /** Which export to take where a module has several DataSources. */
    readonly dataSource?: string
    /** The folder to start from; the working directory if absent. */
    readonly cwd?: string
}

/** A project's configuration. Nothing is connected, and no entity has been read yet. */
export interface LoadedConfig {
    readonly dataSource: DataSourceLike
    /** The named export `autogen`, checked; empty if there is none. */
    readonly options: AutogenOptions
    /** The absolute path of the folder for new migration files. */
    readonly migrationsFolder: string
    /** The absolute path of the configuration. */
    readonly file: string
}

/**
 * Loads the module that exports a project's DataSource, TypeScript or JavaScript, ES module or CommonJS, without connecting.
 *
 * @example
 * ```ts
 * const { dataSource, options } = await loadConfig({ config: "src/data-source.ts" })
 * ```
 * @throws AutogenError CONFIG_NOT_FOUND, CONFIG_LOAD_FAILED, CONFIG_SYNTAX, CONFIG_INVALID, CONFIG_NO_DATA_SOURCE,
 * CONFIG_SEVERAL_DATA_SOURCES, DRIVER_UNSUPPORTED, OPTIONAL_DEPENDENCY_MISSING, PEER_TOO_OLD
 */
export async function loadConfig(request: LoadConfigRequest = {}): Promise<LoadedConfig> {
    const file = findConfigFile(resolve(request.cwd ?? "."), request.config)
    expectPeers(file)
    const exports = await importConfig(file)
    const options = parseAutogenOptions(exports["autogen"], file)
    const dataSource = await dataSourceOf(file, exports, request.dataSource)
    const { type } = dataSource.options
    if (type !== "postgres") throw driverUnsupported(type, file)
    anchorGlobs(dataSource, projectFolder(file))
    return { dataSource, options, migrationsFolder: migrationsFolder(file, dataSource, options), file }
}

/**
 * The names of the DataSources that a configuration exports, in the order of its exports: what `dataSource` of every command takes.
 *
 * @example
 * ```ts
 * for (const dataSource of await dataSourceNames()) await upgrade({ dataSource })
 * ```
 * @throws AutogenError as {@link loadConfig}
 */
export async function dataSourceNames(
    request: Pick<LoadConfigRequest, "config" | "cwd"> = {},
): Promise<readonly string[]> {
    const file = findConfigFile(resolve(request.cwd ?? "."), request.config)
    expectPeers(file)
    const exports = await importConfig(file)
    try {
        return await dataSourceNamesOf(file, exports)
    } catch (error) {
        throw loadError(error, file)
    }
}

async function importConfig(file: string): Promise<ModuleExports> {
    const format = moduleFormatOf(file)
    // JavaScript needs the loader too if it names TypeScript in its globs, but then its process was started with one.
    if (/^\.[cm]?ts$/.test(extname(file))) await registerTypeScript(file, format)
    try {
        const loaded: unknown =
            format === "module"
                ? await import(/* @vite-ignore */ pathToFileURL(file).href)
                : // Not `import`: TypeORM requires the files of its globs, and a class loaded both ways would be two classes.
                  createRequire(file)(file)
        return exportsOf(loaded)
    } catch (error) {
        throw loadError(error, file)
    }
}

/** The exports by name. CommonJS may export the DataSource itself, and `import` wraps CommonJS into a default export. */
function exportsOf(loaded: unknown): ModuleExports {
    if (typeof loaded !== "object" || loaded === null) return { default: loaded }
    if (!isModuleLike(loaded)) return { default: loaded }
    const exports: ModuleExports = { ...loaded }
    const inner = exports["default"]
    const isWrapped = typeof inner === "object" && inner !== null && "__esModule" in inner
    return isWrapped ? { ...exports, ...inner } : exports
}

/** A module namespace or a plain `exports` object, not an instance of some class. */
function isModuleLike(loaded: object): boolean {
    const prototype: unknown = Object.getPrototypeOf(loaded)
    return prototype === null || Object.getPrototypeOf(prototype) === null
}

async function dataSourceOf(file: string, exports: ModuleExports, name?: string): Promise<DataSourceLike> {
    try {
        return await findDataSource(file, exports, name)
    } catch (error) {
        throw loadError(error, file)
    }
}

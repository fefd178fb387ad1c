import type { LoadedConfig } from "../load/load-config.js"
import type { DatabasePlace } from "./database-place.js"

/** Which project a command works on. */
export interface ProjectOptions {
    /** The module that exports the DataSource, relative to `cwd`. Default: `ormconfig.ts` and its usual neighbours. */
    readonly config?: string
    /** Which export to take where the module has several DataSources. */
    readonly dataSource?: string
    /** The folder to start from. Default: the working directory. */
    readonly cwd?: string
    /**
     * Told which database the configuration leads to, before entities are loaded and anything is connected; a second time where the
     * connection has another schema than the configuration let expect.
     */
    readonly onDatabase?: (place: DatabasePlace) => void
}

/** A project with its entities and migrations loaded; nothing is connected. */
export interface Project extends LoadedConfig {
    readonly onDatabase: NonNullable<ProjectOptions["onDatabase"]>
    /** The folder of its package.json; of the configuration where there is none. */
    readonly folder: string
    /** The file that declares a class, where it can be found. */
    fileOf(className: string): string | undefined
    /** The file that declares a migration's class, where it can be found. */
    migrationFileOf(className: string): string | undefined
    /** All files that declare it. */
    migrationFilesOf(className: string): readonly string[]
    /** The line of a declaration in one of these files: of a class's decorator, or of its property's. */
    lineOf(file: string, className: string, property?: string | null): number | undefined
}

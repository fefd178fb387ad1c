import type { DataSourceLike } from "../core/data-source-like.js"
import type { ReplayOptions } from "../load/autogen-options.js"

/** The project whose history is replayed; its metadata has been built. */
export interface ReplayedProject {
    readonly dataSource: DataSourceLike
    readonly folder: string
    readonly options: { readonly replay?: ReplayOptions }
    /** The file that declares a migration's class, where it can be found. */
    migrationFileOf(className: string): string | undefined
}

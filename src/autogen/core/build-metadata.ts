import type { DataSourceLike } from "./data-source-like.js"
import { keepUserOptions } from "./user-options.js"
import { whileBusy } from "./while-busy.js"

/** The members that TypeORM declares protected or readonly; at run time they are plain properties. */
interface Internals {
    options: object
    buildMetadatas(): Promise<void>
}

/**
 * Builds the metadata of a DataSource's entities, and its migrations, without connecting and without creating its subscribers. One that
 * is initialised has them already, and is left as it is. Without `entities` none is loaded: for what only needs the migrations.
 *
 * Throws what TypeORM throws.
 *
 * @example
 * ```ts
 * await buildMetadata(dataSource)
 * console.log(dataSource.entityMetadatas.length, dataSource.migrations.length)
 * ```
 */
export async function buildMetadata(
    dataSource: Pick<DataSourceLike, "isInitialized">,
    { entities = true }: { readonly entities?: boolean } = {},
): Promise<void> {
    if (dataSource.isInitialized) return
    const innards = dataSource as unknown as Internals
    const { options } = innards
    const forget = keepUserOptions(innards)
    innards.options = { ...options, subscribers: [], ...(entities ? {} : { entities: [] }) }
    try {
        const build = (): Promise<void> => innards.buildMetadatas()
        await (countEntities(options) > MANY ? whileBusy(build) : build())
    } finally {
        innards.options = options
        forget()
    }
}

/** The metadata of fewer is built before anybody has waited. */
const MANY = 250

/** How many entities are known, by TypeORM's decorators and by the options. */
function countEntities(options: { readonly entities?: unknown }): number {
    const { typeormMetadataArgsStorage: storage } = globalThis as {
        readonly typeormMetadataArgsStorage?: { readonly tables?: readonly unknown[] }
    }
    const listed = Array.isArray(options.entities) ? options.entities.length : 0
    return Math.max(storage?.tables?.length ?? 0, listed)
}

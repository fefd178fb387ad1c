/** What the library reads of a DataSource's options, beside its type. */
export interface UserOptions {
    readonly schema?: string
    readonly uuidExtension?: string
    readonly extensions?: readonly string[]
    readonly installExtensions?: boolean
    readonly migrationsTableName?: string
    readonly metadataTableName?: string
    readonly migrationsTransactionMode?: "all" | "each" | "none"
    readonly subscribers?: unknown
    readonly cache?: unknown
    readonly extra?: Readonly<Record<string, unknown>>
}

interface HasOptions {
    readonly options: object
}

/** By DataSource: the options that the user wrote, while others stand in their place. */
const written = new WeakMap<HasOptions, object>()

/**
 * The options that the user wrote for a DataSource, also while they are replaced to keep TypeORM from side effects. Whatever a
 * DataSource says (extensions, schema, transaction mode) is read from here, never from `dataSource.options`.
 *
 * @example
 * ```ts
 * const { schema = "public" } = userOptions(dataSource)
 * ```
 */
export function userOptions(dataSource: HasOptions): UserOptions {
    return written.get(dataSource) ?? dataSource.options
}

/**
 * Keeps what the user wrote before the options of a DataSource are replaced, and gives what ends that. Those who replace replaced
 * options keep what was written first.
 *
 * @example
 * ```ts
 * const forget = keepUserOptions(dataSource)
 * ```
 */
export function keepUserOptions(dataSource: HasOptions): () => void {
    if (written.has(dataSource)) return () => undefined
    written.set(dataSource, dataSource.options)
    return () => void written.delete(dataSource)
}

import type { EntityMetadata } from "typeorm"
import type { UserOptions } from "../../core/user-options.js"

/** The extensions that TypeORM creates when it connects. */
export interface ConnectExtensions {
    /** Those that declared tables cannot be without, and those that `extensions` of the DataSource names. */
    readonly needed: readonly string[]
    /** The others: TypeORM tries to create them, and goes on where it cannot. */
    readonly tried: readonly string[]
}

/** Types that an extension brings, with its name. */
const BY_TYPE: ReadonlyMap<unknown, string> = new Map<unknown, string>([
    ["citext", "citext"],
    ["hstore", "hstore"],
    ["cube", "cube"],
    ["ltree", "ltree"],
    ["geometry", "postgis"],
    ["geography", "postgis"],
    ["vector", "vector"],
    ["halfvec", "vector"],
])

/**
 * The extensions that TypeORM creates when a DataSource connects: `PostgresDriver.afterConnect`. Null where the DataSource leaves them
 * to others (`installExtensions: false`).
 *
 * @example
 * ```ts
 * connectExtensions(dataSource.entityMetadatas, userOptions(dataSource))?.needed // ["uuid-ossp"]
 * ```
 */
export function connectExtensions(entities: readonly EntityMetadata[], options: UserOptions): ConnectExtensions | null {
    if (options.installExtensions === false) return null
    const tables = entities.filter((entity) => entity.synchronize && entity.tableType !== "view")
    const needed = new Set([
        ...(options.extensions ?? []),
        // gen_random_uuid() is Postgres's own since 13.
        ...(options.uuidExtension !== "pgcrypto" && tables.some((entity) => generatesUuid(entity))
            ? ["uuid-ossp"]
            : []),
        ...typeExtensions(tables),
        ...exclusionExtensions(tables),
    ])
    const tried = new Set([
        ...(entities.some(hasUuidColumn) ? [options.uuidExtension ?? "uuid-ossp"] : []),
        ...typeExtensions(entities),
        ...exclusionExtensions(entities),
    ])
    return { needed: [...needed], tried: [...tried].filter((name) => !needed.has(name)) }
}

/** Whether TypeORM gives a column its own default, which calls a function of the extension. */
function generatesUuid(entity: EntityMetadata): boolean {
    return entity.columns.some((column) => isGeneratedUuid(column) && column.default === undefined)
}

function hasUuidColumn(entity: EntityMetadata): boolean {
    return entity.columns.some(isGeneratedUuid)
}

function isGeneratedUuid(column: EntityMetadata["columns"][number]): boolean {
    return column.isGenerated && column.generationStrategy === "uuid"
}

function typeExtensions(entities: readonly EntityMetadata[]): readonly string[] {
    return entities.flatMap((entity) => entity.columns.flatMap((column) => BY_TYPE.get(column.type) ?? []))
}

/** Operators such as = of plain types work in an exclusion only by btree_gist. */
function exclusionExtensions(entities: readonly EntityMetadata[]): readonly string[] {
    return entities.some((entity) => entity.exclusions.length > 0) ? ["btree_gist"] : []
}

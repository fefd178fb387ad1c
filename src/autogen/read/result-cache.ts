import type { EntityMetadata } from "typeorm"
import type { PlannedDataSource } from "../core/data-source-like.js"
import { userOptions } from "../core/user-options.js"

/** By this mark TypeORM knows an EntitySchema, of whatever copy of it. */
const ENTITY_SCHEMA = { "@instanceof": Symbol.for("EntitySchema") }

/**
 * The table of TypeORM's result cache as an entity, where the DataSource asks for one (`cache: true`): TypeORM's schema builder makes it
 * beside the entities' tables. Caches that are elsewhere (Redis, a provider of the user's own) have none.
 */
export async function resultCacheEntity(dataSource: PlannedDataSource): Promise<EntityMetadata | null> {
    const { cache } = userOptions(dataSource)
    if (!cache) return null
    const given: { readonly type?: string; readonly provider?: unknown; readonly tableName?: string } =
        typeof cache === "object" ? cache : {}
    if (given.provider !== undefined || (given.type !== undefined && given.type !== "database")) return null
    const DataSourceClass = dataSource.constructor as new (options: object) => PlannedDataSource & {
        buildMetadatas(): Promise<void>
    }
    const builder = new DataSourceClass({
        ...dataSource.options,
        entities: [{ ...ENTITY_SCHEMA, options: cacheTable(given.tableName) }],
        subscribers: [],
        migrations: [],
        // The cache's table has the name that it is given, whatever the entities' are called.
        entityPrefix: undefined,
        namingStrategy: undefined,
        cache: false,
        logging: false,
        logger: undefined,
    })
    await builder.buildMetadatas()
    return builder.entityMetadatas[0] ?? null
}

/** As TypeORM's DbQueryResultCache makes it. */
function cacheTable(name: string | undefined): object {
    return {
        name: "result cache",
        tableName: name === undefined || name === "" ? "query-result-cache" : name,
        columns: {
            id: { name: "id", type: "integer", primary: true, generated: "increment" },
            identifier: { name: "identifier", type: "varchar", nullable: true },
            time: { name: "time", type: "bigint" },
            duration: { name: "duration", type: "integer" },
            query: { name: "query", type: "text" },
            result: { name: "result", type: "text" },
        },
    }
}

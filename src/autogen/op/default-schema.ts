import type { QueryRunner } from "typeorm"
import { AutogenError } from "../core/errors.js"
import type { SqlContext } from "../core/operation.js"

/** TypeORM 1.x names it `dataSource`, 0.3.x `connection`. */
interface DataSourceOwner {
    readonly dataSource?: { readonly options: object }
    readonly connection?: { readonly options: object }
}

/** Thrown by {@link contextOnDemand}'s context while the schema is not known yet. */
class SchemaNeeded extends Error {}

/**
 * Runs a function with a context whose default schema is asked for only where the function reads it, and then once: a migration
 * that creates the very first schema must run where there is none. The function may be called twice, so it must be pure.
 */
export function contextOnDemand(queryRunner: QueryRunner): <T>(use: (context: SqlContext) => T) => Promise<T> {
    let known = configuredSchema(queryRunner)
    const context: SqlContext = {
        metadataTable: metadataTableOf(queryRunner),
        get defaultSchema() {
            if (known === undefined) throw new SchemaNeeded()
            return known
        },
    }
    return async (use) => {
        try {
            return use(context)
        } catch (thrown) {
            if (!(thrown instanceof SchemaNeeded)) throw thrown
        }
        known ??= await currentSchema(queryRunner)
        return use(context)
    }
}

function optionsOf(queryRunner: QueryRunner): object | undefined {
    const { dataSource, connection }: DataSourceOwner = queryRunner
    return (dataSource ?? connection)?.options
}

function metadataTableOf(queryRunner: QueryRunner): string {
    const options = optionsOf(queryRunner) as { readonly metadataTableName?: string } | undefined
    return options?.metadataTableName ?? "typeorm_metadata"
}

function configuredSchema(queryRunner: QueryRunner): string | undefined {
    const options = optionsOf(queryRunner)
    if (options === undefined || !("schema" in options)) return undefined
    return typeof options.schema === "string" && options.schema !== "" ? options.schema : undefined
}

async function currentSchema(queryRunner: QueryRunner): Promise<string> {
    const rows: unknown = await queryRunner.query("SELECT pg_catalog.current_schema() AS schema")
    const schema = Array.isArray(rows) ? (rows[0] as { readonly schema?: unknown } | undefined)?.schema : undefined
    if (typeof schema === "string") return schema
    throw new AutogenError({
        code: "MIGRATION_INVALID",
        message: "a name without a schema has no meaning here: the connection's search_path leads to no schema",
        next: 'set `schema: "public"` in the DataSource\'s options, or name the schema: inSchema("public", "room")',
    })
}

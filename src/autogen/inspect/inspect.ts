import { databaseSchema, type DatabaseSchema, type ServerInfo } from "../core/database-schema.js"
import { AutogenError } from "../core/errors.js"
import type { CatalogQuery } from "../core/object-kind.js"
import type { Queryable, Row } from "../core/queryable.js"
import type { SchemaObject } from "../core/schema-object.js"
import { kinds } from "../kinds/index.js"

/** What to inspect. */
export interface InspectOptions {
    /** The schemas to read. Default: every schema that is neither Postgres's own nor temporary. */
    readonly schemas?: readonly string[]
    /** The schema that names without one belong to. Default: the connection's `current_schema()`, else `public`. */
    readonly defaultSchema?: string
    /** The names of the kinds to read. Default: all. */
    readonly kinds?: ReadonlySet<string>
}

/** The oldest server whose catalog the queries read. */
const OLDEST_SERVER = 130000

/**
 * Reads a database's schema from Postgres's catalog, in one REPEATABLE READ, READ ONLY transaction with an empty search_path, so
 * that all of it is one moment's truth and every name that Postgres prints is qualified. The number of queries is constant.
 *
 * `queryable` must be one connection (not a pool) outside of a transaction. Throws `SERVER_TOO_OLD` for a server before
 * PostgreSQL 13, and what the connection throws.
 *
 * @example
 * ```ts
 * const client = new pg.Client(); await client.connect()
 * const schema = await inspect({ query: async (sql, params) => (await client.query(sql, [...(params ?? [])])).rows })
 * for (const key of schema.objects.keys()) console.log(key)
 * ```
 */
export async function inspect(queryable: Queryable, options: InspectOptions = {}): Promise<DatabaseSchema> {
    await queryable.query("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY")
    try {
        return await inspectInTransaction(queryable, options)
    } finally {
        await queryable.query("ROLLBACK")
    }
}

/** As {@link inspect}, within a transaction that the caller has begun; its search_path is empty afterwards. */
export async function inspectInTransaction(
    queryable: Queryable,
    options: InspectOptions = {},
): Promise<DatabaseSchema> {
    const server = await readServer(queryable, options)
    const schemas = options.schemas ?? (await listSchemas(queryable))
    const wanted = options.kinds ? kinds.filter(({ name }) => options.kinds?.has(name)) : kinds
    const rows = new Map<CatalogQuery, readonly Row[]>()
    for (const query of new Set(wanted.flatMap((kind) => kind.catalog.map((reader) => reader.query)))) {
        rows.set(query, await queryable.query(query.sql, [schemas]))
    }
    const objects: SchemaObject[] = []
    for (const kind of wanted) {
        for (const reader of kind.catalog) {
            for (const row of rows.get(reader.query) ?? []) {
                const object = reader.read(row)
                if (object) objects.push(object)
            }
        }
    }
    return databaseSchema(objects, server)
}

async function readServer(queryable: Queryable, options: InspectOptions): Promise<ServerInfo> {
    const [row] = await queryable.query(`
        SELECT current_setting('server_version_num')::int AS version, current_schema()::text AS schema,
            set_config('search_path', '', true), set_config('standard_conforming_strings', 'on', true), set_config('jit', 'off', true)`)
    const version = Number(row?.["version"])
    if (version < OLDEST_SERVER) {
        throw new AutogenError({
            code: "SERVER_TOO_OLD",
            message: `the server is PostgreSQL ${Math.floor(version / 10000)}; its catalog lacks what the comparison needs`,
            next: "use PostgreSQL 13 or later",
            fields: { version },
        })
    }
    const current = typeof row?.["schema"] === "string" ? row["schema"] : "public"
    return { version, defaultSchema: options.defaultSchema ?? current }
}

/** The names of all schemas that are neither Postgres's own, nor temporary, nor an extension's. */
export async function listSchemas(queryable: Queryable): Promise<readonly string[]> {
    const rows = await queryable.query(`
        SELECT n.nspname::text AS name FROM pg_catalog.pg_namespace n
        WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND NOT EXISTS (
            SELECT FROM pg_catalog.pg_depend e
            WHERE e.classid = 'pg_catalog.pg_namespace'::regclass AND e.objid = n.oid AND e.deptype = 'e'
        )
        ORDER BY 1`)
    return rows.map((row) => String(row["name"]))
}

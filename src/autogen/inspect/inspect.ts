import { setImmediate as nextTurn } from "node:timers/promises"
import { compareText, databaseSchema, inOrder, type DatabaseSchema, type ServerInfo } from "../core/database-schema.js"
import { AutogenError } from "../core/errors.js"
import { exclusively } from "../core/exclusive.js"
import { addTo } from "../core/groups.js"
import type { CatalogQuery, CatalogReader } from "../core/object-kind.js"
import { ownOperator as is } from "../core/own-operator.js"
import type { Queryable, Row } from "../core/queryable.js"
import type { SchemaObject } from "../core/schema-object.js"
import { PRINTING_SETTINGS } from "../core/session-settings.js"
import type { ShareParts } from "../core/shared-parts.js"
import { kinds } from "../kinds/index.js"
import { noMember } from "../kinds/catalog/catalog-queries.js"
import { redefined } from "../kinds/catalog/redefined.js"
import { readUnread, unreadQuery } from "../kinds/catalog/unmodelled/query.js"

/** What to inspect. */
export interface InspectOptions {
    /**
     * The schemas to read, or what tells them once the default schema is known. Default: every schema that is neither Postgres's own nor
     * temporary.
     */
    readonly schemas?: readonly string[] | ((defaultSchema: string) => Promise<readonly string[]>)
    /** The schema that names without one belong to. Default: the connection's `current_schema()`, else `public`. */
    readonly defaultSchema?: string
    /** The names of the kinds to read. Default: all. */
    readonly kinds?: ReadonlySet<string>
    /** Whether to look also for what no kind reads. Default: by `inspect`, where all kinds are read. */
    readonly unread?: boolean
}

/** The oldest server whose catalog the queries read. */
const OLDEST_SERVER = 130000

/**
 * Reads a database's schema from Postgres's catalog, in one REPEATABLE READ, READ ONLY transaction with a search_path of Postgres's own schema, so
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
export function inspect(queryable: Queryable, options: InspectOptions = {}): Promise<DatabaseSchema> {
    return exclusively(queryable, (connection) => inspectSharing(connection, options))
}

/**
 * As {@link inspect}, on a connection that nobody else uses meanwhile. `share` gets each object as soon as it has been read, before anybody else does: it may put parts in the place of
 * equal ones.
 */
export async function inspectSharing(
    queryable: Queryable,
    options: InspectOptions,
    share?: ShareParts,
): Promise<DatabaseSchema> {
    await queryable.query("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY")
    try {
        return await inspectInTransaction(queryable, { unread: options.kinds === undefined, ...options }, share)
    } finally {
        await queryable.query("ROLLBACK")
    }
}

/** As {@link inspect}, within a transaction that the caller has begun; its search_path is Postgres's own schema afterwards. */
export async function inspectInTransaction(
    queryable: Queryable,
    options: InspectOptions = {},
    share?: ShareParts,
): Promise<DatabaseSchema> {
    const { server, schemas } = await readServer(queryable, options)
    const wanted = options.kinds ? kinds.filter(({ name }) => options.kinds?.has(name)) : kinds
    const readers = readersByQuery(wanted)
    const found: SchemaObject[][] = []
    let last: Answer | null = null
    for (const query of readers.keys()) {
        // The server works on this query while the rows of the last are read.
        const rows: readonly Row[] = await meanwhile(
            queryable.query(query.sql, [schemas]),
            readSoon(readers, last, found, share),
        )
        last = { query, rows }
    }
    if (!options.unread) {
        await readSoon(readers, last, found, share)
        return databaseSchema(inOrder(found), server)
    }
    const asking = queryable.query(unreadQuery(server.version).sql, [schemas])
    const rows = await meanwhile(asking, readSoon(readers, last, found, share))
    const unread = await readUnread(rows, ({ sql }) => queryable.query(sql, [schemas]))
    return { ...databaseSchema(inOrder(found), server), ...unread }
}

interface Answer {
    readonly query: CatalogQuery
    readonly rows: readonly Row[]
}

type Readers = ReadonlyMap<CatalogQuery, readonly CatalogReader<object>[]>

/** The heaviest first: while their many rows are read, the server has others to work on that are not light either. */
function readersByQuery(wanted: typeof kinds): Readers {
    const readers = new Map<CatalogQuery, CatalogReader<object>[]>()
    for (const reader of wanted.flatMap((kind) => kind.catalog.readers)) {
        addTo(readers, reader.query, reader)
    }
    return new Map([...readers].sort(([a], [b]) => (b.weight ?? 0) - (a.weight ?? 0)))
}

/** Waits for both, so that nothing is left running where one fails. */
async function meanwhile<T>(asking: Promise<T>, work: Promise<void>): Promise<T> {
    const [answer, done] = await Promise.allSettled([asking, work])
    if (answer.status === "rejected") throw answer.reason
    if (done.status === "rejected") throw done.reason
    return answer.value
}

/** Reads rows once a query that has just been made is on its way, and sorts what each reader finds. */
async function readSoon(
    readers: Readers,
    last: Answer | null,
    found: SchemaObject[][],
    share: ShareParts | undefined,
): Promise<void> {
    if (!last) return
    await nextTurn()
    for (const reader of readers.get(last.query) ?? []) {
        const objects: SchemaObject[] = []
        for (const row of last.rows) {
            const object = reader.read(row)
            if (!object) continue
            share?.(object)
            objects.push(object)
        }
        found.push(objects.sort((a, b) => compareText(a.key, b.key)))
    }
}

/** What the server is, and the schemas to read of it. */
async function readServer(
    queryable: Queryable,
    options: InspectOptions,
): Promise<{ readonly server: ServerInfo; readonly schemas: readonly string[] }> {
    const [row] = await queryable.query(`
        SELECT pg_catalog.current_setting('server_version_num')::int AS version, pg_catalog.current_schema()::pg_catalog.text AS schema, ${redefined} AS redefined,
            ${options.schemas ? "NULL" : `(SELECT pg_catalog.json_agg(s.name) FROM (${SCHEMAS}) s)`} AS schemas,
            ${PRINTING_SETTINGS}, pg_catalog.set_config('jit', 'off', true)`)
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
    const server: ServerInfo = { version, defaultSchema: options.defaultSchema ?? current }
    const { schemas: wanted = (row?.["schemas"] ?? []) as readonly string[] } = options
    const schemas = typeof wanted === "function" ? await wanted(server.defaultSchema) : wanted
    return { server: row?.["redefined"] === true ? { ...server, redefined: true } : server, schemas }
}

const SCHEMAS = `
        SELECT n.nspname::pg_catalog.text AS name FROM pg_catalog.pg_namespace n
        WHERE n.nspname ${is("!~")} '^pg_' AND n.nspname ${is("<>")} 'information_schema' AND ${noMember("pg_namespace", "n.oid")}
        ORDER BY 1`

/** The names of all schemas that are neither Postgres's own, nor temporary, nor an extension's. */
export async function listSchemas(queryable: Queryable): Promise<readonly string[]> {
    const rows = await queryable.query(SCHEMAS)
    return rows.map((row) => String(row["name"]))
}

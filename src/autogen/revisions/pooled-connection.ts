import type { Queryable, Row } from "../core/queryable.js"
import type { AnyDataSource } from "./any-data-source.js"

/** `embeddedStream()` marks what it makes, in every copy of this package. */
export function isEmbedded({ options }: { readonly options: object }): boolean {
    const { extra } = options as { readonly extra?: { readonly stream?: unknown } }
    const stream = extra?.stream
    return typeof stream === "function" && Symbol.for("typeorm-autogen.embedded") in stream
}

/**
 * Whether a connection goes through a pooler, such as PgBouncer, that may give each transaction another server process: what a session
 * has set or locked is then not its own. A pooler answers with a process number of its own making, so that the number which the driver
 * was told when it connected is not the one that the server tells.
 *
 * `connection` is the driver's client, `processId` what `pg_backend_pid()` returned on it. Returns false where the driver does not know its
 * number (pg-native).
 */
export function isPooled(connection: unknown, processId: number): boolean {
    const { processID } = (connection ?? {}) as { readonly processID?: unknown }
    return typeof processID === "number" && processID !== processId
}

/** A client of node-postgres, as far as it is used here. */
interface Client {
    connect(): Promise<unknown>
    query(sql: string, params?: readonly unknown[]): Promise<{ readonly rows: readonly Row[] }>
    end(): Promise<void>
    on(event: "error", listener: (error: Error) => void): unknown
}

/** What TypeORM's driver keeps of its pool. */
interface Pool {
    readonly Client: new (options: unknown) => Client
    readonly options: unknown
}

/** A connection of its own to the same database. */
export interface ExtraConnection extends Queryable {
    /** Aborted when the connection is lost. */
    readonly lost: AbortSignal
    close(): Promise<void>
}

/**
 * Opens one more connection to the database of a connected DataSource, beside its pool: a pool of one would have none left.
 *
 * @example
 * ```ts
 * const connection = await extraConnection(session.dataSource)
 * try { await connection.query("SELECT 1") } finally { await connection.close() }
 * ```
 */
export async function extraConnection({ driver }: Pick<AnyDataSource, "driver">): Promise<ExtraConnection> {
    const { master } = driver as unknown as { readonly master: Pool }
    const client = new master.Client(master.options)
    const controller = new AbortController()
    client.on("error", (error) => controller.abort(error))
    await client.connect()
    return {
        lost: controller.signal,
        query: async (sql, params) => (await client.query(sql, params === undefined ? undefined : [...params])).rows,
        close: () => client.end().catch(() => undefined),
    }
}

import type { Duplex } from "node:stream"
import type { Client } from "pg"
import { whileWaiting } from "../core/announce.js"
import { AutogenError, messageOf } from "../core/errors.js"
import type { Queryable, Row } from "../core/queryable.js"
import { EmbeddedConnection } from "./embedded-connection.js"
import { type EngineOptions, leaseEngine } from "./embedded-engine.js"
import { embeddedStreamOver } from "./embedded-stream.js"

/** A Postgres inside this process. */
export interface EmbeddedPostgres extends Queryable {
    /** Runs any number of statements; their rows are not returned. */
    exec(sql: string): Promise<void>
    /** A connection for node-postgres or TypeORM: `extra: { stream: postgres.stream }`. Shares the one session with `query`. */
    readonly stream: () => Duplex
    /**
     * From now on a statement of one in memory may take so many milliseconds; null, as it begins: as long as it likes. One that takes longer
     * fails with `STATEMENT_TIMEOUT`, and this Postgres has ended.
     */
    limit(statementTimeout: number | null): void
    /** Its files, for `image`: of one in memory, outside of transactions. */
    dump(): Promise<Buffer>
    /** Ends this use of it. A folder that others in this process have open stays open for them. */
    close(): Promise<void>
}

/**
 * Opens an embedded Postgres (PGlite) in memory, or in the folder `dataDir`, which is made if it does not exist.
 *
 * Values come as node-postgres reads them, the same as from a server: `query` goes through it.
 *
 * @example
 * ```ts
 * const postgres = await openEmbeddedPostgres({ dataDir: ".postgres" })
 * const rows = await postgres.query("SELECT code FROM room WHERE price < $1", [100])
 * await postgres.close()
 * ```
 */
export async function openEmbeddedPostgres(options: EngineOptions = {}): Promise<EmbeddedPostgres> {
    const lease = await whileWaiting(
        () => "starting the embedded Postgres",
        () => leaseEngine(options),
    )
    const { engine } = lease
    // In memory the connections borrow from this opening; of a folder each has its own share and may outlive it.
    const { dataDir } = options
    const borrow =
        dataDir === undefined
            ? () => Promise.resolve({ engine, release: () => Promise.resolve() })
            : () => leaseEngine(options)
    try {
        const connection = new EmbeddedConnection(borrow)
        const client = await connect(() => connection)
        return {
            query: async (sql, params) =>
                rowsOf(await client.query(sql, params === undefined ? undefined : [...params])),
            exec: async (sql) => void (await client.query(sql)),
            limit: (statementTimeout) => engine.limit(statementTimeout),
            dump: async () => {
                // So that whoever begins with the files has nothing to recover.
                await client.query("CHECKPOINT")
                return engine.dump()
            },
            stream: embeddedStreamOver(borrow, dataDir),
            close: async () => {
                await client.end()
                await connection.gone
                await lease.release()
            },
        }
    } catch (error) {
        await lease.release()
        throw error
    }
}

async function connect(stream: () => Duplex): Promise<Client> {
    const { default: pg } = await import("pg").catch((error: unknown) => {
        throw new AutogenError({
            code: "OPTIONAL_DEPENDENCY_MISSING",
            message: `the embedded Postgres needs the package "pg", which cannot be loaded: ${messageOf(error)}`,
            next: "npm install pg",
            cause: error,
        })
    })
    // All that could come from PG… variables of the environment and lead elsewhere is said.
    const client = new pg.Client({ stream, ssl: false, host: "embedded", user: "postgres", database: "postgres" })
    // The error that ends a connection also rejects the query under way; without a listener it would end the process.
    client.on("error", () => undefined)
    await client.connect()
    return client
}

/** The rows of the last statement, as node-postgres answers several with a list. */
function rowsOf(result: unknown): readonly Row[] {
    const last: unknown = Array.isArray(result) ? result.at(-1) : result
    return (last as { readonly rows: readonly Row[] } | undefined)?.rows ?? []
}

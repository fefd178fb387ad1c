import { randomBytes } from "node:crypto"
import type { ClientConfig } from "pg"
import { AutogenError, messageOf } from "../core/errors.js"
import { quoteIdent } from "../core/names.js"
import type { Queryable, Row } from "../core/queryable.js"
import type { ReplayOptions } from "../load/autogen-options.js"
import { openEmbeddedPostgres, type EmbeddedPostgres } from "../rehearse/embedded-postgres.js"
import { freshPostgres } from "../rehearse/spare-postgres.js"
import { connectionError } from "../revisions/connection-error.js"
import { isDenied } from "../revisions/missing-right.js"

/** An empty database in which a history is replayed. */
export interface ReplayPlace extends Queryable {
    /** The part of TypeORM's options that leads there. */
    readonly connection: object
    /** Whether it is ours alone, so that roles can be created in it. */
    readonly isEmbedded: boolean
    /** Runs any number of statements. */
    exec(sql: string): Promise<void>
    /** Its files, outside of transactions. Absent: on a server. */
    readonly dump?: () => Promise<Buffer>
    /** Ends it; a database on a server is dropped. */
    close(): Promise<void>
}

/** Milliseconds that a statement of a migration may take in the embedded Postgres: it may fill tables, but nobody can interrupt it. */
const STATEMENT_TIMEOUT = 600_000

/** Opens an embedded Postgres in memory, or with a URL a scratch database on that server. */
export async function openReplayPlace({ url, statementTimeout }: ReplayOptions): Promise<ReplayPlace> {
    return url === undefined
        ? embeddedPlace(await freshPostgres(), statementTimeout)
        : serverPlace(url, statementTimeout)
}

/** Opens an embedded Postgres that begins with what was dumped of another one. */
export async function reopenReplayPlace(image: Buffer, { statementTimeout }: ReplayOptions): Promise<ReplayPlace> {
    return embeddedPlace(await openEmbeddedPostgres({ extensions: true, image }), statementTimeout)
}

function embeddedPlace(postgres: EmbeddedPostgres, statementTimeout = STATEMENT_TIMEOUT): ReplayPlace {
    postgres.limit(statementTimeout)
    return {
        connection: {
            host: "embedded",
            username: "postgres",
            database: "postgres",
            extra: { stream: postgres.stream, ssl: false },
        },
        isEmbedded: true,
        query: (sql, params) => postgres.query(sql, params),
        exec: (sql) => postgres.exec(sql),
        dump: () => postgres.dump(),
        close: () => postgres.close(),
    }
}

async function serverPlace(url: string, statementTimeout: number | undefined): Promise<ReplayPlace> {
    const name = `autogen_replay_${process.pid}_${randomBytes(6).toString("hex")}`
    const scratch = new URL(url)
    scratch.pathname = `/${name}`
    await onServer(url, async (query) => {
        try {
            await query(`CREATE DATABASE ${quoteIdent(name)}`)
        } catch (cause) {
            throw isDenied(cause) ? mayNotCreate(cause) : cause
        }
    })
    const drop = (): Promise<void> =>
        onServer(url, async (query) => {
            await query(`DROP DATABASE IF EXISTS ${quoteIdent(name)} WITH (FORCE)`)
        })
    try {
        if (statementTimeout !== undefined) {
            const sql = `ALTER DATABASE ${quoteIdent(name)} SET statement_timeout = ${statementTimeout}`
            await onServer(url, async (query) => void (await query(sql)))
        }
        const client = await connect(scratch.href)
        const query = async (sql: string, params?: readonly unknown[]): Promise<readonly Row[]> =>
            rowsOf(await client.query(sql, params && [...params]))
        return {
            connection: { url: scratch.href },
            isEmbedded: false,
            query,
            exec: async (sql) => void (await query(sql)),
            async close() {
                await client.end().catch(() => undefined)
                await drop()
            },
        }
    } catch (error) {
        await drop().catch(() => undefined)
        throw error
    }
}

async function onServer(url: string, work: (query: (sql: string) => Promise<unknown>) => Promise<void>): Promise<void> {
    const client = await connect(url)
    try {
        await work((sql) => client.query(sql))
    } finally {
        await client.end().catch(() => undefined)
    }
}

async function connect(url: string): Promise<import("pg").Client> {
    const { default: pg } = await import("pg")
    const config: ClientConfig = { connectionString: url }
    const client = new pg.Client(config)
    // The error that ends a connection also rejects the query under way; without a listener it would end the process.
    client.on("error", () => undefined)
    try {
        await client.connect()
        return client
    } catch (error) {
        throw connectionError(error, { url })
    }
}

/** node-postgres answers several statements with a list. */
function rowsOf(result: unknown): readonly Row[] {
    const last: unknown = Array.isArray(result) ? result.at(-1) : result
    return (last as { readonly rows?: readonly Row[] } | undefined)?.rows ?? []
}

function mayNotCreate(cause: unknown): AutogenError {
    return new AutogenError({
        code: "PERMISSION_DENIED",
        message: `the role of \`replay.url\` may not create the scratch database for the replay: ${messageOf(cause)}`,
        next: "let an administrator run: ALTER ROLE … CREATEDB; or name another role or server in `replay.url`",
        cause,
    })
}

import { createHash } from "node:crypto"
import { setTimeout as sleep } from "node:timers/promises"
import { AutogenError } from "../core/errors.js"
import type { Queryable } from "../core/queryable.js"
import type { HistoryTable } from "./history-table.js"
import { extraConnection } from "./pooled-connection.js"
import type { OnProgress } from "./progress.js"
import type { Session } from "./session.js"
import { ownOperator as is } from "../core/own-operator.js"

const RETRY_MILLISECONDS = 250

/** How often a transaction that only holds the lock shows that it is alive: poolers end those that are idle for long. */
const HEARTBEAT_MILLISECONDS = 5_000

/** Since this version a server process can see that its client has died while it still works on a statement. */
const CONNECTION_CHECKS = 140_000

const HOLDER = `SELECT l.pid, a.application_name AS application
    FROM pg_catalog.pg_locks l
    JOIN pg_catalog.pg_database d ON d.oid ${is("=")} l.database AND d.datname ${is("=")} pg_catalog.current_database()
    LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid ${is("=")} l.pid
    WHERE l.locktype ${is("=")} 'advisory' AND l.granted AND l.objsubid ${is("=")} 1
    AND ((l.classid::bigint ${is("<<")} 32) ${is("|")} l.objid::bigint) ${is("=")} $1::bigint`

/** No limit on how long the lock's transaction may be idle or last, whatever the role or the database says. */
const WITHOUT_LIMITS = `SELECT pg_catalog.set_config(name, '0', true) FROM pg_catalog.pg_settings
    WHERE name ${is("=")} ANY (ARRAY['idle_in_transaction_session_timeout', 'transaction_timeout'])`

/** How to wait for the lock. */
export interface LockOptions {
    readonly signal?: AbortSignal | undefined
    readonly onProgress?: OnProgress | undefined
}

/** What is done under the lock. The signal is that of the options, and aborted too when the lock is lost. */
type Work<T> = (signal: AbortSignal | undefined) => Promise<T>

/**
 * Does its work while this session is the only runner of this migrations table in this database. Another runner waits, and says so.
 *
 * The lock is an advisory one of the session: it outlives transactions, and Postgres frees it when the connection ends, however it ends.
 * Behind a pooler that gives each transaction another server process, a lock of the session would stay with a process that serves others:
 * there a transaction on a connection of its own holds the lock, which the pooler cannot give to anybody else before it ends.
 *
 * Throws `INTERRUPTED` where the signal comes before the lock, and `LOCK_LOST` where that connection is lost while the work goes on.
 *
 * @example
 * ```ts
 * await withRunnerLock(session, historyTable(session), {}, async (signal) => runAllThatIsPending({ signal }))
 * ```
 */
export function withRunnerLock<T>(
    session: Session,
    table: HistoryTable,
    options: LockOptions,
    work: Work<T>,
): Promise<T> {
    const key = lockKey(session.database, table)
    return session.isPooled
        ? withTransactionLock(session, key, options, work)
        : withSessionLock(session, key, options, work)
}

async function withSessionLock<T>(session: Session, key: string, options: LockOptions, work: Work<T>): Promise<T> {
    // A killed runner's statement would otherwise go on, lock in hand, until it is done. Not all platforms can.
    const checks = session.server.version >= CONNECTION_CHECKS
    if (checks) await session.query("SET client_connection_check_interval = '1s'").catch(() => undefined)
    try {
        await acquire(session, options, key, async () => {
            const [row] = await session.query("SELECT pg_catalog.pg_try_advisory_lock($1::bigint) AS locked", [key])
            return row?.["locked"] === true
        })
        try {
            return await work(options.signal)
        } finally {
            // Where the connection is lost, so is the lock.
            await session.query("SELECT pg_catalog.pg_advisory_unlock($1::bigint)", [key]).catch(() => undefined)
        }
    } finally {
        if (checks) await session.query("RESET client_connection_check_interval").catch(() => undefined)
    }
}

async function withTransactionLock<T>(session: Session, key: string, options: LockOptions, work: Work<T>): Promise<T> {
    const holding = await extraConnection(session.dataSource)
    try {
        await acquire(holding, options, key, async () => {
            await holding.query("BEGIN")
            await holding.query(WITHOUT_LIMITS)
            // Without parameters: a portal of theirs would stay open, and its snapshot make CREATE INDEX CONCURRENTLY wait for ever.
            const [row] = await holding.query(`SELECT pg_catalog.pg_try_advisory_xact_lock(${key}) AS locked`)
            if (row?.["locked"] === true) return true
            // Nobody is kept from a server process by one who waits.
            await holding.query("ROLLBACK")
            return false
        })
        return await whileHeld(holding, options, work)
    } finally {
        await holding.close()
    }
}

/** Does the work, and stops it when the connection that holds the lock is lost. */
async function whileHeld<T>(
    holding: Queryable & { readonly lost: AbortSignal },
    { signal }: LockOptions,
    work: Work<T>,
): Promise<T> {
    const failed = new AbortController()
    const beat = setInterval(
        () => void holding.query("SELECT 1").catch((error: unknown) => failed.abort(error)),
        HEARTBEAT_MILLISECONDS,
    )
    const lost = AbortSignal.any([holding.lost, failed.signal])
    try {
        return await work(AbortSignal.any([lost, ...(signal === undefined ? [] : [signal])]))
    } catch (error) {
        if (!lost.aborted || signal?.aborted) throw error
        throw lockLost(error)
    } finally {
        clearInterval(beat)
        await holding.query("COMMIT").catch(() => undefined)
    }
}

async function acquire(
    asking: Queryable,
    { signal, onProgress }: LockOptions,
    key: string,
    attempt: () => Promise<boolean>,
): Promise<void> {
    for (let count = 0; ; count++) {
        if (signal?.aborted) throw interruptedWaiting()
        if (await attempt()) return
        if (count === 0) onProgress?.({ kind: "waiting", ...(await holder(asking, key)) })
        // An aborted sleep rejects; the next turn of the loop says why.
        await sleep(RETRY_MILLISECONDS, undefined, signal === undefined ? {} : { signal }).catch(() => undefined)
    }
}

async function holder(asking: Queryable, key: string): Promise<{ processId: number | null; application: string }> {
    const [row] = await asking.query(HOLDER, [key])
    const { pid, application } = row ?? {}
    return {
        processId: typeof pid === "number" ? pid : null,
        application: typeof application === "string" ? application : "",
    }
}

/** A bigint of Postgres, the same for everyone who means the same table. */
function lockKey(database: string, { name }: HistoryTable): string {
    const text = JSON.stringify(["typeorm-autogen", database, name.schema, name.name])
    return createHash("sha256").update(text).digest().readBigInt64BE().toString()
}

function interruptedWaiting(): AutogenError {
    return new AutogenError({
        code: "INTERRUPTED",
        message: "interrupted before any migration was run",
        next: "run the command again when you are ready; nothing has been changed",
        fields: { completed: [] },
    })
}

function lockLost(error: unknown): AutogenError {
    const { fields = {} } = error instanceof AutogenError ? error : {}
    return new AutogenError({
        code: "LOCK_LOST",
        message:
            "the connection that held the lock of the runner was lost, so that another runner could have begun: the migration under way was stopped",
        next: "see with `typeorm-autogen current` how far it came, and run the command again; `directUrl` in the options connects past the pooler",
        fields,
        cause: error,
    })
}

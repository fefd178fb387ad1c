import { createHash } from "node:crypto"
import { setTimeout as sleep } from "node:timers/promises"
import { AutogenError } from "../core/errors.js"
import type { HistoryTable } from "./history-table.js"
import type { OnProgress } from "./progress.js"
import type { Session } from "./session.js"

const RETRY_MILLISECONDS = 250

/** Since this version a server process can see that its client has died while it still works on a statement. */
const CONNECTION_CHECKS = 140_000

const HOLDER = `SELECT l.pid, a.application_name AS application
    FROM pg_catalog.pg_locks l
    JOIN pg_catalog.pg_database d ON d.oid = l.database AND d.datname = current_database()
    LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
    WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
    AND ((l.classid::bigint << 32) | l.objid::bigint) = $1::bigint`

/** How to wait for the lock. */
export interface LockOptions {
    readonly signal?: AbortSignal | undefined
    readonly onProgress?: OnProgress | undefined
}

/**
 * Does its work while this session is the only runner of this migrations table in this database. Another runner waits, and says
 * so. The lock is an advisory one of the session: it outlives transactions, and Postgres frees it when the connection ends,
 * however it ends. (Through a pooler that gives each transaction another connection it keeps nobody apart: connect directly.)
 *
 * @example
 * ```ts
 * await withRunnerLock(session, historyTable(session), {}, async () => runAllThatIsPending())
 * ```
 */
export async function withRunnerLock<T>(
    session: Session,
    table: HistoryTable,
    options: LockOptions,
    work: () => Promise<T>,
): Promise<T> {
    const key = lockKey(session.database, table)
    // A killed runner's statement would otherwise go on, lock in hand, until it is done. Not all platforms can.
    const checks = session.server.version >= CONNECTION_CHECKS
    if (checks) await session.query("SET client_connection_check_interval = '1s'").catch(() => undefined)
    try {
        await acquire(session, key, options)
        try {
            return await work()
        } finally {
            // Where the connection is lost, so is the lock.
            await session.query("SELECT pg_advisory_unlock($1::bigint)", [key]).catch(() => undefined)
        }
    } finally {
        if (checks) await session.query("RESET client_connection_check_interval").catch(() => undefined)
    }
}

async function acquire(session: Session, key: string, { signal, onProgress }: LockOptions): Promise<void> {
    for (let attempt = 0; ; attempt++) {
        if (signal?.aborted) throw interruptedWaiting()
        const [row] = await session.query("SELECT pg_try_advisory_lock($1::bigint) AS locked", [key])
        if (row?.["locked"] === true) return
        if (attempt === 0) onProgress?.({ kind: "waiting", ...(await holder(session, key)) })
        // An aborted sleep rejects; the next turn of the loop says why.
        await sleep(RETRY_MILLISECONDS, undefined, signal === undefined ? {} : { signal }).catch(() => undefined)
    }
}

async function holder(session: Session, key: string): Promise<{ processId: number | null; application: string }> {
    const [row] = await session.query(HOLDER, [key])
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
        message: "Interrupted before any migration was run.",
        next: "Run the command again when you are ready; nothing has been changed.",
        fields: { completed: [] },
    })
}

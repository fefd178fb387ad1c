import type { QueryRunner } from "typeorm"
import { isEmbedded } from "./pooled-connection.js"
import type { Session } from "./session.js"

/** How long a cancelled statement may take to end before its connection is cut. */
const PATIENCE_MILLISECONDS = 1_000

/** How long after the signal a connection is cut on which nothing is answered, whatever it does. */
const UNTIL_CUT_MILLISECONDS = 1_200

type QueryFunction = QueryRunner["query"]

/** Thrown at a migration that goes on after the signal. */
const INTERRUPTED = "the migration was interrupted"

/**
 * Does its work, and when the signal comes: the statement that runs is cancelled, and each one after it is refused, so that the
 * work ends with an error soon. Statements of the work must go through the session's query runner, as those of a migration do.
 *
 * @example
 * ```ts
 * await interruptible(session, signal, () => migration.up(session.queryRunner))
 * ```
 */
export async function interruptible(
    session: Session,
    signal: AbortSignal | undefined,
    work: () => Promise<unknown>,
): Promise<void> {
    if (signal === undefined) {
        await work()
        return
    }
    const { queryRunner } = session
    let running = 0
    let cancelling: Promise<void> = Promise.resolve()
    const query = queryRunner.query.bind(queryRunner) as (...args: readonly unknown[]) => Promise<unknown>
    const guarded = async (...args: readonly unknown[]): Promise<unknown> => {
        if (signal.aborted) throw new Error(INTERRUPTED)
        running++
        try {
            return await query(...args)
        } finally {
            running--
        }
    }
    const cancel = (): void =>
        void (cancelling = running > 0 ? cancelStatement(session, () => running > 0) : cancelling)
    // Whatever TypeORM offers on a query runner goes through this one method.
    const restore = replaceQuery(queryRunner, guarded as QueryFunction)
    signal.addEventListener("abort", cancel, { once: true })
    try {
        if (signal.aborted) throw new Error(INTERRUPTED)
        await work()
    } finally {
        signal.removeEventListener("abort", cancel)
        restore()
        // A cancellation that is still under way would hit the statement after this.
        await cancelling
    }
}

/** Puts another function in the place of a query runner's, through which everything goes that TypeORM offers on it; gives what undoes it. */
export function replaceQuery(queryRunner: QueryRunner, query: QueryFunction): () => void {
    const own = Object.getOwnPropertyDescriptor(queryRunner, "query")
    Object.defineProperty(queryRunner, "query", { value: query, configurable: true, writable: true })
    return () => {
        if (own === undefined) Reflect.deleteProperty(queryRunner, "query")
        else Object.defineProperty(queryRunner, "query", own)
    }
}

/** Asks Postgres from another connection, as one that is busy cannot be asked; cuts the busy one where that does not help. */
async function cancelStatement(session: Session, isRunning: () => boolean): Promise<void> {
    // The embedded Postgres has one session, in this thread: what was sent to it is as good as done.
    if (isEmbedded(session.dataSource)) return
    // Behind a pooler the process of a moment ago may serve somebody else by now.
    if (session.isPooled) return cutConnection(session)
    const helper = session.dataSource.createQueryRunner("master")
    let late = false
    // A pool of one has no other connection: it gives one when there is nothing to cancel any more.
    const asking = helper
        .connect()
        .then(() => (late ? undefined : helper.query("SELECT pg_catalog.pg_cancel_backend($1)", [session.processId])))
        .catch(() => undefined)
        .then(() => helper.release())
        .catch(() => undefined)
    const deadline = Date.now() + PATIENCE_MILLISECONDS
    while (isRunning() && Date.now() < deadline) await pause(20)
    if (isRunning()) {
        await cutConnection(session)
    } else {
        await Promise.race([asking, pause(PATIENCE_MILLISECONDS)])
    }
    late = true
}

/**
 * Does work that a signal is to end although the server answers nothing any more: the connection is cut then, so that whatever waits for an
 * answer fails. What a migration runs is cancelled before that: see {@link interruptible}.
 *
 * @example
 * ```ts
 * await cuttingAtSignal(session, signal, () => runAll(session, table, "up", pending, options))
 * ```
 */
export async function cuttingAtSignal<T>(
    session: Session,
    signal: AbortSignal | undefined,
    work: () => Promise<T>,
): Promise<T> {
    if (signal === undefined || isEmbedded(session.dataSource)) return work()
    let timer: NodeJS.Timeout | undefined
    const cut = (): void => {
        timer = setTimeout(() => void cutConnection(session), UNTIL_CUT_MILLISECONDS)
    }
    if (signal.aborted) cut()
    else signal.addEventListener("abort", cut, { once: true })
    try {
        return await work()
    } finally {
        clearTimeout(timer)
        signal.removeEventListener("abort", cut)
    }
}

async function cutConnection({ queryRunner }: Session): Promise<void> {
    const connection = (await queryRunner.connect()) as { readonly end?: () => Promise<void> }
    void connection.end?.().catch(() => undefined)
}

function pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, milliseconds))
}

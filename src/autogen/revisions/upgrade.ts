import { besideMigrations } from "./circumstances.js"
import { readHistory, type History } from "./history.js"
import { historyTable } from "./history-table.js"
import { cuttingAtSignal } from "./interruptible.js"
import type { KnownMigration } from "./migration-files.js"
import { resolveTarget } from "./resolve-target.js"
import { runAll, type RunOptions } from "./run-all.js"
import { withRunnerLock } from "./runner-lock.js"
import { sayingSlow } from "./slow-statement.js"
import type { Session } from "./session.js"

/** How far to go. By default all pending migrations are run. */
export interface UpgradeOptions extends RunOptions {
    /** The last migration to run: its name, a beginning of it, or its timestamp. */
    readonly to?: string
    /** How many changes to run at most: all migrations that are steps of one count as one. */
    readonly steps?: number
}

/** What an upgrade did. */
export interface UpgradeResult {
    /** The names of the migrations that were run, in order. */
    readonly executed: readonly string[]
    /** Those that are still pending, because `to` or `steps` ended before them. */
    readonly pending: readonly string[]
}

/**
 * Runs the pending migrations by timestamp, each in a transaction of its own together with its row in TypeORM's table
 * of migrations (a migration with `transaction = false` outside of one). Two runners never run the same migration: the second
 * one waits, then runs what is left.
 *
 * Throws `MIGRATION_FAILED`, `INTERRUPTED`, `REVISION_UNKNOWN`, `MIGRATION_INVALID`.
 *
 * @example
 * ```ts
 * const session = await openSession(dataSource)
 * const { executed } = await upgrade(session, { onProgress: (progress) => console.log(progress) })
 * await session.close()
 * ```
 */
export async function upgrade(session: Session, options: UpgradeOptions = {}): Promise<UpgradeResult> {
    const table = historyTable(session)
    const work = (): ReturnType<typeof upgrade> =>
        withRunnerLock(session, table, options, async (signal) => {
            // Only what is read under the lock is still true.
            const history = await readHistory(session)
            const chosen = chosenFrom(history, options)
            const executed = await runAll(session, table, "up", chosen, { ...options, ...(signal && { signal }) })
            const done = new Set(chosen.map(({ name }) => name))
            return { executed, pending: history.pending.map(({ name }) => name).filter((name) => !done.has(name)) }
        })
    const { signal } = options
    return cuttingAtSignal(session, signal, () => sayingSlow(session, options, work)).catch((error: unknown) => {
        throw besideMigrations(error, { direction: "up", completed: [], signal })
    })
}

function chosenFrom({ known, pending }: History, { to, steps }: UpgradeOptions): readonly KnownMigration[] {
    const names = known.map(({ name }) => name)
    const changes = new Map(known.map(({ name, change }) => [name, change]))
    const changeOf = (name: string): string => changes.get(name) ?? name
    const last = to === undefined ? names.length - 1 : names.indexOf(resolveTarget(names, to, "known", changeOf))
    const within = new Set(names.slice(0, last + 1))
    const chosen = pending.filter(({ name }) => within.has(name))
    const counted = new Set([...new Set(chosen.map(({ change }) => change))].slice(0, steps))
    return chosen.filter(({ change }) => counted.has(change))
}

import { AutogenError } from "../core/errors.js"
import { printable } from "../core/printable.js"
import { expectUnchanged, type ChangedOptions } from "./changed-migrations.js"
import { besideMigrations } from "./circumstances.js"
import { chooseUpgrade } from "./graph/choose.js"
import type { RevisionGraph } from "./graph/revision-graph.js"
import { readHistory, type History } from "./history.js"
import { historyTable, type HistoryTable } from "./history-table.js"
import { squashIncomplete } from "./incomplete-squash.js"
import { cuttingAtSignal } from "./interruptible.js"
import { allMigrations, type KnownMigration } from "./migration-files.js"
import { runAll, type RunOptions } from "./run-all.js"
import { withRunnerLock } from "./runner-lock.js"
import { sayingSlow } from "./slow-statement.js"
import type { Session } from "./session.js"

/** How far to go. By default to the head: all pending migrations are run. */
export interface UpgradeOptions extends RunOptions, Pick<ChangedOptions, "acceptsChanged"> {
    /**
     * The last migration to run, which runs with what it follows and depends on: its name, a beginning of its name, timestamp or slug, or
     * `head`, `heads`, `label@head`, `+2`, `REV+1`. Default `head`.
     */
    readonly to?: string
    /** Whether a migration may run whose parent nobody has: in an empty database, as far as it goes. Default false. */
    readonly allowsUnknownParents?: boolean
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
 * Runs the pending migrations, each after what it revises and depends on (else by timestamp), each in a transaction of its own together with its row in TypeORM's table
 * of migrations (a migration with `transaction = false` outside of one). Two runners never run the same migration: the second
 * one waits, then runs what is left.
 *
 * Throws `MIGRATION_FAILED`, `INTERRUPTED`, `REVISION_UNKNOWN`, `SEVERAL_HEADS`, `MIGRATION_INVALID`, `MIGRATION_CHANGED`.
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
            for (const squash of history.incomplete) throw squashIncomplete(squash)
            await expectUnchanged(session, table, history, options)
            await recordAdopted(table, history)
            const chosen = chosenFrom(history, options)
            const executed = await runAll(session, table, "up", chosen, { ...options, ...(signal && { signal }) })
            // The last of what a squash replaces may have run just now.
            if (executed.length > 0 && hasSquash(session)) await recordAdopted(table, await readHistory(session))
            const done = new Set(chosen.map(({ name }) => name))
            return { executed, pending: history.pending.map(({ name }) => name).filter((name) => !done.has(name)) }
        })
    const { signal } = options
    return cuttingAtSignal(session, signal, () => sayingSlow(session, options, work)).catch((error: unknown) => {
        throw besideMigrations(error, { direction: "up", completed: [], signal })
    })
}

/** Records squashes all of whose migrations have been executed, so that TypeORM's command line does not run them. */
async function recordAdopted(table: HistoryTable, { adopted }: History): Promise<void> {
    for (const squash of adopted) await table.add(squash)
}

function hasSquash({ dataSource }: Session): boolean {
    return allMigrations(dataSource).some(({ replaces }) => replaces.length > 0)
}

function chosenFrom({ graph, known, executed }: History, options: UpgradeOptions): readonly KnownMigration[] {
    const done = executed.map(({ name }) => name)
    const chosen = new Set(chooseUpgrade({ graph, executed: done }, options))
    if (options.allowsUnknownParents !== true) expectParents(graph, chosen, new Set(done))
    return known.filter(({ name }) => chosen.has(name))
}

/** What follows a migration that neither the code has nor the database has executed would run on a schema that it does not know. */
function expectParents({ problems }: RevisionGraph, chosen: ReadonlySet<string>, done: ReadonlySet<string>): void {
    const problem = problems.find(
        ({ kind, revision, about }) => kind === "unknown-parent" && chosen.has(revision) && !done.has(about),
    )
    if (problem === undefined) return
    throw new AutogenError({
        code: "MIGRATION_INVALID",
        message: `${printable(problem.message)}, and this database has not executed: nothing was run`,
        next: problem.next,
        fields: { migrations: [problem.revision], unknown: problem.about },
    })
}

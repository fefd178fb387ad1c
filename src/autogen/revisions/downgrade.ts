import { AutogenError } from "../core/errors.js"
import { besideMigrations } from "./circumstances.js"
import { chooseDowngrade } from "./graph/choose.js"
import { readHistory, type History } from "./history.js"
import { historyTable } from "./history-table.js"
import { cuttingAtSignal } from "./interruptible.js"
import type { KnownMigration } from "./migration-files.js"
import { runAll, type RunOptions } from "./run-all.js"
import { withRunnerLock } from "./runner-lock.js"
import { sayingSlow } from "./slow-statement.js"
import type { Session } from "./session.js"

/** How far to go back. By default the change that was executed last is reverted, with all its steps. */
export interface DowngradeOptions extends Omit<RunOptions, "guard"> {
    /** How many changes to revert, at most: all migrations that are steps of one count as one. Default 1. */
    readonly steps?: number
    /**
     * The migration to go back to, which stays, as do those that do not follow it: its name, a beginning of its name, timestamp or slug,
     * or `REV-1`. `base` reverts all, `-2` two changes, `label@base` a branch.
     */
    readonly to?: string
}

/** What a downgrade waits for. */
export interface DowngradeHooks extends Pick<RunOptions, "guard"> {
    /**
     * Told what is about to be reverted, before the lock is taken: people may be asked meanwhile. Told again where that is not the same once
     * the lock is held. What it throws stops the downgrade before anything is reverted.
     */
    readonly decide?: (migrations: readonly KnownMigration[]) => Promise<void>
}

/** What a downgrade did. */
export interface DowngradeResult {
    /** The names of the migrations that were reverted, the latest first. */
    readonly reverted: readonly string[]
}

/**
 * Reverts executed migrations in the opposite order of their execution, each in a transaction of its own together with its row
 * in TypeORM's table of migrations.
 *
 * Throws `MIGRATION_MISSING`, before anything is run, when the code lacks one of them; `MIGRATION_FAILED`, `INTERRUPTED`,
 * `REVISION_UNKNOWN`.
 *
 * @example
 * ```ts
 * await downgrade(session)                                   // the last one
 * await downgrade(session, { to: "CreateRoom1763800000000" }) // all after this one
 * ```
 */
export async function downgrade(
    session: Session,
    options: DowngradeOptions = {},
    { decide, guard }: DowngradeHooks = {},
): Promise<DowngradeResult> {
    const table = historyTable(session)
    let decided = ""
    const choose = async (): Promise<readonly KnownMigration[]> => {
        const chosen = chosenFrom(await readHistory(session), options)
        const names = JSON.stringify(chosen.map(({ name }) => name))
        if (decide && chosen.length > 0 && decided !== names) await decide(chosen)
        decided = names
        return chosen
    }
    const work = async (): ReturnType<typeof downgrade> => {
        if (decide) await choose()
        return withRunnerLock(session, table, options, async (signal) => {
            const run = { ...options, ...(guard && { guard }), ...(signal && { signal }) }
            return { reverted: await runAll(session, table, "down", await choose(), run) }
        })
    }
    const { signal } = options
    return cuttingAtSignal(session, signal, () => sayingSlow(session, options, work)).catch((error: unknown) => {
        throw besideMigrations(error, { direction: "down", completed: [], signal })
    })
}

function chosenFrom({ graph, known, executed }: History, options: DowngradeOptions): readonly KnownMigration[] {
    const byName = new Map(known.map((migration) => [migration.name, migration]))
    const chosen = chooseDowngrade({ graph, executed: executed.map(({ name }) => name) }, options)
    return chosen.map((name) => byName.get(name) ?? missing(name))
}

function missing(name: string): never {
    throw new AutogenError({
        code: "MIGRATION_MISSING",
        message: `the migration "${name}" was executed on this database, but the code does not have it: nothing was reverted`,
        next: "bring its file back (another branch may have it) and see that the DataSource's `migrations` include it",
        fields: { migration: name },
    })
}

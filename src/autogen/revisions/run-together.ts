import { AutogenError } from "../core/errors.js"
import { printable } from "../core/printable.js"
import { hearMigration } from "./hear-progress.js"
import type { HistoryTable } from "./history-table.js"
import { migrationError } from "./migration-error.js"
import type { KnownMigration } from "./migration-files.js"
import type { MigrationRun } from "./migration-run.js"
import type { OnProgress } from "./progress.js"
import type { RunRecord } from "./record-runs.js"
import { beginTransaction, perform, rollBack, standing, writeHistory } from "./run-migration.js"
import type { Session } from "./session.js"
import { watchTransaction, type TransactionEnd } from "./transaction-watch.js"

/** How migrations are put into transactions, as TypeORM's `--transaction` has it. */
export type TransactionMode = "all" | "each" | "none"

/** Migrations that share a transaction. */
export interface TogetherRun extends Omit<MigrationRun, "migration" | "record"> {
    readonly migrations: readonly KnownMigration[]
    readonly records: readonly RunRecord[]
    readonly onProgress?: OnProgress | undefined
    readonly buildsEvery?: number | undefined
}

/**
 * Refuses migrations that cannot share one transaction: those that run outside of any, and changes of several steps, which have to be
 * committed between.
 *
 * Throws `TRANSACTION_REFUSED`.
 */
export function expectTogether(migrations: readonly KnownMigration[]): void {
    const outside = migrations.filter(({ instance }) => instance.transaction === false).map(({ name }) => name)
    const steps = migrations
        .filter(({ name, change }) => migrations.some((other) => other.change === change && other.name !== name))
        .map(({ name }) => name)
        .filter((name) => !outside.includes(name))
    if (outside.length + steps.length === 0) return
    const named = (names: readonly string[], what: string): readonly string[] =>
        names.length === 0 ? [] : [`${names.map((name) => `"${printable(name)}"`).join(", ")} ${what}`]
    const why = [
        ...named(outside, `${outside.length === 1 ? "runs" : "run"} outside a transaction`),
        ...named(steps, "are steps of one change, each of which is committed before the next"),
    ]
    throw new AutogenError({
        code: "TRANSACTION_REFUSED",
        message: `one transaction cannot hold all of these migrations: ${why.join("; ")}; nothing was run`,
        next: "leave out `--transaction all`: each migration then has a transaction of its own; or go only so far in one transaction: `upgrade <revision> --transaction all`",
        fields: { outside, steps },
    })
}

/**
 * Runs migrations and writes their rows of the history, all in one transaction. Returns the names of those that were run: others have done
 * the rest in the meantime.
 *
 * Throws `MIGRATION_FAILED` or `INTERRUPTED`; then none of them was executed, unless one has committed the transaction itself: the error's
 * field `completed` has those that stay.
 */
export async function runTogether(session: Session, table: HistoryTable, run: TogetherRun): Promise<readonly string[]> {
    const { migrations, onProgress, direction } = run
    const { queryRunner } = session
    const done: string[] = []
    let state: RunState = { at: 0, ended: null, committing: false, lost: null }
    let stopHearing: (() => void) | undefined
    try {
        await beginTransaction(session, run.lockTimeout)
        for (const [at, migration] of migrations.entries()) {
            state = { ...state, at }
            const about = { migration: migration.name, direction, index: at + 1, count: migrations.length }
            onProgress?.({ kind: "started", ...about })
            stopHearing = await hearMigration(session, about, run)
            const watch = await watchTransaction(queryRunner)
            try {
                if (run.signal?.aborted) throw new Error("the signal came")
                if (await runOne(session, table, { ...run, migration, record: run.records[at] }, watch))
                    done.push(migration.name)
            } finally {
                watch.stop()
                stopHearing?.()
                state = { ...state, ended: watch.ended(), lost: watch.lost() }
            }
            if (state.ended !== null) throw new Error("it has ended the transaction that all migrations share")
        }
        state = { ...state, committing: true }
        await queryRunner.commitTransaction()
    } catch (error) {
        const isRolledBack = await rollBack(queryRunner)
        throw togetherError(error, run, state, isRolledBack)
    }
    for (const [at, migration] of migrations.entries()) {
        const kind = done.includes(migration.name) ? "finished" : "skipped"
        onProgress?.({ kind, migration: migration.name, direction, index: at + 1, count: migrations.length })
    }
    return done
}

interface RunState {
    readonly at: number
    readonly ended: TransactionEnd | null
    readonly committing: boolean
    readonly lost: Error | null
}

async function runOne(
    session: Session,
    table: HistoryTable,
    run: Omit<MigrationRun, "record"> & { readonly record: RunRecord | undefined },
    watch: Awaited<ReturnType<typeof watchTransaction>>,
): Promise<boolean> {
    const { recorded, isDone } = await standing(table, run)
    if (isDone) return false
    await perform(session, run, watch)
    if (watch.ended() !== null) return false
    await run.record?.finished(await writeHistory(table, run, recorded), true)
    return true
}

function togetherError(thrown: unknown, run: TogetherRun, state: RunState, isRolledBack: boolean): AutogenError {
    const { migrations } = run
    const [migration = migrations[0]] = migrations.slice(state.at)
    if (migration === undefined) throw thrown
    const { lost, ended, committing } = state
    const isServers =
        (thrown as { readonly driverError?: { readonly severity?: unknown } }).driverError?.severity !== undefined
    const cause =
        lost && !isServers ? Object.assign(new Error(lost.message, { cause: thrown }), { driverError: lost }) : thrown
    const { code, message, next, fields, ...error } = migrationError(cause, {
        ...run,
        migration,
        inTransaction: true,
        isRolledBack,
        committing,
        recording: committing,
        ended,
    })
    const before = migrations.slice(0, state.at).map(({ name }) => name)
    const others = migrations.filter(({ name }) => name !== migration.name).map(({ name }) => `"${printable(name)}"`)
    const shared =
        ended === "committed" || others.length === 0
            ? ""
            : `; so ${others.length === 1 ? "is" : "are"} ${others.join(", ")}, in the same transaction`
    return new AutogenError({
        code,
        message: message + shared,
        ...(next === undefined ? {} : { next }),
        fields: { ...fields, completed: ended === "committed" ? before : [] },
        cause: error.cause,
    })
}

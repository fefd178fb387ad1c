import type { QueryRunner } from "typeorm"
import { userOptions } from "../core/user-options.js"
import type { HistoryTable } from "./history-table.js"
import { interruptible } from "./interruptible.js"
import { migrationError } from "./migration-error.js"
import { record, recordedOf, unrecord, type Recorded } from "./replaced-rows.js"
import type { Session } from "./session.js"
import { watchTransaction, type TransactionWatch } from "./transaction-watch.js"
import { ownOperator as is } from "../core/own-operator.js"
import type { MigrationRun } from "./migration-run.js"

/**
 * Runs one migration and writes its row of the history, both in one transaction, unless the migration has
 * `transaction = false`. Gives false, having done nothing, where somebody else did it in the meantime.
 *
 * Throws `MIGRATION_FAILED`, or `INTERRUPTED` when the signal came.
 *
 * @example
 * ```ts
 * await runMigration(session, historyTable(session), { migration, direction: "up", fake: false, signal: undefined, lockTimeout: 0 })
 * ```
 */
export async function runMigration(session: Session, table: HistoryTable, run: MigrationRun): Promise<boolean> {
    const { queryRunner } = session
    const inTransaction = usesTransaction(session, run)
    let committing = false
    let recording = false
    let watch: TransactionWatch | null = null
    try {
        if (inTransaction) await beginTransaction(session, run.lockTimeout)
        // Read here, and not only before: the embedded Postgres's advisory locks do not keep two runners of one process apart,
        // and TypeORM's own CLI takes no lock at all.
        const { recorded, isDone } = await standing(table, run)
        if (!isDone) {
            watch = await watchTransaction(queryRunner)
            await perform(session, run, watch)
            recording = true
            // Outside a transaction another runner may have recorded it in the meantime.
            const { isDone: isRecorded } = inTransaction ? { isDone } : await standing(table, run)
            if (!isRecorded) {
                const id = await writeHistory(table, run, recorded)
                await run.record?.finished(id, inTransaction && watch.ended() === null)
            }
            watch?.stop()
        }
        committing = true
        // A migration may have ended the transaction by itself; then its row has been written outside of it.
        if (queryRunner.isTransactionActive) await queryRunner.commitTransaction()
        return !isDone
    } catch (error) {
        watch?.stop()
        const isRolledBack = await rollBack(queryRunner)
        // What TypeORM says of a query runner whose connection is gone does not say why; what the server says does.
        const loss = isServerError(error) ? null : watch?.lost()
        if (inTransaction && isRolledBack && !loss && (await isDoneByOthers(session, table, run, watch))) return false
        const cause = loss ? Object.assign(new Error(loss.message, { cause: error }), { driverError: loss }) : error
        throw migrationError(cause, {
            ...run,
            inTransaction,
            isRolledBack,
            committing,
            recording,
            ended: inTransaction ? (watch?.ended() ?? null) : null,
        })
    }
}

/** Begins a transaction for migrations. */
export async function beginTransaction(session: Session, lockTimeout: number): Promise<void> {
    await session.queryRunner.startTransaction()
    await limitLocks(session.queryRunner, lockTimeout)
    if (session.isPooled) await watchConnection(session)
}

/** What the history says of a migration. */
export async function standing(
    table: HistoryTable,
    { migration, direction }: Pick<MigrationRun, "migration" | "direction">,
): Promise<{ readonly recorded: Recorded; readonly isDone: boolean }> {
    const recorded = recordedOf(await table.read(), migration)
    return { recorded, isDone: recorded.isExecuted === (direction === "up") }
}

/** The id of the row that is there now; null where it was removed. */
export async function writeHistory(
    table: HistoryTable,
    { migration, direction }: Pick<MigrationRun, "migration" | "direction">,
    recorded: Recorded,
): Promise<number | null> {
    if (direction === "up") return record(table, migration, recorded)
    await unrecord(table, recorded)
    return null
}

/** TypeORM's own runner takes no lock: what failed, having changed nothing, may have failed since that one did it at the same time. */
async function isDoneByOthers(
    { queryRunner }: Session,
    table: HistoryTable,
    run: MigrationRun,
    watch: TransactionWatch | null,
): Promise<boolean> {
    if (run.signal?.aborted === true || queryRunner.isReleased || watch === null || watch.ended() !== null) return false
    return standing(table, run).then(
        ({ isDone }) => isDone,
        () => false,
    )
}

/** A limit of the connection's own stays. */
async function limitLocks(queryRunner: QueryRunner, milliseconds: number): Promise<void> {
    if (milliseconds <= 0) return
    await queryRunner.query(
        `SELECT pg_catalog.set_config('lock_timeout', $1, true) WHERE pg_catalog.current_setting('lock_timeout') ${is("=")} '0'`,
        [String(Math.round(milliseconds))],
    )
}

/** A killed runner's statement ends soon, and its transaction with it. Behind a pooler the setting must not outlive the transaction. */
async function watchConnection({ query }: Session): Promise<void> {
    await query(
        `SELECT pg_catalog.set_config(name, '1000', true) FROM pg_catalog.pg_settings WHERE name ${is("=")} 'client_connection_check_interval'`,
    )
}

/** Calls the migration, and sees to it that its transaction is as it was. */
export async function perform(
    session: Session,
    { migration, direction, fake, signal, guard }: Omit<MigrationRun, "record">,
    watch: TransactionWatch | null,
): Promise<void> {
    const { queryRunner } = session
    const isTransactionOurs = queryRunner.isTransactionActive
    if (!fake && isTransactionOurs) await guard?.(migration)
    if (!fake) await interruptible(session, signal, async () => migration.instance[direction](queryRunner))
    if (!isTransactionOurs && queryRunner.isTransactionActive) {
        throw new Error("it has started a transaction and not committed it")
    }
    if (isTransactionOurs && watch?.ended() === "rolled back")
        throw new Error("it has rolled its transaction back itself")
    // The signal came during the last statement: in a transaction all of it can still be taken back.
    if (signal?.aborted === true && queryRunner.isTransactionActive) throw new Error("the signal came")
}

/**
 * A migration's own word counts first; then what is asked for; then TypeORM's option `migrationsTransactionMode` where it says "none". "all", TypeORM's
 * default, is read as "each": one transaction around all migrations would let none of them use an enum value that another one
 * has added, none build an index concurrently, and the last one's failure undo the first one's hours.
 */
function usesTransaction({ dataSource }: Session, { migration, fake, transaction }: MigrationRun): boolean {
    if (fake) return true
    const mode = transaction ?? userOptions(dataSource).migrationsTransactionMode
    return migration.instance.transaction ?? mode !== "none"
}

/** Whether nothing of the transaction stays. Twice, as a late cancellation may hit the first attempt. */
export async function rollBack(queryRunner: QueryRunner): Promise<boolean> {
    for (let attempt = 0; attempt < 2 && queryRunner.isTransactionActive; attempt++) {
        await queryRunner.rollbackTransaction().catch(() => undefined)
    }
    return !queryRunner.isTransactionActive
}

function isServerError(error: unknown): boolean {
    const { driverError } = (error ?? {}) as { readonly driverError?: { readonly severity?: unknown } }
    return driverError?.severity !== undefined
}

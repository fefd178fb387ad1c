import { AutogenError } from "../core/errors.js"
import { quoteIdent } from "../core/names.js"
import { besideMigrations } from "./circumstances.js"
import { hearMigration } from "./hear-progress.js"
import { LOCK_TIMEOUT, withLockPatience, type LockPatience } from "./lock-patience.js"
import type { HistoryTable } from "./history-table.js"
import type { KnownMigration } from "./migration-files.js"
import { prepareDatabase } from "./prepare-database.js"
import { prepareMetadataTable } from "./metadata-table.js"
import type { OnProgress, Progress } from "./progress.js"
import type { Direction } from "./migration-run.js"
import { recordRuns, type RecordingOptions, type RunRecord, type RunRecorder } from "./record-runs.js"
import { runMigration } from "./run-migration.js"
import { expectTogether, runTogether, type TransactionMode } from "./run-together.js"
import type { Session } from "./session.js"

const DUPLICATE_SCHEMA = "42P06"

/** What `upgrade` and `downgrade` have in common. */
export interface RunOptions extends LockPatience, Omit<RecordingOptions, "onProgress"> {
    /** Write the history only, and run nothing: for a database that is known to have the changes already. */
    readonly fake?: boolean
    /** Whether schema and extensions that migrations count on have been created before. Default false. */
    readonly isPrepared?: boolean
    /**
     * `each` migration in a transaction of its own, `all` in one, or `none`, as TypeORM has it; a migration that says `transaction` itself
     * counts before. Default: `each`, or `none` where the DataSource's `migrationsTransactionMode` says so.
     */
    readonly transaction?: TransactionMode
    /** Stops before the next migration, and rolls back the one that runs. */
    readonly signal?: AbortSignal
    readonly onProgress?: OnProgress
    /** Milliseconds after which a statement that still runs is mentioned, again after twice as long, and so on. Default 30 000. */
    readonly slowAfter?: number
    /** Milliseconds between two looks at how far the server is with an index. Default 2 000. */
    readonly buildsEvery?: number
    /** Waited for before and after each migration, outside of its transaction; not where all share one. */
    readonly aroundEach?: (progress: Progress) => Promise<void>
    /** Waited for inside each migration's transaction, before it runs: what it throws rolls back. */
    readonly guard?: (migration: KnownMigration) => Promise<void>
}

/**
 * Runs migrations one after the other. When one fails those before it stay; the error's field `completed` has their names.
 *
 * @example
 * ```ts
 * const names = await runAll(session, table, "up", pending, options)
 * ```
 */
export async function runAll(
    session: Session,
    table: HistoryTable,
    direction: Direction,
    migrations: readonly KnownMigration[],
    options: RunOptions,
): Promise<readonly string[]> {
    const { fake = false, isPrepared = false, signal, onProgress, aroundEach, lockTimeout = LOCK_TIMEOUT } = options
    const { transaction } = options
    const together = transaction === "all" && !fake && migrations.length > 0
    const completed: string[] = []
    let ownSchema: string | null = null
    if (together) expectTogether(migrations)
    if (migrations.length > 0) await table.expectTrusted()
    if (migrations.length > 0 && !fake) {
        if (direction === "up" && !isPrepared) ownSchema = (await prepareDatabase(session)).schema
        await prepareMetadataTable(session)
    }
    const recorder = recordRuns(session, table, options)
    if (together) return allTogether(session, table, direction, migrations, options, { recorder, ownSchema })
    const mode = transaction === "all" ? "each" : transaction
    for (const [at, migration] of migrations.entries()) {
        if (signal?.aborted) throw interruptedBetween(migrations, completed)
        const about = { migration: migration.name, direction, index: at + 1, count: migrations.length }
        onProgress?.({ kind: "started", ...about })
        await aroundEach?.({ kind: "started", ...about })
        const stopHearing = fake ? undefined : await hearMigration(session, about, options)
        const record = await recorder.start(migration, direction, fake ? "fake" : "run")
        try {
            const run = {
                migration,
                direction,
                fake,
                signal,
                lockTimeout,
                guard: options.guard,
                record,
                transaction: mode,
            }
            const perform = (): Promise<boolean> => runMigration(session, table, run)
            const done = await withLockPatience(
                () => (completed.length > 0 ? perform() : creatingSchema(session, ownSchema, recorder, perform)),
                options,
                signal,
                (retry) => onProgress?.({ kind: "locked", ...about, ...retry }),
            )
            if (!done) await record.skipped()
            if (done) completed.push(migration.name)
            onProgress?.({ kind: done ? "finished" : "skipped", ...about })
            await aroundEach?.({ kind: done ? "finished" : "skipped", ...about })
        } catch (error) {
            await record.failed(error)
            throw withCompleted(besideMigrations(error, { direction, completed, signal }), completed)
        } finally {
            stopHearing?.()
        }
    }
    return completed
}

async function allTogether(
    session: Session,
    table: HistoryTable,
    direction: Direction,
    migrations: readonly KnownMigration[],
    options: RunOptions,
    { recorder, ownSchema }: { readonly recorder: RunRecorder; readonly ownSchema: string | null },
): Promise<readonly string[]> {
    const { signal, onProgress, lockTimeout = LOCK_TIMEOUT } = options
    const records: RunRecord[] = []
    for (const migration of migrations) records.push(await recorder.start(migration, direction, "run"))
    const run = {
        migrations,
        records,
        direction,
        fake: false,
        signal,
        lockTimeout,
        guard: options.guard,
        onProgress,
        buildsEvery: options.buildsEvery,
    }
    const perform = (): Promise<readonly string[]> => runTogether(session, table, run)
    const [first] = migrations
    const about = { migration: first?.name ?? "", direction, index: 1, count: migrations.length }
    try {
        const done = await withLockPatience(
            () => creatingSchema(session, ownSchema, recorder, perform),
            options,
            signal,
            (retry) => onProgress?.({ kind: "locked", ...about, ...retry }),
        )
        for (const [at, { name }] of migrations.entries()) if (!done.includes(name)) await records[at]?.skipped()
        return done
    } catch (error) {
        const { completed, migration } = error instanceof AutogenError ? error.fields : {}
        const stay: readonly unknown[] = Array.isArray(completed) ? completed : []
        for (const [at, { name }] of migrations.entries()) {
            if (!stay.includes(name)) await records[at]?.failed(name === migration ? error : rolledBackWith(migration))
        }
        const names = stay.map(String)
        throw withCompleted(besideMigrations(error, { direction, completed: names, signal }), names)
    }
}

function rolledBackWith(migration: unknown): Error {
    return new Error(`rolled back with "${String(migration)}", which failed in the same transaction`)
}

/**
 * Runs a first migration that may create the DataSource's own schema itself: where that is in its way, the empty schema that was created
 * beforehand goes, and the migration runs again.
 */
async function creatingSchema<T>(
    session: Session,
    schema: string | null,
    recorder: RunRecorder,
    perform: () => Promise<T>,
): Promise<T> {
    try {
        return await perform()
    } catch (error) {
        const { code, outcome } = error instanceof AutogenError ? error.fields : {}
        if (schema === null || code !== DUPLICATE_SCHEMA || outcome !== "rolled back") throw error
        await recorder.retract()
        // Refused where anything is in it.
        await session.query(`DROP SCHEMA ${quoteIdent(schema)}`).catch(() => Promise.reject(error as Error))
        return perform()
    }
}

function withCompleted(error: unknown, completed: readonly string[]): unknown {
    if (!(error instanceof AutogenError)) return error
    const { code, message, next, fields, cause } = error
    const stay = completed.length === 0 ? "" : `; what ran before it stays: ${completed.join(", ")}`
    return new AutogenError({
        code,
        message: message + stay,
        ...(next === undefined ? {} : { next }),
        fields: { ...fields, completed },
        cause,
    })
}

function interruptedBetween(migrations: readonly KnownMigration[], completed: readonly string[]): AutogenError {
    const left = migrations.slice(completed.length).map(({ name }) => name)
    return new AutogenError({
        code: "INTERRUPTED",
        message: `interrupted after ${completed.length} of ${migrations.length} migrations, before "${left[0] ?? ""}"; what has been run stays`,
        next: "run the command again to go on",
        fields: { completed, left },
    })
}

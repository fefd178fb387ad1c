import { hostname } from "node:os"
import { AutogenError, messageOf } from "../core/errors.js"
import { printable } from "../core/printable.js"
import { quoteName } from "../core/names.js"
import { ownOperator as is } from "../core/own-operator.js"
import { maskText, secretsOfEnvironment } from "../core/secrets.js"
import { isConnectionLost } from "./circumstances.js"
import type { HistoryTable } from "./history-table.js"
import { grantFor, isDenied } from "./missing-right.js"
import type { KnownMigration } from "./migration-files.js"
import type { Direction, EndRecord } from "./migration-run.js"
import type { OnProgress } from "./progress.js"
import { runsTable, type RunAction, type RunEnd, type RunFacts, type RunsTable, type Writing } from "./runs-table.js"
import type { Session } from "./session.js"
import { isTrustedTable } from "./trusted-table.js"

/** A message is for people to see what happened; the whole of it was printed. */
const LONGEST = 1_000

const SAVEPOINT = "typeorm_autogen_run"

/** duplicate_table; unique_violation of pg_type or pg_class: another runner made it at the same time. */
const MADE_BY_OTHERS: readonly unknown[] = ["42P07", "23505", "42710"]

/** Whether, and how, runs are recorded. */
export interface RecordingOptions {
    /** What is recorded in `typeorm_autogen_runs`. Commands always do; default here: nothing is. */
    readonly recording?: Recording
    readonly onProgress?: OnProgress | undefined
}

/** What is recorded of a run beside what the runner knows. */
export interface Recording {
    /** Of this package. */
    readonly toolVersion: string
    /** The checksum of a migration's operations. Default: none is recorded. */
    readonly checksumOf?: ChecksumOf
}

/** The checksum of what a migration does; null where that cannot be known without running it. */
export type ChecksumOf = (migration: KnownMigration, direction: Direction) => Promise<string | null>

/** One run, from its start to its end. None of these functions throws: a run does not depend on its record. */
export interface RunRecord extends EndRecord {
    /** It has failed, and the connection is out of its transaction. */
    failed(error: unknown): Promise<void>
    /** Another runner did it. */
    skipped(): Promise<void>
}

/** Records the runs of one call of a runner. */
export interface RunRecorder {
    /** Writes, before the migration's transaction begins, that it starts. */
    start(migration: KnownMigration, direction: Direction, action: RunAction): Promise<RunRecord>
    /** Writes a run that is nothing but its row in the history, within the transaction that writes that. */
    note(migration: KnownMigration, direction: Direction, action: RunAction, executedId: number | null): Promise<void>
    /** Drops the table where this recorder has made it: the schema that it is in is to be dropped. */
    retract(): Promise<void>
    /** Makes the table, where it can be. */
    prepare(): Promise<void>
}

const NOTHING: RunRecord = {
    finished: () => Promise.resolve(),
    failed: () => Promise.resolve(),
    skipped: () => Promise.resolve(),
}

const NOBODY: RunRecorder = {
    start: () => Promise.resolve(NOTHING),
    note: () => Promise.resolve(),
    retract: () => Promise.resolve(),
    prepare: () => Promise.resolve(),
}

/**
 * Records runs in the table beside TypeORM's table of migrations, which it makes when it is needed. Where that cannot be made or written, it
 * says so once, and nothing else happens: the history is what counts.
 *
 * @example
 * ```ts
 * const record = await recordRuns(session, table, options).start(migration, "up", "run")
 * ```
 */
export function recordRuns(session: Session, table: HistoryTable, options: RecordingOptions): RunRecorder {
    const { recording, onProgress } = options
    if (recording === undefined) return NOBODY
    const runs = runsTable(table.name)
    const writer = runsWriter(session, runs, (error) =>
        onProgress?.({ kind: "unrecorded", ...reasonOf(error, quoteName(runs.name)) }),
    )
    const factsOf = async (migration: KnownMigration, direction: Direction, action: RunAction): Promise<RunFacts> => ({
        name: migration.name,
        direction,
        action,
        checksum: (await recording.checksumOf?.(migration, direction)) ?? null,
        host: printable(hostname()),
        toolVersion: recording.toolVersion,
    })
    return {
        prepare: () => writer.prepare(),
        retract: () => writer.retract(),
        async start(migration, direction, action) {
            await writer.prepare()
            return writer.state() === "off" ? NOTHING : begin(runs, writer, await factsOf(migration, direction, action))
        },
        async note(migration, direction, action, executedId) {
            const ended: RunEnd = { state: "finished", milliseconds: 0, executedId, sqlstate: null, message: null }
            await writer.write(runs.write(await factsOf(migration, direction, action), ended), true)
        },
    }
}

/** Writes the start of a run; what is returned writes its end. */
async function begin(runs: RunsTable, writer: RunsWriter, facts: RunFacts): Promise<RunRecord> {
    const isStarted = writer.state() === "ready"
    if (isStarted) await writer.write(runs.write(facts, null), false)
    const began = performance.now()
    const ending = (state: RunEnd["state"], more: Partial<RunEnd> = {}): Writing => {
        const milliseconds = performance.now() - began
        const end: RunEnd = { state, milliseconds, executedId: null, sqlstate: null, message: null, ...more }
        return isStarted && writer.state() === "ready" ? runs.end(facts, end) : runs.write(facts, end)
    }
    return {
        finished: (executedId, inTransaction) => writer.write(ending("finished", { executedId }), inTransaction),
        // What made it fail is told by itself, and may be that nothing can be written any more.
        failed: (error) => writer.attempt(ending("failed", failureOf(error))),
        async skipped() {
            // What the other runner has run may be of another text.
            const end = {
                state: "skipped",
                milliseconds: null,
                executedId: null,
                sqlstate: null,
                message: null,
            } as const
            if (writer.state() === "ready") await writer.write(runs.write({ ...facts, checksum: null }, end), false)
        },
    }
}

/** Writes to the table, and never throws. */
interface RunsWriter {
    /** `later`: its schema does not exist yet. `off`: it cannot be written. */
    state(): WriterState
    prepare(): Promise<void>
    retract(): Promise<void>
    write(writing: Writing, inTransaction: boolean): Promise<void>
    /** Without a word where it fails. */
    attempt(writing: Writing): Promise<void>
}

type WriterState = "unknown" | "ready" | "later" | "off"

function runsWriter(session: Session, { name, create }: RunsTable, say: (error: unknown) => void): RunsWriter {
    let state: WriterState = "unknown"
    let isOurs = false
    const giveUp = (error: unknown): void => {
        // That is told by what fails next.
        if (state !== "off" && !isConnectionLost(error)) say(error)
        state = "off"
    }
    const make = async (): Promise<void> => {
        if (await isTrustedTable(session, name, "write")) return
        await session.query(create)
        isOurs = true
    }
    const prepare = async (): Promise<void> => {
        if (state === "ready" || state === "off") return
        try {
            // A schema that the first migration creates has no table before.
            const isSchemaThere = await hasSchema(session, name.schema)
            if (isSchemaThere) await make().catch((error: unknown) => expectMadeByOthers(session, name, error))
            state = isSchemaThere ? "ready" : "later"
        } catch (error) {
            giveUp(error)
        }
    }
    const writeWithin = async ({ sql, params }: Writing): Promise<void> => {
        try {
            await session.query(`SAVEPOINT ${SAVEPOINT}`)
            if (state !== "ready") await make()
            await session.query(sql, params)
            await session.query(`RELEASE SAVEPOINT ${SAVEPOINT}`)
            // The transaction that has made the table may still be rolled back: the next run looks again.
            if (state !== "ready") state = "unknown"
        } catch (error) {
            // The transaction goes on whatever becomes of the record.
            await session.query(`ROLLBACK TO SAVEPOINT ${SAVEPOINT}`).catch(() => undefined)
            giveUp(error)
        }
    }
    return {
        state: () => state,
        prepare,
        async retract() {
            if (!isOurs) return
            await session.query(`DROP TABLE ${quoteName(name)}`)
            isOurs = false
            state = "unknown"
        },
        async write(writing, inTransaction) {
            if (!inTransaction) await prepare()
            if (state === "off") return
            if (inTransaction) await writeWithin(writing)
            else if (state === "ready") await session.query(writing.sql, writing.params).catch(giveUp)
        },
        async attempt({ sql, params }) {
            if (state === "ready") await session.query(sql, params).catch(() => undefined)
        },
    }
}

async function expectMadeByOthers(session: Session, name: RunsTable["name"], error: unknown): Promise<void> {
    if (!MADE_BY_OTHERS.includes(codeOf(error))) throw error
    if (!(await isTrustedTable(session, name, "write"))) throw error
}

async function hasSchema(session: Session, schema: string): Promise<boolean> {
    const sql = `SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname ${is("=")} $1`
    return (await session.query(sql, [schema])).length > 0
}

/** What failed, in a line, without secrets. */
function failureOf(error: unknown): Pick<RunEnd, "sqlstate" | "message"> {
    const [line = ""] = messageOf(error).split("\n")
    const text = maskText(printable(line), secretsOfEnvironment())
    const code = error instanceof AutogenError ? error.fields["code"] : undefined
    return {
        sqlstate: typeof code === "string" && /^[0-9A-Z]{5}$/.test(code) ? code : null,
        message: text.length <= LONGEST ? text : `${text.slice(0, LONGEST)} …`,
    }
}

function reasonOf(error: unknown, table: string): { readonly reason: string; readonly next: string } {
    const problem = error instanceof AutogenError ? error.fields["problem"] : undefined
    const why = typeof problem === "string" ? problem : (messageOf(error).split("\n")[0] ?? "")
    return {
        reason: printable(typeof problem === "string" ? `${table} ${why}` : `${table} cannot be written: ${why}`),
        next: isDenied(error)
            ? grantFor(messageOf(error))
            : "drop it or rename it where it is not typeorm-autogen's own",
    }
}

function codeOf(error: unknown): unknown {
    const { driverError, code } = (error ?? {}) as { readonly driverError?: unknown; readonly code?: unknown }
    return driverError === undefined ? code : codeOf(driverError)
}

import { quoteName, type QualifiedName } from "../core/names.js"
import { ownOperator as is } from "../core/own-operator.js"
import type { Row } from "../core/queryable.js"
import type { Direction } from "./migration-run.js"
import type { Session } from "./session.js"
import { isTrustedTable } from "./trusted-table.js"

/** The table in which our runner records what it has run; it is in the schema of TypeORM's table of migrations. */
export const RUNS_TABLE = "typeorm_autogen_runs"

/** How a migration came to be executed, or reverted: it was run, or its row of the history was written alone. */
export type RunAction = "run" | "fake" | "stamp"

/**
 * `started`: no end is recorded. It still runs, or its runner was killed or lost its connection: TypeORM's table says whether the migration
 * is executed. `skipped`: another runner did it in the meantime.
 */
export type RunState = "started" | "finished" | "failed" | "skipped"

/** The last run of a migration in one direction. */
export interface RecordedRun {
    readonly name: string
    readonly direction: Direction
    readonly action: RunAction
    readonly state: RunState
    /** ISO 8601. */
    readonly startedAt: string
    readonly endedAt: string | null
    readonly milliseconds: number | null
    /** `current_user`, and `session_user`, who connected. */
    readonly role: string
    readonly sessionRole: string
    readonly host: string
    readonly toolVersion: string
    /** Of the migration's operations in this direction; null where they cannot be known without running it. */
    readonly checksum: string | null
    /** The `id` of the row of TypeORM's table that this run wrote: another row is of a run of which nothing is recorded. */
    readonly executedId: number | null
    readonly sqlstate: string | null
    readonly message: string | null
}

/** What is known of a run when it is written. Who runs it is what the server says. */
export type RunFacts = Pick<RecordedRun, "name" | "direction" | "action" | "checksum" | "host" | "toolVersion">

/** How a run ended. */
export type RunEnd = Pick<RecordedRun, "state" | "milliseconds" | "executedId" | "sqlstate" | "message">

const TYPES = {
    history: "text NOT NULL",
    name: "text NOT NULL",
    direction: "text NOT NULL",
    action: "text NOT NULL",
    state: "text NOT NULL",
    started_at: "timestamptz NOT NULL",
    ended_at: "timestamptz",
    milliseconds: "int8",
    role: "text NOT NULL",
    session_role: "text NOT NULL",
    host: "text NOT NULL",
    tool_version: "text NOT NULL",
    checksum: "text",
    executed_id: "int8",
    sqlstate: "text",
    message: "text",
} as const

type Column = keyof typeof TYPES

const COLUMNS = Object.keys(TYPES) as readonly Column[]

/** The names of its columns, sorted: what has others is a table of somebody else. */
export const RUNS_COLUMNS = [...COLUMNS].sort().join()

const KEY: ReadonlySet<Column> = new Set(["history", "name", "direction"])

/** A statement with its parameters. */
export interface Writing {
    readonly sql: string
    readonly params: readonly unknown[]
}

/** The table of runs beside a table of migrations, as SQL. */
export interface RunsTable {
    readonly name: QualifiedName
    readonly create: string
    /** Writes the one row of a migration and direction anew. `end`: null when it starts. */
    write(run: RunFacts, end: RunEnd | null): Writing
    /** Writes the end into the row of a run that has started. */
    end(run: RunFacts, end: RunEnd): Writing
    /** Stores another checksum of an executed migration. */
    accept(name: string, checksum: string): Writing
    readonly read: Writing
}

/**
 * The statements of the table of runs. Several tables of migrations may be in one schema: each row names its own.
 *
 * @example
 * ```ts
 * await session.query(runsTable(historyTable(session).name).create)
 * ```
 */
export function runsTable(history: QualifiedName): RunsTable {
    const name = { schema: history.schema, name: RUNS_TABLE }
    const table = quoteName(name)
    const named = COLUMNS.map((column) => `"${column}"`).join(", ")
    const where = (first: number): string =>
        [...KEY].map((column, at) => `"${column}" ${is("=")} $${first + at}`).join(" AND ")
    return {
        name,
        create: `CREATE TABLE ${table} (${COLUMNS.map((column) => `"${column}" pg_catalog.${TYPES[column]}`).join(", ")}, PRIMARY KEY ("history", "name", "direction"))`,
        write(run, end) {
            const { values, params } = valuesOf(history, run, end)
            const updated = COLUMNS.filter((column) => !KEY.has(column)).map(
                (column) => `"${column}" = EXCLUDED."${column}"`,
            )
            const sql = `INSERT INTO ${table} (${named}) VALUES (${values.join(", ")}) ON CONFLICT ("history", "name", "direction") DO UPDATE SET ${updated.join(", ")}`
            return { sql, params }
        },
        end({ name, direction }, { state, milliseconds, executedId, sqlstate, message }) {
            return {
                sql: `UPDATE ${table} SET "ended_at" = pg_catalog.clock_timestamp(), "state" = $1, "milliseconds" = $2, "executed_id" = $3, "sqlstate" = $4, "message" = $5 WHERE ${where(6)}`,
                params: [state, rounded(milliseconds), executedId, sqlstate, message, history.name, name, direction],
            }
        },
        accept: (migration, checksum) => ({
            sql: `UPDATE ${table} SET "checksum" = $1 WHERE ${where(2)}`,
            params: [checksum, history.name, migration, "up"],
        }),
        read: { sql: `SELECT ${named} FROM ${table} WHERE "history" ${is("=")} $1`, params: [history.name] },
    }
}

/**
 * What is recorded of runs; none where there is no table, or none that can be read: it is a record, and nothing depends on it.
 *
 * @example
 * ```ts
 * const failed = (await readRuns(session, historyTable(session).name)).filter(({ state }) => state === "failed")
 * ```
 */
export async function readRuns(session: Session, history: QualifiedName): Promise<readonly RecordedRun[]> {
    const { name, read } = runsTable(history)
    try {
        if (!(await isTrustedTable(session, name, "read"))) return []
        return (await session.query(read.sql, read.params)).map(recordedRun)
    } catch {
        return []
    }
}

function valuesOf(
    history: QualifiedName,
    run: RunFacts,
    end: RunEnd | null,
): { readonly values: readonly string[]; readonly params: readonly unknown[] } {
    const now = "pg_catalog.clock_timestamp()"
    const params: unknown[] = []
    const given = (value: unknown): string => `$${params.push(value ?? null)}`
    const values: Readonly<Record<Column, string>> = {
        history: given(history.name),
        name: given(run.name),
        direction: given(run.direction),
        action: given(run.action),
        state: given(end?.state ?? "started"),
        started_at: now,
        ended_at: end === null ? "NULL" : now,
        milliseconds: given(rounded(end?.milliseconds ?? null)),
        role: "current_user::pg_catalog.text",
        session_role: "session_user::pg_catalog.text",
        host: given(run.host),
        tool_version: given(run.toolVersion),
        checksum: given(run.checksum),
        executed_id: given(end?.executedId),
        sqlstate: given(end?.sqlstate),
        message: given(end?.message),
    }
    return { values: COLUMNS.map((column) => values[column]), params }
}

function recordedRun(row: Row): RecordedRun {
    const text = (column: Column): string | null => presentOr(row[column], String)
    const number = (column: Column): number | null => presentOr(row[column], Number)
    const time = (column: Column): string | null => {
        const value = row[column]
        return value instanceof Date && !Number.isNaN(value.getTime()) ? value.toISOString() : text(column)
    }
    const action = text("action")
    const state = text("state")
    return {
        name: text("name") ?? "",
        direction: text("direction") === "down" ? "down" : "up",
        action: action === "fake" || action === "stamp" ? action : "run",
        state: state === "finished" || state === "failed" || state === "skipped" ? state : "started",
        startedAt: time("started_at") ?? "",
        endedAt: time("ended_at"),
        milliseconds: number("milliseconds"),
        role: text("role") ?? "",
        sessionRole: text("session_role") ?? "",
        host: text("host") ?? "",
        toolVersion: text("tool_version") ?? "",
        checksum: text("checksum"),
        executedId: number("executed_id"),
        sqlstate: text("sqlstate"),
        message: text("message"),
    }
}

function rounded(value: number | null): number | null {
    return value === null ? null : Math.round(value)
}

function presentOr<T>(value: unknown, read: (value: unknown) => T): T | null {
    return value === null || value === undefined ? null : read(value)
}

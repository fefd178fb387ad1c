import type { QueryRunner } from "typeorm"
import type { DataSourceLike } from "../../core/data-source-like.js"
import { AutogenError, messageOf } from "../../core/errors.js"
import { setRecorder } from "../../core/operation-recorder.js"
import { printable } from "../../core/printable.js"
import type { Operation } from "../../core/operation.js"
import type { Deletion, Hazard, Statement } from "../../core/statement.js"
import { callLayout, printLayout, valueLayout, type RenderContext } from "../../emit/render-value.js"
import { userOptions } from "../../core/user-options.js"
import type { KnownMigration } from "../../revisions/migration-files.js"

/** A statement that a migration would run. */
export interface RecordedStatement {
    readonly sql: string
    readonly params: readonly unknown[]
}

/** What a migration would do in one direction. */
export interface RecordedMigration {
    /** The operations that it calls: `addColumn("room", …)`. Empty for plain SQL. */
    readonly operations: readonly string[]
    readonly statements: readonly RecordedStatement[]
    readonly hazards: readonly Hazard[]
    /** What it asks the database, and is taken to be absent. */
    readonly questions: readonly string[]
    /** The operations as data, and the SQL that `op.execute` runs. */
    readonly calls: readonly RecordedCall[]
    /** What its operations delete. */
    readonly deletions: readonly RecordedDeletion[]
    /** The statements that no operation has made. */
    readonly plain: readonly string[]
    /** Operations and plain statements in the order in which they are called. */
    readonly items: readonly RecordedItem[]
    /** Why it refuses to run, and what to do; null where it does not refuse. */
    readonly refusal: readonly [reason: string, next: string] | null
}

/** An operation that is called. */
export interface RecordedCall {
    readonly name: string
    readonly args: readonly unknown[]
}

/** An operation as it was called, or a statement that none has made. */
export type RecordedItem =
    | { readonly operation: Operation; readonly statements: readonly Statement[] }
    | (RecordedStatement & { readonly operation: null })

/** What a statement deletes, and how many statements come before it. */
export interface RecordedDeletion extends Deletion {
    readonly after: number
}

/**
 * Calls a migration with a query runner that has no connection and writes down what is asked of it. Names without a schema belong to
 * `schema`, by default the DataSource's, else `public`.
 *
 * Throws `OFFLINE_IMPOSSIBLE` for a migration that reads what a query returns: without a database there is nothing to read.
 */
export async function recordMigration(
    dataSource: DataSourceLike,
    { name, instance }: KnownMigration,
    direction: "up" | "down",
    schema: string = userOptions(dataSource).schema || "public",
    skipsRows = false,
): Promise<RecordedMigration> {
    const calls: RecordedCall[] = []
    const operations: string[] = []
    const statements: RecordedStatement[] = []
    const hazards: Hazard[] = []
    const questions: string[] = []
    const deletions: RecordedDeletion[] = []
    const items: RecordedItem[] = []
    let isInOperation = false
    let refusal: RecordedMigration["refusal"] = null
    const hear = (statement: RecordedStatement): void => {
        statements.push(statement)
        if (!isInOperation) items.push({ ...statement, operation: null })
    }
    const queryRunner = recordingRunner(dataSource, schema, hear, runsInTransaction(dataSource, instance))
    setRecorder(queryRunner, {
        skipsRows,
        done: () => void (isInOperation = false),
        operation(called, args, compiled) {
            calls.push({ name: called, args })
            isInOperation = true
            items.push({ operation: { name: called, args }, statements: compiled })
            operations.push(callText(called, args))
            hazards.push(...compiled.flatMap((statement) => statement.hazards))
            for (const [at, { deletes, refuses }] of compiled.entries()) {
                if (deletes) deletions.push({ ...deletes, after: statements.length + at })
                if (refuses) refusal ??= [String(args[0]), String(args[1] ?? "")]
            }
        },
        execute: (sql, params) => void calls.push({ name: "execute", args: [sql, params] }),
        question: (called, object) => void questions.push(callText(called, [object])),
    })
    try {
        await instance[direction](queryRunner)
    } catch (error) {
        throw notOffline(name, direction, error)
    }
    const plain = items.flatMap((item) => (item.operation === null ? [item.sql] : []))
    return { calls, operations, statements, hazards, questions, deletions, items, plain, refusal }
}

/** Whether a runner gives a migration a transaction: as run-migration.ts has it. */
export function runsInTransaction(
    dataSource: DataSourceLike,
    { transaction }: Pick<KnownMigration["instance"], "transaction">,
): boolean {
    return transaction ?? userOptions(dataSource).migrationsTransactionMode !== "none"
}

/** A query runner that is not connected. What a query returns may be awaited, and not read. */
function recordingRunner(
    dataSource: DataSourceLike,
    schema: string,
    hear: (statement: RecordedStatement) => void,
    inTransaction: boolean,
): QueryRunner {
    const queryRunner = dataSource.createQueryRunner("master")
    const query = (sql: string, params: readonly unknown[] = []): Promise<unknown> => {
        if (sql === "SELECT pg_catalog.current_schema() AS schema") return Promise.resolve([{ schema }])
        // Which columns of bulkInsert are json: unknown, so that an object is refused.
        if (sql.includes("'{json,jsonb,_json,_jsonb}'::pg_catalog.name[]")) return Promise.resolve([])
        hear({ sql, params })
        return Promise.resolve(unreadable())
    }
    // What a migration begins itself, where it has none; within one, TypeORM only counts.
    const transaction = (sql: string, isActive: boolean) => (): Promise<void> => {
        if (inTransaction) return Promise.resolve()
        hear({ sql, params: [] })
        Object.assign(queryRunner, { isTransactionActive: isActive })
        return Promise.resolve()
    }
    return Object.assign(queryRunner, {
        query,
        connect: () => Promise.reject(new ReadsResult("it asks for the connection itself")),
        isTransactionActive: inTransaction,
        startTransaction: transaction("BEGIN", true),
        commitTransaction: transaction("COMMIT", false),
        rollbackTransaction: transaction("ROLLBACK", false),
    })
}

/** Thrown where a migration reads what is not there. */
class ReadsResult extends Error {}

/** What no query has returned. Promises ask for `then`. */
function unreadable(): unknown {
    return new Proxy([], {
        get(_, member) {
            if (member === "then") return undefined
            throw new ReadsResult("it reads what a query returns")
        },
    })
}

function notOffline(name: string, direction: "up" | "down", error: unknown): AutogenError {
    const reads = error instanceof ReadsResult
    return new AutogenError({
        code: "OFFLINE_IMPOSSIBLE",
        message: `the statements of "${printable(name)}" (${direction}) cannot be known without a database: ${reads ? error.message : printable(messageOf(error))}`,
        next: "run it on a database with `typeorm-autogen upgrade`, or write what it decides as SQL: a DO block, INSERT … SELECT",
        fields: { migration: name, direction },
        cause: error,
    })
}

/** A call as files have it; the schema of a name is written out. */
function callText(name: string, args: readonly unknown[]): string {
    const context: RenderContext = { defaultSchema: "", used: new Set() }
    try {
        const layout = callLayout(
            name,
            args.map((arg) => valueLayout(context, arg)),
        )
        return printLayout(layout, 0, 0, 0)
    } catch {
        // Rows may hold what is no plain data.
        return `${name}(…)`
    }
}

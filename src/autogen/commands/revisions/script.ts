import type { DataSourceLike } from "../../core/data-source-like.js"
import { AutogenError } from "../../core/errors.js"
import { quoteIdent, quoteLiteral, quoteName } from "../../core/names.js"
import { ownOperator as is } from "../../core/own-operator.js"
import { printable } from "../../core/printable.js"
import { userOptions } from "../../core/user-options.js"
import { connectExtensions } from "../../kinds/declared/connect-extensions.js"
import { metadataTableSql, needsMetadataTable } from "../../operations/typeorm-metadata.js"
import { historyTableSql } from "../../revisions/history-table.js"
import type { KnownMigration } from "../../revisions/migration-files.js"
import { literal } from "./parameter-literal.js"
import {
    recordMigration,
    runsInTransaction,
    type RecordedMigration,
    type RecordedStatement,
} from "./record-migration.js"

/** The psql variable that holds whether a migration is still to be run. */
const VARIABLE = "typeorm_autogen_run"

/** What a script is made of. */
export interface ScriptParts {
    /** What was asked for: `upgrade --sql base:head`. */
    readonly title: string
    readonly migrations: readonly KnownMigration[]
    readonly direction: "up" | "down"
    /** Whether only the history is written. Default false. */
    readonly stamps?: boolean
}

/**
 * A script for psql that does what a runner would: each migration with its row of TypeORM's table, in a transaction of its own unless it
 * runs outside of one. It stops at the first error, and what has run already is skipped, so that it may be run again.
 *
 * Throws `OFFLINE_IMPOSSIBLE` for a migration that reads what a query returns.
 */
export async function scriptOf(dataSource: DataSourceLike, parts: ScriptParts): Promise<string> {
    const { title, migrations, direction, stamps = false } = parts
    const schema = userOptions(dataSource).schema || "public"
    const sections: string[] = []
    for (const migration of migrations) {
        const recorded = stamps ? NOTHING : await recordMigration(dataSource, migration, direction)
        sections.push(section(dataSource, schema, migration, direction, recorded))
    }
    return [
        `-- typeorm-autogen ${printable(title)}`,
        `-- Names without a schema belong to ${printable(quoteIdent(schema))}. Run it with psql: psql -X -f script.sql`,
        "\\set ON_ERROR_STOP on",
        "",
        ...(direction === "up" ? [...preparation(dataSource, schema, stamps), ""] : []),
        ...sections,
    ].join("\n")
}

const NOTHING: Pick<RecordedMigration, "statements" | "questions"> = { statements: [], questions: [] }

/** What TypeORM, and our runner, create before the first migration. */
function preparation(dataSource: DataSourceLike, schema: string, stamps: boolean): readonly string[] {
    const options = userOptions(dataSource)
    const { create } = historyTableSql(dataSource, schema)
    const extensions = connectExtensions(dataSource.entityMetadatas, options)
    const metadataTable = options.metadataTableName || "typeorm_metadata"
    const names = stamps || extensions === null ? [] : [...extensions.needed, ...extensions.tried]
    const metadata =
        !stamps && needsMetadataTable(dataSource.entityMetadatas)
            ? [`${onlyNew(metadataTableSql({ defaultSchema: schema, metadataTable }))};`]
            : []
    return [
        // A second run would say that all of this exists.
        "SET client_min_messages = warning;",
        ...(options.schema ? [`CREATE SCHEMA IF NOT EXISTS ${quoteIdent(options.schema)};`] : []),
        ...names.map((name) => `CREATE EXTENSION IF NOT EXISTS ${quoteIdent(name)} CASCADE;`),
        `${onlyNew(create)};`,
        ...metadata,
        "RESET client_min_messages;",
    ]
}

function onlyNew(sql: string): string {
    return sql.replace(/^CREATE TABLE (?!IF NOT EXISTS)/, "CREATE TABLE IF NOT EXISTS ")
}

function section(
    dataSource: DataSourceLike,
    schema: string,
    { name, timestamp, instance, replaces }: KnownMigration,
    direction: "up" | "down",
    { statements, questions }: Pick<RecordedMigration, "statements" | "questions">,
): string {
    const table = quoteName(historyTableSql(dataSource, schema).name)
    const keys = [...replaces, name].map(quoteLiteral).join(", ")
    const found = `EXISTS (SELECT FROM ${table} WHERE "name" ${is("=")} ${quoteLiteral(name)})`
    // A squash is executed, too, where all that it replaces is.
    const isExecuted =
        replaces.length === 0
            ? found
            : `(${found} OR (SELECT pg_catalog.count(DISTINCT "name") FROM ${table} WHERE "name" ${is("=")} ANY (ARRAY[${replaces.map(quoteLiteral).join(", ")}])) ${is("=")} ${replaces.length})`
    const values = [
        ...replaces.map((one) => [Number.parseInt(one.slice(-13), 10), one] as const),
        [timestamp, name] as const,
    ]
    const row =
        direction === "up"
            ? `INSERT INTO ${table} ("timestamp", "name") VALUES ${values.map(([time, one]) => `(${time}, ${quoteLiteral(one)})`).join(", ")}`
            : `DELETE FROM ${table} WHERE "name" ${replaces.length === 0 ? `${is("=")} ${keys}` : `${is("=")} ANY (ARRAY[${keys}])`}`
    const isInTransaction = runsInTransaction(dataSource, instance)
    return [
        `-- ${printable(name)}, ${direction}`,
        ...questions.map((question) => `-- asks the database, and is taken to be absent: ${printable(question)}`),
        `SELECT ${direction === "up" ? "NOT " : ""}${isExecuted} AS ${VARIABLE} \\gset`,
        `\\if :${VARIABLE}`,
        ...(isInTransaction ? ["BEGIN;"] : []),
        ...statements.map((statement) => statementText(name, statement)),
        `${row};`,
        ...(isInTransaction ? ["COMMIT;"] : []),
        "\\endif",
        "",
    ].join("\n")
}

/** Parameters, and texts, names and comments, in which there are none. */
const PLACEHOLDERS = /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[^]*?\*\/|\$(\d+)/g

function statementText(migration: string, { sql, params }: RecordedStatement): string {
    const text =
        params.length === 0
            ? sql
            : sql.replaceAll(PLACEHOLDERS, (found: string, at?: string) =>
                  at === undefined ? found : valueAt(migration, params, at),
              )
    // A comment at the end would take the semicolon along.
    const ending = /--[^\n]*$/.test(text) ? "\n;" : ";"
    return `${text.trim().replace(/;$/, "")}${ending}`
}

function valueAt(migration: string, params: readonly unknown[], at: string): string {
    const text = literal(params[Number(at) - 1])
    if (text !== null) return text
    throw new AutogenError({
        code: "OFFLINE_IMPOSSIBLE",
        message: `a value of "${printable(migration)}" cannot be written as SQL: parameter $${at} is ${typeof params[Number(at) - 1]}`,
        next: "give it as text, or as an expression of SQL",
        fields: { migration },
    })
}

import type { EntityMetadata } from "typeorm"
import { quoteIdent, quoteLiteral, type QualifiedName } from "../core/names.js"
import type { SqlContext } from "../core/operation.js"
import { ownOperator as is } from "../core/own-operator.js"
import { statement, type Statement } from "../core/statement.js"

/** A row of TypeORM's table: what it remembers, and of which object. */
export type MetadataRow =
    | { readonly type: "VIEW" | "MATERIALIZED_VIEW"; readonly view: QualifiedName }
    | { readonly type: "GENERATED_COLUMN"; readonly table: QualifiedName; readonly column: string }

/**
 * TypeORM's schema builder knows only the views and the generated columns that its table `typeorm_metadata` records, in the words
 * of the entity. We write the row and never read it. The table may not be there, and the row may be: one statement that makes the
 * table where the project wants one, and does nothing where nothing is to be done. A null value takes the row away.
 */
export function recordMetadata(context: SqlContext, row: MetadataRow, value: string | null): Statement {
    const columns = columnsOf(row)
    const remove = `DELETE FROM ${tableOf(context)} WHERE ${conditions(columns)};`
    if (value === null) return whereThere(context, remove)
    const names = [...columns.map(([name]) => name), "value"].map(quoteIdent).join(", ")
    const values = [...columns.map(([, sql]) => sql), textSql(value)].join(", ")
    return whereThere(context, `${remove} INSERT INTO ${tableOf(context)} (${names}) VALUES (${values});`, true)
}

/** The rows of a table's generated columns, or of one of them, after a rename; `change` says what is new. */
export function moveGeneratedColumns(
    context: SqlContext,
    from: { readonly table: QualifiedName; readonly column?: string },
    change: { readonly schema?: string; readonly table?: string; readonly name?: string },
): Statement {
    const columns = generatedColumns(from.table, from.column)
    const changes = Object.entries(change).map(([name, text]) => `${quoteIdent(name)} = ${textSql(text)}`)
    return whereThere(context, `UPDATE ${tableOf(context)} SET ${changes.join(", ")} WHERE ${conditions(columns)};`)
}

/** The row of a view after its rename. */
export function moveView(context: SqlContext, row: MetadataRow, name: string): Statement {
    const where = conditions(columnsOf(row))
    return whereThere(context, `UPDATE ${tableOf(context)} SET "name" = ${textSql(name)} WHERE ${where};`)
}

/** The rows of all that is in a schema, after its rename. */
export function moveSchema(context: SqlContext, from: string, to: string): Statement {
    const here = `coalesce("database", pg_catalog.current_database()) ${is("=")} pg_catalog.current_database()`
    const update = `UPDATE ${tableOf(context)} SET "schema" = ${textSql(to)} WHERE "schema" ${is("=")} ${textSql(from)} AND ${here};`
    return whereThere(context, update)
}

/** Takes away the rows of all generated columns of a table. */
export function forgetGeneratedColumns(context: SqlContext, table: QualifiedName): Statement {
    return whereThere(context, `DELETE FROM ${tableOf(context)} WHERE ${conditions(generatedColumns(table))};`)
}

type ColumnValues = readonly (readonly [column: string, sql: string])[]

function columnsOf(row: MetadataRow): ColumnValues {
    if (row.type === "GENERATED_COLUMN") return generatedColumns(row.table, row.column)
    return [
        ["type", textSql(row.type)],
        ["schema", textSql(row.view.schema)],
        ["name", textSql(row.view.name)],
    ]
}

function generatedColumns(table: QualifiedName, column?: string): ColumnValues {
    return [
        ["type", textSql("GENERATED_COLUMN")],
        // TypeORM looks for generated columns by the name of the database, for views without it.
        ["database", "pg_catalog.current_database()"],
        ["schema", textSql(table.schema)],
        ["table", textSql(table.name)],
        ...(column === undefined ? [] : [["name", textSql(column)] as const]),
    ]
}

function conditions(columns: ColumnValues): string {
    return columns.map(([name, sql]) => `${quoteIdent(name)} ${is("=")} ${sql}`).join(" AND ")
}

function textSql(text: string): string {
    return quoteLiteral(text).trim()
}

function tableOf(context: SqlContext): string {
    return `${quoteIdent(context.defaultSchema)}.${quoteIdent(context.metadataTable ?? "typeorm_metadata")}`
}

/** As TypeORM makes it. */
const COLUMNS = ["type", "database", "schema", "table", "name"]
    .map((name) => `"${name}" character varying${name === "type" ? " NOT NULL" : ""}`)
    .join(", ")

/** Whether TypeORM's own runner would make the table for these entities. */
export function needsMetadataTable(
    metadatas: readonly Pick<EntityMetadata, "tableType" | "synchronize" | "columns">[],
): boolean {
    return metadatas.some(
        ({ tableType, synchronize, columns }) =>
            (tableType === "view" && synchronize) || columns.some(({ generatedType }) => generatedType),
    )
}

/** The statement that makes the table. */
export function metadataTableSql(context: SqlContext): string {
    return `CREATE TABLE ${tableOf(context)} (${COLUMNS}, "value" text)`
}

function whereThere(context: SqlContext, work: string, makes = false): Statement {
    const table = tableOf(context)
    const there = `pg_catalog.to_regclass(${textSql(table)})`
    const make =
        makes && context.metadataTable !== undefined
            ? `IF ${there} IS NULL AND pg_catalog.to_regnamespace(${textSql(quoteIdent(context.defaultSchema))}) IS NOT NULL THEN ${metadataTableSql(context)}; END IF; `
            : ""
    const body = `BEGIN ${make}IF ${there} IS NOT NULL THEN ${work} END IF; END`
    return statement(`DO ${textSql(body)}`, { bookkeeping: true })
}

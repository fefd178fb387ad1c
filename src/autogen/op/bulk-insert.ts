import { AutogenError } from "../core/errors.js"
import { quoteIdent, quoteName, type QualifiedName } from "../core/names.js"
import { isBuilderCall } from "../core/operation.js"
import type { Queryable } from "../core/queryable.js"
import type { SqlExpression } from "../operations/table-items.js"
import { ownOperator as is } from "../core/own-operator.js"

/** A value that can stand in a row of `op.bulkInsert`. Objects and arrays may be nested, for json columns. */
export type PlainValue =
    | string
    | number
    | bigint
    | boolean
    | null
    | Date
    | Uint8Array
    | SqlExpression
    | readonly PlainValue[]
    | { readonly [name: string]: PlainValue }

/** A row of `op.bulkInsert`: its values by column name. An absent column takes its default. */
export type PlainRow = Readonly<Record<string, PlainValue | undefined>>

/** The protocol counts a statement's parameters in 16 bits: the manual, 55.7, Bind. */
const MOST_PARAMETERS = 65_534

/** How a column of json type takes its values: as one JSON text, or as an array of them. */
type JsonColumn = "json" | "json[]"

const JSON_COLUMNS = `
    SELECT a.attname AS "column", coalesce(base.typname, type.typname) AS "type"
    FROM pg_catalog.pg_class AS class
    JOIN pg_catalog.pg_namespace AS namespace ON namespace.oid ${is("=")} class.relnamespace
    JOIN pg_catalog.pg_attribute AS a ON a.attrelid ${is("=")} class.oid AND a.attnum ${is(">")} 0 AND NOT a.attisdropped
    JOIN pg_catalog.pg_type AS type ON type.oid ${is("=")} a.atttypid
    LEFT JOIN pg_catalog.pg_type AS base ON base.oid ${is("=")} type.typbasetype
    WHERE namespace.nspname ${is("=")} $1 AND class.relname ${is("=")} $2
      AND coalesce(base.typname, type.typname) ${is("=")} ANY ('{json,jsonb,_json,_jsonb}'::pg_catalog.name[])`

/** Inserts rows in as few statements as the protocol allows. Values travel as parameters, never as SQL. */
export async function bulkInsert(queryable: Queryable, table: QualifiedName, rows: readonly PlainRow[]): Promise<void> {
    rows.forEach((row, index) => checkRow(table, row, index))
    if (rows.length === 0) return
    const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
    if (columns.length === 0) {
        for (const _ of rows) await queryable.query(`INSERT INTO ${quoteName(table)} DEFAULT VALUES`)
        return
    }
    // A driver cannot know whether an array is meant for an array column or for a json column.
    const jsonColumns = await readJsonColumns(queryable, table)
    const size = Math.max(1, Math.floor(MOST_PARAMETERS / columns.length))
    for (let start = 0; start < rows.length; start += size) {
        const { sql, params } = insertStatement(table, columns, jsonColumns, rows.slice(start, start + size), start)
        await queryable.query(sql, params)
    }
}

function checkRow(table: QualifiedName, row: unknown, index: number): void {
    if (typeof row === "object" && row !== null && !Array.isArray(row)) return
    throw invalid(
        `row ${index + 1} for "${table.name}" is not an object`,
        'write rows as { column: value }: [{ code: "A1" }]',
    )
}

async function readJsonColumns(queryable: Queryable, table: QualifiedName): Promise<ReadonlyMap<string, JsonColumn>> {
    const rows = await queryable.query(JSON_COLUMNS, [table.schema, table.name])
    return new Map(
        rows.map((row) => [String(row["column"]), String(row["type"]).startsWith("_") ? "json[]" : "json"] as const),
    )
}

function insertStatement(
    table: QualifiedName,
    columns: readonly string[],
    jsonColumns: ReadonlyMap<string, JsonColumn>,
    rows: readonly PlainRow[],
    start: number,
): { readonly sql: string; readonly params: readonly unknown[] } {
    const params: unknown[] = []
    const lines = rows.map((row, index) => {
        const values = columns.map((column) => {
            const value = Object.hasOwn(row, column) ? row[column] : undefined
            if (value === undefined) return "DEFAULT"
            if (isExpression(value)) return `(${value.expression})`
            const place = `row ${start + index + 1}, column "${column}" of "${table.name}"`
            params.push(parameter(value, jsonColumns.get(column), place))
            return `$${params.length}`
        })
        return `(${values.join(", ")})`
    })
    const names = columns.map(quoteIdent).join(", ")
    return { sql: `INSERT INTO ${quoteName(table)} (${names}) VALUES\n${lines.join(",\n")}`, params }
}

function isExpression(value: PlainValue): value is SqlExpression {
    return isBuilderCall(value) && value.call === "sql" && "expression" in value
}

/** The value as a driver takes it for a column. Dates, bytes and arrays are left to the driver, which writes them as it does for entities. */
function parameter(value: PlainValue, json: JsonColumn | undefined, place: string): unknown {
    if (value === null) return null
    if (json === "json") return jsonText(value, place)
    if (json === "json[]" && Array.isArray(value))
        return value.map((item: PlainValue) => (item === null ? null : jsonText(item, place)))
    if (typeof value === "bigint") return String(value)
    if (typeof value === "object" && !Array.isArray(value) && !(value instanceof Date) && !ArrayBuffer.isView(value))
        throw invalid(`${place} is an object, but the column is not json`, "pass the value as text, or as sql(…)")
    if (typeof value === "function" || typeof value === "symbol")
        throw invalid(`${place} is a ${typeof value}`, 'pass a plain value, or an expression: sql("now()")')
    return value
}

/** Array.isArray, which would make any of a readonly array's elements. */
function isList(value: PlainValue | undefined): value is readonly PlainValue[] {
    return Array.isArray(value)
}

/** JSON.stringify, but a bigint keeps all of its digits, and what JSON cannot say is refused rather than turned into null. */
function jsonText(value: PlainValue | undefined, place: string): string {
    if (typeof value === "bigint") return String(value)
    if (isList(value)) return `[${value.map((item) => jsonText(item, place)).join(",")}]`
    if (typeof value === "object" && value !== null && !(value instanceof Date) && !ArrayBuffer.isView(value)) {
        const members = Object.entries(value as Readonly<Record<string, PlainValue>>).filter(
            ([, member]) => member !== undefined,
        )
        return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${jsonText(member, place)}`).join(",")}}`
    }
    const unspeakable = typeof value === "number" && !Number.isFinite(value)
    const text: unknown = unspeakable || ArrayBuffer.isView(value) ? undefined : JSON.stringify(value)
    if (typeof text === "string") return text
    throw invalid(
        `${place} holds ${String(value)}, which JSON cannot say`,
        "use null, a number, a text, a list or an object",
    )
}

function invalid(message: string, next: string): AutogenError {
    return new AutogenError({ code: "MIGRATION_INVALID", message: `op.bulkInsert: ${message}`, next })
}

import { quoteIdent } from "../core/names.js"
import type { SqlContext } from "../core/operation.js"
import { statement, type Statement } from "../core/statement.js"
import { quoted } from "./storage-parameters.js"
import { resolveSql, type TableName } from "./table-name.js"

/** How Postgres stores a column's large values. */
export type ColumnStorage = "plain" | "external" | "extended" | "main"

/** How a column is stored, and what is told to the planner of it: part of what `op.alterColumn` changes. */
export interface ColumnSettings {
    /** How finely ANALYZE looks at the column; null: as the server is set. */
    readonly statistics?: number | null
    readonly storage?: ColumnStorage
    /** PostgreSQL 14 and later. `default`: as the server is set. Values that are there stay as they are. */
    readonly compression?: "pglz" | "lz4" | "default"
    /** Options as SQL: `n_distinct=-0.5`. */
    readonly set?: readonly string[]
    /** The names of options that are to be as Postgres has them by itself. */
    readonly reset?: readonly string[]
}

/** ALTER TABLE … ALTER COLUMN … SET STATISTICS, STORAGE, COMPRESSION and options: of a table or a materialized view. */
export function settingStatements(
    context: SqlContext,
    table: TableName,
    name: string,
    { statistics, storage, compression, set = [], reset = [] }: ColumnSettings,
): readonly Statement[] {
    const words = [
        statistics === undefined ? "" : `SET STATISTICS ${statistics ?? -1}`,
        storage === undefined ? "" : `SET STORAGE ${storage.toUpperCase()}`,
        compression === undefined ? "" : `SET COMPRESSION ${compression}`,
        reset.length === 0 ? "" : `RESET (${reset.map(quoted).join(", ")})`,
        set.length === 0 ? "" : `SET (${set.join(", ")})`,
    ].filter(Boolean)
    if (words.length === 0) return []
    const lock = storage === undefined && compression === undefined ? "SHARE UPDATE EXCLUSIVE" : "ACCESS EXCLUSIVE"
    const actions = words.map((word) => `ALTER COLUMN ${quoteIdent(name)} ${word}`)
    return [statement(`ALTER TABLE ${resolveSql(context, table)} ${actions.join(", ")}`, { lock })]
}

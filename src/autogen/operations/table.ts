import { dataLoss } from "../core/hazards/data-loss.js"
import { quoteIdent } from "../core/names.js"
import type { SqlContext } from "../core/operation.js"
import { hazard, statement, type Statement } from "../core/statement.js"
import { recordColumn, type DropOptions, type GeneratedOptions } from "./column.js"
import { followRename } from "./default-names.js"
import { columnSql, columnTarget, commentSql, constraintSql, type TableItem } from "./table-items.js"
import { resolveKey, resolveName, resolveSql, type TableName } from "./table-name.js"
import { forgetGeneratedColumns, moveGeneratedColumns } from "./typeorm-metadata.js"

/** Options of `op.createTable`. */
export interface CreateTableOptions {
    readonly comment?: string
    readonly ifNotExists?: boolean
    /** Not in the write-ahead log: quick, and empty after a crash. */
    readonly unlogged?: boolean
    /** Storage parameters as SQL: `fillfactor=70`, `toast.autovacuum_enabled=off`. */
    readonly with?: readonly string[]
}

/** The operations on a table. */
export const tableOperations = {
    /** CREATE TABLE with its columns and constraints, and their comments. Foreign keys and indexes have their own operations. */
    createTable(
        context: SqlContext,
        table: TableName,
        items: readonly TableItem[],
        options: CreateTableOptions = {},
    ): readonly Statement[] {
        const lines = items.map((item) => (item.call === "column" ? columnSql(context, item) : constraintSql(item)))
        const body = lines.length === 0 ? "()" : `(\n    ${lines.join(",\n    ")}\n)`
        const statements = [
            statement(
                `CREATE ${options.unlogged ? "UNLOGGED " : ""}TABLE ${options.ifNotExists ? "IF NOT EXISTS " : ""}${resolveSql(context, table)} ${body}${options.with?.length ? ` WITH (${options.with.join(", ")})` : ""}`,
            ),
        ]
        if (options.comment !== undefined)
            statements.push(statement(commentSql(`TABLE ${resolveSql(context, table)}`, options.comment)))
        for (const item of items) {
            if (item.call !== "column") continue
            statements.push(...recordColumn(context, table, item))
            if (item.options.comment === undefined) continue
            statements.push(statement(commentSql(columnTarget(context, table, item.name), item.options.comment)))
        }
        return statements
    },

    /** DROP TABLE. Its rows are gone. */
    dropTable(
        context: SqlContext,
        table: TableName,
        options: DropOptions & GeneratedOptions = {},
    ): readonly Statement[] {
        const sql = `DROP TABLE ${options.ifExists ? "IF EXISTS " : ""}${resolveSql(context, table)}${options.cascade ? " CASCADE" : ""}`
        const object = resolveKey(context, "table", table)
        return [
            statement(sql, {
                lock: "ACCESS EXCLUSIVE",
                hazards: [hazard(dataLoss.tableDropped, object)],
                deletes: { object, table: resolveName(context, table), column: null },
            }),
            ...(options.generated ? [forgetGeneratedColumns(context, resolveName(context, table))] : []),
        ]
    },

    /** ALTER TABLE … RENAME TO, within its schema. The names that Postgres made of the table's follow. */
    renameTable(
        context: SqlContext,
        from: TableName,
        to: string,
        options: GeneratedOptions = {},
    ): readonly Statement[] {
        const old = resolveName(context, from)
        return [
            statement(`ALTER TABLE ${resolveSql(context, from)} RENAME TO ${quoteIdent(to)}`, {
                lock: "ACCESS EXCLUSIVE",
            }),
            followRename({ ...old, name: to }, { table: old.name }, { table: to }),
            ...(options.generated ? [moveGeneratedColumns(context, { table: old }, { table: to })] : []),
        ]
    },

    /** ALTER TABLE … SET SCHEMA: indexes, constraints and owned sequences move along. */
    setTableSchema(
        context: SqlContext,
        table: TableName,
        schema: string,
        options: GeneratedOptions = {},
    ): readonly Statement[] {
        const old = resolveName(context, table)
        return [
            statement(`ALTER TABLE ${resolveSql(context, table)} SET SCHEMA ${quoteIdent(schema)}`, {
                lock: "ACCESS EXCLUSIVE",
            }),
            ...(options.generated ? [moveGeneratedColumns(context, { table: old }, { schema })] : []),
        ]
    },
} as const

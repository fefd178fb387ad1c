import type { BuilderCall, Operation, OperationArguments, SqlContext } from "../core/operation.js"
import type { Statement } from "../core/statement.js"
import { columnOperations, type AlterColumnOptions } from "./column.js"
import { constraintOperations } from "./constraint.js"
import type { CheckOptions, ColumnItem } from "./table-items.js"
import { resolveSql, type TableName } from "./table-name.js"

// Postgres carries out the actions of one ALTER TABLE in passes of its own: first what is dropped, then types, then new columns, then all
// else; whatever needs the rows is done in one reading or one rewriting at the end.
// https://www.postgresql.org/docs/current/sql-altertable.html

/** A column that `op.batchAlterTable` alters: see {@link alterColumn}. */
export interface AlterColumnItem extends BuilderCall {
    readonly call: "alterColumn"
    readonly args: readonly [name: string, options: AlterColumnOptions]
}

/** A column that `op.batchAlterTable` adds: see {@link addColumn}. */
export interface AddColumnItem extends BuilderCall {
    readonly call: "addColumn"
    readonly args: readonly [item: ColumnItem]
}

/** A check that `op.batchAlterTable` adds: see {@link addCheck}. */
export interface AddCheckItem extends BuilderCall {
    readonly call: "addCheck"
    readonly args: readonly [name: string, expression: string, options?: CheckOptions]
}

/** What `op.batchAlterTable` does in one statement. */
export type AlterTableItem = AlterColumnItem | AddColumnItem | AddCheckItem

/**
 * The change of a column, as a part of `op.batchAlterTable`: what `op.alterColumn` does by itself.
 *
 * @example
 * ```ts
 * await op.batchAlterTable("room", [alterColumn("size", { type: bigint() }), alterColumn("floor", { type: bigint() })])
 * ```
 */
export function alterColumn(name: string, options: AlterColumnOptions): AlterColumnItem {
    return { call: "alterColumn", args: [name, options] }
}

/**
 * A new column, as a part of `op.batchAlterTable`: what `op.addColumn` does by itself.
 *
 * @example
 * ```ts
 * await op.batchAlterTable("room", [addColumn(column("token", uuid(), { default: sql("gen_random_uuid()") }))])
 * ```
 */
export function addColumn(item: ColumnItem): AddColumnItem {
    return { call: "addColumn", args: [item] }
}

/**
 * A new check, as a part of `op.batchAlterTable`: what `op.createCheckConstraint` does by itself.
 *
 * @example
 * ```ts
 * await op.batchAlterTable("room", [alterColumn("size", { type: bigint() }), addCheck("room_size", "size > 0")])
 * ```
 */
export function addCheck(name: string, expression: string, options?: CheckOptions): AddCheckItem {
    return { call: "addCheck", args: options === undefined ? [name, expression] : [name, expression, options] }
}

export const batchAlterTableOperations = {
    /** ALTER TABLE with several actions: the rows are read, or written again, once for all of them. */
    batchAlterTable(context: SqlContext, table: TableName, items: readonly AlterTableItem[]): readonly Statement[] {
        const beginning = `ALTER TABLE ${resolveSql(context, table)} `
        const parts = items.map((item) => partOf(statementsOf(context, table, item), beginning))
        const [first] = parts
        if (!first) return []
        const actions = parts.map(({ action }) => action)
        const merged: Statement = {
            ...first.statement,
            sql: beginning + actions.join(", "),
            hazards: parts.flatMap(({ statement }) => statement.hazards),
        }
        return [merged, ...parts.flatMap(({ rest }) => rest)]
    },
} as const

interface Part {
    readonly statement: Statement
    readonly action: string
    /** What comes after it: a comment, the record of a generated column. */
    readonly rest: readonly Statement[]
}

function partOf([statement, ...rest]: readonly Statement[], beginning: string): Part {
    const isOne = rest.every(({ sql }) => !sql.startsWith(beginning))
    if (!statement?.sql.startsWith(beginning) || !isOne)
        throw new TypeError("one of the items needs several statements: make it an operation of its own")
    return { statement, action: statement.sql.slice(beginning.length), rest }
}

function statementsOf(context: SqlContext, table: TableName, item: AlterTableItem): readonly Statement[] {
    switch (item.call) {
        case "alterColumn":
            return columnOperations.alterColumn(context, table, ...item.args)
        case "addColumn":
            return columnOperations.addColumn(context, table, ...item.args)
        case "addCheck": {
            const [name, ...rest] = item.args
            return constraintOperations.createCheckConstraint(context, name, table, ...rest)
        }
    }
}

/** What an operation is within `op.batchAlterTable`. */
export interface AlterTablePart {
    readonly table: TableName
    readonly item: AlterTableItem
    /** Postgres's first and last pass that it has actions in: what depends on something must come in a later pass. */
    readonly passes: readonly [first: number, last: number]
    /** Whether the order among such items shows in the table: new columns stand in it as they came. */
    readonly isPlaced: boolean
}

type ArgumentsIn<C, K extends keyof C> = OperationArguments<C[K]>

/** What an operation is within `op.batchAlterTable`; null where it has to be by itself. */
export function alterTablePart({ name, args }: Operation): AlterTablePart | null {
    switch (name) {
        case "alterColumn": {
            const [table, column, options] = args as ArgumentsIn<typeof columnOperations, "alterColumn">
            const { identity, identityNumbers, generatedAs } = options
            if (identity !== undefined || identityNumbers !== undefined || generatedAs !== undefined) return null
            return { table, item: alterColumn(column, options), passes: passesOf(options), isPlaced: false }
        }
        case "addColumn": {
            const [table, item, options] = args as ArgumentsIn<typeof columnOperations, "addColumn">
            return options ? null : { table, item: addColumn(item), passes: [ADD_COLUMN, ADD_COLUMN], isPlaced: true }
        }
        case "createCheckConstraint": {
            const [check, table, ...rest] = args as ArgumentsIn<typeof constraintOperations, "createCheckConstraint">
            return { table, item: addCheck(check, ...rest), passes: [CHECK, CHECK], isPlaced: false }
        }
        default:
            return null
    }
}

const [DROP, TYPE, ADD_COLUMN, LAST, CHECK] = [0, 1, 2, 3, 4]

function passesOf({ type, nullable, default: value }: AlterColumnOptions): readonly [number, number] {
    const passes = [
        ...(nullable === true || value === null || (type !== undefined && value !== undefined) ? [DROP] : []),
        ...(type === undefined ? [] : [TYPE]),
        ...(nullable === false || (value !== undefined && value !== null) ? [LAST] : []),
    ]
    return [Math.min(...passes), Math.max(...passes)]
}

import type { ReadContext } from "../../core/declared-table.js"
import type { FoldedParts } from "../../core/object-kind.js"
import { operation, type Operation } from "../../core/operation.js"
import { backfillOperations } from "../../operations/backfill.js"
import type { ColumnDefinition, FilledNulls } from "../shared/column-definition.js"
import { columnOperations, type AlterColumnOptions } from "../../operations/column.js"
import type { DeclaredColumn } from "../declared/declared-columns.js"
import { column, sql, type ColumnItem } from "../../operations/table-items.js"
import type { TableName } from "../../operations/table-name.js"

/** What `@BackfillWith` says of the property that a column belongs to; a join column belongs to its relation's. */
export function declaredBackfill(declared: DeclaredColumn, context: ReadContext): Pick<ColumnDefinition, "backfill"> {
    if (declared.entityMetadata.isJunction) return {}
    const target = declared.isVirtual ? (declared.relationMetadata?.target ?? declared.target) : declared.target
    const backfill = context.backfillOf(target, declared.propertyName)
    return backfill === undefined ? {} : { backfill }
}

/** `op.backfill` for a column on its way to NOT NULL. */
export function backfillCall(table: TableName, name: string, { value, ...options }: FilledNulls): Operation {
    const given = Object.keys(options).length === 0 ? [] : ([options] as const)
    return operation(backfillOperations, "backfill", table, name, value, ...given)
}

/** Whether the rows of a new column get what the user says; a column that computes or counts its values has them by itself. */
export function isBackfillable({ backfill, generated, identity }: ColumnDefinition, parts: FoldedParts): boolean {
    return backfill !== undefined && !generated && !identity && !parts.has("serial")
}

/** A new column in one transaction: it comes without a value, gets those that the user says, and then its default and NOT NULL. */
export function addBackfilled(
    table: TableName,
    { name, type, options }: ColumnItem,
    { backfill = "NULL" }: ColumnDefinition,
): readonly Operation[] {
    const { nullable, default: value, ...rest } = options
    const after: AlterColumnOptions = {
        ...(nullable === false ? { nullable } : {}),
        ...(value === undefined ? {} : { default: value }),
    }
    const from = {
        ...(nullable === false ? { nullable: true } : {}),
        ...(value === undefined ? {} : { default: null }),
    }
    return [
        operation(columnOperations, "addColumn", table, column(name, type, rest)),
        backfillCall(table, name, { value: sql(backfill), newColumn: true }),
        ...(Object.keys(after).length === 0
            ? []
            : [operation(columnOperations, "alterColumn", table, name, { ...after, from })]),
    ]
}

/** A change of a column in one transaction: where it becomes NOT NULL, its rows get what the user says when they have its type. */
export function alterBackfilled(
    table: TableName,
    name: string,
    options: AlterColumnOptions,
    { backfill }: Pick<ColumnDefinition, "backfill">,
): readonly Operation[] {
    const alter = (given: AlterColumnOptions) => operation(columnOperations, "alterColumn", table, name, given)
    if (backfill === undefined || options.nullable !== false || options.nullsChecked) return [alter(options)]
    const fill = backfillCall(table, name, { value: sql(backfill) })
    if (options.type === undefined) return [fill, alter(options)]
    const { nullable, from: { nullable: before, ...from } = {}, ...rest } = options
    return [
        alter({ ...rest, from }),
        fill,
        alter({
            nullable,
            ...(before === undefined ? {} : { from: { nullable: before } }),
        }),
    ]
}

import type { ObjectKey } from "../../core/object-key.js"
import type { RowChange } from "../../core/object-kind.js"
import { operation, type BuilderCall, type Operation } from "../../core/operation.js"
import { preconditionOperations, type NewColumns, type RequireUniqueOptions } from "../../operations/precondition.js"
import type { ColumnItem } from "../../operations/table-items.js"
import { nameArgument } from "../../operations/table-name.js"
import type { IndexElement } from "../../operations/index-element.js"

/**
 * The new columns that rows are asked about an object with: all of them get one value, which is known. Null where something that it
 * depends on has values by then that cannot be known. `own`: the columns of its own table; the others must be there.
 */
export function newColumns(
    { to, fresh, uniform }: RowChange<object>,
    own: readonly ObjectKey[] = to.requires,
): NewColumns | null {
    const unknown = to.requires.filter((key) => fresh.has(key))
    const items = unknown.flatMap((key) => (own.includes(key) ? (uniform.get(key) ?? []) : [])).filter(isColumn)
    if (items.length < unknown.length) return null
    return items.length === 0 ? {} : { newColumns: items }
}

/** Whether a column is new, and null in all rows. */
export function isNull({ newColumns: items = [] }: NewColumns, column: unknown): boolean {
    return items.some(({ name, options }) => name === column && options.default === undefined)
}

function isColumn(item: BuilderCall): item is ColumnItem {
    return item.call === "column"
}

/** No duplicates, before a key over plain columns. */
export function uniquePrecondition(
    change: RowChange<{ readonly columns: readonly string[]; readonly nullsNotDistinct?: boolean | null }>,
): readonly Operation[] {
    const { from, to } = change
    const { columns, nullsNotDistinct } = to.definition
    const isAsStrict = from?.definition.columns.every((name) => columns.includes(name)) === true
    if (isAsStrict && (!nullsNotDistinct || from.definition.nullsNotDistinct)) return []
    return requireUnique(change, columns, nullsNotDistinct ? { nullsNotDistinct } : {})
}

/** `op.requireUnique` for a key or an index, where rows can be asked. */
export function requireUnique(
    change: RowChange<object>,
    elements: readonly IndexElement[],
    options: Omit<RequireUniqueOptions, "newColumns">,
): readonly Operation[] {
    const columns = newColumns(change)
    if (!columns) return []
    if (!options.nullsNotDistinct && elements.some((element) => isNull(columns, element))) return []
    const table = nameArgument(change.to.path)
    return [operation(preconditionOperations, "requireUnique", table, elements, ...given({ ...options, ...columns }))]
}

/** Options as an argument: none where there are none. */
export function given<O extends object>(options: O): readonly [O?] {
    return Object.keys(options).length > 0 ? [options] : []
}

import { quoteIdent } from "../../core/names.js"
import type { ObjectKey } from "../../core/object-key.js"
import type { RowChange } from "../../core/object-kind.js"
import { operation, type BuilderCall, type Operation } from "../../core/operation.js"
import { conversion } from "../../operations/casts.js"
import { mustRecreate } from "./column-alteration.js"
import type { ColumnDefinition } from "./column-definition.js"
import { isFilledFirst, needsBackfill, saysNotNull } from "./not-null-online.js"
import type { IndexElement } from "../../operations/table-index.js"
import { preconditionOperations, type NewColumns, type RequireUniqueOptions } from "../../operations/precondition.js"
import type { ColumnItem } from "../../operations/table-items.js"
import { nameArgument } from "../../operations/table-name.js"
import { ownName } from "./table-parts.js"
import { typeCall } from "../../operations/type-builders.js"
import { lossCondition } from "../../operations/value-loss.js"

/**
 * The new columns that rows are asked about an object with: all of them get one value, which is known. Null where something that it
 * stands on has values by then that cannot be known. `own`: the columns of its own table; the others must be there.
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

/** No nulls before NOT NULL, no values that are lost or refused by another type; an empty table before a column without values. */
export function columnPreconditions(change: RowChange<ColumnDefinition>): readonly Operation[] {
    const { from, to, attributes } = change
    const table = nameArgument(to.path)
    const name = ownName(to.path)
    const isNew = !from || (attributes.includes("type") && mustRecreate(from.definition, to.definition))
    if (isNew || attributes.includes("generated")) {
        const isEmpty = isNew && needsBackfill(undefined, to, change.users)
        return isEmpty ? [operation(preconditionOperations, "requireEmpty", table, name)] : []
    }
    const isConverted = attributes.includes("type")
    const ownWords = isConverted && to.definition.using !== undefined
    const tightens = attributes.includes("nullable") && !to.definition.nullable && !ownWords
    return [
        ...(tightens && !isKnownNotNull(change)
            ? [operation(preconditionOperations, "requireNoNulls", table, [name])]
            : []),
        ...(isConverted && !ownWords ? typePreconditions(change, from.definition) : []),
    ]
}

/** The nulls are gone by then: filled just before, or a check says so that an online change leaves for a while. */
function isKnownNotNull({ from, to, dependents, users }: RowChange<ColumnDefinition>): boolean {
    if (from?.definition.backfilled || isFilledFirst(to, users)) return true
    return dependents.some((object) => saysNotNull(object, ownName(to.path)))
}

function typePreconditions(change: RowChange<ColumnDefinition>, before: ColumnDefinition): readonly Operation[] {
    const { to, required } = change
    const [table, name] = [nameArgument(to.path), ownName(to.path)]
    const { by } = conversion("", before.type, to.definition.type)
    const type = typeCall(to.definition.type)
    const options = { from: typeCall(before.type) }
    if (by !== "text") {
        const loses = lossCondition(quoteIdent(name), before.type, to.definition.type) !== null
        return loses ? [operation(preconditionOperations, "requireFits", table, name, type, options)] : []
    }
    const target = required.find(({ kind }) => kind === "enum")
    if (!target) return [operation(preconditionOperations, "requireCastable", table, name, type, options)]
    // The type may be one that the migration itself makes.
    const { values } = target.definition as { readonly values: readonly string[] }
    if (before.type.array && !to.definition.type.array) return []
    const array = before.type.array ? [{ array: true }] : []
    return [operation(preconditionOperations, "requireValues", table, name, values, ...array)]
}

import { quoteIdent } from "../../core/names.js"
import { objectKey } from "../../core/object-key.js"
import type { RowChange } from "../../core/object-kind.js"
import { operation, type Operation } from "../../core/operation.js"
import { conversion } from "./casts.js"
import { beginsAnew } from "./column-alteration.js"
import type { ColumnDefinition } from "./column-definition.js"
import { saysNotNull } from "./not-null-online.js"
import type { IndexElement } from "./index-operations.js"
import { preconditionOperations, type RequireUniqueOptions } from "./precondition-operations.js"
import { nameArgument } from "./table-name.js"
import { ownName, tableOfPath } from "./table-parts.js"
import { typeCall } from "./type-builders.js"
import { lossCondition } from "./value-loss.js"

/** Whether all that an object stands on is there with its values, so that rows can be asked about it. */
export function canAsk({ to, fresh }: RowChange<object>): boolean {
    return !to.requires.some((key) => fresh.has(key))
}

/** No duplicates, before a key over plain columns. */
export function uniquePrecondition(
    change: RowChange<{ readonly columns: readonly string[]; readonly nullsNotDistinct?: boolean }>,
): readonly Operation[] {
    const { from, to } = change
    const { columns, nullsNotDistinct } = to.definition
    const isAsStrict = from?.definition.columns.every((name) => columns.includes(name)) === true
    if (isAsStrict && !nullsNotDistinct) return []
    const asked = askedColumns(change, columns)
    return asked ? [requireUnique(change, asked, nullsNotDistinct ? { nullsNotDistinct } : {})] : []
}

/** `op.requireUnique` for a key or an index. */
export function requireUnique(
    { to }: RowChange<object>,
    { columns, newColumns }: AskedColumns,
    options: Omit<RequireUniqueOptions, "newColumns">,
): Operation {
    const all = { ...options, ...(newColumns.length > 0 ? { newColumns } : {}) }
    return operation(
        preconditionOperations,
        "requireUnique",
        nameArgument(to.path),
        columns,
        ...(Object.keys(all).length > 0 ? [all] : []),
    )
}

/** Of the columns of a key those that rows can be asked about, and the new ones, in which all rows get one value. */
interface AskedColumns {
    readonly columns: readonly IndexElement[]
    readonly newColumns: readonly string[]
}

/** What to ask about columns that must be unique together; null where it cannot be known, or where new ones make them so. */
export function askedColumns(change: RowChange<object>, columns: readonly string[]): AskedColumns | null {
    if (canAsk(change)) return { columns, newColumns: [] }
    const table = tableOfPath(change.to.path)
    const keyOf = (name: string) => objectKey("column", [table.schema, table.name, name])
    const isNew = (name: string): boolean => change.uniform.has(keyOf(name))
    if (!columns.every((name) => isNew(name) || !change.fresh.has(keyOf(name)))) return null
    if (change.to.requires.some((key) => change.fresh.has(key) && !change.uniform.has(key))) return null
    return { columns: columns.filter((name) => !isNew(name)), newColumns: columns.filter(isNew) }
}

/** No nulls before NOT NULL, no values that are lost or refused by another type; an empty table before a column without values. */
export function columnPreconditions(change: RowChange<ColumnDefinition>): readonly Operation[] {
    const { from, to, attributes } = change
    const table = nameArgument(to.path)
    const name = ownName(to.path)
    const isNew = !from || (attributes.includes("type") && beginsAnew(from.definition, to.definition))
    if (isNew || attributes.includes("generated")) {
        const { nullable, identity, generated } = to.definition
        const isEmpty =
            isNew && !nullable && !identity && !generated && !change.users.some(({ kind }) => kind === "default")
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
function isKnownNotNull({ from, to, dependents }: RowChange<ColumnDefinition>): boolean {
    if (from?.definition.filled) return true
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

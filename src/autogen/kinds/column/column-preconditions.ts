import { requiredType } from "./column-object.js"
import { valuesOf } from "../../core/kind-facts.js"
import { quoteIdent } from "../../core/names.js"
import type { RowChange } from "../../core/object-kind.js"
import { operation, type Operation } from "../../core/operation.js"
import { conversion } from "../../operations/casts.js"
import { preconditionOperations } from "../../operations/precondition.js"
import { nameArgument } from "../../operations/table-name.js"
import { typeCall } from "../../operations/type-builders.js"
import { lossCondition } from "../../operations/value-loss.js"
import { isFilledFirst, needsBackfill, saysNotNull } from "../online/not-null-online.js"
import type { ColumnDefinition } from "../shared/column-definition.js"
import { ownName } from "../shared/table-parts.js"
import { mustRecreate } from "./column-alteration.js"

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
    // The type may be one that the migration itself makes.
    const values = required.map(valuesOf).find((found) => found !== null)
    if (!values) {
        const isFresh = requiredType(to.definition.type).some((key) => change.fresh.has(key))
        return isFresh ? [] : [operation(preconditionOperations, "requireCastable", table, name, type, options)]
    }
    if (before.type.array && !to.definition.type.array) return []
    const array = before.type.array ? [{ array: true }] : []
    return [operation(preconditionOperations, "requireValues", table, name, values, ...array)]
}

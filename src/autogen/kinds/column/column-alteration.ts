import { sameData } from "../../core/equality.js"
import {
    comparesColumns,
    isResetByType,
    isWrittenForTypes,
    pinsColumnTypes,
    rechecksRows,
} from "../../core/kind-facts.js"
import { quoteIdent } from "../../core/names.js"
import type { TouchingChange } from "../../core/object-kind.js"
import type { SchemaObject } from "../../core/schema-object.js"
import type { Touch } from "../../core/unmanaged-dependent.js"
import { conversion, keepsRows, usingExpression } from "../../operations/casts.js"
import { collationSql, type ColumnDefinition } from "../shared/column-definition.js"
import type { AlterColumnOptions } from "../../operations/column.js"
import type { ColumnType } from "../../operations/column-type.js"
import { changedNumbers, type SequenceNumbers } from "../../operations/sequence-numbers.js"
import type { ColumnOptions } from "../../operations/table-items.js"
import { tableKey, tableOfPath } from "../shared/table-parts.js"
import { typeCall } from "../../operations/type-builders.js"

type Column = SchemaObject<ColumnDefinition>

/** The numbers of an identity's sequence that are stated, where any are. */
export function statedNumbers(numbers: SequenceNumbers): Pick<ColumnOptions, "identityNumbers"> {
    return Object.keys(numbers).length === 0 ? {} : { identityNumbers: numbers }
}

function identityNumbersOption(from: ColumnDefinition, to: ColumnDefinition): Pick<ColumnOptions, "identityNumbers"> {
    if (!to.identityNumbers) return {}
    if (!from.identity) return statedNumbers(to.identityNumbers)
    return from.identityNumbers ? statedNumbers(changedNumbers(from.identityNumbers, to.identityNumbers)) : {}
}

/** What `op.alterColumn` is to change, with what was before. */
export function alterOptions(
    from: ColumnDefinition,
    to: ColumnDefinition,
    attributes: readonly string[],
    name: string,
): AlterColumnOptions {
    const changes = new Set(attributes)
    const typed = changes.has("type") || changes.has("collation")
    const using = changes.has("type") ? usingOf(quoteIdent(name), from, to) : null
    const before = {
        ...(typed ? { type: typeCall(from.type) } : {}),
        ...(changes.has("nullable") ? { nullable: from.nullable } : {}),
        ...(changes.has("identity") ? { identity: from.identity } : {}),
        ...(changes.has("generated") && from.generated ? { generatedAs: from.generated.expression } : {}),
    }
    return {
        ...(typed ? { type: typeCall(to.type) } : {}),
        ...(typed && to.collation ? { collation: collationSql(to.collation) } : {}),
        ...(using === null ? {} : { using }),
        ...(changes.has("nullable") ? { nullable: to.nullable } : {}),
        ...(changes.has("identity") ? { identity: to.identity } : {}),
        ...identityNumbersOption(from, to),
        ...(changes.has("generated") ? { generatedAs: null } : {}),
        from: before,
    }
}

/** The user's own words stand in parentheses where they are those of a conversion through text: then it is one no longer. */
function usingOf(column: string, from: ColumnDefinition, to: ColumnDefinition): string | null {
    const made = usingExpression(column, from.type, to.type)
    if (to.using === undefined) return made
    return to.using.trim() === made ? `(${made})` : to.using
}

/** Whether another type makes another column of it: because the user says so, and on the way back where no cast leads. */
export function mustRecreate(from: ColumnDefinition, to: ColumnDefinition): boolean {
    if (sameData(from.type, to.type)) return false
    return to.recreate === true || (from.recreate === true && conversion("", from.type, to.type).by === "text")
}

/** Whether expressions over the column may read otherwise: any change but of a length or a precision. */
function changesFamily(from: Column, to: Column): boolean {
    const [before, after] = [from.definition.type, to.definition.type]
    return before.name !== after.name || before.schema !== after.schema || before.array !== after.array
}

/** Types of one of these compare with one another, so that a foreign key stands while its columns change in turn. */
const COMPARABLE: readonly (readonly string[])[] = [
    ["smallint", "integer", "bigint"],
    ["character varying", "text"],
]

function sharesEquality(from: ColumnType, to: ColumnType): boolean {
    if (from.array !== to.array || from.schema !== to.schema) return false
    return from.name === to.name || COMPARABLE.some((group) => group.includes(from.name) && group.includes(to.name))
}

/** Whether what depends on a column must be dropped before its type changes, and created again after. */
export function rebuildsAround(
    from: Column,
    to: Column,
    attributes: readonly string[],
    dependent: SchemaObject,
): boolean {
    if (!attributes.includes("type") && !attributes.includes("collation")) return false
    // A new type is stored as it is by itself.
    if (isResetByType(dependent)) return attributes.includes("type") && dependent.parent === from.key
    if (pinsColumnTypes(dependent)) return true
    if (comparesColumns(dependent)) return !sharesEquality(from.definition.type, to.definition.type)
    // A conversion is for values, and an expression was written for the old type: Postgres takes along only what it can cast.
    const converted =
        to.definition.using !== undefined ||
        usingExpression("", from.definition.type, to.definition.type) !== null ||
        changesFamily(from, to)
    return converted && isWrittenForTypes(dependent)
}

/**
 * What of a column others may notice that no kind reads. Where a table's rows are values elsewhere, Postgres refuses all that these
 * would have to follow, a default of a new column too; a new column of nulls and SET NOT NULL are not among it.
 */
export function columnTouches({ from, to, attributes, parts }: TouchingChange<ColumnDefinition>): readonly Touch[] {
    const rows: Touch = { on: tableKey(tableOfPath(to.path)), as: "rewritten" }
    if (!from) {
        const { identity, generated } = to.definition
        const hasValues = parts.has("default") || parts.has("serial") || identity || generated?.kind === "stored"
        return hasValues ? [rows] : []
    }
    if (!attributes.includes("type") && !attributes.includes("collation")) return []
    const compares = sharesEquality(from.definition.type, to.definition.type)
    return [{ on: to.key, as: "retyped" }, ...(compares ? [] : [{ on: to.key, as: "converted" } as const]), rows]
}

/** Types that share their operator classes. */
const SORTED_ALIKE: readonly (readonly string[])[] = [
    ["character varying", "text"],
    ["cidr", "inet"],
]

/**
 * Whether Postgres makes something again from every row although a new type leaves the rows as they are: checks, indexes that compute
 * something, and all indexes where the new type sorts in another way.
 */
export function rechecksAnyRows(
    from: ColumnType,
    to: ColumnType,
    { type, using, from: before }: AlterColumnOptions,
    dependents: readonly SchemaObject[],
): boolean {
    if (type === undefined || using !== undefined || before?.type === undefined || !keepsRows(from, to)) return false
    const sortsOtherwise =
        from.name !== to.name && !SORTED_ALIKE.some((names) => names.includes(from.name) && names.includes(to.name))
    return dependents.some((dependent) => {
        const again = rechecksRows(dependent)
        return again === "always" || (again === "order" && sortsOtherwise)
    })
}

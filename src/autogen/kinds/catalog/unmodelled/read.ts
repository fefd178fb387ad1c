import { objectKey, type ObjectKey } from "../../../core/object-key.js"
import type { Row } from "../../../core/queryable.js"
import type { Inheritance, Unmodelled } from "../../../core/unmodelled.js"
import { flagOf, rowOf, rowsOf, textOf, textOrNull } from "../catalog-rows.js"

/** The kinds by what the query calls them. */
const KINDS: ReadonlyMap<string, string> = new Map([
    ["p", "primary-key"],
    ["u", "unique"],
    ["x", "exclusion"],
    ["c", "check"],
    ["f", "foreign-key"],
])

const OF_RELATIONS: ReadonlyMap<string, string> = new Map([
    ["v", "view"],
    ["m", "view"],
    ["S", "sequence"],
])

/** Reads the rows of {@link unreadQuery} about attributes, and those of {@link unmodelledObjectsQuery}. */
export function readUnmodelled(rows: readonly Row[]): readonly Unmodelled[] {
    const inherited = new Map(rows.flatMap((row) => (isInheritance(row) ? [readInheritance(row)] : [])))
    return rows.flatMap((row) => {
        if (isInheritance(row)) return []
        const object = readObject(row)
        const inherits = object === null || textOrNull(row, "stops") === null ? undefined : inherited.get(object)
        const notice = textOrNull(row, "notice")
        const stops = textOrNull(row, "stops")
        return {
            what: textOf(row, "what"),
            name: textOrNull(row, "name"),
            object,
            value: textOrNull(row, "value") ?? "",
            isPart: flagOf(row, "part"),
            schema: textOrNull(row, "holds"),
            stops: stops === "creation" || stops === "difference" ? stops : null,
            notice: notice === "quiet" || notice === "environment" ? notice : "loud",
            neededBy: rowsOf(row, "needed_by").map(readNeeding),
            ...(inherits === undefined ? {} : { inherits }),
        }
    })
}

function isInheritance(row: Row): boolean {
    return textOf(row, "what") === "inherited"
}

function readInheritance(row: Row): readonly [ObjectKey, Inheritance] {
    const facts = rowOf(row, "facts")
    const from = (facts["from"] ?? []) as readonly (readonly string[])[]
    const own = (facts["own"] ?? []) as readonly string[]
    return [objectKey("table", [textOf(row, "schema"), textOf(row, "relation")]), { from, own }]
}

/** The object that has an attribute, or with which an object goes. */
function readObject(row: Row): ObjectKey | null {
    const schema = textOrNull(row, "schema")
    if (schema === null) return null
    const relation = textOrNull(row, "relation")
    const type = textOrNull(row, "type")
    const path = relation === null ? [schema] : [schema, relation]
    const inner = textOrNull(row, "inner_name")
    const whole = OF_RELATIONS.get(textOrNull(row, "relkind") ?? "")
    if (type === null || (inner !== null && type === "column" && whole !== undefined))
        return objectKey(whole ?? "table", path)
    return objectKey(KINDS.get(type) ?? type, inner === null ? path : [...path, inner])
}

function readNeeding(row: Row): ObjectKey {
    const type = textOf(row, "type")
    const relation = [textOf(row, "schema"), textOf(row, "relation")]
    const inner = textOrNull(row, "inner")
    if (type === "view") return objectKey(type, relation)
    if (inner === null) return objectKey("table", relation)
    return objectKey(KINDS.get(type) ?? type, [...relation, inner])
}

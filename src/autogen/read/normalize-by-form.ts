import { addTo } from "../core/groups.js"
import type { DatabaseSchema } from "../core/database-schema.js"
import type { ObjectKey } from "../core/object-key.js"
import type { SchemaObject } from "../core/schema-object.js"
import { kindOf, roleOf } from "../kinds/index.js"
import type { NormalizerTools } from "./normalizer-tools.js"

type Objects = ReadonlyMap<ObjectKey, SchemaObject>

/**
 * Settles the unresolved objects whose condition has a form of which it is known how Postgres prints it, and is printed so in the database:
 * Postgres need not be asked about them. Only over parts of the table that are what they will be, and where nobody has made operators
 * that the condition could mean. Gives the settled objects, by key.
 */
export function normalizeByForm(
    unresolved: Objects,
    known: Objects,
    current: DatabaseSchema,
    { sameMeaning }: Pick<NormalizerTools, "sameMeaning">,
): Objects {
    const settled = new Map<ObjectKey, SchemaObject>()
    if (current.server.redefined) return settled
    const matters = [...unresolved.values()].flatMap((doubt) => {
        const { condition } = kindOf(doubt.kind).normalize ?? {}
        const existing = current.objects.get(doubt.key)
        const [text, print] = condition && existing ? [condition.text(doubt), condition.text(existing)] : [null, null]
        return condition && existing && text !== null && print !== null
            ? [{ doubt, existing, condition, text, print }]
            : []
    })
    if (matters.length === 0) return settled
    const parts = partsOf(new Set(matters.map(({ doubt }) => doubt.parent)), known)
    for (const { doubt, existing, condition, text, print } of matters) {
        const own = doubt.parent === null ? undefined : parts.get(doubt.parent)
        const definitionOf = (name: string): object | undefined => {
            const part = own?.find(({ path }) => path[2] === name)
            const there = part && current.objects.get(part.key)
            return there && sameMeaning(there, part) ? there.definition : undefined
        }
        if (condition.isPrint(text, print, definitionOf)) settled.set(doubt.key, condition.adopt(doubt, existing))
    }
    return settled
}

/** What stands in these tables and expressions can be over. */
function partsOf(
    parents: ReadonlySet<ObjectKey | null>,
    known: Objects,
): ReadonlyMap<ObjectKey, readonly SchemaObject[]> {
    const parts = new Map<ObjectKey, SchemaObject[]>()
    for (const object of known.values()) {
        if (object.parent === null || roleOf(object) !== "member" || !parents.has(object.parent)) continue
        if (kindOf(object.kind).normalize?.toScratchObject) addTo(parts, object.parent, object)
    }
    return parts
}

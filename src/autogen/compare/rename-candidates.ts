import type { Change } from "../core/change.js"
import { childrenIn, compareText, type DatabaseSchema } from "../core/database-schema.js"
import { addTo } from "../core/groups.js"
import { objectKey } from "../core/object-key.js"
import type { Surroundings } from "../core/object-kind.js"
import type { Rename, RenameCandidate } from "../core/rename.js"
import type { SchemaObject } from "../core/schema-object.js"
import { kindOf } from "../kinds/index.js"

/** A candidate before it has a flag, by the names that objects have after the renames that are known. */
export type Likely = Omit<RenameCandidate, "flag"> & { readonly score: number }

/** Beyond so many pairs, names say nothing: somebody has exchanged the schema. */
const MOST_PAIRS = 2000

/**
 * Finds drops and creations that may be renames, the most likely first: objects of one kind in one parent that their kind finds
 * alike, and values of one object that stand in the same place. An object is in several pairs where several are like it.
 */
export function likelyRenames(
    changes: readonly Change[],
    renamed: DatabaseSchema,
    desired: DatabaseSchema,
): readonly Likely[] {
    const dropped = changes.flatMap((change) => (change.kind === "drop" ? [change.object] : []))
    const created = new Map<string, SchemaObject[]>()
    for (const change of changes) {
        if (dropped.length === 0 || change.kind !== "create" || !kindOf(change.object.kind).likeness) continue
        const place = placeOf(change.object)
        addTo(created, place, change.object)
    }
    const pairs = dropped.flatMap((from) => (created.get(placeOf(from)) ?? []).map((to) => [from, to] as const))
    if (pairs.length > MOST_PAIRS) return []
    const [before, after] = [surroundings(renamed), surroundings(desired)]
    const found = pairs.flatMap(([from, to]): readonly Likely[] => {
        const like = kindOf(from.kind).likeness?.(before(from), after(to))
        return like ? [{ kind: from.kind, from: from.path, to: to.path, ...like }] : []
    })
    return [...found, ...changes.flatMap(likelyValues)].sort(compareLikely)
}

/** Each object and each value at most once: the first pair that it is in. */
export function withoutRivals(likely: readonly Likely[]): readonly Likely[] {
    const taken = new Set<string>()
    return likely.filter(({ kind, from, to, values = [] }) => {
        const inner = values.map((value) => [value.from, value.to] as const)
        const ends =
            inner.length > 0
                ? inner.flatMap(([a, b]) => [
                      `from ${objectKey(kind, [...from, a])}`,
                      `to ${objectKey(kind, [...to, b])}`,
                  ])
                : [`from ${objectKey(kind, from)}`, `to ${objectKey(kind, to)}`]
        if (ends.some((end) => taken.has(end))) return false
        ends.forEach((end) => taken.add(end))
        return true
    })
}

function placeOf({ kind, parent }: SchemaObject): string {
    return `${kind} ${parent ?? ""}`
}

/** What is around the objects of a schema. */
function surroundings(schema: DatabaseSchema): (object: SchemaObject) => Surroundings<object> {
    const childrenOf = childrenIn(schema)
    return (object) => {
        const { position } = kindOf(object.kind)
        const siblings = childrenOf(object.parent).filter(({ kind }) => kind === object.kind)
        return {
            object,
            siblings: position ? siblings.sort((a, b) => position(a) - position(b)) : siblings,
            contents: childrenOf(object.key),
        }
    }
}

/** Values of which one is gone and another has come in its place. */
function likelyValues(change: Change): readonly Likely[] {
    if (change.kind !== "alter" && change.kind !== "replace") return []
    const { values } = kindOf(change.from.kind)
    if (!values) return []
    const [before, after] = [values.list(change.from), values.list(change.to)]
    if (before.length !== after.length) return []
    return before.flatMap((from, index): readonly Likely[] => {
        const to = after[index] ?? from
        if (after.includes(from) || before.includes(to)) return []
        const rename: Rename = {
            kind: change.from.kind,
            from: change.from.path,
            to: change.to.path,
            values: [{ from, to }],
        }
        return [{ ...rename, score: 0.5, evidence: [`same place: value ${index + 1} of ${before.length}`] }]
    })
}

function compareLikely(a: Likely, b: Likely): number {
    const text = ({ kind, from, to, values }: Likely): string => JSON.stringify([kind, from, to, values])
    return b.score - a.score || compareText(text(a), text(b))
}

import type { Change } from "../core/change.js"
import { childrenIn, compareText, type DatabaseSchema } from "../core/database-schema.js"
import { addTo } from "../core/groups.js"
import { objectKey } from "../core/object-key.js"
import type { Surroundings } from "../core/object-kind.js"
import type { Rename, RenameCandidate } from "../core/rename.js"
import type { SchemaObject } from "../core/schema-object.js"
import { kindOf } from "../kinds/index.js"

/** A candidate before it has a flag, by the names that objects have after the renames that are known. */
export type Likely = Omit<RenameCandidate, "flag"> & { readonly score: number; readonly isWeak?: boolean }

/** Beyond so many pairs in one place, names say nothing: somebody has exchanged the schema. */
const MOST_PAIRS = 2000

type Pair = readonly [from: SchemaObject, to: SchemaObject]

/**
 * Finds drops and creations that may be renames, the most likely first: objects of one kind in one place that their kind finds
 * alike, and values of one object that stand in the same place. An object is in several pairs where several are like it.
 */
export function likelyRenames(
    changes: readonly Change[],
    renamed: DatabaseSchema,
    desired: DatabaseSchema,
): readonly Likely[] {
    const [before, after] = [surroundings(renamed), surroundings(desired)]
    const found = likelyPairs(changes).flatMap(([from, to]): readonly Likely[] => {
        const like = kindOf(from.kind).naming?.likeness?.(before(from), after(to))
        return like ? [{ kind: from.kind, from: from.path, to: to.path, ...like }] : []
    })
    return [...withoutWeak(found), ...changes.flatMap(likelyValues)].sort(compareLikely)
}

/** What goes and what comes in one place. Where that is too much, names must be alike. */
function likelyPairs(changes: readonly Change[]): readonly Pair[] {
    const dropped = new Map<string, SchemaObject[]>()
    const created = new Map<string, SchemaObject[]>()
    for (const change of changes) {
        if ((change.kind !== "drop" && change.kind !== "create") || !kindOf(change.object.kind).naming?.likeness)
            continue
        for (const place of placesOf(change.object))
            addTo(change.kind === "drop" ? dropped : created, place, change.object)
    }
    return [...dropped].flatMap(([place, old]) => {
        const fresh = created.get(place) ?? []
        if (old.length * fresh.length <= MOST_PAIRS) return old.flatMap((from) => fresh.map((to): Pair => [from, to]))
        const byWords = new Map<string, SchemaObject[]>()
        for (const to of fresh) addTo(byWords, lettersOf(to), to)
        return old.flatMap((from) => (byWords.get(lettersOf(from)) ?? []).map((to): Pair => [from, to]))
    })
}

/** The name without capitals and separators. */
function lettersOf({ path }: SchemaObject): string {
    return (path.at(-1) ?? "").toLowerCase().replaceAll(/[^\p{L}\p{M}\p{N}]/gu, "")
}

/** A weak pair says something only where neither of the two is in a better one. */
function withoutWeak(likely: readonly Likely[]): readonly Likely[] {
    const endsOf = ({ kind, from, to }: Likely): readonly string[] => [
        `from ${objectKey(kind, from)}`,
        `to ${objectKey(kind, to)}`,
    ]
    const taken = new Set(likely.flatMap((one) => (one.isWeak ? [] : endsOf(one))))
    return likely.filter((one) => !one.isWeak || !endsOf(one).some((end) => taken.has(end)))
}

/** The pairs that leave no choice: neither of the two is in another one that is as likely. */
export function withoutChoice(likely: readonly Likely[]): readonly Likely[] {
    const clear = withoutRivals(likely).filter(({ isWeak }) => !isWeak)
    return clear.filter((one) => {
        const isRival = (other: Likely): boolean =>
            other !== one &&
            other.kind === one.kind &&
            other.score >= one.score &&
            one.values === undefined &&
            (objectKey(one.kind, other.from) === objectKey(one.kind, one.from) ||
                objectKey(one.kind, other.to) === objectKey(one.kind, one.to))
        return !likely.some(isRival)
    })
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

/** Where an object may have been under another name: in the same parent, and in any schema under its own. */
function placesOf({ kind, parent, path }: SchemaObject): readonly string[] {
    const { role, naming } = kindOf(kind)
    const moves = naming?.changesSchema && role === "relation"
    return [`${kind} in ${parent ?? ""}`, ...(moves ? [`${kind} called ${path[1] ?? ""}`] : [])]
}

/** What is around the objects of a schema. */
function surroundings(schema: DatabaseSchema): (object: SchemaObject) => Surroundings<object> {
    const childrenOf = childrenIn(schema)
    return (object) => {
        const { position } = kindOf(object.kind).placement ?? {}
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
    const { values } = kindOf(change.from.kind).naming ?? {}
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

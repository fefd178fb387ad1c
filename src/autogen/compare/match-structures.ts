import type { DatabaseSchema } from "../core/database-schema.js"
import { addTo } from "../core/groups.js"
import { objectKey, type ObjectKey } from "../core/object-key.js"
import type { Rename } from "../core/rename.js"
import type { SchemaObject } from "../core/schema-object.js"
import { kindOf } from "../kinds/index.js"

/**
 * Pairs what would be dropped with what would be created where kind, parent and structure agree: only the name differs, or the
 * schema of what can move to another. With `sameMeaning`, names that have changed places are found too; after renames of what they
 * are named after, this is to be expected.
 */
export function matchStructures(
    current: DatabaseSchema,
    desired: DatabaseSchema,
    sameMeaning: ((from: SchemaObject, to: SchemaObject) => boolean) | null,
): readonly Rename[] {
    const orphans = new Map<string, SchemaObject[]>()
    const dependentsBefore = requirersIn(current)
    const dependentsAfter = requirersIn(desired)
    const stays = (object: SchemaObject): boolean => {
        const before = current.objects.get(object.key)
        const after = before && desired.objects.get(object.key)
        return before !== undefined && after !== undefined && (sameMeaning?.(before, after) ?? true)
    }
    for (const object of current.objects.values()) {
        if (!kindOf(object.kind).naming?.structure || stays(object)) continue
        const structure = structureKey(object, dependentsBefore)
        if (structure !== null) addTo(orphans, structure, object)
    }
    if (orphans.size === 0) return []
    const renames: Rename[] = []
    for (const object of desired.objects.values()) {
        if (!kindOf(object.kind).naming?.structure || stays(object)) continue
        const structure = structureKey(object, dependentsAfter)
        const alike = structure === null ? [] : (orphans.get(structure) ?? [])
        const match = alike.find(({ key }) => key === object.key) ?? alike[0]
        if (!match) continue
        alike.splice(alike.indexOf(match), 1)
        if (match.key !== object.key) renames.push({ kind: object.kind, from: match.path, to: object.path })
    }
    return sameMeaning ? withoutHalves(renames, current, desired) : renames
}

/** Whoever leaves a name that is wanted gives it to another, and whoever takes one that is there gets it from another. */
function withoutHalves(
    renames: readonly Rename[],
    current: DatabaseSchema,
    desired: DatabaseSchema,
): readonly Rename[] {
    const left = new Set(renames.map(({ kind, from }) => objectKey(kind, from)))
    const taken = new Set(renames.map(({ kind, to }) => objectKey(kind, to)))
    const isFree = (key: ObjectKey): boolean => {
        const there = current.objects.get(key)
        return !there || left.has(key) || isGone(there, desired)
    }
    const whole = renames.filter(({ kind, from, to }) => {
        const before = objectKey(kind, from)
        const next = desired.objects.get(before)
        return (!next || taken.has(before) || isGone(next, current)) && isFree(objectKey(kind, to))
    })
    return whole.length === renames.length ? whole : withoutHalves(whole, current, desired)
}

/** Whether an object is not wanted, or goes with what it is in, though another gets its name. */
export function isGone({ key, parent }: SchemaObject, desired: DatabaseSchema): boolean {
    return !desired.objects.has(key) || (parent !== null && !desired.objects.has(parent))
}

/** Finds what requires an object, by key; the index is made at the first question. */
function requirersIn(schema: DatabaseSchema): (key: ObjectKey) => readonly SchemaObject[] {
    let index: Map<ObjectKey, SchemaObject[]> | undefined
    return (key) => {
        if (!index) {
            index = new Map()
            for (const object of schema.objects.values()) {
                for (const required of object.requires) addTo(index, required, object)
            }
        }
        return index.get(key) ?? []
    }
}

function structureKey(object: SchemaObject, requirers: (key: ObjectKey) => readonly SchemaObject[]): string | null {
    const kind = kindOf(object.kind)
    const structure =
        kind.naming?.structure?.(object, kind.naming?.structure.length > 1 ? requirers(object.key) : []) ?? null
    const place = kind.naming?.changesSchema ? null : object.parent
    return structure === null ? null : JSON.stringify([object.kind, place, structure])
}

import { databaseSchema, type DatabaseSchema } from "../core/database-schema.js"
import { addTo } from "../core/groups.js"
import { objectKey, type ObjectKey } from "../core/object-key.js"
import type { Rename } from "../core/rename.js"
import type { SchemaObject } from "../core/schema-object.js"
import { kindOf } from "../kinds/index.js"
import { temporaryName, occupied } from "../schema/occupied.js"
import { relocateObjects } from "../schema/relocate.js"
import { isGone } from "./match-structures.js"

/** What must happen so that renames find their new names free. */
export interface ClearedWay {
    /** The schema without what is removed. */
    readonly schema: DatabaseSchema
    /** What goes before anything is renamed: objects that have a new name and that nothing else depends on, with all that is in them. */
    readonly removed: readonly SchemaObject[]
    /** The renames, and those of objects that have a new name and cannot go yet: they step aside until they are dropped. */
    readonly renames: readonly Rename[]
    /** All objects that are in the way, each without what is in it. */
    readonly inTheWay: readonly SchemaObject[]
    /** Those of them that step aside, and what does so though it goes with the table that it is in. */
    readonly evicted: readonly SchemaObject[]
}

/** Finds what has the name that another object gets by a rename, and is not renamed itself. It is not wanted any more. */
export function resolveNameConflicts(
    current: DatabaseSchema,
    desired: DatabaseSchema,
    renames: readonly Rename[],
): ClearedWay {
    const inTheWay = conflicting(current, desired, renames)
    if (inTheWay.length === 0) return { schema: current, removed: [], renames, inTheWay, evicted: [] }
    const evictions: Rename[] = []
    const removed = new Map<ObjectKey, SchemaObject>()
    const isTaken = takenNames(current, desired)
    for (const object of inTheWay) {
        const inside = contentsOf(object, current)
        if (standsAlone(object, inside, current)) for (const one of inside) removed.set(one.key, one)
        else evictions.push(temporaryRename(object, isTaken))
    }
    const left = [...current.objects.values()].filter(({ key }) => !removed.has(key))
    return {
        schema: removed.size === 0 ? current : databaseSchema(left, current.server),
        removed: [...removed.values()],
        renames: [...evictions, ...renames],
        inTheWay,
        evicted: inTheWay.filter(({ key }) => !removed.has(key)),
    }
}

/** Adds to renames those of objects that will be dropped and have one of the new names until then. */
export function withEvictions(
    current: DatabaseSchema,
    desired: DatabaseSchema,
    renames: readonly Rename[],
): Pick<ClearedWay, "renames" | "inTheWay" | "evicted"> {
    if (renames.length === 0) return { renames, inTheWay: [], evicted: [] }
    const movers = new Set(renames.map(({ kind, from }) => objectKey(kind, from)))
    const holders = new Map<ObjectKey, SchemaObject>()
    for (const object of current.objects.values()) {
        if (movers.has(object.key) || !isGone(object, desired) || !kindOf(object.kind).naming?.rename) continue
        for (const name of occupied(object)) holders.set(name, object)
    }
    const squatting = new Set(
        renames.flatMap(({ kind, to }) => {
            const target = desired.objects.get(objectKey(kind, to))
            return target ? occupied(target).flatMap((name) => holders.get(name) ?? []) : []
        }),
    )
    if (squatting.size === 0) return { renames, inTheWay: [], evicted: [] }
    const isTaken = takenNames(current, desired)
    return {
        renames: [...[...squatting].map((object) => temporaryRename(object, isTaken)), ...renames],
        evicted: [...squatting],
        // What is in a table that goes is nobody's concern.
        inTheWay: [...squatting].filter(({ parent }) => parent === null || desired.objects.has(parent)),
    }
}

/** The outermost objects that would share a key with a renamed one, and those that are not wanted and have a name that it takes. */
function conflicting(
    current: DatabaseSchema,
    desired: DatabaseSchema,
    renames: readonly Rename[],
): readonly SchemaObject[] {
    if (renames.length === 0) return []
    const moved = new Set(renames.map(({ kind, from }) => objectKey(kind, from)))
    const objects = [...current.objects.values()]
    const there = relocateObjects(objects, renames)
    const landed = new Map<ObjectKey, SchemaObject[]>()
    objects.forEach((object, index) => {
        const key = there[index]?.key ?? object.key
        addTo(landed, key, object)
    })
    const crowded = [...landed.values()].filter((list) => list.length > 1).flat()
    const found = new Set(crowded.filter(({ key }) => !moved.has(key)).map(({ key }) => key))
    const isNested = ({ parent }: SchemaObject): boolean => {
        const holder = parent === null ? undefined : current.objects.get(parent)
        return holder !== undefined && (moved.has(holder.key) || found.has(holder.key) || isNested(holder))
    }
    const sharing = crowded.filter((object) => found.has(object.key) && !isNested(object))
    // Tables, views, sequences and indexes of a schema have their names among one another, and types those of tables.
    const taken = new Set(
        renames.flatMap(({ kind, to }) => {
            const target = desired.objects.get(objectKey(kind, to))
            return target ? occupied(target) : []
        }),
    )
    const others = objects.filter((object, index) => {
        if (moved.has(object.key) || found.has(object.key) || !kindOf(object.kind).naming?.rename) return false
        const after = there[index] ?? object
        return !desired.objects.has(after.key) && occupied(after).some((name) => taken.has(name))
    })
    const all = new Set([...sharing, ...others].map(({ key }) => key))
    const isWithin = ({ parent }: SchemaObject): boolean => {
        const holder = parent === null ? undefined : current.objects.get(parent)
        return holder !== undefined && (all.has(holder.key) || isWithin(holder))
    }
    return [...sharing, ...others.filter((object) => !isWithin(object))]
}

/** An object and all that is in it, however deep. */
function contentsOf(object: SchemaObject, schema: DatabaseSchema): readonly SchemaObject[] {
    const inside = new Set([object.key])
    for (let size = 0; inside.size > size;) {
        size = inside.size
        for (const { key, parent } of schema.objects.values())
            if (parent !== null && inside.has(parent)) inside.add(key)
    }
    return [...schema.objects.values()].filter(({ key }) => inside.has(key))
}

/** Whether nothing outside of it would be touched by its drop. */
function standsAlone(object: SchemaObject, inside: readonly SchemaObject[], schema: DatabaseSchema): boolean {
    if (kindOf(object.kind).placement?.dropsChildren === false) return false
    const own = new Set(inside.map(({ key }) => key))
    const offered = new Set(inside.flatMap(({ key, provides = [] }) => [key, ...provides]))
    return [...schema.objects.values()].every(
        ({ key, requires }) => own.has(key) || !requires.some((required) => offered.has(required)),
    )
}

function takenNames(...schemas: readonly DatabaseSchema[]): (name: ObjectKey) => boolean {
    const taken = new Set(
        schemas.flatMap(({ objects }) => [...objects.values()].flatMap((object) => [object.key, ...occupied(object)])),
    )
    return (name) => taken.has(name)
}

function temporaryRename(object: SchemaObject, isTaken: (name: ObjectKey) => boolean): Rename {
    return { kind: object.kind, from: object.path, to: temporaryName(object, [], isTaken).path }
}

import type { Change } from "../core/change.js"
import { compareText, type DatabaseSchema } from "../core/database-schema.js"
import { addTo } from "../core/groups.js"
import type { ObjectKey } from "../core/object-key.js"
import type { SchemaObject } from "../core/schema-object.js"
import { kindOf } from "../kinds/index.js"

/** An alteration with the objects that depend on what it alters, in the schema that it starts from. */
export interface Alteration {
    readonly from: SchemaObject
    readonly to: SchemaObject
    readonly attributes: readonly string[]
}

/** What a plan does to objects, apart from renames: a replaced object is both dropped and created. */
export interface Actions {
    readonly created: ReadonlyMap<ObjectKey, SchemaObject>
    readonly dropped: ReadonlyMap<ObjectKey, SchemaObject>
    readonly altered: ReadonlyMap<ObjectKey, Alteration>
    /** Objects that are dropped before an alteration and created again after it, because it demands so. */
    readonly rebuilt: readonly (readonly [altered: ObjectKey, dependent: ObjectKey])[]
    /** Dropped objects that cannot go with what they are in: they depend on something else that depends on it. */
    readonly goFirst: ReadonlySet<ObjectKey>
}

/** Finds the objects that depend directly on another: its children, and what requires it. */
export type Dependents = (key: ObjectKey) => readonly SchemaObject[]

/** Turns changes into actions, and adds the rebuilding of what depends on replaced objects and on alterations that demand it. */
export function actionsOf(changes: readonly Change[], from: DatabaseSchema, to: DatabaseSchema): Actions {
    const created = new Map<ObjectKey, SchemaObject>()
    const dropped = new Map<ObjectKey, SchemaObject>()
    const altered = new Map<ObjectKey, Alteration>()
    const rebuilt: (readonly [ObjectKey, ObjectKey])[] = []
    const dependents = dependentsIn(from)
    const allDependents = transitiveDependents(from)
    const rebuild = (object: SchemaObject): void => {
        if (dropped.has(object.key)) return
        const after = to.objects.get(object.key)
        dropped.set(object.key, object)
        altered.delete(object.key)
        if (after) created.set(object.key, after)
        for (const dependent of dependents(object.key)) {
            if (to.objects.has(dependent.key)) rebuild(dependent)
        }
    }
    const absorbed = new Set(
        [...to.objects.values()].flatMap((object) => kindOf(object.kind).effects?.absorbs?.(object) ?? []),
    )
    for (const change of changes) {
        if (change.kind === "drop" && absorbed.has(change.object.key)) continue
        if (change.kind === "create") created.set(change.object.key, change.object)
        if (change.kind === "drop") dropped.set(change.object.key, change.object)
        if (change.kind === "alter") altered.set(change.to.key, change)
    }
    for (const change of changes) {
        if (change.kind === "replace") rebuild(change.from)
    }
    for (const object of losesProvider(dropped.values(), from, to)) rebuild(object)
    // What stays by its text depends on another object of that name now: a view on what was a table.
    for (const object of [...dropped.values()]) {
        if (to.objects.has(object.key)) continue
        for (const dependent of dependents(object.key)) {
            const after = to.objects.get(dependent.key)
            const stays = after !== undefined && !altered.has(dependent.key) && !dropped.has(dependent.key)
            if (stays && dependent.requires.includes(object.key)) rebuild(dependent)
        }
    }
    for (const change of changes) {
        if (change.kind !== "alter" || !altered.has(change.to.key)) continue
        const kind = kindOf(change.to.kind)
        for (const dependent of allDependents(change.from.key)) {
            if (!kind.effects?.recreates?.(change.from, change.to, change.attributes, dependent)) continue
            rebuild(dependent)
            rebuilt.push([change.to.key, dependent.key])
        }
    }
    return { created, dropped, altered, rebuilt, goFirst: goingFirst(dropped, from) }
}

/** A policy whose condition reads a view of its own table: the view goes between the two. */
function goingFirst(dropped: ReadonlyMap<ObjectKey, SchemaObject>, from: DatabaseSchema): ReadonlySet<ObjectKey> {
    const providers = providersIn(from)
    const needsOf = ({ requires, parent }: SchemaObject): readonly ObjectKey[] => [
        ...requires.flatMap(providers),
        ...(parent === null ? [] : [parent]),
    ]
    const standsOn = (key: ObjectKey, base: ObjectKey): boolean => {
        const seen = new Set<ObjectKey>([key])
        for (const at of seen) {
            const object = from.objects.get(at)
            for (const needed of object ? needsOf(object) : []) seen.add(needed)
        }
        return seen.has(base)
    }
    const isInside = (key: ObjectKey, base: ObjectKey): boolean => {
        const parent = from.objects.get(key)?.parent ?? null
        return key === base || (parent !== null && isInside(parent, base))
    }
    const found = new Set<ObjectKey>()
    for (const { key, kind, parent, requires } of dropped.values()) {
        if (parent === null || !dropped.has(parent) || kindOf(kind).placement?.dropsWithParent === false) continue
        const outside = requires.flatMap(providers).filter((needed) => dropped.has(needed) && !isInside(needed, parent))
        if (outside.some((needed) => standsOn(needed, parent))) found.add(key)
    }
    return found
}

/**
 * What stays although something that it depends on goes, since what comes provides the same: a foreign key goes over to another key.
 * In Postgres it depends on the one that was there, and has to be recreated to depend on the other.
 */
export function losesProvider(
    gone: Iterable<SchemaObject>,
    from: DatabaseSchema,
    to: DatabaseSchema,
): readonly SchemaObject[] {
    const all = [...gone]
    if (!all.some(({ provides = [] }) => provides.length > 0)) return []
    const goes = new Set(all.map(({ key }) => key))
    const dependents = dependentsIn(from)
    const providers = providersIn(from)
    const isLost = (provided: ObjectKey) => providers(provided).every((key) => goes.has(key))
    const stays = (object: SchemaObject, provided: ObjectKey) =>
        object.requires.includes(provided) && to.objects.get(object.key)?.requires.includes(provided) === true
    return all.flatMap(({ key, provides = [] }) => {
        const lost = provides.filter(isLost)
        return lost.length === 0
            ? []
            : dependents(key).filter((object) => lost.some((provided) => stays(object, provided)))
    })
}

/** Indexes a schema by what its objects depend on. */
export function dependentsIn(schema: DatabaseSchema): Dependents {
    const providers = providersIn(schema)
    const index = new Map<ObjectKey, SchemaObject[]>()
    for (const object of schema.objects.values()) {
        const needed = new Set([
            ...object.requires.flatMap(providers),
            ...(object.parent === null ? [] : [object.parent]),
        ])
        for (const key of needed) {
            addTo(index, key, object)
        }
    }
    return (key) => index.get(key) ?? []
}

/** Resolves what an object requires to the objects that provide it: a key is its own provider. */
export function providersIn(schema: DatabaseSchema): (key: ObjectKey) => readonly ObjectKey[] {
    const index = new Map<ObjectKey, ObjectKey[]>()
    for (const object of schema.objects.values()) {
        for (const key of object.provides ?? []) addTo(index, key, object.key)
    }
    return (key) => index.get(key) ?? [key]
}

/** All objects that depend on another, however indirectly, sorted by key. */
export function transitiveDependents(schema: DatabaseSchema): (key: ObjectKey) => readonly SchemaObject[] {
    const direct = dependentsIn(schema)
    return (key) => {
        const found = new Map<ObjectKey, SchemaObject>()
        const visit = (current: ObjectKey): void => {
            for (const object of direct(current)) {
                if (found.has(object.key)) continue
                found.set(object.key, object)
                visit(object.key)
            }
        }
        visit(key)
        return [...found.values()].sort((a, b) => compareText(a.key, b.key))
    }
}

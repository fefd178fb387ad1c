import type { DatabaseSchema } from "../core/database-schema.js"
import { addTo } from "../core/groups.js"
import type { ObjectKey } from "../core/object-key.js"
import type { SchemaObject } from "../core/schema-object.js"
import { kindOf } from "../kinds/index.js"

type Objects = ReadonlyMap<ObjectKey, SchemaObject>

/**
 * The declared objects at the places that they will have among their siblings: what exists in the database keeps its place, what is new in
 * a parent that exists comes last, in the order of the declaration.
 */
export function inExistingParents(declared: Objects, current: Objects): Objects {
    const objects = new Map(declared)
    const added = new Map<ObjectKey, SchemaObject[]>()
    for (const [key, object] of declared) {
        const { position, atPosition } = kindOf(object.kind).placement ?? {}
        if (!position || !atPosition || object.parent === null || !current.has(object.parent)) continue
        const existing = current.get(key)
        if (!existing) addTo(added, object.parent, object)
        else if (position(existing) !== position(object)) objects.set(key, atPosition(object, position(existing)))
    }
    if (added.size === 0) return objects
    const last = lastPositions(current, added)
    for (const [parent, list] of added) {
        const inOrder = [...list].sort((a, b) => positionOf(a) - positionOf(b))
        inOrder.forEach((object, index) => {
            const place = (last.get(parent) ?? 0) + index + 1
            objects.set(object.key, kindOf(object.kind).placement?.atPosition?.(object, place) ?? object)
        })
    }
    return objects
}

/** The objects at the places where they were declared again: what is compared and asked about is the declaration. */
export function atDeclaredPlaces(schema: DatabaseSchema, declared: Objects): DatabaseSchema {
    const objects = new Map(schema.objects)
    for (const [key, object] of schema.objects) {
        const { position, atPosition } = kindOf(object.kind).placement ?? {}
        const said = position && atPosition ? declared.get(key) : undefined
        if (!position || !atPosition || !said || position(said) === position(object)) continue
        objects.set(key, atPosition(object, position(said)))
    }
    return { ...schema, objects }
}

function positionOf(object: SchemaObject): number {
    return kindOf(object.kind).placement?.position?.(object) ?? 0
}

function lastPositions(current: Objects, parents: ReadonlyMap<ObjectKey, unknown>): ReadonlyMap<ObjectKey, number> {
    const last = new Map<ObjectKey, number>()
    for (const object of current.values()) {
        if (object.parent === null || !parents.has(object.parent)) continue
        last.set(object.parent, Math.max(last.get(object.parent) ?? 0, positionOf(object)))
    }
    return last
}

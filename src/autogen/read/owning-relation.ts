import type { ObjectKey } from "../core/object-key.js"
import type { SchemaObject } from "../core/schema-object.js"
import { kindOf, roleOf } from "../kinds/index.js"

type Objects = ReadonlyMap<ObjectKey, SchemaObject>

/** The outermost object of a schema that holds this one: its table, or its view. */
export function owningRelation(object: SchemaObject, byKey: Objects): ObjectKey | undefined {
    if (roleOf(object) === "relation" && kindOf(object.kind).normalize?.toScratchObject) return object.key
    const parent = parentOf(object, byKey)
    return parent && owningRelation(parent, byKey)
}

/** Whether it depends on what may read any table: an index on a materialized view. */
export function standsOnReader(object: SchemaObject, byKey: Objects): boolean {
    const parent = parentOf(object, byKey)
    return parent !== undefined && (kindOf(parent.kind).normalize?.isQuery === true || standsOnReader(parent, byKey))
}

function parentOf({ parent }: SchemaObject, byKey: Objects): SchemaObject | undefined {
    return parent === null ? undefined : byKey.get(parent)
}

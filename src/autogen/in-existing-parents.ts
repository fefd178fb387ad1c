import type { ObjectKey } from "./core/object-key.js"
import type { SchemaObject } from "./core/schema-object.js"
import { kindOf } from "./kinds/index.js"

/** The declared objects at the places that they will have in what exists already. */
export function inExistingParents(
    declared: ReadonlyMap<ObjectKey, SchemaObject>,
    current: ReadonlyMap<ObjectKey, SchemaObject>,
): ReadonlyMap<ObjectKey, SchemaObject> {
    const objects = new Map(declared)
    for (const [key, object] of declared) {
        if (object.parent === null || !current.has(object.parent)) continue
        const placed = kindOf(object.kind).inExistingParent?.(object, current.get(key))
        if (placed && placed !== object) objects.set(key, placed)
    }
    return objects
}

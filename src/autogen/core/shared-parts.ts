import { sameData } from "./equality.js"
import type { ObjectKey } from "./object-key.js"
import type { SchemaObject } from "./schema-object.js"

/** Takes an object that has just been read and that nobody has got yet. */
export type ShareParts = (object: SchemaObject) => void

/**
 * What is there and what shall be are mostly alike: of two objects of one key the second gets the parts of the first that say the same.
 * It takes hardly any memory then, and no time to be compared. Nobody changes what is in an object, so nobody can tell.
 *
 * @example
 * ```ts
 * const share = sharedParts()
 * share(declared)
 * share(existing)
 * console.log(existing.definition === declared.definition)
 * ```
 */
export function sharedParts(): ShareParts {
    const first = new Map<ObjectKey, SchemaObject>()
    return (object) => {
        const twin = first.get(object.key)
        if (!twin) {
            first.set(object.key, object)
            return
        }
        const parts = object as { -readonly [Part in keyof SchemaObject]: SchemaObject[Part] }
        parts.key = twin.key
        parts.path = twin.path
        if (object.parent === twin.parent) parts.parent = twin.parent
        if (sameData(object.requires, twin.requires)) parts.requires = twin.requires
        if (sameData(object.definition, twin.definition)) parts.definition = twin.definition
    }
}

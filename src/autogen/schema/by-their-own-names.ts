import type { DatabaseSchema } from "../core/database-schema.js"
import type { Rename } from "../core/rename.js"
import type { SchemaObject } from "../core/schema-object.js"
import { relocateObjects } from "./relocate.js"

/** Asks about objects as they are in the database, before renames; `now` is as it is after them. */
export function byTheirOwnNames<T>(
    current: DatabaseSchema,
    renames: readonly Rename[],
    ask: (object: SchemaObject, now: SchemaObject) => T,
): (object: SchemaObject) => T {
    const objects = [...current.objects.values()]
    const moved = renames.length === 0 ? objects : relocateObjects(objects, renames)
    const before = new Map(moved.map(({ key }, index) => [key, objects[index]]))
    return (object) => ask(before.get(object.key) ?? object, object)
}

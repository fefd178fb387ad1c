import type { DatabaseSchema } from "../core/database-schema.js"
import type { ObjectKey } from "../core/object-key.js"
import type { SchemaObject } from "../core/schema-object.js"
import { providersIn } from "./actions.js"

/** The keys of what an object depends on directly, and of what it is in. */
export function needs(object: SchemaObject, schema: DatabaseSchema): readonly ObjectKey[] {
    const providers = providersCache(schema)
    return [...object.requires.flatMap(providers), ...(object.parent === null ? [] : [object.parent])]
}

/** As needs, and what these need: a default depends on its column's type, although only the column says so. */
export function allNeeds(object: SchemaObject, schema: DatabaseSchema): ReadonlySet<ObjectKey> {
    const found = new Set<ObjectKey>()
    const visit = (current: SchemaObject): void => {
        for (const key of needs(current, schema)) {
            if (found.has(key)) continue
            found.add(key)
            const next = schema.objects.get(key)
            if (next) visit(next)
        }
    }
    visit(object)
    return found
}

const cache = new WeakMap<DatabaseSchema, ReturnType<typeof providersIn>>()

/** As {@link providersIn}, once for each schema. */
export function providersCache(schema: DatabaseSchema): ReturnType<typeof providersIn> {
    const known = cache.get(schema) ?? providersIn(schema)
    cache.set(schema, known)
    return known
}

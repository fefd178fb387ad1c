import type { Comparison } from "./compare/compare.js"
import { databaseSchema, type DatabaseSchema } from "./core/database-schema.js"
import type { Diagnostic } from "./core/diagnostic.js"
import type { ObjectKey } from "./core/object-key.js"
import type { SchemaObject } from "./core/schema-object.js"

/** The desired schema with what is left alone, and a word on each such object. */
export interface KeptSchema {
    readonly desired: DatabaseSchema
    readonly unmanaged: readonly Diagnostic[]
}

/**
 * Adds to what is declared all that nobody declares and no revision of the project made: it is there, it stays, it is no
 * difference. What stands on an object that is dropped cannot stay; that is said too.
 */
export async function keepUnmanaged(
    comparison: Comparison,
    declared: DatabaseSchema,
    options: { readonly isManaged?: (object: SchemaObject) => boolean | Promise<boolean> },
): Promise<KeptSchema> {
    const undeclared = new Map<ObjectKey, SchemaObject>()
    for (const change of comparison.changes) {
        if (change.kind === "drop") undeclared.set(change.object.key, change.object)
    }
    if (undeclared.size === 0) return { desired: declared, unmanaged: [] }
    const kept = new Map<ObjectKey, SchemaObject>()
    for (const object of outerFirst(undeclared)) {
        const parentDropped = object.parent !== null && undeclared.has(object.parent) && !kept.has(object.parent)
        const parentKept = object.parent !== null && kept.has(object.parent)
        const managed = parentDropped || (!parentKept && ((await options.isManaged?.(object)) ?? false))
        if (!managed) kept.set(object.key, object)
    }
    const impossible = dropStranded(kept, undeclared)
    const desired = databaseSchema([...declared.objects.values(), ...kept.values()], declared.server)
    const roots = [...kept.values()].filter((object) => object.parent === null || !kept.has(object.parent))
    return { desired, unmanaged: [...roots.map(leftAlone), ...impossible.map(stranded)] }
}

function outerFirst(objects: ReadonlyMap<ObjectKey, SchemaObject>): readonly SchemaObject[] {
    const depth = (object: SchemaObject): number => {
        const parent = object.parent === null ? undefined : objects.get(object.parent)
        return parent ? depth(parent) + 1 : 0
    }
    return [...objects.values()].sort((a, b) => depth(a) - depth(b))
}

/** Takes out again what requires an object that goes. */
function dropStranded(
    kept: Map<ObjectKey, SchemaObject>,
    undeclared: ReadonlyMap<ObjectKey, SchemaObject>,
): readonly SchemaObject[] {
    const impossible: SchemaObject[] = []
    for (let changed = true; changed;) {
        changed = false
        for (const object of kept.values()) {
            const needed = object.parent === null ? object.requires : [...object.requires, object.parent]
            if (!needed.some((key) => undeclared.has(key) && !kept.has(key))) continue
            kept.delete(object.key)
            impossible.push(object)
            changed = true
        }
    }
    return impossible
}

function leftAlone(object: SchemaObject): Diagnostic {
    return {
        severity: "info",
        code: "unmanaged",
        object: object.key,
        message: `"${object.key}" is declared by no entity and made by no migration of this project: it is left alone`,
    }
}

function stranded(object: SchemaObject): Diagnostic {
    return {
        severity: "warning",
        code: "unmanaged-dependent",
        object: object.key,
        message: `"${object.key}" is declared by no entity, but stands on an object that is dropped: it is dropped with it`,
    }
}

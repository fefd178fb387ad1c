import { databaseSchema, type DatabaseSchema } from "../core/database-schema.js"
import type { Diagnostic } from "../core/diagnostic.js"
import type { ObjectKey } from "../core/object-key.js"
import type { Inherited } from "../core/provenance.js"
import type { SchemaObject } from "../core/schema-object.js"
import { kindOf } from "../kinds/index.js"
import { sameMeaning } from "./compare.js"

/** The code of the diagnostics that say what decorators cannot. */
export const UNDECLARABLE = "undeclarable"

/** The desired schema with what decorators cannot say, and a hint on each such object. */
export interface InheritedSchema {
    readonly desired: DatabaseSchema
    readonly diagnostics: readonly Diagnostic[]
}

/**
 * Gives declared objects what TypeORM's decorators cannot say about them as the database has it, so that it is no difference and stays
 * where the object is recreated. `current` is as it is after all declared renames; `isReplaced` tells what shall be as it is declared.
 */
export function inheritUndeclarable(
    current: DatabaseSchema,
    desired: DatabaseSchema,
    isReplaced: (object: SchemaObject) => boolean,
): InheritedSchema {
    const replaced = new Map<ObjectKey, SchemaObject>()
    const diagnostics: Diagnostic[] = []
    for (const declared of desired.objects.values()) {
        const { make, declared: facet } = kindOf(declared.kind)
        const inherit = facet?.inheritUndeclared
        // What has no origin was read from a catalog, which says all.
        if (!inherit || declared.origin === undefined) continue
        const existing = current.objects.get(declared.key)
        if (!existing || sameMeaning(existing, declared) || isReplaced(existing)) continue
        const inherited = inherit(declared, existing)
        if (!inherited) continue
        replaced.set(declared.key, { ...make(declared.path, inherited.definition), origin: declared.origin })
        diagnostics.push(hint(existing, inherited))
    }
    if (replaced.size === 0) return { desired, diagnostics }
    const objects = [...desired.objects.values()].map((object) => replaced.get(object.key) ?? object)
    return { desired: databaseSchema(objects, desired.server), diagnostics }
}

function hint(existing: SchemaObject, { what, against, declareAs }: Inherited<object>): Diagnostic {
    const description = kindOf(existing.kind).report?.describe?.(existing) ?? ""
    const contradiction = against.length === 0 ? "" : `, although the entities declare it ${against.join(" and ")}`
    const next = declareAs === undefined ? "" : `; declare that a migration creates it: ${declareAs}`
    return {
        severity: against.length === 0 ? "info" : "warning",
        code: UNDECLARABLE,
        object: existing.key,
        message: `"${existing.key}" stays as it is in the database, ${description}${contradiction}: decorators cannot declare its ${what.join(", ")}${next}`,
    }
}

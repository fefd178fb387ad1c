import type { DatabaseSchema } from "../core/database-schema.js"
import { AutogenError } from "../core/errors.js"
import { objectKey, type ObjectKey } from "../core/object-key.js"
import type { Rename } from "../core/rename.js"
import type { SchemaObject } from "../core/schema-object.js"
import { kindOf } from "../kinds/index.js"
import { nearMatch } from "../core/near-match.js"
import { isMeant, movesOf, renamedPath } from "../schema/rename-paths.js"
import { parseNames } from "../schema/rename-spec.js"

/** What shall be dropped although no revision of the project made it. */
export interface DropRequest {
    readonly current: DatabaseSchema
    readonly desired: DatabaseSchema
    /** As texts in the form of `--drop`: each must name an object. */
    readonly wanted: readonly string[]
    /** As {@link DropRequest.wanted}, but what is gone already is no mistake: the project's own options. */
    readonly optional: readonly string[]
    readonly renames: readonly Rename[]
}

/**
 * Finds the objects that are named to be dropped, by their keys (`index:public.room.by_hand`) or their names (`room.by_hand`); gives
 * whether an object, by the names after all renames, is one of them.
 *
 * Throws `DROP_INVALID` for what names nothing, several objects, or what entities declare and decorators can say.
 *
 * @example
 * ```ts
 * const isDropped = droppedObjects({ current, desired, wanted: ["table:public.outbox"], optional: [], renames: [] })
 * ```
 */
export function droppedObjects(request: DropRequest): (object: SchemaObject) => boolean {
    const { current, desired, wanted, optional, renames } = request
    if (wanted.length + optional.length === 0) return () => false
    const moves = movesOf(renames)
    const keys = new Set<ObjectKey>()
    for (const text of [...wanted, ...optional]) {
        const found = objectsNamed(text, current)
        const [object, other] = found
        if (!object) {
            if (wanted.includes(text)) throw namesNothing(text, current)
            continue
        }
        if (other) throw namesSeveral(text, found)
        const key = objectKey(object.kind, renamedPath(current, object.kind, object.path, moves))
        const declared = desired.objects.get(key)
        if (declared && !kindOf(declared.kind).declared?.inheritUndeclared) {
            if (wanted.includes(text)) throw isDeclared(text, declared)
            continue
        }
        keys.add(key)
    }
    return ({ key }) => keys.has(key)
}

/** By its key exactly, else by its names. */
function objectsNamed(text: string, schema: DatabaseSchema): readonly SchemaObject[] {
    const objects = [...schema.objects.values()]
    const exact = objects.filter(({ key }) => key === text)
    if (exact.length > 0) return exact
    const names = parseNames(text)
    // What has its parent's path, as a comment has, is not what a name means.
    const named = names ? objects.filter(({ path }) => isMeant(names, path, schema)) : []
    return named.filter(({ parent }) => !named.some(({ key }) => key === parent))
}

function namesNothing(text: string, schema: DatabaseSchema): AutogenError {
    const near = nearMatch(text, [...schema.objects.keys()])
    return new AutogenError({
        code: "DROP_INVALID",
        message: `"${text}" names nothing in the database`,
        next:
            near === undefined
                ? "write the object's key as `check` reports it, such as --drop index:public.room.by_hand"
                : `did you mean ${near}?`,
        fields: { drop: text },
    })
}

function namesSeveral(text: string, objects: readonly SchemaObject[]): AutogenError {
    const keys = objects.map(({ key }) => key)
    return new AutogenError({
        code: "DROP_INVALID",
        message: `"${text}" may mean several objects: ${keys.join(", ")}`,
        next: `say which, such as --drop '${keys[0] ?? text}'`,
        fields: { drop: text, keys },
    })
}

function isDeclared(text: string, { key, origin }: SchemaObject): AutogenError {
    const { entity, property } = origin ?? {}
    const by = entity === undefined ? "the target" : property === undefined ? entity : `${entity}.${property}`
    return new AutogenError({
        code: "DROP_INVALID",
        message: `"${key}" cannot be dropped: ${by} declares it`,
        next: "take it out of the entity: what a generated migration made is then dropped without --drop",
        fields: { drop: text, object: key },
    })
}

import type { ObjectKey } from "./object-key.js"

/** Where in the user's code an object was declared. */
export interface Origin {
    /** The entity's class, or the EntitySchema's name. */
    readonly entity: string
    readonly property?: string
}

/** `Room.code`: what of the user's code declares something. */
export function originText({ entity, property }: Origin): string {
    return property === undefined ? entity : `${entity}.${property}`
}

/**
 * One thing in a database: a table, a column, a default, a constraint, a comment … Plain data, one grain: whatever Postgres
 * can create, alter or drop on its own is an object of its own.
 */
export interface SchemaObject<D extends object = object> {
    readonly kind: string
    readonly key: ObjectKey
    /** From the outermost name to the innermost, such as schema, table, column. */
    readonly path: readonly string[]
    /** Plain JSON data. What it may hold is the kind's business. */
    readonly definition: D
    /** The object that takes this one with it when it is dropped. */
    readonly parent: ObjectKey | null
    /** The objects that must exist before this one can. The parent need not be repeated. */
    readonly requires: readonly ObjectKey[]
    /** Keys under which others may require this object: a foreign key asks for any unique key over some columns. */
    readonly provides?: readonly ObjectKey[]
    readonly origin?: Origin
}

/** Says where a new object was declared: the object itself, not yet handed to anybody, since a copy of each costs much. */
export function withOrigin<D extends object>(object: SchemaObject<D>, origin: Origin | undefined): SchemaObject<D> {
    if (origin) (object as { origin?: Origin }).origin = origin
    return object
}

import type { SchemaObject } from "../schema-object.js"

/** What the embedded Postgres needs so that an object can be made in it. */
export interface RehearsalFacet<D extends object> {
    /** SQL that makes, in a Postgres of our own, what the object names and has no kind here: roles. What fails of it is left out. */
    prerequisites?(object: SchemaObject<D>): readonly string[]
    /**
     * Whether it may name what has no kind here, such as a function, so that a Postgres that has nothing else may not be able to make
     * it: the rehearsal goes on without it. Default false.
     */
    readonly mayNameUnknown?: boolean
}

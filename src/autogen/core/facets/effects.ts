import type { ObjectKey } from "../object-key.js"
import type { SchemaObject } from "../schema-object.js"
import type { Touch } from "../unmanaged-dependent.js"
import type { FoldedParts } from "./placement.js"

/** What a creation or an alteration is, where it may touch what no kind reads. */
export interface TouchingChange<D extends object> {
    /** Absent where the object is new. */
    readonly from: SchemaObject<D> | undefined
    readonly to: SchemaObject<D>
    /** What is altered; none where the object is new. */
    readonly attributes: readonly string[]
    /** What depends directly on it and stays; of a new object none. */
    readonly dependents: readonly SchemaObject[]
    /** What its creation says of its parts. */
    readonly parts: FoldedParts
}

/** What a change of an object does to others. */
export interface EffectsFacet<D extends object> {
    /** Whether a dependent, direct or not, must be dropped before this alteration and created again after it. Absent: never. */
    recreates?(
        from: SchemaObject<D>,
        to: SchemaObject<D>,
        attributes: readonly string[],
        dependent: SchemaObject,
    ): boolean
    /** Whether altering these attributes puts a new object in its place, so that what is inside is gone with the old one. Default false. */
    recreatesOnAlter?(from: SchemaObject<D>, to: SchemaObject<D>, attributes: readonly string[]): boolean
    /**
     * What a creation or an alteration does to objects that something may depend on which no kind reads. A drop touches what it drops.
     * Absent: nothing that anybody notices.
     */
    touches?(change: TouchingChange<D>): readonly Touch[]
    /** The tables, beside the one that it is in, that its drop locks as strongly. */
    dropLocks?(object: SchemaObject<D>): readonly ObjectKey[]
    /** Objects that its creation makes part of it, so that they need not be dropped: a constraint takes an index over. */
    absorbs?(object: SchemaObject<D>): readonly ObjectKey[]
}

import type { ObjectKey } from "../object-key.js"
import type { Operation } from "../operation.js"
import type { SchemaObject } from "../schema-object.js"

/** Gives the new path of an object, and the new text of an expression, after renames. See {@link NamingFacet.relocate}. */
export interface Relocation {
    path(kind: string, path: readonly string[]): readonly string[]
    /** The new names of what is inside an object, by the old ones: an enum's values. */
    values(kind: string, path: readonly string[]): ReadonlyMap<string, string>
    /** Rewrites the names that an expression over a table's columns mentions, and the values of enums. */
    expression(text: string, table: readonly string[]): string
}

/** An object with what is around it, see {@link NamingFacet.likeness}. */
export interface Surroundings<D extends object> {
    readonly object: SchemaObject<D>
    /** The objects of its kind in the same parent, in their order, itself included. */
    readonly siblings: readonly SchemaObject[]
    /** What is directly in it. */
    readonly contents: readonly SchemaObject[]
}

/** Why two objects look as if they were one. */
export interface Likeness {
    /** Between 0 and 1: which of several is asked about first. */
    readonly score: number
    /** Whether any other pair that one of the two is in is more likely. Default false. */
    readonly isWeak?: boolean
    readonly evidence: readonly string[]
}

/** Names: how an object is renamed and moved, what refers to names, and what names it takes. */
export interface NamingFacet<D extends object> {
    /** Whether an object can be renamed into another schema. Default false. */
    readonly changesSchema?: boolean
    /** Names inside the object that can be renamed on their own, such as an enum's values, and what such a name is called. */
    readonly values?: {
        readonly kind: string
        list(object: SchemaObject<D>): readonly string[]
        /** Whether another object is this value, as a default can be. */
        isHeldBy?(object: SchemaObject, value: string): boolean
    }
    /** The definition after renames of what it refers to. Absent: it refers to nothing. */
    relocate?(definition: D, relocation: Relocation, path: readonly string[]): D
    /** Where the object goes along with its parent, where its path does not begin with the parent's. Absent: it stays. */
    movesWithParent?(path: readonly string[], parent: readonly string[]): readonly string[]
    /**
     * Equal texts mean the same object under another name (a rename, by structural matching). Absent: never matched.
     * `dependents`: what requires it, sorted by key.
     */
    structure?(object: SchemaObject<D>, dependents: readonly SchemaObject[]): string | null
    /**
     * Why an object that is gone may be one that is new, so that people can be asked; null where it is not likely. Absent: nobody is
     * ever asked.
     */
    likeness?(from: Surroundings<D>, to: Surroundings<D>): Likeness | null
    rename?(from: SchemaObject<D>, to: SchemaObject<D>, dependents: readonly SchemaObject[]): readonly Operation[]
    /** Names that only one object at a time can have, beyond its own key. */
    occupies?(object: SchemaObject<D>): readonly ObjectKey[]
}

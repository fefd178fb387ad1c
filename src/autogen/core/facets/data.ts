import type { ObjectKey } from "../object-key.js"
import type { BuilderCall, Operation } from "../operation.js"
import type { SchemaObject } from "../schema-object.js"

/** A change of an object, by the names that are there before any rename. */
export interface RowChange<D extends object> {
    /** Absent where the object is new. */
    readonly from: SchemaObject<D> | undefined
    readonly to: SchemaObject<D>
    /** What is altered or replaced; none where the object is new. */
    readonly attributes: readonly string[]
    /** The objects that are not there yet, or not with the values that they are going to have. */
    readonly fresh: ReadonlySet<ObjectKey>
    /** Those among them of which all rows get one and the same value, as their creation says them. */
    readonly uniform: ReadonlyMap<ObjectKey, BuilderCall>
    /** What it requires, as it shall be. */
    readonly required: readonly SchemaObject[]
    /** What depends directly on it, as it is. */
    readonly dependents: readonly SchemaObject[]
    /** What depends directly on it, as it shall be. */
    readonly users: readonly SchemaObject[]
}

/** What a change requires of rows, and does to them. */
export interface DataFacet<D extends object> {
    /**
     * The object with the user's own SQL for how its values are converted where their type changes; null: none of them is kept.
     * Absent: it has no values.
     */
    withConversion?(object: SchemaObject<D>, expression: string | null): SchemaObject<D>
    /** The object with what rows get that have no value, as SQL over the row. Absent: rows have none of it. */
    withBackfill?(object: SchemaObject<D>, expression: string): SchemaObject<D>
    /** Whether rows that have no value make a change fail, and nobody has said what they get. `users`: what depends on it. Default false. */
    needsBackfill?(from: SchemaObject<D> | undefined, to: SchemaObject<D>, users: readonly SchemaObject[]): boolean
    /**
     * The object with what the rows get instead of names inside it that go, such as an enum's values: the new ones by the old ones.
     * Absent: no row has any.
     */
    withMapping?(object: SchemaObject<D>, mapping: ReadonlyMap<string, string>): SchemaObject<D>
    /**
     * What must be true of the rows that are there, so that the change cannot fail on them: operations that only read, and run before
     * anything else does. Absent: it cannot fail on rows.
     */
    preconditions?(change: RowChange<D>): readonly Operation[]
    /**
     * How its creation says the object where all rows that are there get one and the same value, which may be null. `users` stand
     * directly on it. Null or absent: they may differ.
     */
    uniform?(object: SchemaObject<D>, users: readonly SchemaObject[]): BuilderCall | null
    /** Whether altering these attributes changes the values of rows, so that what is true of them now need not be true then. Default false. */
    changesValues?(attributes: readonly string[], from: SchemaObject<D>, to: SchemaObject<D>): boolean
}

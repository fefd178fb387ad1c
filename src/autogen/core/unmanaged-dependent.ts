import type { ObjectKey } from "./object-key.js"

/**
 * Something in the database that no kind reads, such as a function, a publication, a composite type or a view of another schema, and one
 * object that it depends on.
 */
export interface UnmanagedDependent {
    /** In Postgres's own words: `function public.total()`. */
    readonly description: string
    /** The catalog that it is in, such as `pg_proc`. */
    readonly catalog: string
    /** A column stands for its table too, but not the other way round. */
    readonly on: ObjectKey
    /**
     * Whether it goes without notice where that object is dropped; else Postgres refuses. Null where it does not depend on the object
     * itself, but on something else that does: that is named too.
     */
    readonly onDrop: "goes" | "refuses" | null
    /** Whether it is a column that has rows of the table as its values. */
    readonly storesRows: boolean
    /** What it is, or is in, where that is of a kind: a domain. Where that is dropped as well, nothing is left that could refuse. */
    readonly within?: ObjectKey
}

/** What a change does to one object, as far as it matters to others that depend on it. */
export interface Touch {
    readonly on: ObjectKey
    /**
     * `retyped`: a column gets another type. `converted`: such that values of the old and the new one do not compare.
     * `rewritten`: what a table's rows consist of changes in the rows that are there.
     */
    readonly as: "dropped" | "retyped" | "converted" | "rewritten"
}

import type { ObjectKey } from "../core/object-key.js"
import type { SchemaObject } from "../core/schema-object.js"
import type { KindPlural } from "../kinds/index.js"
import type { NamePattern } from "./name-patterns.js"

/** Where an object that a filter is asked about comes from, and the object of the same key on the other side. */
export interface FilterContext {
    readonly from: "declared" | "database"
    /** Null where only this side has the object. */
    readonly counterpart: SchemaObject | null
}

/** A filter that sees the whole object. What entities declare still stands there in their own words. */
export type ObjectPredicate = (object: SchemaObject, context: FilterContext) => boolean

/**
 * Objects by kind and name, and by a predicate. Every kind has a key; a kind without one is not spoken of. See {@link NamePattern}.
 *
 * @example
 * ```ts
 * const patterns: ObjectPatterns = { schemas: ["public", "sales_*"], tables: (path) => path[1] !== "spatial_ref_sys" }
 * ```
 */
export interface ObjectPatterns extends Readonly<Partial<Record<KindPlural, NamePattern>>> {
    readonly objects?: ObjectPredicate
}

/** One value as the entity declares it and as the database has it, for the user's own comparison. */
export interface ComparedValue {
    /** The object's path: schema, table, column. */
    readonly path: readonly string[]
    /** As SQL; null where there is none. */
    readonly declared: string | null
    /** As SQL, in Postgres's own words; null where there is none. */
    readonly database: string | null
    readonly declaredObject: SchemaObject | null
    readonly databaseObject: SchemaObject | null
}

/** Says whether two values differ: true or false; undefined leaves it to the rule of the library. */
export type ValueComparison = (value: ComparedValue) => boolean | undefined

/**
 * What of a database is compared, and what counts as a difference. The same for the export `autogen` of a project's configuration
 * and for the functions that plan.
 *
 * @example
 * ```ts
 * export const autogen = {
 *     include: { schemas: ["public", "sales_*"] },
 *     exclude: { tables: ["spatial_ref_sys", "audit.*"], indexes: "*_hand_made" },
 *     compareDefault: ({ declared, database }) => (declared?.includes("uuid") && database?.includes("uuid") ? false : undefined),
 * } satisfies AutogenOptions
 * ```
 */
export interface ComparisonOptions {
    /**
     * What is looked at, kind by kind: of a kind that is named here, only what a pattern meets. Schemas that are met are read even
     * where no entity is in them. What is not looked at is taken as it stands in the database: neither compared, nor reported,
     * nor dropped, with all that stands in it; foreign keys to it work.
     */
    readonly include?: ObjectPatterns
    /** What is not looked at, though `include` has it. */
    readonly exclude?: ObjectPatterns
    /** Whether columns' types (with their collations) are compared, or how. Default true: as Postgres means them. */
    readonly compareType?: boolean | ValueComparison
    /** Whether defaults of columns that are on both sides are compared, or how. Default true: as Postgres means them. */
    readonly compareDefault?: boolean | ValueComparison
    /**
     * What it means that a constraint, an index, a column's sequence or enum is there under another name than the declared one: a
     * `rename` (the default), or nothing, with `ignore`.
     */
    readonly constraintNames?: "rename" | "ignore"
    /**
     * Where it is asked what declared expressions mean. `server`, the default: in the database itself, in temporary tables within a
     * transaction that is rolled back, but for expressions that may mean functions of others there. `embedded`: in the embedded Postgres
     * alone, which lacks the database's own functions.
     */
    readonly normalize?: "server" | "embedded"
}

/** The comparison's part of other options, without what is undefined. */
export function comparisonOptions(options: ComparisonOptions): ComparisonOptions {
    const { include, exclude, compareType, compareDefault, constraintNames, normalize } = options
    return {
        ...(include === undefined ? {} : { include }),
        ...(exclude === undefined ? {} : { exclude }),
        ...(compareType === undefined ? {} : { compareType }),
        ...(compareDefault === undefined ? {} : { compareDefault }),
        ...(constraintNames === undefined ? {} : { constraintNames }),
        ...(normalize === undefined ? {} : { normalize }),
    }
}

/** A difference that the user's comparison insists on: the attributes of an object, by its key. */
export type ForcedDifferences = ReadonlyMap<ObjectKey, readonly string[]>

/**
 * What the kind of another object asks about one that depends on it, belongs to it or holds its values, without knowing which kind it is
 * of: see `factsOf`. Where nothing is said, the answer is no.
 */
export interface DependentFacet<D extends object> {
    /** Whether Postgres refuses to alter the type of a column that it reads: a view's, a policy's, a generated column's. */
    pinsColumnTypes?(definition: D): boolean
    /**
     * Whether it was written for the types of the columns that it reads, so that it is made again where these become others: Postgres
     * takes along only what it can cast.
     */
    isWrittenForTypes?(definition: D): boolean
    /** Whether it compares the values of columns with those of others, which have to be of types that can be compared at any moment. */
    readonly comparesColumns?: boolean
    /** Whether it is lost where the column that it is in gets another type. */
    readonly isResetByType?: boolean
    /**
     * What Postgres does with it where a column gets another type of the same representation: it looks at every row again (`always`), or
     * where the new type sorts otherwise (`order`).
     */
    rechecksRows?(definition: D): "always" | "order"
    /** Whether it is what new rows get in the column that it is in. */
    readonly givesValue?: boolean
    /** Whether no two rows may have the same in its columns. */
    readonly isKey?: boolean
    /** Whether its creation makes its columns NOT NULL. */
    readonly makesNotNull?: boolean
    /** The condition that every row is known to fulfil. */
    holdsForAllRows?(definition: D): string | null
    /** How rows store values of the types that it requires. Absent, or null: none do. */
    storesValues?(definition: D): { readonly array: boolean } | null
}

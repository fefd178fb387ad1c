import type { ObjectKey } from "./object-key.js"

/** The table-level lock modes of PostgreSQL's manual, 13.3.1, from the weakest on. */
const lockLevels = [
    "ACCESS SHARE",
    "ROW SHARE",
    "ROW EXCLUSIVE",
    "SHARE UPDATE EXCLUSIVE",
    "SHARE",
    "SHARE ROW EXCLUSIVE",
    "EXCLUSIVE",
    "ACCESS EXCLUSIVE",
] as const

/** The table-level lock modes of PostgreSQL's manual, 13.3.1. */
export type LockLevel = (typeof lockLevels)[number]

/** The stronger one of two locks; null is none. */
export function strongerLock(one: LockLevel, other: LockLevel | null): LockLevel {
    return other !== null && lockLevels.indexOf(other) > lockLevels.indexOf(one) ? other : one
}

/** What a step can cost. The names are public and stable. */
export const hazardKinds = [
    "deletes-data",
    "no-cast",
    "rewrites-table",
    "blocks-reads",
    "blocks-writes",
    "scans-table",
    "may-fail-on-data",
    "not-reversible",
    "changes-authorization",
    "unmanaged-dependent",
    "loses-attribute",
    "runs-foreign-code",
] as const

/** What a step can cost. The names are public and stable. */
export type HazardKind = (typeof hazardKinds)[number]

/** A danger of one statement: which, for which object, why, and what the safer way is. */
export interface Hazard {
    readonly kind: HazardKind
    readonly object: ObjectKey
    readonly reason: string
    readonly safer: string
    /** What reads every row of the object's table, where that is the danger: others notice it as the locks have it that are held by then. */
    readonly work?: string
}

/** `inside`: may run in a transaction with others. `outside`: Postgres refuses it in a transaction block. */
export type TransactionMode = "inside" | "outside"

/** One SQL statement with what is known of it. */
export interface Statement {
    readonly sql: string
    readonly transaction: TransactionMode
    /** The strongest lock that it takes on a table that exists already, or null. */
    readonly lock: LockLevel | null
    readonly hazards: readonly Hazard[]
    /** The tables that it locks as well, beside the one that its hazards are about: what a foreign key refers to. */
    readonly alsoLocks?: readonly ObjectKey[]
    /** It keeps the books of others (TypeORM's own record of views and generated columns) and changes nothing that is compared. */
    readonly bookkeeping?: boolean
    /** It only raises an error: nothing that comes after it runs. */
    readonly refuses?: boolean
    /** In a plan it comes after all else: it reads by rights that others are given in it. */
    readonly last?: boolean
}

/** Makes a {@link Statement}; by default inside a transaction, without a lock worth naming and without hazards. */
export function statement(sql: string, facts: Partial<Omit<Statement, "sql">> = {}): Statement {
    return { sql, transaction: "inside", lock: null, hazards: [], ...facts }
}

/**
 * The hazard of a statement that reads every row of a table: it depends on the lock that is held meanwhile whether nobody can read,
 * nobody can write, or nobody notices.
 *
 * @example
 * ```ts
 * rowsRead("SHARE", object, "the index is built from every row", "build it concurrently")  // blocks-writes
 * ```
 */
export function rowsRead(lock: LockLevel, object: ObjectKey, work: string, safer: string): Hazard {
    const { kind, others } = READING[lock]
    return { kind, object, reason: `${work}${others}`, safer, work }
}

const UNNOTICED = { kind: "scans-table", others: "; others can read and write meanwhile" } as const
const STOPS_WRITERS = { kind: "blocks-writes", others: ", and nobody can write to the table meanwhile" } as const
const STOPS_ALL = { kind: "blocks-reads", others: ", and nobody can read or write the table meanwhile" } as const

/** What others notice while rows are read under a lock. */
const READING: Readonly<Record<LockLevel, { readonly kind: HazardKind; readonly others: string }>> = {
    "ACCESS SHARE": UNNOTICED,
    "ROW SHARE": UNNOTICED,
    "ROW EXCLUSIVE": UNNOTICED,
    "SHARE UPDATE EXCLUSIVE": UNNOTICED,
    SHARE: STOPS_WRITERS,
    "SHARE ROW EXCLUSIVE": STOPS_WRITERS,
    EXCLUSIVE: STOPS_WRITERS,
    "ACCESS EXCLUSIVE": STOPS_ALL,
}

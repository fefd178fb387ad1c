import type { QualifiedName } from "./names.js"
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

/** What a hazard says, whatever object it is for. All texts stand in `core/hazards`. */
export interface HazardText {
    readonly kind: HazardKind
    readonly reason: string
    readonly safer: string
}

/** A danger of one statement: which, for which object, why, and what the safer way is. */
export interface Hazard extends HazardText {
    readonly object: ObjectKey
    /** What reads every row of the object's table, where that is the danger: others notice it as the locks have it that are held by then. */
    readonly work?: string
}

/** The hazard of an object with a text of `core/hazards`. */
export function hazard({ kind, reason, safer }: HazardText, object: ObjectKey): Hazard {
    return { kind, object, reason, safer }
}

/** What is said of a statement that reads every row of a table, whatever lock is held meanwhile. */
export interface RowsReadText {
    readonly work: string
    readonly safer: string
}

/** What a statement deletes: the rows of a table, or its values of a column. */
export interface Deletion {
    readonly object: ObjectKey
    readonly table: QualifiedName
    /** Null: the rows go. */
    readonly column: string | null
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
    /** What goes with it, to be counted before. */
    readonly deletes?: Deletion
    /** It only raises an error: nothing that comes after it runs. */
    readonly refuses?: boolean
    /** In a plan it comes after all else: it reads by privileges that others are given in it. */
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
 * rowsRead("SHARE", object, rowReads.index)  // blocks-writes: SHARE while the index is built from every row
 * ```
 */
export function rowsRead(lock: LockLevel, object: ObjectKey, { work, safer }: RowsReadText): Hazard {
    const kind = READING[lock]
    const reason = kind === "scans-table" ? `${work}; reads and writes continue` : `${lock} while ${work}`
    return { kind, object, reason, safer, work }
}

/** What others notice while rows are read under a lock. */
const READING = {
    "ACCESS SHARE": "scans-table",
    "ROW SHARE": "scans-table",
    "ROW EXCLUSIVE": "scans-table",
    "SHARE UPDATE EXCLUSIVE": "scans-table",
    SHARE: "blocks-writes",
    "SHARE ROW EXCLUSIVE": "blocks-writes",
    EXCLUSIVE: "blocks-writes",
    "ACCESS EXCLUSIVE": "blocks-reads",
} as const satisfies Readonly<Record<LockLevel, HazardKind>>

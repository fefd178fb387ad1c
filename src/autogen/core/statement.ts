import type { ObjectKey } from "./object-key.js"

/** The table-level lock modes of PostgreSQL's manual, 13.3.1. */
export type LockLevel =
    | "ACCESS SHARE"
    | "ROW SHARE"
    | "ROW EXCLUSIVE"
    | "SHARE UPDATE EXCLUSIVE"
    | "SHARE"
    | "SHARE ROW EXCLUSIVE"
    | "EXCLUSIVE"
    | "ACCESS EXCLUSIVE"

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
] as const

/** What a step can cost. The names are public and stable. */
export type HazardKind = (typeof hazardKinds)[number]

/** A danger of one statement: which, for which object, why, and what the safer way is. */
export interface Hazard {
    readonly kind: HazardKind
    readonly object: ObjectKey
    readonly reason: string
    readonly safer: string
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
export function rowsRead(lock: LockLevel, object: ObjectKey, reason: string, safer: string): Hazard {
    switch (lock) {
        case "ACCESS EXCLUSIVE":
            return {
                kind: "blocks-reads",
                object,
                reason: `${reason}, and nobody can read or write the table meanwhile`,
                safer,
            }
        case "SHARE":
        case "SHARE ROW EXCLUSIVE":
        case "EXCLUSIVE":
            return {
                kind: "blocks-writes",
                object,
                reason: `${reason}, and nobody can write to the table meanwhile`,
                safer,
            }
        case "ACCESS SHARE":
        case "ROW SHARE":
        case "ROW EXCLUSIVE":
        case "SHARE UPDATE EXCLUSIVE":
            return { kind: "scans-table", object, reason: `${reason}; others can read and write meanwhile`, safer }
    }
}

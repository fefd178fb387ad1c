import { quoteIdent, quoteName } from "../core/names.js"
import { ownOperator as is } from "../core/own-operator.js"
import type { Row } from "../core/queryable.js"
import type { Deletion } from "../core/statement.js"
import type { Session } from "./session.js"

/** Milliseconds that one count may take, and all together. What takes longer is estimated. */
const LIMITS = { one: 2_000, all: 6_000, lock: 500 } as const

/** How much a deletion deletes. */
export interface DeletionCount {
    /** How many rows go, or rows' values; null: unknown. */
    readonly rows: number | null
    /** Counted; else Postgres's estimate. */
    readonly isExact: boolean
    /** Whether the object exists now: what does not has nothing to delete. */
    readonly isPresent: boolean
}

/**
 * Counts what deletions would delete, each in a few seconds at most; estimates what takes longer, what is locked and what the role may not
 * read.
 *
 * @example
 * ```ts
 * const [count] = await countDeletions(session, [{ object, table: { schema: "public", name: "room" }, column: "floor" }])
 * ```
 */
export async function countDeletions(
    session: Pick<Session, "query">,
    deletions: readonly Deletion[],
): Promise<readonly DeletionCount[]> {
    const end = Date.now() + LIMITS.all
    const counts: DeletionCount[] = []
    for (const deletion of deletions)
        counts.push(await countDeletion(session, deletion, Math.min(LIMITS.one, end - Date.now())))
    return counts
}

async function countDeletion(
    session: Pick<Session, "query">,
    deletion: Deletion,
    milliseconds: number,
): Promise<DeletionCount> {
    const { table, column } = deletion
    const [facts] = await session.query(FACTS, [table.schema, table.name, column])
    if (facts === undefined) return { rows: 0, isExact: true, isPresent: false }
    const rows = milliseconds <= 0 ? null : await exactCount(session, deletion, milliseconds)
    if (rows !== null) return { rows, isExact: true, isPresent: true }
    return { rows: estimate(facts, column), isExact: false, isPresent: true }
}

const FACTS = `SELECT c.reltuples::float8 AS rows, s.null_frac::float8 AS nulls
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid ${is("=")} c.relnamespace
    LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid ${is("=")} c.oid AND a.attname ${is("=")} $3::pg_catalog.name AND NOT a.attisdropped
    LEFT JOIN pg_catalog.pg_stats s ON s.schemaname ${is("=")} n.nspname AND s.tablename ${is("=")} c.relname AND s.attname ${is("=")} a.attname AND NOT s.inherited
    WHERE n.nspname ${is("=")} $1::pg_catalog.name AND c.relname ${is("=")} $2::pg_catalog.name AND ($3::pg_catalog.name IS NULL OR a.attname IS NOT NULL)`

/** Tables that nobody has analyzed say -1, before PostgreSQL 14 zero. */
function estimate(facts: Row, column: string | null): number | null {
    const rows = Number(facts["rows"])
    if (!(rows > 0)) return null
    if (column === null) return Math.round(rows)
    const nulls = facts["nulls"]
    return typeof nulls === "number" ? Math.round(rows * (1 - nulls)) : null
}

/** Null where it takes too long, or is not allowed. */
async function exactCount(
    session: Pick<Session, "query">,
    { table, column }: Deletion,
    milliseconds: number,
): Promise<number | null> {
    await session.query("START TRANSACTION READ ONLY")
    try {
        // Without row security: a count of what a policy shows would be a wrong number.
        await session.query(
            "SELECT pg_catalog.set_config('statement_timeout', $1, true), pg_catalog.set_config('lock_timeout', $2, true), pg_catalog.set_config('row_security', 'off', true)",
            [String(milliseconds), String(LIMITS.lock)],
        )
        const sql = `SELECT pg_catalog.count(*)::pg_catalog.text AS rows FROM ${quoteName(table)}${withValue(column)}`
        return Number((await session.query(sql))[0]?.["rows"])
    } catch (error) {
        if (isGiven(error)) return null
        throw error
    } finally {
        await session.query("ROLLBACK").catch(() => undefined)
    }
}

/** IS NOT NULL would not count a composite value one of whose fields is null. */
function withValue(column: string | null): string {
    return column === null ? "" : ` WHERE ${quoteIdent(column)} IS DISTINCT FROM NULL`
}

/** Cancelled, locked, not allowed, gone, of a kind that has no rows: no number. */
const NO_NUMBER: ReadonlySet<unknown> = new Set(["57014", "55P03", "42501", "42P01", "42703", "42809"])

function isGiven(error: unknown): boolean {
    const { code, driverError } = (error ?? {}) as {
        readonly code?: unknown
        readonly driverError?: { code?: unknown }
    }
    return NO_NUMBER.has(driverError?.code ?? code)
}

/**
 * Makes sure, inside a transaction that is about to delete what was counted as nothing, that nothing has come since: the tables are locked,
 * as they will be anyway, and looked at. Gives those that have something.
 */
export async function filledSince(
    session: Pick<Session, "query">,
    deletions: readonly Deletion[],
): Promise<readonly Deletion[]> {
    const filled: Deletion[] = []
    const [setting] = await session.query(
        "SELECT pg_catalog.current_setting('row_security') AS before, pg_catalog.set_config('row_security', 'off', true)",
    )
    for (const deletion of deletions) {
        const table = quoteName(deletion.table)
        await session.query(`LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`)
        const [row] = await session.query(`SELECT EXISTS (SELECT FROM ${table}${withValue(deletion.column)}) AS filled`)
        if (row?.["filled"] === true) filled.push(deletion)
    }
    await session.query("SELECT pg_catalog.set_config('row_security', $1, true)", [String(setting?.["before"])])
    return filled
}

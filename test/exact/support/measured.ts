import { expect } from "vitest"
import { statementsOf, type Operations, type Plan, type PlannedOperation } from "../../../src/autogen/core/plan.js"
import { hazardKinds, type HazardKind, type LockLevel, type Statement } from "../../../src/autogen/core/statement.js"
import type { Place } from "./place.js"

// What is said of statements is held against what Postgres does: locks, rewritten tables, tables that are read.

/** From the weakest on. Of the tests' own: the library's order is what they judge. */
const LOCKS: readonly LockLevel[] = [
    "ACCESS SHARE",
    "ROW SHARE",
    "ROW EXCLUSIVE",
    "SHARE UPDATE EXCLUSIVE",
    "SHARE",
    "SHARE ROW EXCLUSIVE",
    "EXCLUSIVE",
    "ACCESS EXCLUSIVE",
]

/** Tables that are there before the plan runs, by their oid. TypeORM's own books are no table of the application's. */
export const TABLES = `SELECT c.oid::text AS oid, c.relname AS name, c.relfilenode::text AS node FROM pg_class c
    JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^(pg_|information_schema)' AND c.relname <> 'typeorm_metadata'`
const HELD = `SELECT relation::text AS oid, mode FROM pg_locks
    WHERE pid = pg_backend_pid() AND locktype = 'relation' AND granted`

interface Measured {
    readonly rewrites: boolean
    /** What readers and writers notice of it: the lock that everybody's reading takes is none. */
    readonly lock: LockLevel | null
    /** Whether every row of a table is read under a lock that is stronger than a reader's. */
    readonly reads: boolean
}

/** What a statement says that reads all rows, by the lock that is held on them. What rewrites a table has read them too. */
const READING: Partial<Record<HazardKind, readonly LockLevel[]>> = {
    "rewrites-table": ["ACCESS EXCLUSIVE"],
    "blocks-reads": ["ACCESS EXCLUSIVE"],
    "blocks-writes": ["SHARE", "SHARE ROW EXCLUSIVE", "EXCLUSIVE"],
    "scans-table": ["ACCESS SHARE", "ROW SHARE", "ROW EXCLUSIVE", "SHARE UPDATE EXCLUSIVE"],
}

/** The locks that this connection holds on a relation; of a view whose rows are read from tables none is asked. */
const HELD_ON = "SELECT mode FROM pg_locks WHERE pid = pg_backend_pid() AND granted AND relation = to_regclass($1)"

/** Runs one direction of a plan's step: what each of its statements says of locks, rewrites and reading is what happens. */
export async function runMeasured(place: Place, operations: Operations): Promise<void> {
    await compareHeld(place, operations)
    await compareAll(place, operations)
}

/** Runs all steps of a plan in the same way, there and back. */
export async function runMeasuredBothWays(place: Place, { steps }: Plan): Promise<void> {
    for (const operations of [...steps.map(({ up }) => up), ...steps.map(({ down }) => down).reverse()])
        await runMeasured(place, operations)
}

/** All statements of a plan, to tell whether two plans are the same. */
export function sqlOf({ up, down }: Plan): string {
    return [...statementsOf(up), ...statementsOf(down)].map(({ sql }) => sql).join("\n")
}

/** Runs a whole migration, and takes it back: where it says that rows are read, its transaction holds just the locks that it says so of. */
async function compareHeld(place: Place, operations: Operations): Promise<void> {
    const statements = operations.flatMap((planned) => planned.statements)
    if (statements.some(({ transaction }) => transaction === "outside")) return
    const readings = statements.map(({ hazards }) =>
        hazards.filter(({ kind, object }) => kind in READING && !object.startsWith("view:")),
    )
    const last = readings.findLastIndex((found) => found.length > 0)
    if (last < 0) return
    await place.query("BEGIN")
    for (const [index, { sql }] of statements.slice(0, last + 1).entries()) {
        await place.query(sql)
        for (const { kind, object } of readings[index] ?? []) {
            const locks = await place.query(HELD_ON, [nameIn(object)])
            const held = locks.map(({ mode }) => lockOf(String(mode))).reduce(stronger, "ACCESS SHARE")
            expect(READING[kind], `${kind} of ${object}: ${sql}`).toContain(held)
        }
    }
    await place.query("ROLLBACK")
}

/** The table in an object's key: `public."Room"` of `column:public."Room".code`. */
function nameIn(key: string): string | undefined {
    return /:((?:"(?:[^"]|"")*"|[^.])+\.(?:"(?:[^"]|"")*"|[^.])+)/.exec(key)?.[1]
}

async function compareAll(place: Place, operations: Operations): Promise<void> {
    const start = new Map((await place.query(TABLES)).map(({ oid, node }) => [oid, node]))
    for (const planned of operations) {
        const isInside = planned.statements.every(({ transaction }) => transaction === "inside")
        let held: LockLevel = "ACCESS SHARE"
        if (isInside) await place.query("BEGIN")
        for (const statement of planned.statements) {
            // Its locks cannot be looked at from outside of its own transactions: test/online does, from another connection.
            if (isInside) held = await compare(place, planned, statement, start, held)
            else await place.query(statement.sql)
        }
        if (isInside) await place.query("COMMIT")
    }
}

/** Runs a statement in the transaction of its operation. `held`: the strongest lock that was said to be held before. Gives that after it. */
async function compare(
    place: Place,
    { operation }: PlannedOperation,
    statement: Statement,
    start: Map<unknown, unknown>,
    held: LockLevel,
): Promise<LockLevel> {
    // The greatest key is found by its index, unless a table has as few rows as these.
    await place.query(`SET LOCAL enable_seqscan = ${statement.sql.startsWith("DO $continue_count$") ? "off" : "on"}`)
    const scansBefore = await scansOf(place)
    await place.query(statement.sql)
    const scans = await scansOf(place)
    const locks = await place.query(HELD)
    const after = new Map((await place.query(TABLES)).map(({ oid, node }) => [oid, node]))
    const modes = locks.flatMap(({ oid, mode }) => (start.has(oid) ? [lockOf(String(mode))] : []))
    const strongest = Math.max(-1, ...modes.map((mode) => LOCKS.indexOf(mode)))
    const lock = LOCKS[Math.max(strongest, 0)] ?? null
    // Of such a column Postgres looks for a first row, and fails on it.
    const wantsNoRow = /ADD COLUMN "\w+" [\w ]+ NOT NULL$/.test(statement.sql)
    const isRead = !wantsNoRow && [...start.keys()].some((oid) => (scans.get(oid) ?? 0) > (scansBefore.get(oid) ?? 0))
    const rewrites = [...start].some(([oid, node]) => after.has(oid) && after.get(oid) !== node)
    // What has written every row has read it: Postgres does not count that where the column is a serial.
    const measured: Measured = { rewrites, lock, reads: lock !== "ACCESS SHARE" && (isRead || rewrites) }
    for (const [oid, node] of after) if (start.has(oid)) start.set(oid, node)
    const said: Measured = {
        rewrites: statement.hazards.some(({ kind }) => kind === "rewrites-table"),
        lock: stronger(held, statement.lock ?? "ACCESS SHARE"),
        reads: lock !== "ACCESS SHARE" && statement.hazards.some(({ kind }) => kind in READING),
    }
    expect({ operation: operation.name, sql: statement.sql, ...said }).toEqual({
        operation: operation.name,
        sql: statement.sql,
        ...measured,
    })
    for (const { kind, object, reason } of statement.hazards) {
        expect(hazardKinds).toContain(kind)
        expect(object).toMatch(/^[a-z-]+:/)
        expect(reason).not.toBe("")
    }
    return said.lock ?? held
}

function stronger(one: LockLevel, other: LockLevel): LockLevel {
    return LOCKS.indexOf(one) > LOCKS.indexOf(other) ? one : other
}

/** How often each table has been read from its beginning to its end. */
async function scansOf(place: Place): Promise<ReadonlyMap<unknown, number>> {
    const rows = await place.query(
        "SELECT oid::text AS oid, pg_stat_get_xact_numscans(oid)::int AS scans FROM pg_class WHERE relkind IN ('r', 'p')",
    )
    return new Map(rows.map(({ oid, scans }) => [oid, Number(scans)]))
}

/** "AccessExclusiveLock" is ACCESS EXCLUSIVE. */
function lockOf(mode: string): LockLevel {
    const words = mode
        .replace(/Lock$/, "")
        .replaceAll(/(?<=[a-z])(?=[A-Z])/g, " ")
        .toUpperCase()
    return words as LockLevel
}

import { relationOf } from "../core/object-key.js"
import type { Operations, PlannedOperation } from "../core/plan.js"
import { rowsRead, strongerLock, type Hazard, type LockLevel, type Statement } from "../core/statement.js"

/** The strongest lock that a transaction holds on each table, by the table's name. */
type Held = Map<string, LockLevel>

/**
 * Says what others notice where rows are read under the locks that a migration holds by then, those of its statements before: an index
 * that is built after a constraint was dropped is built while nobody can read the table. `operations`: all of one migration, in
 * their order. Without a transaction around them nothing is held.
 */
export function underHeldLocks(operations: Operations): Operations {
    const isInside = operations.every(({ statements }) =>
        statements.every(({ transaction }) => transaction === "inside"),
    )
    if (!isInside) return operations
    const held: Held = new Map()
    return operations.map((planned) => {
        const statements = planned.statements.map((statement) => {
            const told = toldUnder(statement, held)
            hold(held, planned, statement)
            return told
        })
        return { ...planned, statements }
    })
}

function toldUnder(statement: Statement, held: Held): Statement {
    if (statement.hazards.every(({ work }) => work === undefined)) return statement
    return { ...statement, hazards: statement.hazards.map((hazard) => noticed(hazard, statement, held)) }
}

function noticed(hazard: Hazard, { lock }: Statement, held: Held): Hazard {
    const before = held.get(relationOf(hazard.object))
    if (hazard.work === undefined || before === undefined) return hazard
    const under = rowsRead(strongerLock(before, lock), hazard.object, { work: hazard.work, safer: hazard.safer })
    if (under.kind === hazard.kind) return hazard
    return { ...under, reason: `${under.reason} (locked by an earlier statement)` }
}

function hold(held: Held, { objects }: PlannedOperation, { lock, hazards, alsoLocks = [] }: Statement): void {
    if (lock === null) return
    for (const key of [...objects, ...hazards.map(({ object }) => object), ...alsoLocks]) {
        const table = relationOf(key)
        held.set(table, strongerLock(lock, held.get(table) ?? null))
    }
}

import type { Diagnostic } from "../core/diagnostic.js"
import { historyTable, type ExecutedMigration } from "./history-table.js"
import { knownMigrations, type KnownMigration } from "./migration-files.js"
import { partlyRun, partlyRunDiagnostic, type PartlyRun } from "./partly-run.js"
import type { Session } from "./session.js"

/** What the code has, what the database has executed, and what lies between. */
export interface History {
    /** By timestamp. */
    readonly known: readonly KnownMigration[]
    /** In the order of execution. */
    readonly executed: readonly ExecutedMigration[]
    /** Known and not executed, by timestamp. */
    readonly pending: readonly KnownMigration[]
    /** Executed and not known: the code lacks them. */
    readonly missing: readonly ExecutedMigration[]
    /** Changes of several steps that have stopped on their way. */
    readonly partly: readonly PartlyRun[]
    readonly diagnostics: readonly Diagnostic[]
}

/**
 * Reads where a database stands, and writes nothing: a role that can only read will do.
 *
 * @example
 * ```ts
 * const { pending } = await readHistory(session)
 * if (pending.length > 0) throw new Error(`${pending.length} migrations have not been executed`)
 * ```
 */
export async function readHistory(session: Session): Promise<History> {
    const known = knownMigrations(session.dataSource)
    const executed = await historyTable(session).read()
    const executedNames = new Set(executed.map(({ name }) => name))
    const knownNames = new Set(known.map(({ name }) => name))
    const missing = executed.filter(({ name }) => !knownNames.has(name))
    const partly = partlyRun(known, executedNames)
    return {
        known,
        executed,
        pending: known.filter(({ name }) => !executedNames.has(name)),
        missing,
        partly,
        diagnostics: [...missing.map(missingDiagnostic), ...partly.map(partlyRunDiagnostic)],
    }
}

function missingDiagnostic({ name }: ExecutedMigration): Diagnostic {
    return {
        severity: "warning",
        code: "migration-missing",
        object: null,
        message: `The migration "${name}" was executed on this database, but the code does not have it.`,
    }
}

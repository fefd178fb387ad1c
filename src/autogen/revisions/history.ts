import type { Diagnostic } from "../core/diagnostic.js"
import { printable } from "../core/printable.js"
import type { GraphProblem } from "./graph/graph-problems.js"
import { revisionGraph, type RevisionGraph } from "./graph/revision-graph.js"
import { historyTable, type ExecutedMigration } from "./history-table.js"
import { countingRevisions, countingRows, type IncompleteSquash } from "./graph/replacements.js"
import { incompleteText } from "./incomplete-squash.js"
import { allMigrations, inOrder, type KnownMigration } from "./migration-files.js"
import { partlyRun, partlyRunDiagnostic, type PartlyRun } from "./partly-run.js"
import type { Session } from "./session.js"

/** What the code has, what the database has executed, and what lies between. */
export interface History {
    readonly graph: RevisionGraph
    /** In the order in which they run. */
    readonly known: readonly KnownMigration[]
    /** In the order of execution. */
    readonly executed: readonly ExecutedMigration[]
    /** Known and not executed, in the order in which they run. */
    readonly pending: readonly KnownMigration[]
    /** Executed and not known: the code lacks them. */
    readonly missing: readonly ExecutedMigration[]
    /** Changes of several steps that have stopped on their way. */
    readonly partly: readonly PartlyRun[]
    /** Squashes that count as executed and have not been recorded. */
    readonly adopted: readonly KnownMigration[]
    /** Squashes of which this database has executed only a part, and whose other files are gone. */
    readonly incomplete: readonly IncompleteSquash[]
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
    const rows = await historyTable(session).read()
    const counting = countingRevisions(allMigrations(session.dataSource), new Set(rows.map(({ name }) => name)))
    const known = inOrder(counting.revisions)
    const executed = countingRows(rows, known)
    const executedNames = new Set(executed.map(({ name }) => name))
    const knownNames = new Set(known.map(({ name }) => name))
    const graph = revisionGraph(known)
    const missing = executed.filter(({ name }) => !knownNames.has(name))
    const partly = partlyRun(known, executedNames)
    // That an executed one is missing is said once.
    const problems = graph.problems.filter(({ kind, about }) => kind !== "unknown-parent" || !executedNames.has(about))
    return {
        graph,
        known,
        executed,
        pending: known.filter(({ name }) => !executedNames.has(name)),
        missing,
        partly,
        adopted: counting.adopted,
        incomplete: counting.incomplete,
        diagnostics: [
            ...counting.incomplete.map(incompleteDiagnostic),
            ...missing.map(missingDiagnostic),
            ...problems.map(problemDiagnostic),
            ...partly.map(partlyRunDiagnostic),
        ],
    }
}

function missingDiagnostic({ name }: ExecutedMigration): Diagnostic {
    return {
        severity: "warning",
        code: "migration-missing",
        object: null,
        message: `the migration "${printable(name)}" was executed on this database, but the code does not have it; bring its file back: another branch may have it, or \`git log --all --diff-filter=D --name-only\``,
    }
}

function incompleteDiagnostic(squash: IncompleteSquash): Diagnostic {
    const { message, next } = incompleteText(squash)
    return { severity: "warning", code: "squash-incomplete", object: null, message: `${message}; ${next}` }
}

/** What is wrong with a revision's place in the history, as a warning. */
export function problemDiagnostic({ kind, message, next }: GraphProblem): Diagnostic {
    return { severity: "warning", code: `revision-${kind}`, object: null, message: `${message}; ${next}` }
}

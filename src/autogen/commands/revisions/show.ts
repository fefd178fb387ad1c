import type { Diagnostic } from "../../core/diagnostic.js"
import { AutogenError } from "../../core/errors.js"
import type { Hazard } from "../../core/statement.js"
import { allMigrations } from "../../revisions/migration-files.js"
import type { ProjectOptions } from "../opened-project.js"
import { expectFile, readRevisions, reportRevisions, type RevisionReport } from "./read-revisions.js"
import { targetOf } from "./history.js"
import { recordMigration, runsInTransaction, type RecordedStatement } from "./record-migration.js"

/** Which revision to tell of. */
export interface ShowOptions extends ProjectOptions {
    /** A target, such as a revision's name or `head`. */
    readonly revision: string
}

/** What a revision does in one direction; `problem` says why it cannot be known. */
export interface ShownDirection {
    readonly operations: readonly string[]
    readonly statements: readonly RecordedStatement[]
    readonly hazards: readonly Hazard[]
    /** What it first asks the database, and does only where that exists. */
    readonly questions: readonly string[]
    readonly problem: string | null
}

/** A revision with what it does. */
export interface ShownRevision extends RevisionReport {
    /** Whether it runs in a transaction of its own. */
    readonly inTransaction: boolean
    readonly up: ShownDirection
    readonly down: ShownDirection
}

/** What {@link show} found. */
export interface ShowResult {
    readonly revisions: readonly ShownRevision[]
    readonly diagnostics: readonly Diagnostic[]
}

/**
 * Tells what revisions are and what they do: their place, their operations, the SQL of both directions and its hazards. Asks no database,
 * unless the target is `current`.
 *
 * @example
 * ```ts
 * const { revisions: [head] } = await show({ revision: "head" })
 * console.log(head?.up.statements.map(({ sql }) => sql))
 * ```
 */
export async function show({ revision, ...options }: ShowOptions): Promise<ShowResult> {
    const found = await readRevisions(options, /(^|@)current\b/.test(revision))
    const { dataSource } = found.project
    const reports = await reportRevisions(found, await targetOf(found, revision))
    const known = new Map(allMigrations(dataSource).map((migration) => [migration.name, migration]))
    const revisions: ShownRevision[] = []
    for (const report of reports) {
        const migration = known.get(report.revision)
        if (migration === undefined) continue
        const does = (direction: "up" | "down"): Promise<ShownDirection> =>
            recordMigration(dataSource, migration, direction).then(
                ({ operations, statements, hazards, questions }) => ({
                    ...{ operations, statements, hazards, questions },
                    problem: null,
                }),
                (error: unknown) => ({
                    operations: [],
                    statements: [],
                    hazards: [],
                    questions: [],
                    problem: problemOf(error),
                }),
            )
        const inTransaction = runsInTransaction(dataSource, migration.instance)
        revisions.push({ ...report, inTransaction, up: await does("up"), down: await does("down") })
    }
    return { revisions, diagnostics: found.diagnostics }
}

function problemOf(error: unknown): string {
    if (error instanceof AutogenError) return error.message
    throw error
}

/**
 * The absolute path of a revision's file, for an editor.
 *
 * @example
 * ```ts
 * spawnSync("code", [(await fileOfRevision({ revision: "head" })).file])
 * ```
 */
export async function fileOfRevision({
    revision,
    ...options
}: ShowOptions): Promise<{ readonly revision: string; readonly file: string }> {
    const found = await readRevisions(options, /(^|@)current\b/.test(revision))
    const [name, ...others] = await targetOf(found, revision)
    if (name === undefined || others.length > 0) {
        throw new AutogenError({
            code: "REVISION_UNKNOWN",
            message: `"${revision}" is ${name === undefined ? "no revision" : `${others.length + 1} revisions`}, and one is opened at a time`,
            next: "name the revision",
        })
    }
    return { revision: name, file: expectFile(found, name) }
}

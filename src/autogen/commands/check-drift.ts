import type { CheckReport, LocatedDrift, PendingMigration } from "../check/check-report.js"
import { driftReport, type Drift } from "../check/drift-report.js"
import { gateProblems } from "../check/gate.js"
import { nextSteps } from "../check/next-steps.js"
import type { Diagnostic } from "../core/diagnostic.js"
import type { ObjectKey } from "../core/object-key.js"
import type { Plan } from "../core/plan.js"
import { differencesFromHistory, planDrift, type PlanningOptions } from "./generate.js"
import { projectCommands } from "../load/project-commands.js"
import type { ProjectOptions } from "./opened-project.js"
import { openProject } from "./project.js"
import type { Project } from "./opened-project.js"

/** How to check. */
export interface CheckOptions extends ProjectOptions, PlanningOptions {
    /** Whether what is unmanaged, not modelled or not compared is a problem. Default: the project's `strict`, else false. */
    readonly strict?: boolean
}

/** What {@link checkDrift} found. */
export interface CheckResult {
    /** Whether the entities and the database (or the history) agree, nothing is pending, and there is no problem. */
    readonly inSync: boolean
    /** What is no difference, but breaks what runs by these entities, or hides differences; in a strict check also what is unmanaged. */
    readonly problems: readonly Diagnostic[]
    readonly drifts: readonly LocatedDrift[]
    /** Migrations that have not run on the database. */
    readonly pending: readonly string[]
    readonly plan: Plan
    readonly diagnostics: readonly Diagnostic[]
    /** The same as all formats need it, with the next step in words. */
    readonly report: CheckReport
    /** The folder that the files of drifts are relative to. */
    readonly folder: string
}

/**
 * Compares the entities with the database and reports every difference. Writes nothing anywhere: a role that can only read will do.
 *
 * @example
 * ```ts
 * const { inSync, drifts } = await checkDrift()
 * if (!inSync) for (const drift of drifts) console.log(drift.object, drift.from, "->", drift.to)
 * ```
 */
export async function checkDrift(options: CheckOptions = {}): Promise<CheckResult> {
    return checkProject(await openProject(options), options)
}

/** As {@link checkDrift}, of a project that is open. */
export async function checkProject(project: Project, options: CheckOptions): Promise<CheckResult> {
    const { plan, pending } = await planDrift(project, options)
    const drifts = driftReport(plan, { fileOf: project.fileOf })
    const question = options.against === "history" ? "history-entities" : "database-entities"
    const causeOf =
        drifts.length === 0 || question === "history-entities" || pending.length > 0
            ? () => null
            : await causes(project, options)
    const strict = options.strict ?? project.options.strict ?? false
    return checkResult(project, {
        question,
        plan,
        pending,
        strict,
        drifts: drifts.map((drift) => ({ ...drift, cause: causeOf(drift) })),
    })
}

/** What a check found, before it is judged. */
export interface CheckFindings extends Pick<CheckReport, "question"> {
    readonly plan: Plan
    readonly pending: readonly string[]
    readonly strict: boolean
    readonly drifts: readonly Omit<LocatedDrift, "line">[]
}

/** Judges what a check found, and says what to do. */
export function checkResult(
    project: Pick<Project, "folder" | "migrationFileOf" | "lineOf">,
    findings: CheckFindings,
): CheckResult {
    const { question, plan, strict } = findings
    const { diagnostics } = plan
    const problems = gateProblems(diagnostics, { strict })
    const drifts = findings.drifts.map((drift) => ({ ...drift, line: lineOf(project, drift) }))
    const pending = findings.pending.map((name) => pendingMigration(project, name))
    const inSync = drifts.length === 0 && pending.length === 0 && problems.length === 0
    const found = { question, inSync, drifts, pending, problems, diagnostics }
    const report = { ...found, nextSteps: nextSteps(found, projectCommands(project.folder)) }
    return { inSync, problems, drifts, pending: findings.pending, plan, diagnostics, report, folder: project.folder }
}

function lineOf({ lineOf }: Pick<Project, "lineOf">, { file, entity, property }: Omit<Drift, "line">): number | null {
    return file === null || entity === null ? null : (lineOf(file, entity, property) ?? null)
}

function pendingMigration(
    { migrationFileOf, lineOf }: Pick<Project, "migrationFileOf" | "lineOf">,
    name: string,
): PendingMigration {
    const file = migrationFileOf(name) ?? null
    return { name, file, line: file === null ? null : (lineOf(file, name) ?? null) }
}

/**
 * Whether the entities have changed since the last migration, or the live database has, for each difference between the two: by whether
 * the migrations make what the entities declare.
 */
async function causes(project: Project, options: CheckOptions): Promise<(drift: Drift) => LocatedDrift["cause"]> {
    if (project.dataSource.migrations.length === 0) return () => "entities"
    const differing: ReadonlySet<ObjectKey> | null = await differencesFromHistory(project, options)
    if (differing === null) return () => null
    return ({ object }) => (differing.has(object) ? "entities" : "database")
}

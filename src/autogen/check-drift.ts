import type { Diagnostic } from "./core/diagnostic.js"
import type { Plan } from "./core/plan.js"
import { driftReport, type Drift } from "./check/drift-report.js"
import { planDrift, type PlanningOptions } from "./generate.js"
import { openProject, type ProjectOptions } from "./project.js"

/** How to check. */
export interface CheckOptions extends ProjectOptions, PlanningOptions {}

/** What {@link checkDrift} found. */
export interface CheckResult {
    /** Whether the entities and the database (or the history) agree, and nothing is pending. */
    readonly inSync: boolean
    readonly drifts: readonly Drift[]
    /** Migrations that have not run on the database. */
    readonly pending: readonly string[]
    readonly plan: Plan
    readonly diagnostics: readonly Diagnostic[]
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
    const project = await openProject(options)
    const { plan, pending } = await planDrift(project, options)
    const drifts = driftReport(plan, { fileOf: project.fileOf })
    return { inSync: drifts.length === 0 && pending.length === 0, drifts, pending, plan, diagnostics: plan.diagnostics }
}

import type { Diagnostic } from "../core/diagnostic.js"
import type { Question } from "./check-report.js"
import type { Drift } from "./drift-report.js"

/** What a report says as JSON. The shape is stable: keys are only added, `version` grows when one changes. */
export interface DriftDocument {
    readonly inSync: boolean
    readonly drifts: readonly Drift[]
    readonly pending: readonly string[]
    readonly diagnostics: readonly Diagnostic[]
    /** What was asked, what is wrong although nothing differs, and what to do: where not all is well. */
    readonly question?: Question
    readonly problems?: readonly Diagnostic[]
    readonly nextSteps?: readonly string[]
}

/**
 * A drift report for programs.
 *
 * @example
 * ```ts
 * process.stdout.write(formatDriftJson({ inSync: false, drifts, pending: [], diagnostics: [] }))
 * ```
 */
export function formatDriftJson(document: DriftDocument): string {
    const { inSync, drifts, pending, diagnostics, question, problems, nextSteps } = document
    const more = inSync ? {} : { question, problems, nextSteps }
    return JSON.stringify({ version: 1, inSync, pending, drifts, diagnostics, ...more }, null, 2)
}

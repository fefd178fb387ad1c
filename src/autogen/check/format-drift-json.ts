import type { Diagnostic } from "../core/diagnostic.js"
import type { Drift } from "./drift-report.js"

/** What a report says as JSON. The shape is stable; `version` grows when it changes. */
export interface DriftDocument {
    readonly inSync: boolean
    readonly drifts: readonly Drift[]
    readonly pending: readonly string[]
    readonly diagnostics: readonly Diagnostic[]
}

/**
 * A drift report for programs.
 *
 * @example
 * ```ts
 * process.stdout.write(formatDriftJson({ inSync: false, drifts, pending: [], diagnostics: [] }))
 * ```
 */
export function formatDriftJson({ inSync, drifts, pending, diagnostics }: DriftDocument): string {
    return JSON.stringify({ version: 1, inSync, pending, drifts, diagnostics }, null, 2)
}

import type { Diagnostic } from "../core/diagnostic.js"

/** What is no difference, but breaks what runs by these entities or hides differences. */
const NEVER_GREEN: ReadonlySet<string> = new Set([
    "entities-glob-empty",
    "migration-not-compiled",
    "migration-missing",
    "migration-changed",
    "inserts-fail",
])

/** What a strict check does not pass beside that: whatever was not looked at, or is nobody's. */
const STRICT: ReadonlySet<string> = new Set([
    "unmanaged",
    "unmanaged-dependent",
    "unmodelled",
    "not-compared",
    "history-not-replayed",
])

/**
 * The diagnostics for which a check is not clean although nothing differs.
 *
 * @example
 * ```ts
 * const problems = gateProblems(plan.diagnostics, { strict: true })
 * process.exitCode = problems.length > 0 ? 2 : 0
 * ```
 */
export function gateProblems(
    diagnostics: readonly Diagnostic[],
    { strict = false }: { readonly strict?: boolean } = {},
): readonly Diagnostic[] {
    return diagnostics.filter(({ code }) => NEVER_GREEN.has(code) || (strict && STRICT.has(code)))
}

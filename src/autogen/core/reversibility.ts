import { hazardsOf, type PlanStep } from "./plan.js"
import type { Hazard, HazardKind } from "./statement.js"

/** The words that a migration file says of its way back, from the best to the worst. */
export const reversibilities = ["exact", "lossy", "impossible"] as const

/**
 * What `down` brings back. `exact`: all that was before. `lossy`: the schema, and rows, values or attributes are lost on the way, by `up` or
 * by `down`. `impossible`: nothing, it refuses to run.
 */
export type Reversibility = (typeof reversibilities)[number]

/** What cannot be had again. */
const lossKinds: readonly HazardKind[] = [
    "deletes-data",
    "no-cast",
    "not-reversible",
    "unmanaged-dependent",
    "loses-attribute",
]

/** The hazards by which something is lost for good; the others cost time, locks or a failure. */
export function losses(hazards: readonly Hazard[]): readonly Hazard[] {
    return hazards.filter(({ kind }) => lossKinds.includes(kind))
}

/**
 * What a migration's file says of its way back. What `up` has deleted, `down` does not bring back either.
 *
 * @example
 * ```ts
 * reversibilityOf(plan) // "lossy": the column that up adds goes with its values
 * ```
 */
export function reversibilityOf({ up, down }: PlanStep): Reversibility {
    if (down.some(({ statements }) => statements.some(({ refuses }) => refuses === true))) return "impossible"
    return losses([...hazardsOf(up), ...hazardsOf(down)]).length === 0 ? "exact" : "lossy"
}

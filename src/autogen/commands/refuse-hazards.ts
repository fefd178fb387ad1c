import type { RenameCandidate } from "../core/rename.js"
import { AutogenError } from "../core/errors.js"
import { hazardsOf, type Plan } from "../core/plan.js"
import { hazardKinds, type Hazard, type HazardKind } from "../core/statement.js"
import { nearMatch } from "../core/near-match.js"

/** The hazards that are worth one word: what they cost cannot be had again. */
const refusedKinds: readonly HazardKind[] = [
    "deletes-data",
    "no-cast",
    "unmanaged-dependent",
    "loses-attribute",
    "runs-foreign-code",
]

/**
 * Checks names of hazards that somebody wrote, each of them alone or several with commas between them. Throws `USAGE`.
 *
 * @example
 * ```ts
 * parseHazardKinds(["deletes-data,no-cast"])  // ["deletes-data", "no-cast"]
 * parseHazardKinds(["delete-data"])           // AutogenError USAGE: did you mean "deletes-data"?
 * ```
 */
export function parseHazardKinds(names: readonly string[]): readonly HazardKind[] {
    return names
        .flatMap((list) => list.split(","))
        .map((text) => {
            const name = text.trim()
            const kind = hazardKinds.find((known) => known === name)
            if (kind !== undefined) return kind
            const near = nearMatch(name, hazardKinds)
            throw new AutogenError({
                code: "USAGE",
                message: `there is no hazard ${JSON.stringify(name)}`,
                next: `${near === undefined ? "" : `did you mean "${near}"? `}the hazards are ${hazardKinds.join(", ")}`,
                fields: { name },
            })
        })
}

/**
 * The hazards of a plan's way up that nobody has allowed although they cost data. The way down is printed, not refused: whoever
 * goes back means to lose what has come since.
 *
 * @example
 * ```ts
 * for (const { object, reason } of refusedHazards(plan, ["no-cast"])) console.log(object, reason)
 * ```
 */
export function refusedHazards(plan: Pick<Plan, "up">, allowed: readonly HazardKind[]): readonly Hazard[] {
    return hazardsOf(plan.up).filter(({ kind }) => refusedKinds.includes(kind) && !allowed.includes(kind))
}

/** The error that names every object with its hazard, and what to write where it is meant, or where a name has only changed. */
export function hazardsRefused(
    hazards: readonly Hazard[],
    candidates: readonly Pick<RenameCandidate, "flag">[] = [],
): AutogenError {
    const kinds = refusedKinds.filter((kind) => hazards.some((hazard) => hazard.kind === kind))
    const lines = hazards.map(({ kind, object, reason }) => `  ${kind} "${object}": ${reason}`)
    const choices = [...new Set(hazards.map(({ safer }) => safer))]
    return new AutogenError({
        code: "HAZARD_REFUSED",
        message: `nothing was written, because of what this migration would cost:\n${lines.join("\n")}`,
        next: [
            `if that is meant: --allow ${kinds.join(",")}`,
            ...candidates.map(({ flag }) => `if a name has only changed: ${flag}`),
            ...(candidates.length > 1 ? ["if all such names have only changed: --rename-all"] : []),
            ...choices,
        ].join("\n  or "),
        fields: { hazards },
    })
}

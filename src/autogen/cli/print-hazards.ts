import pc from "picocolors"
import { grouped } from "../core/groups.js"
import { nameText } from "../core/object-key.js"
import { printable } from "../core/printable.js"
import { hazardKinds, type Hazard, type HazardKind } from "../core/statement.js"
import type { Output } from "./output.js"
import { wrapped } from "./wrap-text.js"

/**
 * Prints the hazards of a direction, kind by kind, the worst first: a line for each hazard, and dimmed below them the safer way of those
 * that share one.
 */
export function printHazards(output: Output, title: string, hazards: readonly Hazard[]): void {
    if (hazards.length === 0) return
    output.err(pc.bold(title))
    const line = (text: string, indent: number): string => wrapped(printable(text), output.width, indent)
    for (const kind of hazardKinds) {
        const own = hazards.filter((hazard) => hazard.kind === kind)
        for (const [safer, members] of grouped(own, (hazard) => hazard.safer)) {
            const texts = members.map(({ object, reason }) => line(`${kind} ${object}: ${reason}`, 2))
            for (const text of new Set(texts)) output.err(text.replace(kind, paintOf(kind)(kind)))
            output.err(pc.dim(line(`safer: ${safer}`, 4)))
        }
    }
}

/** Prints what the way down costs as one line: the worst of it, and how much more there is. */
export function printDown(output: Output, hazards: readonly Hazard[], defaultSchema: string): void {
    const text = downLine(hazards, defaultSchema)
    if (text !== null) output.err(wrapped(printable(text), output.width, 0).replace("down:", pc.bold("down:")))
}

/** So many objects are named. */
const NAMED = 3

/**
 * The hazards of a way down, in one line; null where there are none.
 *
 * @example
 * ```ts
 * downLine(hazardsOf(plan.down), "public") // "down: deletes data in room.floor; 3 more, see --verbose"
 * ```
 */
export function downLine(hazards: readonly Hazard[], defaultSchema: string): string | null {
    const worst = hazardKinds.find((kind) => hazards.some((hazard) => hazard.kind === kind))
    if (worst === undefined) return null
    const all = new Set(hazards.map(({ kind, object }) => `${kind} ${object}`))
    const objects = new Set(hazards.filter(({ kind }) => kind === worst).map(({ object }) => object))
    const names = [...objects].slice(0, NAMED).map((object) => nameText(object, defaultSchema))
    const rest = all.size - names.length
    return `down: ${DEEDS[worst]} ${names.join(", ")}${rest > 0 ? `; ${rest} more, see --verbose` : ""}`
}

/** What a hazard does, followed by its objects. */
export const DEEDS: Readonly<Record<HazardKind, string>> = {
    "deletes-data": "deletes data in",
    "no-cast": "converts values without a cast in",
    "rewrites-table": "rewrites the table for",
    "blocks-reads": "blocks reads for",
    "blocks-writes": "blocks writes for",
    "scans-table": "reads every row for",
    "may-fail-on-data": "may fail on the data of",
    "not-reversible": "cannot be reversed for",
    "changes-authorization": "changes who may do what with",
    "unmanaged-dependent": "affects unmanaged dependents of",
    "loses-attribute": "loses attributes of",
    "runs-foreign-code": "runs foreign code for",
}

function paintOf(kind: HazardKind): (text: string) => string {
    return kind === "deletes-data" ? pc.red : pc.yellow
}

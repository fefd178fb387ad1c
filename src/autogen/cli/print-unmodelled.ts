import pc from "picocolors"
import { formatUnmodelled } from "../check/format-unmodelled.js"
import type { Plan } from "../core/plan.js"
import type { Output } from "./output.js"

/** Prints what no kind reads: one line, or with `verbose` a list. */
export function printUnmodelled(output: Output, plan: Pick<Plan, "current">, verbose: boolean): void {
    const text = formatUnmodelled(plan.current, verbose)
    if (text !== null) output.err(`${pc.cyan("note")} ${text}`)
}

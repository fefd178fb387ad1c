import pc from "picocolors"
import { checkDrift, type CheckOptions, type CheckResult } from "../check-drift.js"
import { formatDriftJson } from "../check/format-drift-json.js"
import { formatDriftText } from "../check/format-drift-text.js"
import { printDiagnostics, type Output } from "./output.js"
import { paints } from "./paints.js"
import { projectOptions } from "./project-options.js"
import type { CommandContext, GlobalOptions } from "./run-command.js"

/** The exit code that tells drift from an error. */
const DRIFT = 2

/** `typeorm-autogen check` */
export async function checkCommand(
    options: GlobalOptions & Pick<CheckOptions, "against">,
    { output }: CommandContext,
): Promise<number> {
    const { against } = options
    const result = await checkDrift({
        ...projectOptions(options, output),
        ...(against === undefined ? {} : { against }),
    })
    if (options.json) output.out(formatDriftJson(result))
    else printResult(output, result)
    return result.inSync ? 0 : DRIFT
}

function printResult(output: Output, { inSync, drifts, pending, plan, diagnostics }: CheckResult): void {
    printDiagnostics(output, diagnostics, plan)
    if (inSync) {
        output.out(`${pc.green("in sync")} the database is what the entities declare`)
        return
    }
    if (pending.length > 0) output.out(`${pc.yellow("pending")} ${pending.join(", ")}`)
    if (drifts.length > 0) output.out(formatDriftText(drifts, paints))
}

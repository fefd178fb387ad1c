import { findDrift, type DriftOptions } from "../commands/find-drift.js"
import { projectOptions } from "./project-options.js"
import { reportCheck } from "./report-check.js"
import type { CommandContext, GlobalOptions } from "./run-command.js"

/** `typeorm-autogen drift` */
export async function driftCommand(
    options: GlobalOptions & Pick<DriftOptions, "strict">,
    { output }: CommandContext,
): Promise<number> {
    const { strict } = options
    return reportCheck(output, options, () =>
        findDrift({ ...projectOptions(options, output), ...(strict === undefined ? {} : { strict }) }),
    )
}

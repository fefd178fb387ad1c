import type { CheckOptions } from "../commands/check-drift.js"
import { checkDrift } from "../commands/check-drift.js"
import { reportCheck } from "./report-check.js"
import { passOptions } from "./print-pass.js"
import { projectOptions } from "./project-options.js"
import type { CommandContext, GlobalOptions } from "./run-command.js"

/** `typeorm-autogen check` */
export async function checkCommand(
    options: GlobalOptions & Pick<CheckOptions, "against" | "strict"> & { readonly verbose?: boolean },
    { output }: CommandContext,
): Promise<number> {
    const { against, strict } = options
    return reportCheck(output, options, () =>
        checkDrift({
            ...projectOptions(options, output),
            ...passOptions(options, output),
            ...(against === undefined ? {} : { against }),
            ...(strict === undefined ? {} : { strict }),
        }),
    )
}

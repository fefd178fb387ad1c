import pc from "picocolors"
import { upgrade } from "../revise.js"
import { progressLine } from "./progress-line.js"
import { projectOptions } from "./project-options.js"
import type { CommandContext, GlobalOptions } from "./run-command.js"

interface UpgradeCommandOptions extends GlobalOptions {
    readonly fake?: boolean
}

/** `typeorm-autogen upgrade [to]` */
export async function upgradeCommand(
    options: UpgradeCommandOptions,
    { output, signal }: CommandContext,
    to?: string,
): Promise<number> {
    const result = await upgrade({
        ...projectOptions(options),
        ...(to === undefined || to === "head" ? {} : { to }),
        fake: options.fake ?? false,
        signal,
        onProgress: (progress) => {
            const line = progressLine(progress)
            if (line !== null) output.err(line)
        },
    })
    if (options.json) output.out(JSON.stringify({ version: 1, ...result }, null, 2))
    else if (result.executed.length === 0) output.out(`${pc.green("up to date")} nothing is pending`)
    else output.out(`${pc.green("done")} ${result.executed.length} run, ${result.pending.length} pending`)
    return 0
}

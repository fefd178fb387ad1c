import pc from "picocolors"
import { AutogenError } from "../core/errors.js"
import { downgrade } from "../revise.js"
import { progressLine } from "./progress-line.js"
import { projectOptions } from "./project-options.js"
import type { CommandContext, GlobalOptions } from "./run-command.js"

interface DowngradeCommandOptions extends GlobalOptions {
    readonly fake?: boolean
    readonly steps?: string
}

/** `typeorm-autogen downgrade [to]` */
export async function downgradeCommand(
    options: DowngradeCommandOptions,
    { output, signal }: CommandContext,
    to?: string,
): Promise<number> {
    const steps = options.steps === undefined ? undefined : positive(options.steps)
    const result = await downgrade({
        ...projectOptions(options),
        ...(to === undefined ? {} : { to }),
        ...(steps === undefined ? {} : { steps }),
        fake: options.fake ?? false,
        signal,
        onProgress: (progress) => {
            const line = progressLine(progress)
            if (line !== null) output.err(line)
        },
    })
    if (options.json) output.out(JSON.stringify({ version: 1, ...result }, null, 2))
    else if (result.reverted.length === 0) output.out(`${pc.green("at base")} nothing to revert`)
    else output.out(`${pc.green("done")} ${result.reverted.length} reverted`)
    return 0
}

function positive(text: string): number {
    const count = Number(text)
    if (Number.isInteger(count) && count > 0) return count
    throw new AutogenError({
        code: "USAGE",
        message: `--steps is "${text}", which is no count`,
        next: "give a whole number from 1",
    })
}

import { relative } from "node:path"
import pc from "picocolors"
import { printable } from "../core/printable.js"
import { merge } from "../commands/revisions/merge.js"
import { projectOptions } from "./project-options.js"
import type { CommandContext, GlobalOptions } from "./run-command.js"

interface MergeCommandOptions extends GlobalOptions {
    readonly message?: string
    readonly branchLabel?: readonly string[]
    readonly revId?: string
    readonly splice?: boolean
    readonly force?: boolean
}

/** `typeorm-autogen merge [revisions...]` */
export async function mergeCommand(
    options: MergeCommandOptions,
    { output, signal }: CommandContext,
    revisions: readonly string[],
): Promise<number> {
    const { message, branchLabel, revId, splice = false, force = false } = options
    const result = await merge({
        ...projectOptions({ ...options, against: "history" }, output),
        revisions,
        ...(message === undefined ? {} : { name: message }),
        ...(branchLabel === undefined ? {} : { branchLabels: branchLabel }),
        ...(revId === undefined ? {} : { revId }),
        splice,
        force,
        signal,
    })
    if (options.json) {
        output.out(JSON.stringify({ version: 1, ...result }, null, 2))
        return 0
    }
    const [proven, word] = result.proven
        ? [pc.green("proven"), "both orders make the same schema"]
        : [pc.yellow("warning"), "not proven: the order of the branches decides what the schema is"]
    output.err(`${proven} ${word}`)
    output.out(`${pc.green("written")} ${printable(relative(process.cwd(), result.file))}`)
    return 0
}

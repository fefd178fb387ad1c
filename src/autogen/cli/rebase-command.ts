import { relative } from "node:path"
import pc from "picocolors"
import { printable } from "../core/printable.js"
import { rebase } from "../commands/revisions/rebase.js"
import { projectOptions } from "./project-options.js"
import type { CommandContext, GlobalOptions } from "./run-command.js"

interface RebaseCommandOptions extends GlobalOptions {
    readonly onto?: string
    readonly force?: boolean
}

/** `typeorm-autogen rebase <revision>` */
export async function rebaseCommand(
    options: RebaseCommandOptions,
    { output, signal }: CommandContext,
    revision: string,
): Promise<number> {
    const { onto, force = false } = options
    const result = await rebase({
        ...projectOptions(options, output),
        revision,
        ...(onto === undefined ? {} : { onto }),
        force,
        signal,
    })
    if (options.json) {
        output.out(JSON.stringify({ version: 1, ...result }, null, 2))
        return 0
    }
    output.err(
        result.proven
            ? `${pc.green("proven")} both orders make the same schema`
            : `${pc.yellow("warning")} not proven: the order decides what the schema is`,
    )
    for (const { from, to, file } of result.revisions)
        output.out(`${printable(from)} -> ${printable(to)}, ${printable(relative(process.cwd(), file))}`)
    return 0
}

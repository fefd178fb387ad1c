import { relative } from "node:path"
import pc from "picocolors"
import { removeSquashed } from "../commands/squash/remove-squashed.js"
import { squash } from "../commands/squash/squash.js"
import { AutogenError } from "../core/errors.js"
import { printable } from "../core/printable.js"
import { projectOptions } from "./project-options.js"
import type { CommandContext, GlobalOptions } from "./run-command.js"

interface SquashCommandOptions extends GlobalOptions {
    readonly message?: string
    readonly dryRun?: boolean
    readonly remove?: boolean
}

/** `typeorm-autogen squash <a:b>`, `squash --remove [revision]` */
export async function squashCommand(
    options: SquashCommandOptions,
    { output, signal }: CommandContext,
    argument?: string,
): Promise<number> {
    const { message, dryRun = false, remove = false, json } = options
    if (remove) {
        const result = await removeSquashed({
            ...projectOptions(options, output),
            ...(argument === undefined ? {} : { revision: argument }),
        })
        if (json) output.out(JSON.stringify({ version: 1, ...result }, null, 2))
        else for (const file of result.files) output.out(`${pc.green("removed")} ${printable(file)}`)
        return 0
    }
    if (argument === undefined)
        throw new AutogenError({
            code: "USAGE",
            message: "the range is missing",
            next: "write it: `squash :head`, `squash a:b`",
        })
    const result = await squash({
        ...projectOptions({ ...options, against: "history" }, output),
        range: argument,
        ...(message === undefined ? {} : { name: message }),
        dryRun,
        signal,
    })
    const { replaces, kept, irreversible, file, written, source } = result
    if (json) {
        output.out(JSON.stringify({ version: 1, ...result }, null, 2))
        return 0
    }
    output.err(
        `${pc.green("proven")} it leaves the same catalog as the ${replaces.length} migrations that it replaces${irreversible === null ? ", and its down the one before" : ""}`,
    )
    if (kept.length > 0) output.err(`${pc.cyan("note")} kept as they are: ${kept.map(printable).join(", ")}`)
    if (irreversible !== null) output.err(`${pc.yellow("warning")} its down refuses to run: ${printable(irreversible)}`)
    if (written) output.out(`${pc.green("written")} ${printable(relative(process.cwd(), file))}`)
    else output.out(source.trimEnd())
    if (written) output.err(`${pc.dim("next ")} once every database has them: typeorm-autogen squash --remove`)
    return 0
}

import { spawnSync } from "node:child_process"
import { AutogenError } from "../core/errors.js"
import { printable } from "../core/printable.js"
import { fileOfRevision } from "../commands/revisions/show.js"
import { projectOptions } from "./project-options.js"
import type { CommandContext, GlobalOptions } from "./run-command.js"

/** `typeorm-autogen edit [revision]` */
export async function editCommand(
    options: GlobalOptions,
    { output }: CommandContext,
    revision: string,
): Promise<number> {
    const result = await fileOfRevision({ ...projectOptions(options, output), revision })
    if (options.json) {
        output.out(JSON.stringify({ version: 1, ...result }, null, 2))
        return 0
    }
    // As git does it: the variable is a command with its own arguments.
    const [program, ...args] = (process.env["VISUAL"] || process.env["EDITOR"] || "").split(/\s+/).filter(Boolean)
    if (program === undefined) {
        output.out(printable(result.file))
        throw new AutogenError({
            code: "USAGE",
            message: "neither VISUAL nor EDITOR names an editor; the file is the one above",
            next: 'set one of them: export EDITOR="code --wait"',
        })
    }
    const { status, error } = spawnSync(program, [...args, result.file], {
        stdio: "inherit",
        shell: process.platform === "win32",
    })
    if (!error) return status === 0 ? 0 : 1
    throw new AutogenError({
        code: "USAGE",
        message: `the editor "${printable(program)}" cannot be started: ${error.message}`,
        next: `correct VISUAL or EDITOR, or open ${printable(result.file)}`,
        cause: error,
    })
}

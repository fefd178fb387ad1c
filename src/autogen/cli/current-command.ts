import pc from "picocolors"
import { printable } from "../core/printable.js"
import { current } from "../commands/migrate.js"
import { printDiagnostics } from "./output.js"
import { projectOptions } from "./project-options.js"
import type { CommandContext, GlobalOptions } from "./run-command.js"

/** `typeorm-autogen current` */
export async function currentCommand(options: GlobalOptions, { output }: CommandContext): Promise<number> {
    const result = await current(projectOptions(options, output))
    if (options.json) {
        output.out(JSON.stringify({ version: 1, ...result }, null, 2))
        return 0
    }
    printDiagnostics(output, result.diagnostics)
    output.out(`${pc.bold(printable(result.head ?? "base"))}${result.pending.length === 0 ? " (head)" : ""}`)
    for (const name of result.pending) output.out(`${pc.yellow("pending")} ${printable(name)}`)
    return 0
}

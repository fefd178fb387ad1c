import pc from "picocolors"
import { printable } from "../core/names.js"
import { initProject } from "../init/init-project.js"
import type { CommandContext, GlobalOptions } from "./run-command.js"

interface InitCommandOptions extends GlobalOptions {
    readonly migrationsFolder?: string
}

/** `typeorm-autogen init` */
export async function initCommand(options: InitCommandOptions, { output }: CommandContext): Promise<number> {
    const { migrationsFolder } = options
    const report = await initProject({
        cwd: process.cwd(),
        ...(migrationsFolder === undefined ? {} : { migrationsFolder }),
    })
    for (const { path, action, note } of report) {
        const paint = action === "kept" ? pc.dim : pc.green
        output.out(
            `${paint(action.padEnd(7))} ${printable(path)}${note === undefined ? "" : `\n        ${note.split("\n").join("\n        ")}`}`,
        )
    }
    return 0
}

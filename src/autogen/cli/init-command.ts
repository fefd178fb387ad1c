import { resolve } from "node:path"
import pc from "picocolors"
import { printable } from "../core/printable.js"
import { initProject, type InitStep } from "../init/init-project.js"
import { isInteractive } from "./ask.js"
import { askWhich } from "./ask-which.js"
import { writeCiWorkflow } from "../init/ci-workflow.js"
import type { CommandContext, GlobalOptions } from "./run-command.js"

interface InitCommandOptions extends GlobalOptions {
    readonly migrationsFolder?: string
    readonly tsconfig?: boolean
    readonly ci?: "github"
}

/** `typeorm-autogen init [folder]` */
export async function initCommand(
    options: InitCommandOptions,
    { output, signal }: CommandContext,
    folder = ".",
): Promise<number> {
    const { migrationsFolder, config, tsconfig } = options
    const report = await initProject({
        cwd: resolve(folder),
        ...(migrationsFolder === undefined ? {} : { migrationsFolder }),
        ...(config === undefined ? {} : { config }),
        ...(tsconfig === undefined ? {} : { tsconfig }),
        ...(isInteractive()
            ? { chooseConfig: (files) => askWhich("which DataSource file is the project's?", files, output, signal) }
            : {}),
    })
    const workflow = options.ci === undefined ? [] : [await writeCiWorkflow(resolve(folder))]
    for (const { path, action, note } of [...report, ...workflow]) {
        const paint = action === "kept" ? pc.dim : pc.green
        output.out(
            `${paint(action.padEnd(7))} ${printable(path)}${note === undefined ? "" : `\n        ${note.split("\n").map(printable).join("\n        ")}`}`,
        )
    }
    output.out(nextStep(report))
    return 0
}

/** What to type now. */
function nextStep(report: readonly InitStep[]): string {
    const isNew = report.some(({ path, action }) => action === "created" && /^ormconfig\./.test(path))
    return isNew
        ? `${pc.dim("next   ")} write entities, then \`npx typeorm-autogen generate\``
        : `${pc.dim("next   ")} \`npx typeorm-autogen check\` tells how the database and the entities differ`
}

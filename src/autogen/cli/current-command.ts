import pc from "picocolors"
import { AutogenError } from "../core/errors.js"
import { printable } from "../core/printable.js"
import { current } from "../commands/migrate.js"
import type { CurrentRevision } from "../revisions/current.js"
import { history } from "../commands/revisions/history.js"
import { printDiagnostics } from "./output.js"
import { projectOptions } from "./project-options.js"
import { revisionDetails } from "./revision-text.js"
import type { CommandContext, GlobalOptions } from "./run-command.js"

interface CurrentCommandOptions extends GlobalOptions {
    readonly checkHeads?: boolean
    readonly verbose?: boolean
}

/** `typeorm-autogen current` */
export async function currentCommand(options: CurrentCommandOptions, { output }: CommandContext): Promise<number> {
    const result = await current(projectOptions(options, output))
    if (options.json) output.out(JSON.stringify({ version: 1, ...result }, null, 2))
    else {
        printDiagnostics(output, result.diagnostics)
        const details = options.verbose ? await detailsOf(options) : new Map<string, readonly string[]>()
        // What the code lacks is no revision of its graph, and still where the database stands.
        const heads = result.heads.length > 0 ? result.heads : [result.head ?? "base"]
        for (const name of heads) {
            output.out(`${pc.bold(printable(name))}${result.pending.length === 0 ? " (head)" : ""}`)
            for (const line of details.get(name) ?? []) output.out(line)
        }
        for (const name of result.pending) output.out(`${pc.yellow("pending")} ${printable(name)}`)
    }
    if (options.checkHeads && !result.isAtHead) throw behind(result)
    return 0
}

async function detailsOf(options: GlobalOptions): Promise<ReadonlyMap<string, readonly string[]>> {
    const { onDatabase: _, ...project } = projectOptions(options, { out: () => undefined, err: () => undefined })
    const { revisions } = await history(project)
    return new Map(revisions.map((report) => [report.revision, revisionDetails(report)]))
}

function behind({ pending }: CurrentRevision): AutogenError {
    const names = pending.map(printable)
    return new AutogenError({
        code: "MIGRATIONS_PENDING",
        message: `the database is not at the head: ${names.length === 1 ? "a migration has" : `${names.length} migrations have`} not run: ${names.join(", ")}`,
        next: "run them (typeorm-autogen upgrade)",
        fields: { pending },
    })
}

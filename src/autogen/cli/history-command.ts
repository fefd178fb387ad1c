import pc from "picocolors"
import { printable } from "../core/printable.js"
import { branches, heads, history } from "../commands/revisions/history.js"
import type { RevisionReport } from "../commands/revisions/read-revisions.js"
import { drawGraph } from "./draw-graph.js"
import { printDiagnostics } from "./output.js"
import { projectOptions } from "./project-options.js"
import { marksOf, revisionDetails, revisionLine } from "./revision-text.js"
import type { CommandContext, GlobalOptions } from "./run-command.js"

interface TellingOptions extends GlobalOptions {
    readonly verbose?: boolean
}

interface HistoryCommandOptions extends TellingOptions {
    readonly revRange?: string
    readonly indicateCurrent?: boolean
}

/** `typeorm-autogen history` */
export async function historyCommand(options: HistoryCommandOptions, { output }: CommandContext): Promise<number> {
    const { revRange, indicateCurrent = false, verbose = false } = options
    const result = await history({
        ...projectOptions(options, output),
        ...(revRange === undefined ? {} : { range: revRange }),
        indicateCurrent,
        runs: verbose,
    })
    if (options.json) {
        output.out(JSON.stringify({ version: 1, ...result }, null, 2))
        return 0
    }
    printDiagnostics(output, result.diagnostics)
    if (result.revisions.length === 0) output.out("there is no migration")
    for (const line of drawGraph(result.revisions, textOf(verbose))) output.out(line)
    return 0
}

function textOf(verbose: boolean): (report: RevisionReport) => readonly string[] {
    return (report) => (verbose ? [revisionLine(report), ...revisionDetails(report), ""] : [revisionLine(report)])
}

/** `typeorm-autogen heads` */
export async function headsCommand(
    options: TellingOptions & { readonly resolveDependencies?: boolean },
    { output }: CommandContext,
): Promise<number> {
    const { resolveDependencies = false, verbose = false } = options
    const result = await heads({ ...projectOptions(options, output), resolveDependencies })
    if (options.json) {
        output.out(JSON.stringify({ version: 1, ...result }, null, 2))
        return 0
    }
    printDiagnostics(output, result.diagnostics)
    for (const report of result.revisions) for (const line of textOf(verbose)(report)) output.out(line)
    return 0
}

/** `typeorm-autogen branches` */
export async function branchesCommand(options: TellingOptions, { output }: CommandContext): Promise<number> {
    const result = await branches(projectOptions(options, output))
    if (options.json) {
        output.out(JSON.stringify({ version: 1, ...result }, null, 2))
        return 0
    }
    printDiagnostics(output, result.diagnostics)
    for (const report of result.revisions) {
        output.out(`${pc.bold(printable(report.revision))}${marksOf(report)}`)
        if (options.verbose) for (const line of revisionDetails(report)) output.out(line)
        for (const child of report.children) output.out(`  -> ${printable(child)}`)
    }
    return 0
}

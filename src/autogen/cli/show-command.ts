import pc from "picocolors"
import { printable } from "../core/printable.js"
import { show, type ShownDirection, type ShownRevision } from "../commands/revisions/show.js"
import { lines, printDiagnostics, type Output } from "./output.js"
import { projectOptions } from "./project-options.js"
import { marksOf, revisionDetails } from "./revision-text.js"
import type { CommandContext, GlobalOptions } from "./run-command.js"

/** `typeorm-autogen show [revision]` */
export async function showCommand(
    options: GlobalOptions,
    { output }: CommandContext,
    revision: string,
): Promise<number> {
    const result = await show({ ...projectOptions(options, output), revision })
    if (options.json) {
        output.out(JSON.stringify({ version: 1, ...result }, null, 2))
        return 0
    }
    printDiagnostics(output, result.diagnostics)
    if (result.revisions.length === 0) output.out("base: nothing has run there")
    for (const shown of result.revisions) printRevision(output, shown)
    return 0
}

function printRevision(output: Output, shown: ShownRevision): void {
    output.out(`${pc.bold(printable(shown.revision))}${marksOf(shown)}`)
    output.out(`  ${printable(shown.message)}`)
    for (const line of revisionDetails(shown)) output.out(line)
    if (!shown.inTransaction) output.out("  runs outside a transaction")
    printDirection(output, "up", shown.up)
    printDirection(output, "down", shown.down)
}

function printDirection(output: Output, name: string, direction: ShownDirection): void {
    const { operations, statements, hazards, questions, problem } = direction
    output.out(`\n${pc.bold(name)}`)
    if (problem !== null) output.out(`  ${pc.yellow(lines(problem))}`)
    else if (statements.length === 0) output.out("  nothing")
    for (const call of operations) output.out(pc.dim(indented(`op.${call}`)))
    for (const question of questions) output.out(pc.dim(indented(`only where it exists: op.${question}`)))
    for (const { sql, params } of statements) {
        const values = params.length === 0 ? "" : ` -- ${JSON.stringify(params)}`
        output.out(indented(`${sql.trim()};${values}`))
    }
    for (const { kind, object, reason } of hazards) {
        const paint = kind === "deletes-data" ? pc.red : pc.yellow
        output.out(`  ${paint(kind)} ${printable(object)}: ${printable(reason)}`)
    }
}

function indented(text: string): string {
    return lines(text).replaceAll(/^/gm, "  ")
}

import pc from "picocolors"
import { printable } from "../core/printable.js"
import { ensureVersion, stamp } from "../commands/migrate.js"
import { stampScript } from "../commands/revisions/offline.js"
import { AutogenError } from "../core/errors.js"
import type { Output } from "./output.js"
import { printScript } from "./print-script.js"
import { projectOptions } from "./project-options.js"
import type { CommandContext, GlobalOptions } from "./run-command.js"

interface StampCommandOptions extends GlobalOptions {
    readonly purge?: boolean
    readonly embedded?: boolean
    readonly sql?: boolean
}

/** `typeorm-autogen stamp <revisions...>` */
export async function stampCommand(
    options: StampCommandOptions,
    { output, signal, onProgress }: CommandContext,
    targets: readonly string[],
): Promise<number> {
    const { purge = false, embedded = false } = options
    if (options.sql) return stampAsScript(options, output, targets)
    const result = await stamp({ ...projectOptions(options, output), targets, purge, embedded, signal, onProgress })
    if (options.json) {
        output.out(JSON.stringify({ version: 1, ...result }, null, 2))
        return 0
    }
    for (const name of result.removed) output.err(`${pc.yellow("removed")} ${printable(name)}`)
    for (const name of result.added) output.err(`${pc.green("added")} ${printable(name)}`)
    const { length } = [...result.added, ...result.removed]
    output.out(length === 0 ? "nothing to write: the history says so already" : `${pc.green("done")} nothing was run`)
    return 0
}

function stampAsScript(options: StampCommandOptions, output: Output, targets: readonly string[]): Promise<number> {
    const [range, ...others] = targets
    if (others.length === 0 && !options.purge) return printScript(options, output, stampScript, range)
    throw new AutogenError({
        code: "USAGE",
        message: "`stamp --sql` takes one target or range, and no --purge: no database is asked what it has",
        next: "write `stamp --sql base:head`",
    })
}

/** `typeorm-autogen ensure-version` */
export async function ensureVersionCommand(options: StampCommandOptions, { output }: CommandContext): Promise<number> {
    const { embedded = false } = options
    const result = await ensureVersion({ ...projectOptions(options, output), embedded })
    if (options.json) output.out(JSON.stringify({ version: 1, ...result }, null, 2))
    else output.out(`${printable(result.table)} ${result.created ? "has been made" : "exists"}`)
    return 0
}

import pc from "picocolors"
import { upgrade } from "../commands/migrate.js"
import { upgradeScript } from "../commands/revisions/offline.js"
import { printDiagnostics } from "./output.js"
import { projectOptions } from "./project-options.js"
import type { TransactionMode } from "../revisions/run-together.js"
import { printScript, scriptTransactions } from "./print-script.js"
import type { CommandContext, GlobalOptions } from "./run-command.js"
import { wholeNumber } from "./whole-number.js"

interface UpgradeCommandOptions extends GlobalOptions {
    readonly fake?: boolean
    readonly embedded?: boolean
    readonly lockTimeout?: string
    readonly transaction?: TransactionMode
    readonly acceptChanged?: boolean
    readonly sql?: boolean
}

/** `typeorm-autogen upgrade [to]` */
export async function upgradeCommand(
    options: UpgradeCommandOptions,
    { output, signal, onProgress }: CommandContext,
    to?: string,
): Promise<number> {
    const { lockTimeout } = options
    if (options.sql && options.transaction !== undefined) throw scriptTransactions()
    if (options.sql) return printScript(options, output, upgradeScript, to)
    const result = await upgrade({
        ...projectOptions(options, output),
        ...(to === undefined ? {} : { to }),
        ...(lockTimeout === undefined ? {} : { lockTimeout: wholeNumber("--lock-timeout", lockTimeout, 0) }),
        fake: options.fake ?? false,
        embedded: options.embedded ?? false,
        acceptsChanged: options.acceptChanged ?? false,
        ...(options.transaction === undefined ? {} : { transaction: options.transaction }),
        signal,
        onProgress,
    })
    if (!options.json) printDiagnostics(output, result.diagnostics)
    if (options.json) output.out(JSON.stringify({ version: 1, ...result }, null, 2))
    else if (result.executed.length === 0) output.out(`${pc.green("up to date")} nothing is pending`)
    else output.out(`${pc.green("done")} ${result.executed.length} run, ${result.pending.length} pending`)
    return 0
}

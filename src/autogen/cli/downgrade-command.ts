import pc from "picocolors"
import { downgrade } from "../commands/downgrade.js"
import { parseHazardKinds } from "../commands/refuse-hazards.js"
import { downgradeScript } from "../commands/revisions/offline.js"
import { ask, isInteractive } from "./ask.js"
import { printLosses } from "./print-losses.js"
import type { TransactionMode } from "../revisions/run-together.js"
import { printScript, scriptTransactions } from "./print-script.js"
import { projectOptions } from "./project-options.js"
import type { CommandContext, GlobalOptions } from "./run-command.js"
import { wholeNumber } from "./whole-number.js"

interface DowngradeCommandOptions extends GlobalOptions {
    readonly fake?: boolean
    readonly embedded?: boolean
    readonly steps?: string
    readonly lockTimeout?: string
    readonly transaction?: TransactionMode
    readonly sql?: boolean
    readonly allow?: readonly string[]
    readonly input?: boolean
}

/** `typeorm-autogen downgrade [to]` */
export async function downgradeCommand(
    options: DowngradeCommandOptions,
    { output, signal, onProgress }: CommandContext,
    to?: string,
): Promise<number> {
    const { steps, lockTimeout, allow, input } = options
    const asks = !options.json && input !== false && isInteractive()
    if (options.sql && options.transaction !== undefined) throw scriptTransactions()
    if (options.sql) return printScript(options, output, downgradeScript, to)
    const result = await downgrade({
        ...projectOptions(options, output),
        ...(to === undefined ? {} : { to }),
        ...(steps === undefined ? {} : { steps: wholeNumber("--steps", steps, 1) }),
        ...(lockTimeout === undefined ? {} : { lockTimeout: wholeNumber("--lock-timeout", lockTimeout, 0) }),
        fake: options.fake ?? false,
        embedded: options.embedded ?? false,
        ...(options.transaction === undefined ? {} : { transaction: options.transaction }),
        ...(allow === undefined ? {} : { allow: parseHazardKinds(allow) }),
        onLosses: (losses) => printLosses(output, losses),
        ...(asks ? { confirm: () => ask("revert this?", signal, undefined, UNANSWERED) } : {}),
        signal,
        onProgress,
    })
    if (options.json) output.out(JSON.stringify({ version: 1, ...result }, null, 2))
    else if (result.reverted.length === 0) output.out(`${pc.green("at base")} nothing to revert`)
    else output.out(`${pc.green("done")} ${result.reverted.length} reverted`)
    return 0
}

const UNANSWERED = { left: "nothing was reverted", otherwise: "pass --allow deletes-data" }

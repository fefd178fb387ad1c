import { AutogenError } from "../core/errors.js"
import type { ScriptOptions, ScriptResult } from "../commands/revisions/offline.js"
import type { Output } from "./output.js"
import { projectOptions } from "./project-options.js"
import type { GlobalOptions } from "./run-command.js"

/** Prints what a command would run, as a script for psql. */
export async function printScript(
    options: GlobalOptions,
    output: Output,
    make: (options: ScriptOptions) => Promise<ScriptResult>,
    range: string | undefined,
): Promise<number> {
    const result = await make({ ...projectOptions(options, output), ...(range === undefined ? {} : { range }) })
    output.out(options.json ? JSON.stringify({ version: 1, ...result }, null, 2) : result.script.trimEnd())
    return 0
}

/** A script has the transactions that each migration says. */
export function scriptTransactions(): AutogenError {
    return new AutogenError({
        code: "USAGE",
        message:
            "`--sql` prints each migration with a transaction of its own, or none where it says so, and takes no `--transaction`",
        next: "leave out `--transaction`",
    })
}

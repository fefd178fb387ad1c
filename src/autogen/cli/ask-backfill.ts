import pc from "picocolors"
import type { AskBackfill } from "../planning/backfills.js"
import { printable } from "../core/printable.js"
import { askText, type Terminal } from "./ask.js"
import type { Output } from "./output.js"

/** Asks at the terminal what rows get that have no value in a column which is NOT NULL from now on. */
export function askBackfill(output: Output, signal: AbortSignal, terminal?: Terminal): AskBackfill {
    return async ({ name, isNew, description }) => {
        const what = isNew
            ? "is new, NOT NULL and has no default, and its table has rows"
            : "becomes NOT NULL, and rows have no value in it"
        output.err(`${pc.yellow("backfill?")} ${printable(`column ${name} (${description}) ${what}`)}`)
        output.err(
            pc.dim(
                `  SQL over the row, such as 'none' in quotes or "id" * 10; nothing: the migration stops at such rows`,
            ),
        )
        const answer = await askText(printable(`${name} =`), signal, terminal)
        return answer === "" ? null : answer
    }
}

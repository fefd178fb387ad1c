import pc from "picocolors"
import type { ConfirmRename } from "../renames/confirm.js"
import { printable } from "../core/printable.js"
import { pathText } from "../core/object-key.js"
import type { RenameCandidate } from "../core/rename.js"
import { kindOf } from "../kinds/index.js"
import { ask, type Terminal } from "./ask.js"
import type { Output } from "./output.js"

/** Asks at the terminal whether a drop and a creation are a rename, and shows what speaks for it. */
export function askRename(output: Output, signal: AbortSignal, terminal?: Terminal): ConfirmRename {
    return (candidate) => {
        const { from, to } = namesOf(candidate)
        const { label } = kindOf(candidate.kind)
        const what = candidate.values ? `value of the ${label} ${pathText(candidate.from)}` : label
        output.err(`${pc.yellow("renamed?")} ${printable(`${what} ${from} is missing, and ${to} is new`)}`)
        for (const line of candidate.evidence) output.err(`  ${printable(line)}`)
        output.err(
            pc.dim("  yes: it is renamed and keeps its data; no: the old one is dropped, and the new one is created"),
        )
        return ask(printable(`rename ${from} to ${to}?`), signal, terminal)
    }
}

function namesOf({ from, to, values: [value] = [] }: RenameCandidate): { readonly from: string; readonly to: string } {
    return value
        ? { from: JSON.stringify(value.from), to: JSON.stringify(value.to) }
        : { from: pathText(from), to: pathText(to) }
}

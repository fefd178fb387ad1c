import pc from "picocolors"
import { countText } from "../commands/downgrade.js"
import type { DownLosses } from "../commands/revisions/down-losses.js"
import { grouped } from "../core/groups.js"
import { nameText } from "../core/object-key.js"
import { printable } from "../core/printable.js"
import { hazardKinds } from "../core/statement.js"
import type { Output } from "./output.js"
import { DEEDS } from "./print-hazards.js"
import { wrapped } from "./wrap-text.js"

/** Prints what is lost by reverting migrations, a line for each that loses something or of which it is not known. */
export function printLosses(output: Output, found: readonly DownLosses[]): void {
    for (const losses of found) {
        for (const text of lossTexts(losses)) {
            const line = wrapped(printable(`down ${losses.migration}: ${text}`), output.width, 0)
            output.err(line.replace("down", pc.bold("down")))
        }
    }
}

/**
 * What is lost by reverting a migration, a line for each kind of hazard, the worst first.
 *
 * @example
 * ```ts
 * lossTexts(losses) // ["deletes data in room.floor (values of 3 rows)"]
 * ```
 */
export function lossTexts({ hazards, deletions, unknown, defaultSchema }: DownLosses): readonly string[] {
    const byKind = grouped(hazards, ({ kind }) => kind)
    const counts = new Map(deletions.map((deletion) => [deletion.object, deletion]))
    const known = hazardKinds.flatMap((kind) => {
        const objects = [...new Set((byKind.get(kind) ?? []).map(({ object }) => object))]
        const names = objects.map((object) => {
            const deletion = kind === "deletes-data" ? counts.get(object) : undefined
            return `${nameText(object, defaultSchema)}${deletion ? ` (${countText(deletion)})` : ""}`
        })
        return names.length === 0 ? [] : [`${DEEDS[kind]} ${names.join(", ")}`]
    })
    // What plain SQL drops in a file that promises nothing: said, and not asked about.
    const dropped = deletions.filter(({ object, rows }) => rows !== 0 && !hazards.some((one) => one.object === object))
    const said = dropped.map(
        (deletion) => `deletes data in ${nameText(deletion.object, defaultSchema)} (${countText(deletion)})`,
    )
    const all = [...known, ...said]
    return unknown === null ? all : [...all, `what ${all.length === 0 ? "" : "else "}is lost is not known: ${unknown}`]
}

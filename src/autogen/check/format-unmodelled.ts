import type { DatabaseSchema } from "../core/database-schema.js"
import { grouped } from "../core/groups.js"
import { printable } from "../core/printable.js"
import type { ObjectKey } from "../core/object-key.js"
import type { Unmodelled } from "../core/unmodelled.js"
import { kindOf } from "../kinds/index.js"

/** The code of the diagnostics that say what no kind reads. */
export const UNMODELLED = "unmodelled"

/**
 * What no kind reads, in one line; null where there is nothing worth a line. `verbose` lists each thing, also what is too usual for the
 * line, such as owners.
 *
 * @example
 * ```ts
 * formatUnmodelled(plan.current)
 * // not modelled: 3 functions, 1 composite type, storage parameters of 2 tables; --verbose lists them
 * ```
 */
export function formatUnmodelled({ unmodelled = [] }: DatabaseSchema, verbose = false): string | null {
    if (verbose) {
        if (unmodelled.length === 0) return null
        return ["not modelled: neither compared nor changed", ...unmodelled.map((one) => `  ${entry(one)}`)].join("\n")
    }
    const loud = unmodelled.filter(({ notice }) => notice === "loud")
    if (loud.length === 0) return null
    const counts = [...grouped(loud, countedAs)].map(([, members]) => countOf(members))
    return `not modelled: ${counts.join(", ")}; --verbose lists them`
}

function countedAs({ what, name, object }: Unmodelled): string {
    return JSON.stringify([what, name === null && object !== null ? labelOf(object) : null])
}

function countOf(members: readonly Unmodelled[]): string {
    const [first] = members
    if (!first) return ""
    if (first.name !== null || first.object === null) return `${members.length} ${plural(first.what, members.length)}`
    return `${first.what} of ${members.length} ${plural(labelOf(first.object), members.length)}`
}

function entry({ what, name, object, value }: Unmodelled): string {
    if (name !== null) return visible(`${what} ${name}`)
    const where = object === null ? "" : ` of ${labelOf(object)} ${object.slice(object.indexOf(":") + 1)}`
    return visible(`${what}${where}${value === "" ? "" : `: ${value}`}`)
}

function labelOf(object: ObjectKey): string {
    return kindOf(object.slice(0, object.indexOf(":"))).label
}

function plural(word: string, count: number): string {
    if (count === 1 || word.endsWith("privileges")) return word
    if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`
    return /(s|x)$/.test(word) ? `${word}es` : `${word}s`
}

/** A name must not look like another line. */
function visible(text: string): string {
    return printable(text)
}

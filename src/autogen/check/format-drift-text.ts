import { grouped } from "../core/groups.js"
import { printable } from "../core/printable.js"
import type { Drift } from "./drift-report.js"

/** Paints words of a report; the identity without colours. */
export interface Paints {
    readonly added: (text: string) => string
    readonly removed: (text: string) => string
    readonly changed: (text: string) => string
    readonly dim: (text: string) => string
    readonly bold: (text: string) => string
}

const SIGNS = { create: "+", drop: "-", alter: "~", replace: "±", rename: ">" } as const

/**
 * A drift report for people, grouped by table: object, what, from → to, and where it is declared. Control characters that names or
 * texts hold are made visible.
 *
 * @example
 * ```ts
 * console.log(formatDriftText(driftReport(plan)))
 * ```
 */
export function formatDriftText(drifts: readonly Drift[], paints: Paints = PLAIN): string {
    const groups = grouped(drifts, ({ group }) => group)
    return [...groups]
        .map(([group, members]) =>
            [paints.bold(visible(group)), ...members.map((drift) => line(drift, paints))].join("\n"),
        )
        .join("\n")
}

/** One difference as one line, without colours. */
export function driftLine(drift: Drift): string {
    return line(drift, PLAIN).trim()
}

const same = (text: string): string => text
const PLAIN: Paints = { added: same, removed: same, changed: same, dim: same, bold: same }

function line(drift: Drift, paints: Paints): string {
    const paint = drift.change === "create" ? paints.added : drift.change === "drop" ? paints.removed : paints.changed
    const name = drift.object.slice(drift.object.indexOf(":") + 1)
    const what = [drift.from, drift.to].flatMap((text) => (text ? [visible(text)] : []))
    const where = origin(drift)
    const words = [
        paint(`${SIGNS[drift.change]} ${drift.kind} ${visible(name)}`),
        what.join(" → "),
        where && paints.dim(where),
    ]
    return `  ${words.filter(Boolean).join("  ")}`
}

function origin({ entity, property, file }: Drift): string {
    if (entity === null) return ""
    const name = visible(property === null ? entity : `${entity}.${property}`)
    return file === null ? `(${name})` : `(${name}, ${visible(file)})`
}

/** One entry is one line: a text from the database must not be able to look like another entry. */
function visible(text: string): string {
    return printable(text)
}

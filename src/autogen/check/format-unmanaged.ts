import { compareText, type DatabaseSchema } from "../core/database-schema.js"
import type { Diagnostic } from "../core/diagnostic.js"
import { grouped } from "../core/groups.js"
import { printable } from "../core/printable.js"
import { pathText } from "../core/object-key.js"
import type { SchemaObject } from "../core/schema-object.js"
import { kindOf, kindRank } from "../kinds/index.js"
import type { Paints } from "./format-drift-text.js"

/** The code of the diagnostics that say what is kept as it is. */
export const UNMANAGED = "unmanaged"

/** So many are said one by one, each in a sentence. */
const FEW = 3

/** So many names of one kind and place are shown; JSON has them all. */
const SHOWN = 40

const WIDTH = 110

/**
 * What is kept as it is as a list for people: one entry for each place (a schema, or a table with unmanaged things in it) and kind,
 * names side by side. Null where there are only a few, which their own messages tell.
 *
 * @example
 * ```ts
 * const list = formatUnmanaged(plan.diagnostics, plan.desired)
 * // 21 objects are unmanaged (no entity declares them, no migration of this project created them): they are kept
 * //   public      table (20)  a, b, c, …
 * //   public.room  index  by_hand
 * ```
 */
export function formatUnmanaged(
    diagnostics: readonly Diagnostic[],
    schema: DatabaseSchema,
    paints: Pick<Paints, "bold" | "dim"> = { bold: (text) => text, dim: (text) => text },
): string | null {
    const objects = diagnostics.flatMap(({ code, object }) =>
        code === UNMANAGED && object !== null ? (schema.objects.get(object) ?? []) : [],
    )
    if (objects.length <= FEW) return null
    const places = grouped(objects, ({ path }) => visible(path.slice(0, path.length > 2 ? 2 : 1)))
    const lines = [...places]
        .sort(([a], [b]) => compareText(a, b))
        .flatMap(([place, members]) => [`  ${paints.bold(place)}`, ...kindLines(members, paints)])
    const title = `${objects.length} objects are unmanaged (no entity declares them, no migration of this project created them): they are kept`
    return [title, ...lines].join("\n")
}

function kindLines(objects: readonly SchemaObject[], paints: Pick<Paints, "dim">): readonly string[] {
    const kinds = grouped(objects, ({ kind }) => kind)
    return [...kinds]
        .sort(([a], [b]) => kindRank(a) - kindRank(b))
        .flatMap(([kind, members]) => {
            const names = members.map(({ path }) => visible(path.slice(-1))).sort(compareText)
            const label = `${kindOf(kind).label}${names.length > 1 ? ` (${names.length})` : ""}`
            const rest = names.length - SHOWN
            const more = rest > 0 ? [`… and ${rest} more, all of them with --json`] : []
            const [first = "", ...others] = wrapped([...names.slice(0, SHOWN), ...more], WIDTH - 8)
            return [`    ${paints.dim(label)} ${first}`, ...others.map((line) => `        ${line}`)]
        })
}

/** Names side by side, as many as a line holds. */
function wrapped(names: readonly string[], width: number): readonly string[] {
    const lines: string[] = []
    for (const [index, name] of names.entries()) {
        const text = index < names.length - 1 ? `${name},` : name
        const line = lines.at(-1)
        if (line === undefined || line.length + text.length >= width) lines.push(text)
        else lines[lines.length - 1] = `${line} ${text}`
    }
    return lines
}

/** A name must not look like another line. */
function visible(path: readonly string[]): string {
    return printable(pathText(path))
}

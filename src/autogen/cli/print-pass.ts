import { printable } from "../core/printable.js"
import type { PassReport } from "../planning/plan-options.js"
import type { Output } from "./output.js"
import { paints } from "./paints.js"
import type { GlobalOptions } from "./run-command.js"

/** The longest list of keys that is said in full. */
const MOST_KEYS = 8

/** With `--debug`, each pass of the planner says on stderr what it has changed. */
export function passOptions(
    { debug }: GlobalOptions,
    output: Output,
): { readonly onPass?: (pass: PassReport) => void } {
    return debug ? { onPass: (pass) => output.err(paints.dim(passLine(pass))) } : {}
}

/**
 * One pass as a line: `pass 'unmanaged objects' (3 ms): + index:public.room.by_hand; 2 changes`.
 *
 * @example
 * ```ts
 * await planEntities(dataSource, queryable, { onPass: (pass) => console.error(passLine(pass)) })
 * ```
 */
export function passLine(pass: PassReport): string {
    const parts = [
        ...listed("+", pass.added),
        ...listed("~", pass.changed),
        ...listed("-", pass.removed),
        ...listed(
            "renames",
            pass.renames.map(({ kind, from, to }) => `${kind} ${from.join(".")} to ${to.join(".")}`),
        ),
        ...(pass.diagnostics.length === 0 ? [] : [`${pass.diagnostics.length} diagnostics`]),
    ]
    const changes = `${pass.changes} ${pass.changes === 1 ? "change" : "changes"}`
    return `pass '${pass.name}' (${Math.round(pass.milliseconds)} ms): ${[...parts, changes].join("; ")}`
}

function listed(sign: string, keys: readonly string[]): readonly string[] {
    if (keys.length === 0) return []
    const more = keys.length > MOST_KEYS ? ` and ${keys.length - MOST_KEYS} more` : ""
    return [`${sign} ${keys.slice(0, MOST_KEYS).map(printable).join(", ")}${more}`]
}

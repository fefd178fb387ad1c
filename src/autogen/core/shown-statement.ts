import { printable } from "./printable.js"
import { maskStatement } from "./secrets.js"

const SHOWN = 300

/** Whole statements by what failed with them: no message, field or stack holds them. */
const wholes = new WeakMap<object, string>()

/**
 * A statement as messages show it: on one line, without its secrets, and no longer than one reads.
 *
 * @example
 * ```ts
 * shownStatement("ALTER ROLE app\n    PASSWORD 'hunter2'") // "ALTER ROLE app PASSWORD ***"
 * ```
 */
export function shownStatement(sql: string): string {
    const line = maskStatement(sql).replaceAll(/\s+/g, " ").trim()
    return printable(line.length <= SHOWN ? line : `${line.slice(0, SHOWN)} …`)
}

/** Keeps the statement that an error is about, with what the server says of it, where messages do not show all of it. */
export function keepWhole(error: object, sql: string, message: string): void {
    if (sql.trim() !== shownStatement(sql)) wholes.set(error, `-- ${printable(message)}\n${sql}`)
}

/** The whole statement that an error, or what it comes from, is about; undefined where its message shows it whole. */
export function wholeStatement(error: unknown): string | undefined {
    if (typeof error !== "object" || error === null) return undefined
    return wholes.get(error) ?? wholeStatement((error as { readonly cause?: unknown }).cause)
}

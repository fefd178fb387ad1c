import { quoteIdent } from "./names.js"

/** A name as `--rename` and `--map` read it: its parts quoted where they must be. */
export function specName(parts: readonly string[]): string {
    return parts.map((part) => (/^[^\s".:]+$/u.test(part) ? part : quoteIdent(part))).join(".")
}

/** An argument of the command line, fit for a POSIX shell. */
export function shellArgument(spec: string): string {
    return /^[\p{L}\p{N}_.:,@%+=/-]+$/u.test(spec) ? spec : `'${spec.replaceAll("'", String.raw`'\''`)}'`
}

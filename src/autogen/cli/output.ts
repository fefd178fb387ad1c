import { mkdtempSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import pc from "picocolors"
import { formatUnmanaged, UNMANAGED } from "../check/format-unmanaged.js"
import { UNMODELLED } from "../check/format-unmodelled.js"
import { AutogenError, messageOf } from "../core/errors.js"
import type { Diagnostic } from "../core/diagnostic.js"
import { printable } from "../core/printable.js"
import { maskText, secretsOfEnvironment } from "../core/secrets.js"
import { wholeStatement } from "../core/shown-statement.js"
import type { Plan } from "../core/plan.js"
import { paints } from "./paints.js"

/** Where a command writes: results to `out`, all else to `err`, so that a pipe gets the results only. */
export interface Output {
    out(text: string): void
    err(text: string): void
    /** The columns of the terminal that `err` writes to; undefined where it writes to none. */
    readonly width?: number | undefined
}

/** Prints an error as people read it: its code, what happened, what to do next; the stack only where it is asked for. */
export function printError(
    output: Output,
    error: unknown,
    options: { readonly debug: boolean; readonly json: boolean },
): void {
    const known = error instanceof AutogenError ? error : unexpected(error)
    const secrets = secretsOfEnvironment()
    const masked = (text: string): string => maskText(text, secrets)
    const message = masked(known.message)
    const next = known.next === undefined ? null : masked(known.next)
    const whole = wholeStatement(known)
    const file = whole === undefined ? null : writePrivately("statement.sql", whole)
    if (options.json) {
        const statement = file === null ? {} : { statement: file }
        output.out(
            JSON.stringify({ error: { code: known.code, message, next, ...statement, ...hazardsIn(known) } }, null, 2),
        )
    }
    output.err(`${pc.red(pc.bold("error"))} ${pc.bold(known.code)} ${lines(message)}`)
    if (file !== null) output.err(`      the whole statement is in ${printable(file)}, which only you can read`)
    if (next !== null) output.err(`${pc.dim("next ")} ${lines(next)}`)
    if (options.debug) output.err(pc.dim(masked(stackOf(error))))
}

/** Writes a file into a new folder, both for this user alone; null where that cannot be. */
function writePrivately(name: string, text: string): string | null {
    try {
        const file = join(mkdtempSync(join(tmpdir(), "typeorm-autogen-")), name)
        writeFileSync(file, `${text}\n`, { mode: 0o600, flag: "wx" })
        return file
    } catch {
        return null
    }
}

/** What was refused, for programs that ask whether it is meant. */
function hazardsIn({ fields }: AutogenError): object {
    return fields["hazards"] === undefined ? {} : { hazards: fields["hazards"] }
}

function unexpected(error: unknown): AutogenError {
    return new AutogenError({
        code: "INTERNAL",
        message: messageOf(error),
        next: "run the command again with --debug, and report what it prints",
        cause: error,
    })
}

/** A text of several lines with each line made printable. None is a command to the CI that reads the output, whatever a name holds. */
export function lines(text: string): string {
    return text
        .split("\n")
        .map((line) => printable(line).replace(/^(\s*)(::|##\[)/, "$1\\$2"))
        .join("\n")
}

function stackOf(error: unknown): string {
    if (!(error instanceof Error)) return String(error)
    const cause = error.cause === undefined ? "" : `\ncaused by ${stackOf(error.cause)}`
    return `${error.stack ?? error.message}${cause}`
}

const SEVERITIES = {
    info: () => pc.cyan("note"),
    warning: () => pc.yellow("warning"),
    error: () => pc.red("error"),
} as const satisfies Record<Diagnostic["severity"], () => string>

/** Prints what is worth saying beside the result; what a plan leaves alone, where it is much, as a list by table. */
export function printDiagnostics(
    output: Output,
    diagnostics: readonly Diagnostic[],
    plan?: Pick<Plan, "desired">,
): void {
    const list = plan && formatUnmanaged(diagnostics, plan.desired, paints)
    if (list) output.err(`${pc.cyan("note")} ${list}`)
    for (const { severity, code, message } of diagnostics) {
        if (list && code === UNMANAGED) continue
        // What no kind reads is one line of `check`; only what a plan would have to do about it is said one by one.
        if (code === UNMODELLED && severity === "info") continue
        output.err(`${SEVERITIES[severity]()} ${lines(message)}`)
    }
}

import { AutogenError, isError, messageOf } from "../core/errors.js"
import { printable } from "../core/printable.js"
import { maskStatement, maskText, secretsIn } from "../core/secrets.js"
import { keepWhole, shownStatement } from "../core/shown-statement.js"
import { circumstanceOf, isConnectionLost } from "./circumstances.js"
import { grantFor, isDenied } from "./missing-right.js"
import type { TransactionEnd } from "./transaction-watch.js"
import type { MigrationRun } from "./migration-run.js"

/** How far a migration had come when it failed. */
export interface Failure extends MigrationRun {
    readonly inTransaction: boolean
    readonly isRolledBack: boolean
    readonly committing: boolean
    /** All that the migration does was done, and its row of the history was, or had been, written. */
    readonly recording: boolean
    /** How the migration itself has ended its transaction; null where it has not. */
    readonly ended: TransactionEnd | null
}

/** What Postgres says of an error, and TypeORM of the statement. */
interface Facts {
    readonly query?: unknown
    readonly parameters?: unknown
    readonly code?: unknown
    readonly detail?: unknown
    readonly hint?: unknown
    readonly severity?: unknown
    readonly driverError?: Facts
}

/**
 * What made a migration fail, as an error that names it, the statement where it is known, and what is left of it in the database.
 *
 * @example
 * ```ts
 * throw migrationError(error, { migration, direction: "up", inTransaction: true, isRolledBack: true, ... })
 * ```
 */
export function migrationError(thrown: unknown, failure: Failure): AutogenError {
    const { migration, direction, signal } = failure
    const facts = (thrown ?? {}) as Facts
    const query = typeof facts.query === "string" ? facts.query : undefined
    const sql = query === undefined ? undefined : maskStatement(query)
    const secrets = query === undefined ? [] : secretsIn(query, facts.parameters)
    const server = withoutSecrets(facts.driverError ?? {}, secrets)
    const cause = secrets.length > 0 ? harmless(thrown, secrets) : thrown
    if (query !== undefined && typeof cause === "object" && cause !== null) keepWhole(cause, query, messageOf(thrown))
    const outcome = outcomeOf(cause, failure)
    const isLost = isConnectionLost(cause)
    const what = direction === "up" ? "the migration" : "reverting the migration"
    const name = `"${printable(migration.name)}"`
    const fields = {
        migration: migration.name,
        direction,
        outcome,
        ...(sql === undefined ? {} : { sql }),
        ...Object.fromEntries(
            (["code", "detail", "hint"] as const).flatMap((key) =>
                server[key] === undefined ? [] : [[key, server[key]]],
            ),
        ),
    }
    if (signal?.aborted === true) {
        return new AutogenError({
            code: "INTERRUPTED",
            message: `${what} ${name} was interrupted; ${consequence(outcome, failure, isLost)}`,
            next: nextStep(outcome, failure),
            fields,
            cause,
        })
    }
    // A precondition says itself what it has looked at, and its text is long.
    const at = sql === undefined || isPrecondition(sql) ? "" : `\n  at ${shownStatement(sql)}`
    return new AutogenError({
        code: "MIGRATION_FAILED",
        message: `${what} ${name} failed: ${reason(cause, server)}${at}\n${consequence(outcome, failure, isLost)}`,
        next:
            ownNext(cause) ??
            hintOf(sql, server) ??
            idleNext(server, failure) ??
            knownNext(server, failure) ??
            nextStep(outcome, failure, circumstanceOf(cause)),
        fields,
        cause,
    })
}

/** Table, column, schema, another object, function: it exists already. */
const DUPLICATES: ReadonlySet<unknown> = new Set(["42P07", "42701", "42P06", "42710", "42723"])

/** What a migration creates is there already: most of all where a database was restored without its history. */
function knownNext({ code }: Facts, { direction }: Failure): string | undefined {
    if (direction === "down" || !DUPLICATES.has(code)) return undefined
    return "if the database has this change already, as one that was restored without its history does, record it with `upgrade --fake`; else correct the migration, and run `upgrade` again"
}

/** The server ends a transaction that does nothing for so long. */
function idleNext({ code }: Facts, { direction }: Failure): string | undefined {
    if (code !== "25P03") return undefined
    const command = direction === "up" ? "upgrade" : "downgrade"
    return `let it not wait between its statements, or let it begin with SET LOCAL idle_in_transaction_session_timeout = 0, and run \`${command}\` again`
}

/** What the cause itself says is to be done. */
function ownNext(cause: unknown): string | undefined {
    if (cause instanceof AutogenError) return cause.next
    return isDenied(cause) ? grantFor(messageOf(cause)) : undefined
}

/** `unknown`: the connection was lost while Postgres committed. */
type Outcome = "rolled back" | "partly done" | "unknown"

function outcomeOf(cause: unknown, { inTransaction, committing, recording, isRolledBack, ended }: Failure): Outcome {
    // An error of the server's own is an answer: it has not committed. A lost connection is none.
    const isLost = isConnectionLost(cause)
    if (!inTransaction || ended !== null) return recording && isLost ? "unknown" : "partly done"
    return committing && !isRolledBack && isLost ? "unknown" : "rolled back"
}

function consequence(outcome: Outcome, { direction, ended, inTransaction }: Failure, isLost: boolean): string {
    const state = direction === "up" ? "pending" : "executed"
    switch (outcome) {
        case "rolled back":
            return `it was rolled back and is still ${state}`
        case "partly done":
            if (ended === "committed")
                return `it has committed its transaction itself: what ran before that stays, and it is still ${state}`
            if (ended === "rolled back")
                return `it has rolled its transaction back itself: what ran after that stays, and it is still ${state}`
            if (isLost)
                return `it runs outside a transaction: what ran before this stays, the statement under way may be done or not, and it is still ${state}`
            return `it runs outside a transaction: what ran before this stays, and it is still ${state}`
        case "unknown":
            if (!inTransaction || ended !== null)
                return "all of it was run outside a transaction and stays; the connection was lost while that was recorded, so that the history may or may not have it"
            return "the connection was lost while it was committed, so that it may or may not have been executed"
    }
}

/** `first`: what has to be done where neither the migration nor the data is to blame. */
function nextStep(outcome: Outcome, { direction, signal }: Failure, first?: string): string {
    const command = direction === "up" ? "upgrade" : "downgrade"
    switch (outcome) {
        case "rolled back":
            if (signal?.aborted === true) return `run \`${command}\` again when you are ready`
            return `${first ?? "correct the migration or the data"}, and run \`${command}\` again`
        case "partly done":
            return `${first === undefined ? "" : `${first}; `}see what it has done, undo that or make its steps repeatable, and run \`${command}\` again`
        case "unknown":
            return "run `current` to see whether it has been executed"
    }
}

function reason(cause: unknown, server: Facts): string {
    const message = printable(messageOf(cause))
    if (typeof server.detail !== "string") return message
    const query = /^See them with: (.*)$/s.exec(server.detail)?.[1]
    if (query !== undefined) return `${message}\n  see them with: ${printable(query.replaceAll(/\s+/g, " "))}`
    return `${message} (${printable(server.detail)})`
}

function isPrecondition(sql: string): boolean {
    return /^DO \$(precondition|validate)/.test(sql)
}

/** What a precondition says is to be done. */
function hintOf(sql: string | undefined, server: Facts): string | undefined {
    if (sql === undefined || !isPrecondition(sql) || typeof server.hint !== "string") return undefined
    // A hint of Postgres is a sentence.
    return server.hint.charAt(0).toLowerCase() + server.hint.slice(1).replace(/\.$/, "")
}

/** What the server says, in which a statement's secrets may stand again. */
function withoutSecrets(server: Facts, secrets: readonly string[]): Facts {
    if (secrets.length === 0) return server
    const { code, severity, detail, hint } = server
    const masked = (text: unknown): unknown => (typeof text === "string" ? maskText(text, secrets) : text)
    return { code, severity, detail: masked(detail), hint: masked(hint) }
}

/** An error without the statement, its parameters, and what they say. One of ours says none of it. */
function harmless(error: unknown, secrets: readonly string[]): unknown {
    if (!isError(error) || error instanceof AutogenError) return error
    const copy = new Error(maskText(error.message, secrets))
    copy.name = error.name
    copy.stack = maskText(error.stack ?? "", secrets)
    const { code } = (error as { readonly driverError?: Facts }).driverError ?? (error as Facts)
    return code === undefined ? copy : Object.assign(copy, { code })
}

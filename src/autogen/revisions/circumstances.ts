import { AutogenError, isError, messageOf } from "../core/errors.js"
import { printable } from "../core/printable.js"
import { place, targetOf } from "./connection-target.js"

/** What a driver's error says of itself. */
interface Facts {
    readonly code?: unknown
    readonly severity?: unknown
    readonly driverError?: unknown
}

/** What the server ends a connection with: by an administrator, a crash, a start under way, a timeout of an idle session. */
const ENDING: ReadonlySet<unknown> = new Set(["57P01", "57P02", "57P03", "57P04", "57P05", "25P03", "25P04"])

/** What the operating system, and node-postgres, say of a connection that is gone. */
const GONE =
    /^(?:ECONNRESET|EPIPE|ETIMEDOUT|ENETDOWN|ENETRESET|EHOSTUNREACH|ERR_STREAM_DESTROYED)$|^08|Connection terminated|not queryable|Client was closed|write after end|connection is (?:closed|not open)|Client has already been connected/

/** What the server lacks, or forbids, whatever the migration says. */
const LACKS: Readonly<Record<string, string>> = {
    "25006":
        "this database, or this role, may only read (a standby, or default_transaction_read_only): connect to the primary, or allow it to write",
    "53100": "free disk space on the server",
    "53200": "add memory to the server",
    "53300": "end connections, or raise max_connections",
    "54000": "raise the limit of the server that the message names",
    "55P03": "end the transaction that holds the lock",
    "57014": "raise the timeout that the message names",
    "40P01": "let the other transaction end",
    "40001": "let the other transactions end",
}

function factsOf(thrown: unknown): Facts {
    const { driverError } = (thrown ?? {}) as Facts
    return driverError ?? thrown ?? {}
}

/** Whether an error means that the connection is gone, so that nothing is known of the statement that was under way. */
export function isConnectionLost(thrown: unknown): boolean {
    if (thrown instanceof AutogenError) return false
    const { code, severity } = factsOf(thrown)
    if (ENDING.has(code)) return true
    if (typeof code === "string" && GONE.test(code)) return true
    return severity === undefined && GONE.test(messageOf(thrown))
}

/**
 * What there is to do about an error that is neither the migration's nor the data's fault, without a full stop; undefined where it may be.
 *
 * @example
 * ```ts
 * circumstanceOf(error) // "free disk space on the server"
 * ```
 */
export function circumstanceOf(thrown: unknown): string | undefined {
    if (isConnectionLost(thrown)) return "see in the server's log why the connection was lost"
    const { code } = factsOf(thrown)
    return typeof code === "string" && Object.hasOwn(LACKS, code) ? LACKS[code] : undefined
}

/**
 * An error of the server that no stage has explained, where it is about the server and no mistake of ours; else the same error.
 *
 * @example
 * ```ts
 * await work(session).catch((error) => Promise.reject(unexplained(error, dataSource.options)))
 * ```
 */
export function unexplained(thrown: unknown, options: object): unknown {
    if (thrown instanceof AutogenError || !isError(thrown)) return thrown
    const next = circumstanceOf(thrown)
    if (next === undefined) return thrown
    const what = isConnectionLost(thrown) ? "the connection to" : "a query of"
    const text = printable(messageOf(thrown))
    return new AutogenError({
        code: "CONNECTION_FAILED",
        message: `${what} ${place(targetOf(options))} ${isConnectionLost(thrown) ? "was lost" : "failed"}: ${text}`,
        next: `${next}, and run the command again`,
        cause: thrown,
    })
}

/** What had been done when something beside the migrations failed. */
export interface Standing {
    readonly direction: "up" | "down"
    readonly completed: readonly string[]
    readonly signal: AbortSignal | undefined
}

/** An error beside the migrations (in the lock, the history, what is prepared), with what it means for them. */
export function besideMigrations(thrown: unknown, { direction, completed, signal }: Standing): unknown {
    if (thrown instanceof AutogenError) return thrown
    const command = direction === "up" ? "upgrade" : "downgrade"
    const before = completed.length === 0 ? "before any migration was run" : "before the next migration was run"
    const common = { fields: { completed }, cause: thrown }
    if (signal?.aborted === true)
        return new AutogenError({
            code: "INTERRUPTED",
            message: `interrupted ${before}`,
            next: `run \`${command}\` again when you are ready`,
            ...common,
        })
    if (factsOf(thrown).severity === undefined && !isConnectionLost(thrown)) return thrown
    const text = printable(messageOf(thrown))
    const next = circumstanceOf(thrown) ?? "correct what the server complains about"
    return new AutogenError({
        code: isConnectionLost(thrown) ? "CONNECTION_FAILED" : "MIGRATION_FAILED",
        message: isConnectionLost(thrown)
            ? `the connection was lost ${before}: ${text}`
            : `the server refused a statement ${before}: ${text}`,
        next: `${next}, and run \`${command}\` again`,
        ...common,
    })
}

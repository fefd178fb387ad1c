import { AutogenError, isError, messageOf } from "../core/errors.js"
import { quoteIdent } from "../core/names.js"
import { printable } from "../core/printable.js"
import { decoded, place, targetOf, type Target } from "./connection-target.js"
import { isDenied } from "./missing-right.js"

type Options = Readonly<Record<string, unknown>>

/** What Node's and Postgres's errors say of themselves, beside their message. */
interface Facts {
    readonly code?: unknown
    readonly address?: unknown
    readonly port?: unknown
    readonly errors?: readonly unknown[]
    readonly driverError?: unknown
}

/**
 * What kept a DataSource from connecting, as an error that names the server and says what to do. Neither its message nor its
 * cause holds a password.
 *
 * @example
 * ```ts
 * try { await dataSource.initialize() }
 * catch (error) { throw connectionError(error, dataSource.options) }
 * ```
 */
export function connectionError(thrown: unknown, options: object): AutogenError {
    if (thrown instanceof AutogenError) return thrown
    const facts = innermost(thrown)
    const target = targetOf(options)
    const text = printable(withoutSecrets(messageOf(facts), options))
    const { unreadable, unset, ...where } = target
    const fields = { ...where, ...(typeof facts.code === "string" ? { reason: facts.code } : {}) }
    const common = { fields, cause: harmless(facts, options) }
    if (unreadable) return unreadableUrl(common.cause)
    if (unset) return unsetUrl(target, common.cause)
    if (facts.code === "ECONNREFUSED") return new AutogenError({ ...refused(facts, target), ...common })
    if (facts.code === "28P01" || facts.code === "28000" || /client password must be/.test(text))
        return new AutogenError({ ...password(text, target), ...common })
    if (facts.code === "3D000") return new AutogenError({ ...databaseMissing(target), ...common })
    if (isDenied(facts)) return new AutogenError({ ...denied(text, target), ...common })
    return new AutogenError({
        code: "CONNECTION_FAILED",
        message: `connecting to ${place(target)} failed: ${text}`,
        next: hintFor(facts, text),
        ...common,
    })
}

function refused(facts: Facts, target: Target): ConstructorParameters<typeof AutogenError>[0] {
    const address = typeof facts.address === "string" ? `${facts.address}:${String(facts.port)}` : place(target)
    const shown = address === place(target) ? address : `${place(target)} (${address})`
    return {
        code: "CONNECTION_REFUSED",
        message: `nothing accepts connections at ${shown}`,
        next: "start the Postgres server, or correct host and port in the DataSource's options",
    }
}

function password(text: string, target: Target): ConstructorParameters<typeof AutogenError>[0] {
    const needsEncryption = /no encryption|SSL off/.test(text)
    return {
        code: "CONNECTION_PASSWORD",
        message: `the server at ${place(target)} rejects the user "${printable(target.user)}": ${text}`,
        next: needsEncryption
            ? "encrypt the connection (`ssl: true` in the DataSource's options), or allow it in the server's pg_hba.conf"
            : "correct user and password in the DataSource's options or in the environment that they come from",
    }
}

function databaseMissing(target: Target): ConstructorParameters<typeof AutogenError>[0] {
    return {
        code: "CONNECTION_DATABASE_MISSING",
        message: `there is no database "${printable(target.database)}" at ${place(target)}`,
        next: `CREATE DATABASE ${printable(quoteIdent(target.database))};`,
    }
}

function denied(text: string, target: Target): ConstructorParameters<typeof AutogenError>[0] {
    return {
        code: "PERMISSION_DENIED",
        message: `the role "${printable(target.user)}" may not connect to the database "${printable(target.database)}" at ${place(target)}: ${text}`,
        next: printable(`GRANT CONNECT ON DATABASE ${quoteIdent(target.database)} TO ${quoteIdent(target.user)};`),
    }
}

/** An unescaped character of the password ends the user's part of a URL early, so that parts of it pass for host and port. */
function unreadableUrl(cause: Error): AutogenError {
    return new AutogenError({
        code: "CONNECTION_FAILED",
        message: "the connection URL cannot be read",
        next: "escape user and password in it with encodeURIComponent(), or set host, username and password one by one",
        cause,
    })
}

function unsetUrl(target: Target, cause: Error): AutogenError {
    return new AutogenError({
        code: "CONNECTION_FAILED",
        message: `\`url\` is empty in the DataSource's options, and ${place(target)} does not answer`,
        next: "set the environment variable that `url` reads (a .env file has to be loaded by the configuration)",
        cause,
    })
}

function hintFor(facts: Facts, text: string): string {
    if (facts.code === "ENOTFOUND" || facts.code === "EAI_AGAIN") return "correct the host in the DataSource's options"
    if (/does not support SSL/.test(text)) return "remove `ssl` from the DataSource's options"
    if (/timeout|ETIMEDOUT/i.test(text)) return "check the host, and that no firewall blocks the connection"
    return "correct the DataSource's options, or what the server complains about, and run the command again"
}

/** TypeORM wraps the driver's errors; Node bundles those of a name's several addresses. */
function innermost(thrown: unknown): Error & Facts {
    if (!isError(thrown)) return new Error(String(thrown))
    const { driverError, errors } = thrown as Facts
    if (isError(driverError) && driverError !== thrown) return innermost(driverError)
    const first = errors?.[0]
    return isError(first) ? innermost(first) : thrown
}

function withoutSecrets(text: string, options: object): string {
    const clean = text
        .replaceAll(/(\w+:\/\/[^\s:/@]*):[^\s]+@/g, "$1:***@")
        .replaceAll(/(passw(?:or)?d["']?\s*[=:]\s*)(?:"[^"]*"|'[^']*'|[^\s,;)]+)/gi, "$1***")
    const target = new Set<unknown>(Object.values(targetOf(options)))
    return secretsOf(options)
        .filter((secret) => secret.length >= 4 && !target.has(secret))
        .reduce((current, secret) => current.replaceAll(secret, "***"), clean)
}

function secretsOf(options: object): readonly string[] {
    const { password, url, extra, replication } = options as Options
    const nested = [extra, (replication as { readonly master?: unknown } | undefined)?.master]
    const fromUrl = typeof url === "string" && URL.canParse(url) ? [new URL(url).password] : []
    return [
        ...(typeof password === "string" ? [password] : []),
        ...fromUrl.flatMap((secret) => [secret, decoded(secret)]),
        ...nested.flatMap((part) => (typeof part === "object" && part !== null ? secretsOf(part) : [])),
        ...(process.env["PGPASSWORD"] === undefined ? [] : [process.env["PGPASSWORD"]]),
    ]
}

/** Errors may carry more than they show: that of an invalid URL has the whole of it as a property. */
function harmless(error: Error & Facts, options: object): Error {
    const cause = new Error(withoutSecrets(error.message, options))
    cause.name = error.name
    cause.stack = withoutSecrets(error.stack ?? "", options)
    return typeof error.code === "string" ? Object.assign(cause, { code: error.code }) : cause
}

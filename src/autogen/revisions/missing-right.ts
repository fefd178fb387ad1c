import { quoteIdent } from "../core/names.js"
import { printable } from "../core/printable.js"

/** insufficient_privilege */
const DENIED = "42501"

/** What Postgres calls objects in its refusals, with the right that a migration needs most often. */
const RIGHTS: readonly (readonly [RegExp, (name: string) => string])[] = [
    [/^permission denied for schema (.+)$/, (name) => `USAGE, CREATE ON SCHEMA ${name}`],
    [/^permission denied for database (.+)$/, (name) => `CREATE ON DATABASE ${name}`],
    [/^permission denied for sequence (.+)$/, (name) => `USAGE, SELECT ON SEQUENCE ${name}`],
    [/^permission denied for (?:table|view|relation) (.+)$/, (name) => `SELECT, INSERT, UPDATE, DELETE ON ${name}`],
]

/** Whether Postgres has refused for want of a right, also where TypeORM has wrapped it. */
export function isDenied(error: unknown): boolean {
    if (typeof error !== "object" || error === null) return false
    if ("code" in error && error.code === DENIED) return true
    return "driverError" in error && isDenied(error.driverError)
}

/**
 * What to do where a right is missing: the GRANT, if Postgres's message names the object (in English; in other languages the
 * message says it to people).
 *
 * @example
 * ```ts
 * grantFor("permission denied for schema public", "deployer") // GRANT USAGE, CREATE ON SCHEMA "public" TO "deployer";
 * ```
 */
export function grantFor(message: string, role?: string): string {
    const to = role === undefined ? "…" : quoteIdent(role)
    for (const [pattern, right] of RIGHTS) {
        const name = pattern.exec(message)?.[1]
        if (name !== undefined) return printable(`GRANT ${right(quoteIdent(name))} TO ${to};`)
    }
    if (/^must be (?:owner|able)/.test(message)) return "run it as the owner of the object, or as a member of that role"
    return "grant the role the privilege that the message is about, and run it again"
}

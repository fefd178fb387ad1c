import { quoteIdent, quoteLiteral } from "../core/names.js"

/** The role that everybody has. No other can have this name: Postgres reserves it. */
export const EVERYBODY = "public"

/** Roles as SQL, at least one. */
export function roleList(roles: readonly string[]): string {
    if (roles.length === 0) throw new TypeError("no role is named")
    return roles.map((role) => (role === EVERYBODY ? "PUBLIC" : quoteIdent(role))).join(", ")
}

/**
 * SQL that makes the roles that are not there, without any right: enough to be named. `reader` may read everything, as the owner of a
 * materialized view that is filled.
 */
export function makeRoles(roles: readonly string[], reader: string | null = null): readonly string[] {
    return roles
        .filter((role) => role !== EVERYBODY)
        .map((role) => {
            const name = quoteIdent(role)
            const body = `BEGIN IF pg_catalog.to_regrole(${quoteLiteral(name).trim()}) IS NULL THEN CREATE ROLE ${name}; END IF; ${role === reader ? `GRANT pg_read_all_data TO ${name}; ` : ""}END`
            return `DO ${quoteLiteral(body).trim()}`
        })
}

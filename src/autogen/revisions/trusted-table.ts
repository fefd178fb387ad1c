import { AutogenError } from "../core/errors.js"
import { quoteIdent, quoteName, type QualifiedName } from "../core/names.js"
import { printable } from "../core/printable.js"
import { ownOperator as is } from "../core/own-operator.js"
import type { Row } from "../core/queryable.js"
import { IS_SUPERUSER, isNotTrusted, TRUSTED_ROLES } from "../core/trusted-roles.js"
import type { Session } from "./session.js"

const FACTS = `WITH RECURSIVE ${TRUSTED_ROLES}
    SELECT c.relkind AS kind, c.relpersistence AS persistence, pg_catalog.pg_get_userbyid(c.relowner)::pg_catalog.text AS owner,
        ${isNotTrusted("c.relowner")} AS foreign,
        c.relispartition OR EXISTS (
            SELECT FROM pg_catalog.pg_inherits i WHERE i.inhrelid ${is("=")} c.oid OR i.inhparent ${is("=")} c.oid
        ) AS inherited,
        (
            SELECT t.tgname::pg_catalog.text FROM pg_catalog.pg_trigger t JOIN pg_catalog.pg_proc p ON p.oid ${is("=")} t.tgfoid
            WHERE t.tgrelid ${is("=")} c.oid AND NOT t.tgisinternal AND ${isNotTrusted("p.proowner")} LIMIT 1
        ) AS trigger,
        ${IS_SUPERUSER} AS super
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid ${is("=")} c.relnamespace
    WHERE n.nspname ${is("=")} $1 AND c.relname ${is("=")} $2`

const KINDS: Readonly<Record<string, string>> = {
    v: "a view",
    m: "a materialized view",
    f: "a foreign table",
    p: "a partitioned table",
    i: "an index",
    S: "a sequence",
    c: "a composite type",
}

/** What a table is taken for. */
export type TableUse = "read" | "write"

/**
 * Whether a table of ours, or of TypeORM's, is there. What is not an ordinary table of somebody whom the session trusts is not taken: a
 * view, a trigger or a default executes its owner's code as whoever reads or writes. An ordinary table executes nothing when it is read,
 * so that a role without a superuser's privileges may read another's.
 *
 * Throws `HISTORY_UNTRUSTED`.
 *
 * @example
 * ```ts
 * if (await isTrustedTable(session, { schema: "public", name: "migrations" }, "read")) …
 * ```
 */
export async function isTrustedTable(session: Session, name: QualifiedName, use: TableUse): Promise<boolean> {
    const [facts] = await session.query(FACTS, [name.schema, name.name])
    if (facts === undefined) return false
    const problem = problemOf(facts, use)
    if (problem === null) return true
    const [what, next] = problem
    const table = printable(`${name.schema}.${name.name}`)
    throw new AutogenError({
        code: "HISTORY_UNTRUSTED",
        message: `"table:${table}" is not taken for the table of that name which TypeORM keeps: it ${what}, and would run code of others with the privileges of this connection; nothing was run`,
        next: next.replaceAll("…", printable(quoteName(name))),
        fields: { table: name, owner: facts["owner"], problem: what },
    })
}

function problemOf(facts: Row, use: TableUse): readonly [what: string, next: string] | null {
    const kind = String(facts["kind"])
    const elsewhere = "rename it or drop it, or name another table with `migrationsTableName` and `metadataTableName`"
    if (kind !== "r") return [`is ${KINDS[kind] ?? "no table"}`, elsewhere]
    if (facts["persistence"] === "t") return ["is a temporary table", elsewhere]
    if (facts["inherited"] === true) return ["inherits from another table, or others from it", elsewhere]
    const owner = printable(String(facts["owner"]))
    if (facts["foreign"] === true && (use === "write" || facts["super"] === true))
        return [
            `belongs to ${quoteIdent(owner)}, who is neither this role, nor one that it is a member of, nor the database's owner`,
            `where it is the project's own, connect as ${quoteIdent(owner)}, or let an administrator run: ALTER TABLE … OWNER TO CURRENT_USER;`,
        ]
    if (typeof facts["trigger"] === "string" && use === "write")
        return [
            `has the trigger ${quoteIdent(printable(facts["trigger"]))}, whose function belongs to somebody else`,
            `drop the trigger if it is not meant: DROP TRIGGER ${quoteIdent(printable(facts["trigger"]))} ON …;`,
        ]
    return null
}

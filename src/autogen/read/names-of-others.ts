import type { DatabaseSchema } from "../core/database-schema.js"
import type { Diagnostic } from "../core/diagnostic.js"
import { quoteIdent } from "../core/names.js"
import type { ObjectKey } from "../core/object-key.js"
import { ownOperator as is } from "../core/own-operator.js"
import { printable } from "../core/printable.js"
import type { Queryable } from "../core/queryable.js"
import type { SchemaObject } from "../core/schema-object.js"
import { IS_SUPERUSER, isNotTrusted, TRUSTED_ROLES } from "../core/trusted-roles.js"

// An expression is asked about by making something of it, and an index or a generated column computes what is constant in it there and
// then: a function of somebody else that fits better than Postgres's own would run as whoever compares. So what names such a function is
// not asked in the database.

/** A function or an operator that belongs to none who is trusted, and to no extension. */
interface ForeignName {
    readonly sort: "function" | "operator"
    readonly name: string
    readonly schema: string
    readonly owner: string
    /** Whether it is found without its schema. */
    readonly inPath: boolean
}

const notMember = (catalog: string, oid: string): string => `NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend e
        WHERE e.classid ${is("=")} 'pg_catalog.${catalog}'::pg_catalog.regclass AND e.objid ${is("=")} ${oid} AND e.deptype ${is("=")} 'e'
    )`

const IN_PATH = `n.nspname ${is("=")} ANY (pg_catalog.current_schemas(false)) OR n.nspname ${is("=")} ANY (ARRAY['public', $3]::pg_catalog.name[]) AS in_path`

/** Whoever is no superuser trusts the owners of the tables that are compared, with whose privileges migrations run. */
const isForeign = (owner: string): string => `${isNotTrusted(owner)} AND (
        ${IS_SUPERUSER} OR ${owner} ${is("<>")} ALL (ARRAY(SELECT a.relowner FROM asked a))
    )`

const FOREIGN = `
    WITH RECURSIVE ${TRUSTED_ROLES}, asked AS (
        SELECT DISTINCT c.relowner
        FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid ${is("=")} c.relnamespace
        JOIN ROWS FROM (pg_catalog.unnest($1::pg_catalog.text[]), pg_catalog.unnest($2::pg_catalog.text[])) own(schema, name)
            ON n.nspname ${is("=")} own.schema AND c.relname ${is("=")} own.name
    )
    SELECT 'function' AS sort, p.proname::pg_catalog.text AS name, n.nspname::pg_catalog.text AS schema,
        pg_catalog.pg_get_userbyid(p.proowner)::pg_catalog.text AS owner, ${IN_PATH}
    FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid ${is("=")} p.pronamespace
    WHERE p.oid ${is(">=")} 16384 AND ${isForeign("p.proowner")} AND ${notMember("pg_proc", "p.oid")}
    UNION
    SELECT 'operator', o.oprname, n.nspname, pg_catalog.pg_get_userbyid(o.oprowner), ${IN_PATH}
    FROM pg_catalog.pg_operator o JOIN pg_catalog.pg_namespace n ON n.oid ${is("=")} o.oprnamespace
    WHERE o.oid ${is(">=")} 16384 AND ${isForeign("o.oprowner")} AND ${notMember("pg_operator", "o.oid")}
    ORDER BY 1, 2, 3`

/** Gives those of the unresolved objects whose expressions may mean functions or operators of others, with a diagnostic for each. */
export async function namingOthers(
    unresolved: readonly SchemaObject[],
    current: DatabaseSchema,
    queryable: Queryable,
): Promise<ReadonlyMap<ObjectKey, Diagnostic>> {
    const places = [...new Map(unresolved.map(({ path }) => [path.slice(0, 2).join("\0"), path])).values()]
    const [schemas, tables] = [0, 1].map((at) => places.map((path) => path[at] ?? ""))
    const rows = await queryable.query(FOREIGN, [schemas, tables, current.server.defaultSchema])
    const foreign = rows.map((row): ForeignName => ({
        sort: row["sort"] === "operator" ? "operator" : "function",
        name: String(row["name"]),
        schema: String(row["schema"]),
        owner: String(row["owner"]),
        inPath: row["in_path"] === true,
    }))
    if (foreign.length === 0) return new Map()
    const found = new Map<ObjectKey, Diagnostic>()
    for (const doubt of unresolved) {
        const texts = textsOf(doubt.definition)
        const named = foreign.find((name) => texts.some((text) => mentions(text, name)))
        if (named) found.set(doubt.key, diagnosticOf(doubt, named))
    }
    return found
}

function textsOf(value: unknown): readonly string[] {
    if (typeof value === "string") return [value]
    if (typeof value !== "object" || value === null) return []
    return Object.values(value).flatMap(textsOf)
}

/** What is said in words, and looked for by its symbol. */
const IN_WORDS = /\b(IN|BETWEEN|LIKE|ILIKE|SIMILAR|DISTINCT|NULLIF|CASE|ANY|ALL|SOME|OVERLAPS|USING)\b/i

function mentions(text: string, { sort, name, schema, inPath }: ForeignName): boolean {
    if (sort === "operator") {
        const rest = text.replaceAll(/OPERATOR\s*\(\s*pg_catalog\s*\.[^)]*\)/gi, " ").replaceAll("::", " ")
        return (inPath && (rest.includes(name) || IN_WORDS.test(rest))) || /OPERATOR\s*\(/i.test(rest)
    }
    const word = escaped(name)
    const called = `"?${word}"?(?![\\w$])\\s*(?=\\(|/\\*|--)`
    const unqualified = new RegExp(`(?<![\\w$."])${called}`, "i")
    const qualified = new RegExp(`(?<![\\w$])"?${escaped(schema)}"?\\s*\\.\\s*${called}`, "i")
    return (inPath && unqualified.test(text)) || qualified.test(text)
}

function escaped(text: string): string {
    return text.replaceAll(/[^\w]/g, "\\$&")
}

function diagnosticOf({ key, origin }: SchemaObject, { sort, name, schema, owner }: ForeignName): Diagnostic {
    const where = origin ? ` (${origin.entity}${origin.property === undefined ? "" : `.${origin.property}`})` : ""
    const own = sort === "function" ? `pg_catalog.${name}` : `OPERATOR(pg_catalog.${name})`
    return {
        severity: "warning",
        code: "foreign-function",
        object: key,
        message: printable(
            `"${key}"${where} may mean the ${sort} ${quoteIdent(schema)}.${name} of the role ${quoteIdent(owner)}, which runs as whoever reads or writes; it is compared in the embedded Postgres; write ${own} where Postgres's own is meant, or change its owner to a trusted role`,
        ),
    }
}

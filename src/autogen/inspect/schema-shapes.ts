import { exclusively } from "../core/exclusive.js"
import { addTo } from "../core/groups.js"
import type { CatalogQuery } from "../core/object-kind.js"
import type { Queryable, Row } from "../core/queryable.js"
import { PRINTING_SETTINGS } from "../core/session-settings.js"
import { kinds } from "../kinds/index.js"
import { unmanagedDependentsQuery } from "../kinds/catalog/unmanaged-dependents.js"
import { unmodelledObjectsQuery, unreadQuery } from "../kinds/catalog/unmodelled/query.js"
import { mentionsOnlyObjects, OWN_SCHEMA } from "./own-mentions.js"

/** What stands for the schema's name is put there by the server: names that need no quotes are all that it is put for. */
const PLAIN_NAME = /^[a-z_][a-z0-9_]*$/

/** Other schemas than a row's own: as one of its fields, or before a dot. */
const OTHERS = `"[a-z_]*schema": "([^${OWN_SCHEMA}"]+)"|\\m([a-z_][a-z0-9_]*)\\.[a-z_"\\\\]`

/** Schemas of one shape. */
export interface SchemaShape {
    readonly schemas: readonly string[]
    /**
     * Whether all that an inspection reads of them is the same, but for the schema's own name where an object of it is meant. Of others, each
     * has to be inspected by itself.
     */
    readonly isCertain: boolean
}

/**
 * Groups schemas of one database by all that {@link inspect} reads of them, with a number of queries that does not grow with the number of schemas: the
 * rows of each of its queries are digested by the server, schema by schema. Where a schema's name stands in anything but the name of an object, and
 * where something outside of it mentions it, a schema is in no group.
 *
 * `others`: schemas that are looked at with each of them.
 *
 * @example
 * ```ts
 * const shapes = await schemaShapes(queryable, ["t1", "t2", "t3"], [])
 * // [{ schemas: ["t1", "t3"], isCertain: true }, { schemas: ["t2"], isCertain: true }]
 * ```
 */
export function schemaShapes(
    queryable: Queryable,
    schemas: readonly string[],
    others: readonly string[],
): Promise<readonly SchemaShape[]> {
    return exclusively(queryable, async (connection) => {
        await connection.query("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        try {
            return await shapesIn(connection, schemas, others)
        } finally {
            await connection.query("ROLLBACK")
        }
    })
}

async function shapesIn(
    queryable: Queryable,
    schemas: readonly string[],
    others: readonly string[],
): Promise<readonly SchemaShape[]> {
    const [row] = await queryable.query(
        `SELECT pg_catalog.current_setting('server_version_num')::int AS version, ${PRINTING_SETTINGS}, pg_catalog.set_config('jit', 'off', true)`,
    )
    const queries = allQueries(Number(row?.["version"]))
    const plain = schemas.filter((name) => PLAIN_NAME.test(name))
    const doubtful = new Set(schemas.filter((name) => !PLAIN_NAME.test(name)))
    const digests = new Map<string, string[]>(plain.map((name) => [name, []]))
    const isTenant = new Set(plain)
    for (const [at, query] of queries.entries()) {
        const rows = await queryable.query(digestsOf(query), [[...plain, ...others], plain])
        for (const { schema, digest, mentions } of rows) {
            if (typeof schema === "string") digests.get(schema)?.push(`${at} ${String(digest)}`)
            for (const name of (mentions ?? []) as readonly string[]) if (isTenant.has(name)) doubtful.add(name)
        }
    }
    const byDigest = new Map<string, string[]>()
    for (const [name, parts] of digests) if (!doubtful.has(name)) addTo(byDigest, parts.join("\n"), name)
    const shapes: SchemaShape[] = []
    for (const members of byDigest.values()) {
        const isCertain = members.length === 1 || (await isAboutObjects(queryable, queries, members[0] ?? ""))
        shapes.push({ schemas: members, isCertain })
    }
    return [...shapes, ...[...doubtful].map((name) => ({ schemas: [name], isCertain: true }))]
}

/** All that an inspection may ask for. */
function allQueries(version: number): readonly CatalogQuery[] {
    const read = new Set(kinds.flatMap((kind) => kind.catalog.readers.map(({ query }) => query)))
    return [...read, unreadQuery(version), unmodelledObjectsQuery, unmanagedDependentsQuery]
}

/** The rows of a query as text, each with the asked schema that it is about, whose name in it is {@link OWN_SCHEMA}. */
function textsOf({ sql }: CatalogQuery): string {
    return `
        SELECT r.schema, CASE WHEN r.schema IS NULL THEN r.j ELSE pg_catalog.regexp_replace(
            pg_catalog.regexp_replace(r.j, '("[a-z_]*schema": )"' || r.schema || '"', '\\1"${OWN_SCHEMA}"', 'g'),
            '\\m' || r.schema || '\\.', '${OWN_SCHEMA}.', 'g'
        ) || CASE WHEN pg_catalog.strpos(r.j, '${OWN_SCHEMA}') > 0 THEN r.schema ELSE '' END END AS text
        FROM (
            SELECT coalesce(q.j ->> 'schema', q.j ->> 'holds') AS schema, q.j::pg_catalog.text AS j
            FROM (SELECT pg_catalog.to_jsonb(asked) AS j FROM (${sql}) asked) q
            WHERE coalesce(q.j ->> 'what', '') NOT IN ('objects', 'dependents') OR q.j ->> 'schema' IS NOT NULL
            -- One schema after the other: a pattern is compiled anew for each.
            ORDER BY 1 OFFSET 0
        ) r`
}

/**
 * One row for each schema; one without a schema for each row about nothing of $2. \`mentions\`: the words that may be names of schemas in what
 * is about others.
 */
function digestsOf(query: CatalogQuery): string {
    const names = (text: string, pattern: string): string =>
        `(SELECT pg_catalog.array_agg(DISTINCT coalesce(m.found[1], m.found[2])) FROM pg_catalog.regexp_matches(${text}, '${pattern}', 'g') m (found))`
    return `
        WITH texts AS MATERIALIZED (${textsOf(query)})
        SELECT t.schema, pg_catalog.encode(pg_catalog.sha256(pg_catalog.textsend(pg_catalog.string_agg(t.text, E'\n' ORDER BY t.text))), 'hex') AS digest,
            ${names(`pg_catalog.string_agg(t.text, ' ') FILTER (WHERE t.text ~ '${OTHERS}')`, OTHERS)} AS mentions
        FROM texts t WHERE t.schema = ANY ($2::pg_catalog.text[]) GROUP BY t.schema
        UNION ALL
        SELECT NULL, NULL, ${names("t.text", "\\m([a-z_][a-z0-9_]*)\\M")}
        FROM texts t WHERE (t.schema = ANY ($2::pg_catalog.text[])) IS NOT TRUE`
}

/** Whether a schema's name in its rows is always that of an object in it, as {@link mentionsOnlyObjects} sees it. */
async function isAboutObjects(
    queryable: Queryable,
    queries: readonly CatalogQuery[],
    schema: string,
): Promise<boolean> {
    for (const query of queries) {
        const rows: readonly Row[] = await queryable.query(
            `SELECT t.text FROM (${textsOf(query)}) t WHERE t.schema = $2 AND pg_catalog.strpos(t.text, '${OWN_SCHEMA}.') > 0`,
            [[schema], schema],
        )
        if (!rows.every((row) => mentionsOnlyObjects(JSON.parse(String(row["text"]))))) return false
    }
    return true
}

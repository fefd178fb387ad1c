import type { Database, DatabaseRow } from "./databases.js"

/** Characters. What is longer is worth a prepared statement, if it asks the catalog: what a user's table yields changes with the table. */
const LONG = 500
const OF_CATALOG = /\bpg_(?:catalog\.|class\b)/
/** One statement that only asks. */
const QUESTION = /^\s*(?:SELECT|WITH)\b[^;]*;?\s*$/

/** Plans of prepared statements are made once, not for each of their first five uses: of the catalog's questions they take most of the time. */
export const PLANNED_ONCE = "-c plan_cache_mode=force_generic_plan"

/** How the names of what is prepared here begin. */
export const PREPARED = "question_"

type Query = (sql: string, params?: readonly unknown[]) => Promise<readonly DatabaseRow[]>

const named = new WeakMap<object, Map<string, string>>()

/** Whether a session has statements that are worth keeping. */
export function hasPrepared(session: object): boolean {
    return named.has(session)
}

/**
 * The database's `query`, which prepares the long questions of the catalog: the same are asked of one schema after the other, and most of
 * their time goes into planning them.
 *
 * @example
 * ```ts
 * const query = preparing(database)
 * ```
 */
export function preparing({ client, query }: Pick<Database, "client" | "query">): Query {
    const names = namesOf(client)
    return async (sql, params = []) => {
        if (!isWorthIt(sql)) return query(sql, params.length === 0 ? undefined : params)
        const name = names.get(sql) ?? `${PREPARED}${names.size}`
        names.set(sql, name)
        return (await client.query<Record<string, unknown>>({ name, text: sql, values: [...params] })).rows
    }
}

/**
 * The same for a session that outlives its connections, as an embedded Postgres's does: prepared in SQL. Of questions with other parameters
 * than one list of texts there are few.
 */
export function preparingInSession(session: object, query: Query): Query {
    const names = namesOf(session)
    return async (sql, params = []) => {
        const list = listIn(params)
        if (!isWorthIt(sql) || list === undefined) return query(sql, params.length === 0 ? undefined : params)
        const name = names.get(sql) ?? `${PREPARED}${names.size}`
        if (!names.has(sql)) {
            await query(`PREPARE ${name}${params.length === 0 ? "" : "(pg_catalog.text[])"} AS ${sql}`)
            names.set(sql, name)
        }
        return query(params.length === 0 ? `EXECUTE ${name}` : `EXECUTE ${name}(ARRAY[${list}]::pg_catalog.text[])`)
    }
}

function isWorthIt(sql: string): boolean {
    return sql.length >= LONG && OF_CATALOG.test(sql) && QUESTION.test(sql)
}

function listIn(params: readonly unknown[]): string | undefined {
    if (params.length === 0) return ""
    const [list] = params
    if (params.length > 1 || !Array.isArray(list) || !list.every((text) => typeof text === "string")) return undefined
    return list.map((text) => `E'${text.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`).join(", ")
}

function namesOf(session: object): Map<string, string> {
    const names = named.get(session) ?? new Map<string, string>()
    named.set(session, names)
    return names
}

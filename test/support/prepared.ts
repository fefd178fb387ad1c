import type { Database, DatabaseRow } from "./databases.js"

/** Characters. What is longer is worth a prepared statement, if it asks the catalog: what a user's table yields changes with the table. */
const LONG = 500
const OF_CATALOG = /\bpg_(?:catalog\.|class\b)/
/** One statement that only asks. */
const QUESTION = /^\s*(?:SELECT|WITH)\b[^;]*;?\s*$/

const prepared = new WeakMap<Database["client"], Map<string, string>>()

/**
 * The database's `query`, which prepares the long questions of the catalog: the same are asked of one schema after the other, and half of
 * their time goes into planning them.
 *
 * @example
 * ```ts
 * const query = preparing(database)
 * ```
 */
export function preparing({ client, query }: Pick<Database, "client" | "query">) {
    const names = prepared.get(client) ?? new Map<string, string>()
    prepared.set(client, names)
    return async (sql: string, params: readonly unknown[] = []): Promise<readonly DatabaseRow[]> => {
        if (sql.length < LONG || !OF_CATALOG.test(sql) || !QUESTION.test(sql))
            return query(sql, params.length === 0 ? undefined : params)
        const name = names.get(sql) ?? `question_${names.size}`
        names.set(sql, name)
        return (await client.query<Record<string, unknown>>({ name, text: sql, values: [...params] })).rows
    }
}

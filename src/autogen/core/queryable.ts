/** One row as the driver returns it: column names to values. */
export type Row = Readonly<Record<string, unknown>>

/**
 * Anything that can run SQL: the only thing the library asks of a database connection.
 * `params` are positional (`$1`, `$2` …). Returns the rows, an empty array for statements without any.
 *
 * @example
 * ```ts
 * const client = new pg.Client(); await client.connect()
 * const queryable: Queryable = { query: async (sql, params) => (await client.query(sql, [...(params ?? [])])).rows }
 * ```
 */
export interface Queryable {
    query(sql: string, params?: readonly unknown[]): Promise<readonly Row[]>
}

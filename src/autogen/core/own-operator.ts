/**
 * An operator of Postgres's own, whatever else is in the search_path: one that fits the types better would be taken before it, such as
 * somebody's `=` of character varying, which Postgres compares as text.
 *
 * It binds more tightly than comparisons do in words, and less than arithmetic.
 */
export function ownOperator(symbol: string): string {
    return `OPERATOR(pg_catalog.${symbol})`
}

/** SQL as people write it, for them to read and to paste: without the schema of what is Postgres's own. */
export function readable(sql: string): string {
    return sql.replaceAll(
        /"(?:[^"]|"")*"|'(?:[^']|'')*'|OPERATOR\(pg_catalog\.([^)]+)\)|\bpg_catalog\./g,
        (text: string, symbol: string | undefined) => symbol ?? (/^["']/.test(text) ? text : ""),
    )
}

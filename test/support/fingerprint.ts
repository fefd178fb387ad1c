import { columnPositions, commonTables, constraintFacts, facts, withoutNotNullConstraints } from "./fingerprint-sql.js"
import { bookkeepingTables } from "./normalise-dump.js"
import type { DumpOptions } from "./normalise-dump.js"

/** Runs one statement on one and the same session each time, and gives its rows. */
export type FingerprintQuery = (sql: string) => Promise<readonly Readonly<Record<string, unknown>>[]>

/**
 * All that the catalogs say about the user's schema, as sorted lines such as `column public.room.code | type = text`:
 * an oracle of its own, which shares nothing with the library under test. The order of columns counts only with
 * `columnOrder: "exact"`. Left out: system schemas, what extensions brought, owners, data.
 *
 * @example
 * ```ts
 * expect(await fingerprint((sql) => database.query(sql))).toEqual(before)
 * ```
 */
export async function fingerprint(query: FingerprintQuery, options: DumpOptions = {}): Promise<readonly string[]> {
    const [before] = await query("SELECT current_setting('search_path') AS search_path")
    // Deparsed text qualifies what search_path does not find: with nothing in it, all names are whole.
    await setSearchPath(query, "pg_catalog")
    try {
        const rows = await query(statement(options))
        return rows
            .map((row) => `${String(row["subject"])} | ${String(row["attribute"])} = ${String(row["value"])}`)
            .sort()
    } finally {
        await setSearchPath(query, String(before?.["search_path"]))
    }
}

function statement(options: DumpOptions): string {
    const ignored = (options.ignoreTables ?? bookkeepingTables).map(literal)
    const constraints = constraintFacts + (options.notNullNames === "ignore" ? withoutNotNullConstraints : "")
    const positions = options.columnOrder === "exact" ? [columnPositions] : []
    const all = [...facts, constraints, ...positions].join("\nUNION ALL\n")
    return `WITH ${commonTables(`ARRAY[${ignored.join(", ")}]::name[]`)},
facts (subject, attribute, value) AS (${all})
SELECT subject, attribute, value FROM facts WHERE value IS NOT NULL`
}

async function setSearchPath(query: FingerprintQuery, path: string): Promise<void> {
    await query(`SELECT set_config('search_path', ${literal(path)}, false)`)
}

function literal(text: string): string {
    return `'${text.replaceAll("'", "''")}'`
}

import { objectKey, type ObjectKey } from "../../src/autogen/core/object-key.js"
import { bookkeepingTables } from "./normalise-dump.js"
import type { FingerprintQuery } from "./fingerprint.js"

/** The rows of a database, by what cannot be renamed: tables by their oid, columns by their number in it. */
export type Holdings = ReadonlyMap<string, HeldTable>

interface HeldTable {
    readonly path: readonly string[]
    readonly rows: number
    readonly columns: ReadonlyMap<number, HeldColumn>
}

interface HeldColumn {
    readonly name: string
    /** The type, or null where the values' texts follow other changes (an enum's labels), or are made from other columns. */
    readonly type: string | null
    readonly isGenerated: boolean
    /** The texts of all values that are not null, sorted. */
    readonly values: readonly string[]
}

/** Reads what is in the tables of the user's schemas. TypeORM's own books are left out. */
export async function holdings(query: FingerprintQuery): Promise<Holdings> {
    const rows = await query(`
        SELECT c.oid::text AS oid, n.nspname::text AS schema, c.relname::text AS table, a.attnum AS number, a.attname::text AS name,
            a.attgenerated <> '' AS generated,
            CASE WHEN coalesce(e.typtype, t.typtype) <> 'e' AND a.attgenerated = '' THEN format_type(a.atttypid, a.atttypmod) END AS type
        FROM pg_catalog.pg_class c
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace AND n.nspname !~ '^pg_|^information_schema$'
        LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        LEFT JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
        LEFT JOIN pg_catalog.pg_type e ON e.oid = t.typelem AND t.typelem <> 0
        WHERE c.relkind IN ('r', 'p')
            AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
        ORDER BY c.oid, a.attnum`)
    const tables = new Map<string, { path: readonly string[]; rows: number; columns: Map<number, HeldColumn> }>()
    for (const row of rows) {
        const path = [String(row["schema"]), String(row["table"])]
        if (bookkeepingTables.includes(path[1] ?? "")) continue
        const table = tables.get(String(row["oid"])) ?? { path, rows: 0, columns: new Map<number, HeldColumn>() }
        tables.set(String(row["oid"]), table)
        if (row["number"] === null) continue
        table.columns.set(Number(row["number"]), {
            name: String(row["name"]),
            type: row["type"] === null ? null : String(row["type"]),
            isGenerated: row["generated"] === true,
            values: [],
        })
    }
    for (const table of tables.values()) {
        const name = table.path.map(quoted).join(".")
        const lists = [...table.columns].map(
            ([number, { name: column }]) =>
                `coalesce(array_agg(${quoted(column)}::text ORDER BY ${quoted(column)}::text) FILTER (WHERE ${quoted(column)} IS NOT NULL), '{}') AS "${number}"`,
        )
        const [held] = await query(`SELECT ${["count(*)::int AS rows", ...lists].join(", ")} FROM ${name}`)
        table.rows = Number(held?.["rows"])
        for (const [number, column] of table.columns) {
            table.columns.set(number, { ...column, values: (held?.[number] as string[] | undefined) ?? [] })
        }
    }
    return tables
}

/** What was there and is no more, though none of the objects that may lose their data says so: tables, columns, rows and values. */
export function lostBetween(before: Holdings, after: Holdings, mayLose: ReadonlySet<ObjectKey>): readonly string[] {
    const lost: string[] = []
    for (const [oid, table] of before) {
        const there = after.get(oid)
        const paths = [table.path, ...(there ? [there.path] : [])].flatMap(withAside)
        if (paths.some((path) => mayLose.has(objectKey("table", path)))) continue
        if (!there) {
            lost.push(`table ${table.path.join(".")}`)
            continue
        }
        if (there.rows < table.rows) lost.push(`rows of ${table.path.join(".")}`)
        let renamed = columnsUnderNewNames(table, paths, mayLose)
        for (const [number, column] of table.columns) {
            const now = there.columns.get(number)
            const isSaid = paths.some((path) =>
                withAside([...path, column.name]).some((name) => mayLose.has(objectKey("column", name))),
            )
            const what = `${table.path.join(".")}.${column.name}`
            if (isSaid || (column.isGenerated && (!now || now.isGenerated))) continue
            if (!now && renamed-- > 0) continue
            if (!now) lost.push(`column ${what}`)
            else if (now.values.length < column.values.length) lost.push(`values of ${what}`)
            else if (column.type !== null && now.type === column.type && !contains(now.values, column.values)) {
                lost.push(`values of ${what}: ${column.values.join(", ")} became ${now.values.join(", ")}`)
            }
        }
    }
    return lost
}

/** How many columns of a table lose their data by a name that none had before: it was renamed first. */
function columnsUnderNewNames(
    table: HeldTable,
    paths: readonly (readonly string[])[],
    mayLose: ReadonlySet<ObjectKey>,
): number {
    const known = new Set(
        paths.flatMap((path) =>
            [...table.columns.values()].flatMap(({ name }) =>
                withAside([...path, name]).map((column) => objectKey("column", column)),
            ),
        ),
    )
    const prefixes = paths.map((path) => `${objectKey("column", path)}.`)
    return [...mayLose].filter((key) => !known.has(key) && prefixes.some((prefix) => key.startsWith(prefix))).length
}

/** A path, and the one that it has once it has stepped aside for a rename. */
function withAside(path: readonly string[]): readonly (readonly string[])[] {
    return [path, [...path.slice(0, -1), `${path.at(-1) ?? ""}_tmp`]]
}

/** Whether one list has all elements of another, each as often. */
function contains(values: readonly string[], wanted: readonly string[]): boolean {
    const rest = [...values]
    return wanted.every((value) => {
        const index = rest.indexOf(value)
        if (index < 0) return false
        rest.splice(index, 1)
        return true
    })
}

function quoted(name: string): string {
    return `"${name.replaceAll('"', '""')}"`
}

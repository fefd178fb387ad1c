import type { Queryable } from "../../../src/autogen/core/queryable.js"
import { bookkeepingTables } from "../../support/normalise-dump.js"

interface Column {
    readonly name: string
    readonly type: string
    readonly labels: readonly string[]
    /** Postgres gives the value: an identity's, a generated one, that of a default. */
    readonly given: "always" | "if absent" | null
}

/** Values of a type without its length and precision, two of each: as texts that other types can read too. */
const VALUES: Readonly<Record<string, readonly [string, string]>> = {
    smallint: ["1", "2"],
    integer: ["1", "2"],
    bigint: ["1", "2"],
    numeric: ["1", "2"],
    real: ["1", "2"],
    "double precision": ["1", "2"],
    money: ["1", "2"],
    text: ["1", "2"],
    citext: ["1", "2"],
    "character varying": ["1", "2"],
    character: ["1", "2"],
    bytea: ["\\x01", "\\x02"],
    bit: ["0", "1"],
    "bit varying": ["0", "1"],
    boolean: ["true", "false"],
    date: ["2020-02-29", "2021-03-01"],
    "time without time zone": ["01:00", "02:00"],
    "time with time zone": ["01:00+00", "02:00+00"],
    "timestamp without time zone": ["2020-02-29 01:00", "2021-03-01 02:00"],
    "timestamp with time zone": ["2020-02-29 01:00+00", "2021-03-01 02:00+00"],
    interval: ["1 day", "2 days"],
    json: ["1", "2"],
    jsonb: ["1", "2"],
    xml: ["<a/>", "<b/>"],
    uuid: ["00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002"],
    inet: ["10.0.0.1", "10.0.0.2"],
    cidr: ["10.0.0.1", "10.0.0.2"],
    macaddr: ["08:00:2b:01:02:03", "08:00:2b:01:02:04"],
    point: ["(1,1)", "(2,2)"],
    int4range: ["[1,2)", "[3,4)"],
    tsvector: ["a", "b"],
}

/**
 * Puts two rows into every table that takes them, tables that others refer to first, and gives the number of rows. What a table does not
 * take (a check, a type without values here) leaves it as it is.
 */
export async function seedRows(place: Queryable): Promise<{ readonly tables: number; readonly rows: number }> {
    const tables = await columnsByTable(place)
    let rows = 0
    let waiting = [...tables].flatMap(([table, columns]) => [0, 1].map((row) => ({ table, columns, row })))
    for (let before = Infinity; waiting.length < before;) {
        before = waiting.length
        const refused: typeof waiting = []
        for (const one of waiting) {
            const isTaken = await insert(place, one.table, one.columns, one.row)
            if (isTaken) rows++
            else refused.push(one)
        }
        waiting = refused
    }
    return { tables: tables.size, rows }
}

async function columnsByTable(place: Queryable): Promise<ReadonlyMap<string, readonly Column[]>> {
    const found = await place.query(`
        SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname) AS table, c.relname::text AS name, a.attname::text AS column,
            format_type(a.atttypid, NULL) AS type,
            ARRAY(SELECT enumlabel::text FROM pg_enum WHERE enumtypid IN (t.oid, t.typelem) ORDER BY enumsortorder) AS labels,
            CASE WHEN a.attgenerated <> '' OR a.attidentity = 'a' THEN 'always' WHEN a.attidentity <> '' OR a.atthasdef THEN 'if absent' END AS given
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped LEFT JOIN pg_type t ON t.oid = a.atttypid
        WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname !~ '^pg_|^information_schema$'
            AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
        ORDER BY 1, a.attnum`)
    const tables = new Map<string, Column[]>()
    for (const row of found) {
        if (bookkeepingTables.includes(String(row["name"]))) continue
        const columns = tables.get(String(row["table"])) ?? []
        tables.set(String(row["table"]), columns)
        if (row["column"] === null) continue
        columns.push({
            name: String(row["column"]),
            type: String(row["type"]),
            labels: row["labels"] as readonly string[],
            given: row["given"] as Column["given"],
        })
    }
    return tables
}

async function insert(place: Queryable, table: string, columns: readonly Column[], row: number): Promise<boolean> {
    const isSaid = ({ given }: Column) => given === null || (given === "if absent" && row === 1)
    const said = columns.filter((column) => isSaid(column) && valueOf(column, row) !== null)
    // A default that the second row cannot do without is left to it too: the sequence of a serial must know its number.
    const plain = said.filter(({ given }) => given === null)
    for (const chosen of row === 1 && said.length > plain.length ? [said, plain] : [said]) {
        const names = chosen.map(({ name }) => `"${name.replaceAll('"', '""')}"`).join(", ")
        const values = chosen.map((column) => `'${(valueOf(column, row) ?? "").replaceAll("'", "''")}'`).join(", ")
        const sql =
            chosen.length === 0
                ? `INSERT INTO ${table} DEFAULT VALUES`
                : `INSERT INTO ${table} (${names}) VALUES (${values})`
        try {
            await place.query(sql)
            return true
        } catch {
            // Not such a row.
        }
    }
    return false
}

function valueOf({ type, labels }: Column, row: number): string | null {
    const isArray = type.endsWith("[]")
    const value = labels.length > 0 ? labels.at(-row) : VALUES[isArray ? type.slice(0, -2) : type]?.[row]
    if (value === undefined) return null
    return isArray ? `{"${value.replaceAll(/["\\]/g, "\\$&")}"}` : value
}

import type { RecordedItem } from "../revisions/record-migration.js"

// A squash plans what makes the same catalog. Where there are rows that is not enough: a column that is renamed, a default that backfills and
// is dropped again make other rows than their sum does. So what may touch rows is kept as it is.

const NAME = `(?:"(?:[^"]|"")+"|[\\w$]+)`
const DDL = new RegExp(
    `^(?:${[
        "CREATE\\s+(?:UNLOGGED\\s+)?TABLE(?![\\s\\S]*\\bAS\\s*\\(?\\s*(?:SELECT|WITH|TABLE|VALUES|EXECUTE)\\b)",
        "(?:ALTER|DROP)\\s+TABLE",
        "CREATE\\s+(?:UNIQUE\\s+)?INDEX",
        "(?:ALTER|DROP)\\s+INDEX",
        "(?:CREATE|ALTER|DROP)\\s+(?:TYPE|SEQUENCE|SCHEMA|EXTENSION|POLICY|VIEW|MATERIALIZED\\s+VIEW)",
        "CREATE\\s+OR\\s+REPLACE\\s+VIEW",
        "COMMENT\\s+ON",
        "GRANT",
        "REVOKE",
    ].join("|")})\\s`,
    "i",
)
const OWN_RECORD = /^(?:INSERT\s+INTO|DELETE\s+FROM|UPDATE)\s+(?:"?[\w$]+"?\.)?"?typeorm_metadata"?[\s(]/i
const INSERT = new RegExp(`^INSERT\\s+INTO\\s+(?:${NAME}\\.)?(${NAME})`, "i")
const WRITES_NO_ROW =
    /^(?:UPDATE|DELETE|TRUNCATE|CREATE\s+(?:OR\s+REPLACE\s+)?(?:FUNCTION|PROCEDURE|DOMAIN|AGGREGATE))\s/i
const FIRES = /\bCREATE\s+(?:OR\s+REPLACE\s+)?(?:CONSTRAINT\s+)?(?:TRIGGER|RULE)\b/i

/** Whether a call only defines what the catalog shows afterwards. */
export function isDefinition(item: RecordedItem): boolean {
    if (item.operation !== null) return item.operation.name !== "bulkInsert" && item.operation.name !== "refuse"
    const sql = item.sql.trim().replace(/\s*;$/, "")
    // The semicolon of a text is taken for one that ends a statement: then it is kept.
    return (
        OWN_RECORD.test(sql) ||
        (DDL.test(sql) && !sql.includes(";") && !/\bEXECUTE\s+(?!FUNCTION|PROCEDURE)/i.test(sql))
    )
}

/** Tables that may have rows. */
export interface WrittenTables {
    /** Whether a migration names one of them. */
    isTouched(items: readonly RecordedItem[]): boolean
    /** Notes what a migration may write, and what it calls the tables from then on. */
    note(items: readonly RecordedItem[]): void
}

/** Begins with tables that may have rows already. */
export function writtenTables(names: Iterable<string>): WrittenTables {
    const written = new Set([...names].map((name) => name.toLowerCase()))
    let isAll = false
    let fires = false
    return {
        isTouched: (items) =>
            isAll || items.some((item) => sqlOf(item).some((sql) => wordsIn(sql).some((word) => written.has(word)))),
        note(items) {
            for (const item of items) {
                for (const sql of sqlOf(item)) {
                    const words = wordsIn(sql)
                    if (words.some((word) => written.has(word)))
                        for (const [, name = ""] of sql.matchAll(new RegExp(`\\bRENAME\\s+TO\\s+(${NAME})`, "gi")))
                            written.add(plain(name))
                    fires ||= FIRES.test(sql)
                }
                const target = targetOf(item)
                if (target === "unknown" || (target !== null && fires)) isAll = true
                else if (target !== null) written.add(target)
            }
        },
    }
}

/** The table that gets rows; null: none does. */
function targetOf(item: RecordedItem): string | null {
    if (item.operation !== null) {
        if (item.operation.name !== "bulkInsert") return null
        const [table] = item.operation.args
        return (typeof table === "string" ? table : String((table as { readonly name?: unknown }).name)).toLowerCase()
    }
    if (isDefinition(item) || WRITES_NO_ROW.test(item.sql.trim())) return null
    const sql = item.sql.trim().replace(/\s*;$/, "")
    const [, name] = INSERT.exec(sql) ?? []
    return name === undefined || sql.includes(";") ? "unknown" : plain(name)
}

function sqlOf(item: RecordedItem): readonly string[] {
    return item.operation === null ? [item.sql] : item.statements.map(({ sql }) => sql)
}

function plain(name: string): string {
    return (name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name).toLowerCase()
}

/** All that could be a name. */
function wordsIn(sql: string): readonly string[] {
    return (sql.match(/"(?:[^"]|"")+"|[\p{L}\p{N}_$]+/gu) ?? []).map(plain)
}

import type { QualifiedName } from "../../core/names.js"
import { objectKey } from "../../core/object-key.js"
import type { Deletion } from "../../core/statement.js"

const NAME = `(?:"(?:[^"]|"")+"|[\\w$]+)`
const TABLE = `(${NAME})(?:\\.(${NAME}))?`

const DROP_TABLE = new RegExp(
    `^DROP\\s+TABLE\\s+(?:IF\\s+EXISTS\\s+)?(?:ONLY\\s+)?${TABLE}(?:\\s+(?:CASCADE|RESTRICT))?$`,
    "i",
)
const DROP_COLUMN = new RegExp(
    `^ALTER\\s+TABLE\\s+(?:IF\\s+EXISTS\\s+)?${TABLE}\\s+DROP\\s+(?:COLUMN\\s+)?(?:IF\\s+EXISTS\\s+)?(${NAME})(?:\\s+(?:CASCADE|RESTRICT))?$`,
    "i",
)

/** What TypeORM's generator writes beside these, and deletes nothing that could not be made again. */
const HARMLESS = new RegExp(
    `^(?:(?:CREATE\\s+(?:UNIQUE\\s+)?INDEX|CREATE\\s+TABLE|CREATE\\s+TYPE|DROP\\s+INDEX|DROP\\s+TYPE|COMMENT\\s+ON)\\s|ALTER\\s+TABLE\\s+${TABLE}\\s+(?:ADD|DROP\\s+CONSTRAINT|RENAME)\\s|(?:BEGIN|COMMIT)$)`,
    "i",
)

/**
 * What a plain statement deletes, where it is one that generators write: DROP TABLE, or ALTER TABLE … DROP COLUMN of one. Null: it deletes
 * nothing. `unknown`: any other.
 *
 * @example
 * ```ts
 * plainDeletion('DROP TABLE "room"', "public") // { object: "table:public.room", … }
 * ```
 */
export function plainDeletion(sql: string, defaultSchema: string): Deletion | null | "unknown" {
    const text = sql.trim().replace(/\s*;$/, "")
    // TypeORM's own record of views and generated columns.
    if (/^(?:INSERT\s+INTO|DELETE\s+FROM)\s+(?:"?[\w$]+"?\.)?"?typeorm_metadata"?[\s(]/i.test(text)) return null
    const [, ...table] = DROP_TABLE.exec(text) ?? []
    if (table.length > 0) return deletionOf(table, undefined, defaultSchema)
    const [, schema, name, column] = DROP_COLUMN.exec(text) ?? []
    if (column !== undefined) return deletionOf([schema, name], column, defaultSchema)
    // Several statements in one text, or a text that holds a semicolon.
    return HARMLESS.test(text) && !text.includes(";") ? null : "unknown"
}

function deletionOf(
    [first = "", second]: readonly (string | undefined)[],
    column: string | undefined,
    defaultSchema: string,
): Deletion {
    const table: QualifiedName =
        second === undefined
            ? { schema: defaultSchema, name: meant(first) }
            : { schema: meant(first), name: meant(second) }
    const path = [table.schema, table.name]
    if (column === undefined) return { object: objectKey("table", path), table, column: null }
    return { object: objectKey("column", [...path, meant(column)]), table, column: meant(column) }
}

/** The name that SQL means. */
function meant(name: string): string {
    return name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name.toLowerCase()
}

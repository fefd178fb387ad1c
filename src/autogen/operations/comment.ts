import { quoteIdent, quoteName } from "../core/names.js"
import type { SqlContext } from "../core/operation.js"
import { statement, type Statement } from "../core/statement.js"
import { columnTarget, commentSql } from "./table-items.js"
import { resolveName, resolveSql, type TableName } from "./table-name.js"

/** The comment that the schema "public" of a new database has: nobody's. */
export const STANDARD_SCHEMA_COMMENT = "standard public schema"

/** What `op.createComment` speaks of. */
export type CommentedObject =
    | { readonly constraint: string; readonly table: TableName }
    | { readonly index: string; readonly table: TableName }
    | { readonly enum: TableName }
    | { readonly sequence: TableName }
    | { readonly view: TableName; readonly materialized?: boolean; readonly column?: string }
    | { readonly schema: string }

/** Nobody who reads or writes rows has to wait for it. */
const ON_TABLE = { lock: "SHARE UPDATE EXCLUSIVE" } as const

/** The operations on comments, with Alembic's names where it has them. */
export const commentOperations = {
    /** COMMENT ON COLUMN. */
    createColumnComment(context: SqlContext, table: TableName, column: string, comment: string): readonly Statement[] {
        return [statement(commentSql(columnTarget(context, table, column), comment), ON_TABLE)]
    },

    /** Takes the column's comment away. */
    dropColumnComment(context: SqlContext, table: TableName, column: string): readonly Statement[] {
        return [statement(commentSql(columnTarget(context, table, column), null), ON_TABLE)]
    },

    /** COMMENT ON TABLE. */
    createTableComment(context: SqlContext, table: TableName, comment: string): readonly Statement[] {
        return [statement(commentSql(`TABLE ${resolveSql(context, table)}`, comment), ON_TABLE)]
    },

    /** Takes the table's comment away. */
    dropTableComment(context: SqlContext, table: TableName): readonly Statement[] {
        return [statement(commentSql(`TABLE ${resolveSql(context, table)}`, null), ON_TABLE)]
    },

    /** COMMENT ON … for all but tables and columns: `{ index: "room_code_idx", table: "room" }`. */
    createComment(context: SqlContext, on: CommentedObject, comment: string): readonly Statement[] {
        return [statement(commentSql(commentedSql(context, on), comment))]
    },

    /** Takes the comment of such an object away. */
    dropComment(context: SqlContext, on: CommentedObject): readonly Statement[] {
        return [statement(commentSql(commentedSql(context, on), ownComment(on)))]
    },
} as const

/** What Postgres itself says of an object: the schema "public" of a new database has a comment. */
function ownComment(on: CommentedObject): string | null {
    return "schema" in on && on.schema === "public" ? STANDARD_SCHEMA_COMMENT : null
}

function commentedSql(context: SqlContext, on: CommentedObject): string {
    if ("constraint" in on) return `CONSTRAINT ${quoteIdent(on.constraint)} ON ${resolveSql(context, on.table)}`
    if ("index" in on) return `INDEX ${quoteName({ ...resolveName(context, on.table), name: on.index })}`
    if ("enum" in on) return `TYPE ${resolveSql(context, on.enum)}`
    if ("sequence" in on) return `SEQUENCE ${resolveSql(context, on.sequence)}`
    if ("schema" in on) return `SCHEMA ${quoteIdent(on.schema)}`
    if (on.column !== undefined) return columnTarget(context, on.view, on.column)
    return `${on.materialized ? "MATERIALIZED VIEW" : "VIEW"} ${resolveSql(context, on.view)}`
}

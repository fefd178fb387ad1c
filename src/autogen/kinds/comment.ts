import { objectKey, type ObjectKey } from "../core/object-key.js"
import type { ObjectKind } from "../core/object-kind.js"
import { operation, type Operation, type SqlContext } from "../core/operation.js"
import type { SchemaObject } from "../core/schema-object.js"
import { statement, type Statement } from "../core/statement.js"
import { commentsQuery } from "./shared/catalog-queries.js"
import { textOf, textOrNull } from "./shared/catalog-rows.js"
import { columnName, declaredColumns } from "./shared/declared-columns.js"
import { columnTarget, commentSql } from "./shared/table-items.js"
import { nameArgument, resolveSql, type TableName } from "./shared/table-name.js"
import { ownName } from "./shared/table-parts.js"

// Comments on tables and columns. In place: everything.
// https://www.postgresql.org/docs/current/sql-comment.html

export interface CommentDefinition {
    readonly text: string
    readonly target: "table" | "column"
}

/** The operations on comments, with Alembic's names where it has them. */
export const commentOperations = {
    /** COMMENT ON COLUMN. */
    createColumnComment(context: SqlContext, table: TableName, column: string, comment: string): readonly Statement[] {
        return [statement(commentSql(columnTarget(context, table, column), comment))]
    },

    /** Takes the column's comment away. */
    dropColumnComment(context: SqlContext, table: TableName, column: string): readonly Statement[] {
        return [statement(commentSql(columnTarget(context, table, column), null))]
    },

    /** COMMENT ON TABLE. */
    createTableComment(context: SqlContext, table: TableName, comment: string): readonly Statement[] {
        return [statement(commentSql(`TABLE ${resolveSql(context, table)}`, comment))]
    },

    /** Takes the table's comment away. */
    dropTableComment(context: SqlContext, table: TableName): readonly Statement[] {
        return [statement(commentSql(`TABLE ${resolveSql(context, table)}`, null))]
    },
} as const

type Comment = SchemaObject<CommentDefinition>

function commentObject(path: readonly string[], text: string): Comment {
    const target = path.length === 3 ? "column" : "table"
    const parent: ObjectKey = objectKey(target, path)
    return {
        kind: "comment",
        key: objectKey("comment", path),
        path,
        definition: { text, target },
        parent,
        requires: [],
    }
}

function setComment(object: Comment): readonly Operation[] {
    const { path, definition } = object
    if (definition.target === "table")
        return [operation(commentOperations, "createTableComment", nameArgument(path), definition.text)]
    return [operation(commentOperations, "createColumnComment", nameArgument(path), ownName(path), definition.text)]
}

export const commentKind: ObjectKind<CommentDefinition> = {
    name: "comment",
    label: "comment",
    make: (path, { text }) => commentObject(path, text),
    catalog: [
        {
            query: commentsQuery,
            read(row) {
                const inner = textOrNull(row, "inner")
                return commentObject(
                    [textOf(row, "schema"), textOf(row, "name"), ...(inner === null ? [] : [inner])],
                    textOf(row, "text"),
                )
            },
        },
    ],
    readTable(table, context) {
        const columns = declaredColumns(table).flatMap((column) =>
            column.comment
                ? [
                      {
                          ...commentObject([table.name.schema, table.name.name, columnName(column)], column.comment),
                          origin: context.origin(column.entityMetadata, column.propertyPath),
                      },
                  ]
                : [],
        )
        const tables = table.entities.flatMap((entity) =>
            entity.comment
                ? [
                      {
                          ...commentObject([table.name.schema, table.name.name], entity.comment),
                          origin: context.origin(entity),
                      },
                  ]
                : [],
        )
        return [...tables, ...columns]
    },
    attributes: { text: "alter", target: "ignore" },
    create: setComment,
    drop({ path, definition }) {
        if (definition.target === "table") return [operation(commentOperations, "dropTableComment", nameArgument(path))]
        return [operation(commentOperations, "dropColumnComment", nameArgument(path), ownName(path))]
    },
    alter: (_from, to) => setComment(to),
    fold: { into: "parent", part: (object) => ({ slot: "comment", value: object.definition.text }) },
    describe: (object) => JSON.stringify(object.definition.text),
}

import { objectKey, type ObjectKey } from "../core/object-key.js"
import type { ObjectKind } from "../core/object-kind.js"
import { operation, type Operation } from "../core/operation.js"
import { withOrigin, type SchemaObject } from "../core/schema-object.js"
import { commentsQuery } from "./catalog/catalog-queries.js"
import { textOf, textOrNull } from "./catalog/catalog-rows.js"
import { columnName, declaredColumns } from "./declared/declared-columns.js"
import { existsOperation } from "../operations/existence.js"
import { nameArgument } from "../operations/table-name.js"
import { ownName } from "./shared/table-parts.js"
import { hasStatement } from "./declared/typeorm-made.js"
import { type CommentedObject, commentOperations } from "../operations/comment.js"

// Comments on whatever has a kind here. Entities declare those on tables and columns; what else somebody wrote is kept, and put
// back on what is recreated. In place: everything.
// https://www.postgresql.org/docs/current/sql-comment.html

export interface CommentDefinition {
    readonly text: string
    readonly target: CommentTarget
}

/** What a comment is on: most often a kind of object. */
type CommentTarget =
    | "table"
    | "column"
    | "primary-key"
    | "unique"
    | "check"
    | "exclusion"
    | "foreign-key"
    | "primary-key index"
    | "unique index"
    | "exclusion index"
    | "index"
    | "enum"
    | "sequence"
    | "view"
    | "materialized view"
    | "view column"
    | "schema"
type Comment = SchemaObject<CommentDefinition>

function parentOf(target: CommentTarget, path: readonly string[]): ObjectKey {
    if (target === "materialized view") return objectKey("view", path)
    if (target === "view column") return objectKey("view", path.slice(0, 2))
    // A constraint's index is no object of its own.
    return objectKey(target.replace(/ index$/, ""), path)
}

/** COMMENT ON VIEW is for plain views only, and a view may lose a column. */
function requirementOf(target: CommentTarget, path: readonly string[]): readonly ObjectKey[] {
    if (target === "view") return [objectKey("plain view", path)]
    if (target === "view column") return [objectKey("view column", path)]
    return target === "materialized view" ? [objectKey("materialized view", path)] : []
}

/** Tables and columns need no word: no other two have the same path. */
function keyOf(target: CommentTarget, path: readonly string[]): ObjectKey {
    return objectKey(target === "table" || target === "column" ? "comment" : `comment on ${target}`, path)
}

function commentObject(path: readonly string[], definition: CommentDefinition): Comment {
    const { target } = definition
    return {
        kind: "comment",
        key: keyOf(target, path),
        path,
        definition,
        parent: parentOf(target, path),
        requires: requirementOf(target, path),
    }
}

/** What stands for the object in `op.createComment`; null where it has operations of its own. */
function commentedObject({ path, definition: { target } }: Comment): CommentedObject | null {
    const name = nameArgument(path)
    switch (target) {
        case "table":
        case "column":
            return null
        case "index":
        case "primary-key index":
        case "unique index":
        case "exclusion index":
            return { index: ownName(path), table: name }
        case "enum":
            return { enum: name }
        case "sequence":
            return { sequence: name }
        case "view":
            return { view: name }
        case "materialized view":
            return { view: name, materialized: true }
        case "view column":
            return { view: name, column: ownName(path) }
        case "schema":
            return { schema: ownName(path) }
        case "primary-key":
        case "unique":
        case "check":
        case "exclusion":
        case "foreign-key":
            return { constraint: ownName(path), table: name }
    }
}

const NONE: readonly Comment[] = []

/** Postgres stores no NUL in a text; TypeORM leaves it out, too. */
function storedText(comment: string | undefined): string {
    return (comment ?? "").replaceAll("\0", "")
}

function setComment(object: Comment): readonly Operation[] {
    const { path, definition } = object
    const on = commentedObject(object)
    if (on) return [operation(commentOperations, "createComment", on, definition.text)]
    if (definition.target === "table")
        return [operation(commentOperations, "createTableComment", nameArgument(path), definition.text)]
    return [operation(commentOperations, "createColumnComment", nameArgument(path), ownName(path), definition.text)]
}

/** Comments on schemas are never made again. */
function askForComment({ path, definition: { target } }: Comment): Operation | null {
    const name = nameArgument(path)
    switch (target) {
        case "schema":
            return null
        case "table":
        case "view":
        case "materialized view":
        case "sequence":
            return existsOperation({ commentOn: { relation: name } })
        case "enum":
            return existsOperation({ commentOn: { enum: name } })
        case "column":
        case "view column":
            return existsOperation({ commentOn: { column: ownName(path), table: name } })
        case "index":
        case "primary-key index":
        case "unique index":
        case "exclusion index":
            return existsOperation({ commentOn: { index: ownName(path), table: name } })
        case "primary-key":
        case "unique":
        case "check":
        case "exclusion":
        case "foreign-key":
            return existsOperation({ commentOn: { constraint: ownName(path), table: name } })
    }
}

export const commentKind: ObjectKind<CommentDefinition> = {
    name: "comment",
    label: "comment",
    role: "member",
    make: commentObject,
    attributes: { text: "alter", target: "ignore" },
    create: setComment,
    drop(object) {
        const { path, definition } = object
        const on = commentedObject(object)
        if (on) return [operation(commentOperations, "dropComment", on)]
        if (definition.target === "table") return [operation(commentOperations, "dropTableComment", nameArgument(path))]
        return [operation(commentOperations, "dropColumnComment", nameArgument(path), ownName(path))]
    },
    alter: (_from, to) => setComment(to),
    catalog: {
        readers: [
            {
                query: commentsQuery,
                read(row) {
                    const path = ["schema", "name", "inner"].flatMap((field) => textOrNull(row, field) ?? [])
                    return commentObject(path, {
                        text: textOf(row, "text"),
                        target: textOf(row, "target") as CommentTarget,
                    })
                },
            },
        ],
        exists: askForComment,
    },
    declared: {
        readTable(table, context) {
            const { schema, name } = table.name
            const columns = declaredColumns(table).flatMap((column) => {
                const text = storedText(column.comment)
                if (text === "") return NONE
                const object = commentObject([schema, name, columnName(column)], { text, target: "column" })
                return [withOrigin(object, context.origin(column.entityMetadata, column.propertyPath))]
            })
            const tables = table.entities.flatMap((entity) => {
                const text = storedText(entity.comment)
                if (text === "") return NONE
                return [withOrigin(commentObject([schema, name], { text, target: "table" }), context.origin(entity))]
            })
            return [...tables, ...columns]
        },
        firstDeclarationCounts: true,
        generatedByTypeOrm: (object, making) => hasStatement(object, making, "COMMENT ON [^;]*$name IS"),
        canBeDeclared: ({ definition: { target } }) => target === "table" || target === "column",
    },
    report: {
        describe: (object) => JSON.stringify(object.definition.text),
    },
    placement: {
        fold: {
            into: "parent",
            part: ({ definition: { text, target } }) =>
                target === "table" || target === "column" ? { slot: "comment", value: text } : null,
        },
    },
}

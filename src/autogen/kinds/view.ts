import { quoteIdent, truncateName, type QualifiedName } from "../core/names.js"
import { objectKey } from "../core/object-key.js"
import { sameData } from "../core/equality.js"
import type { ObjectKind, Relocation } from "../core/object-kind.js"
import { operation, type SqlContext } from "../core/operation.js"
import type { Row } from "../core/queryable.js"
import type { SchemaObject } from "../core/schema-object.js"
import { statement, type Statement } from "../core/statement.js"
import { viewsQuery } from "./shared/catalog-queries.js"
import { booleanOf, rowsOf, textOf, textOrNull } from "./shared/catalog-rows.js"
import { declaredRelationRenames } from "./shared/declared-renames.js"
import { nameArgument, resolveName, resolveSql, type TableName } from "./shared/table-name.js"
import { ownName } from "./shared/table-parts.js"
import { moveView, recordMetadata } from "./shared/typeorm-metadata.js"

// Views and materialized views. In place: the name, the schema; the query by CREATE OR REPLACE as long as it gives the same
// columns and perhaps more at the end. All else, and every change of a materialized view, needs the view to be made anew.
// https://www.postgresql.org/docs/current/sql-createview.html

export interface ViewDefinition {
    readonly materialized: boolean
    /** As Postgres prints it; the user's own words until it has been judged. */
    readonly query: string
    /** What the migration file says. */
    readonly source: string
    /** The columns that it gives, with their types; unknown (empty) until it has been judged. */
    readonly columns: readonly ViewColumn[]
    /** The tables, views and columns that it reads, and the enums that it names; unknown (empty) until it has been judged. */
    readonly reads: readonly ViewRead[]
}

interface ViewColumn {
    readonly name: string
    readonly type: string
}

interface ViewRead {
    readonly kind: "table" | "view" | "column" | "enum"
    readonly path: readonly string[]
}

/** Options of `op.createView`. */
export interface CreateViewOptions {
    readonly materialized?: boolean
    readonly orReplace?: boolean
}

/** Options of `op.dropView`. */
export interface DropViewOptions {
    readonly materialized?: boolean
    readonly ifExists?: boolean
}

/** The operations on views. */
export const viewOperations = {
    /** CREATE VIEW or CREATE MATERIALIZED VIEW. TypeORM's own record of its views is kept up where there is one. */
    createView(
        context: SqlContext,
        name: TableName,
        query: string,
        options: CreateViewOptions = {},
    ): readonly Statement[] {
        const words = [
            "CREATE",
            options.orReplace ? "OR REPLACE" : "",
            options.materialized ? "MATERIALIZED VIEW" : "VIEW",
        ].filter(Boolean)
        const body = query.trim().replace(/;$/, "")
        return [
            statement(`${words.join(" ")} ${resolveSql(context, name)} AS ${body}`),
            recordView(context, resolveName(context, name), options.materialized ?? false, body),
        ]
    },

    /** DROP VIEW or DROP MATERIALIZED VIEW. Refused by Postgres while another view reads it. */
    dropView(context: SqlContext, name: TableName, options: DropViewOptions = {}): readonly Statement[] {
        const what = options.materialized ? "MATERIALIZED VIEW" : "VIEW"
        return [
            statement(`DROP ${what} ${options.ifExists ? "IF EXISTS " : ""}${resolveSql(context, name)}`),
            recordView(context, resolveName(context, name), options.materialized ?? false, null),
        ]
    },

    /** ALTER VIEW … RENAME TO, or ALTER MATERIALIZED VIEW. */
    renameView(
        context: SqlContext,
        from: TableName,
        to: string,
        options: { readonly materialized?: boolean } = {},
    ): readonly Statement[] {
        const what = options.materialized ? "MATERIALIZED VIEW" : "VIEW"
        const row = {
            type: options.materialized ? "MATERIALIZED_VIEW" : "VIEW",
            view: resolveName(context, from),
        } as const
        return [
            statement(`ALTER ${what} ${resolveSql(context, from)} RENAME TO ${quoteIdent(to)}`),
            moveView(context, row, to),
        ]
    },
} as const

function recordView(context: SqlContext, view: QualifiedName, materialized: boolean, query: string | null): Statement {
    return recordMetadata(context, { type: materialized ? "MATERIALIZED_VIEW" : "VIEW", view }, query)
}

type View = SchemaObject<ViewDefinition>

function viewObject(path: readonly string[], definition: ViewDefinition): View {
    return {
        kind: "view",
        key: objectKey("view", path),
        path,
        definition,
        parent: objectKey("schema", path.slice(0, 1)),
        requires: definition.reads.map((read) => objectKey(read.kind, read.path)),
        // What says which of the two it is about, such as a comment, goes where it becomes the other.
        provides: [objectKey(definition.materialized ? "materialized view" : "plain view", path)],
    }
}

function readReference(row: Row): ViewRead {
    const column = textOrNull(row, "column")
    const path = [textOf(row, "schema"), textOf(row, "name")]
    if (booleanOf(row, "is_view")) return { kind: "view", path }
    return column === null ? { kind: "table", path } : { kind: "column", path: [...path, column] }
}

function readRow(row: Row): View {
    const query = textOf(row, "query").trim().replace(/;$/, "")
    const enums = rowsOf(row, "enums").map((type): ViewRead => ({
        kind: "enum",
        path: [textOf(type, "schema"), textOf(type, "name")],
    }))
    const reads = [...rowsOf(row, "reads").map(readReference), ...enums]
    return viewObject([textOf(row, "schema"), textOf(row, "name")], {
        materialized: booleanOf(row, "materialized"),
        query,
        source: query,
        columns: rowsOf(row, "columns").map((column) => ({
            name: textOf(column, "name"),
            type: textOf(column, "type"),
        })),
        // A view that is read has as many entries as columns of it are.
        reads: reads.filter((read, index) => reads.findIndex((other) => sameData(read, other)) === index),
    })
}

/** CREATE OR REPLACE VIEW may add columns at the end, and keeps all others as they are. */
function queryRule(from: ViewDefinition, to: ViewDefinition): "alter" | "replace" | null {
    if (from.query === to.query) return null
    const keeps = from.columns.length > 0 && from.columns.every((column, index) => sameData(column, to.columns[index]))
    return keeps && !from.materialized && !to.materialized ? "alter" : "replace"
}

function relocate(definition: ViewDefinition, relocation: Relocation): ViewDefinition {
    return {
        ...definition,
        query: relocation.expression(definition.query, []),
        source: relocation.expression(definition.source, []),
        reads: definition.reads.map((read) => ({ ...read, path: relocation.path(read.kind, read.path) })),
    }
}

export const viewKind: ObjectKind<ViewDefinition> = {
    name: "view",
    label: "view",
    make: viewObject,
    catalog: [{ query: viewsQuery, read: readRow }],
    readProject: (_tables, context) =>
        context.views.map(({ name, entity, expression, materialized }) => {
            const query = expression.trim().replace(/;$/, "")
            const path = [name.schema, truncateName(name.name)]
            const object = viewObject(path, { materialized, query, source: query, columns: [], reads: [] })
            return { ...object, origin: context.origin(entity) }
        }),
    readRenames: (_tables, context) =>
        context.views.flatMap(({ name, entity }) => declaredRelationRenames("view", name, entity, context)),
    attributes: { materialized: "replace", query: queryRule, source: "ignore", columns: "ignore", reads: "ignore" },
    settle: (declared, current) =>
        current && current.definition.query === declared.definition.query
            ? { ...declared, definition: { ...current.definition, materialized: declared.definition.materialized } }
            : null,
    judged: (declared, reading) =>
        viewObject(declared.path, {
            ...reading.definition,
            materialized: declared.definition.materialized,
            source: declared.definition.source,
        }),
    scaffold: (object) => object,
    // A materialized view cannot be temporary; its query says the same in a plain one.
    probe: (object) => ({ ...object, definition: { ...object.definition, materialized: false } }),
    readsEverything: true,
    relocate,
    create: ({ path, definition }) => [
        operation(
            viewOperations,
            "createView",
            nameArgument(path),
            definition.source,
            ...(definition.materialized ? [{ materialized: true }] : []),
        ),
    ],
    drop: ({ path, definition }) => [
        operation(
            viewOperations,
            "dropView",
            nameArgument(path),
            ...(definition.materialized ? [{ materialized: true }] : []),
        ),
    ],
    alter: (_from, to) => [
        operation(viewOperations, "createView", nameArgument(to.path), to.definition.source, { orReplace: true }),
    ],
    rename: (from, to) => [
        operation(
            viewOperations,
            "renameView",
            nameArgument(from.path),
            ownName(to.path),
            ...(to.definition.materialized ? [{ materialized: true }] : []),
        ),
    ],
    occupies: (object) => [objectKey("relation", object.path), objectKey("type", object.path)],
    describe: ({ definition }) =>
        `${definition.materialized ? "materialized " : ""}${definition.source.replaceAll(/\s+/g, " ")}`,
}

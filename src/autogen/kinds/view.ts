import { truncateName } from "../core/names.js"
import { objectKey } from "../core/object-key.js"
import { sameData } from "../core/equality.js"
import type { ObjectKind, Relocation } from "../core/object-kind.js"
import { operation, type Operation } from "../core/operation.js"
import type { Row } from "../core/queryable.js"
import type { SchemaObject } from "../core/schema-object.js"
import { viewsQuery } from "./catalog/catalog-queries.js"
import { booleanOf, rowsOf, textOf, textOrNull } from "./catalog/catalog-rows.js"
import { declaredRelationRenames } from "./declared/declared-renames.js"
import { existsOperation } from "../operations/existence.js"
import { privilegeOperations } from "../operations/privilege.js"
import { makeRoles } from "../operations/roles.js"
import { withSource } from "./shared/printed-source.js"
import { nameArgument } from "../operations/table-name.js"
import { ownName } from "./shared/table-parts.js"
import { hasStatement } from "./declared/typeorm-made.js"
import { viewOptions } from "../operations/view-options.js"
import { bodyOf, type CreateViewOptions, viewOperations } from "../operations/view.js"
import { readViewState, UNSAID_STATE, type ViewState } from "./catalog/view-state.js"

// Views and materialized views. In place: the name, the schema, the options; the query by CREATE OR REPLACE as long as it gives the
// same columns and perhaps more at the end. All else, and every change of a materialized view, needs the view to be recreated.
// https://www.postgresql.org/docs/current/sql-createview.html

export interface ViewDefinition extends ViewState {
    readonly materialized: boolean
    /** As Postgres prints it; the user's own words until it has been normalized. */
    readonly query: string
    /** What the migration file says: the entity's text, trimmed. */
    readonly source: string
    /** The columns that it gives, with their types; unknown (empty) until it has been normalized. */
    readonly columns: readonly ViewColumn[]
    /** The tables, views and columns that it reads, and the enums that it names; unknown (empty) until it has been normalized. */
    readonly reads: readonly ViewRead[]
}

interface ViewColumn {
    readonly name: string
    readonly type: string
}

interface ViewRead {
    /** `only-primary-key`: the primary key, whichever, of the table at the path; it groups by that. */
    readonly kind: "table" | "view" | "column" | "enum" | "only-primary-key"
    readonly path: readonly string[]
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
        provides: [
            objectKey(definition.materialized ? "materialized view" : "plain view", path),
            ...definition.columns.map(({ name }) => objectKey("view column", [...path, name])),
        ],
    }
}

function readReference(row: Row): ViewRead {
    const column = textOrNull(row, "column")
    const path = [textOf(row, "schema"), textOf(row, "name")]
    if (booleanOf(row, "is_key")) return { kind: "only-primary-key", path }
    if (booleanOf(row, "is_view")) return { kind: "view", path }
    return column === null ? { kind: "table", path } : { kind: "column", path: [...path, column] }
}

function readRow(row: Row): View {
    const query = bodyOf(textOf(row, "query"))
    const enums = rowsOf(row, "enums").map((type): ViewRead => ({
        kind: "enum",
        path: [textOf(type, "schema"), textOf(type, "name")],
    }))
    const reads = [...rowsOf(row, "reads").map(readReference), ...enums]
    const materialized = booleanOf(row, "materialized")
    return viewObject([textOf(row, "schema"), textOf(row, "name")], {
        materialized,
        ...readViewState(row, materialized),
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

/** The declared view with what is known of it, whatever sort of view that is. */
function withDefinition(declared: View, known: ViewDefinition): View {
    const { materialized, source } = declared.definition
    const object = viewObject(declared.path, { ...known, ...UNSAID_STATE, materialized, source })
    return declared.origin ? { ...object, origin: declared.origin } : object
}

/** A materialized view of another role's is filled once it is that role's again: its query runs as its owner, not as who creates it. */
function isFilledByOwner({ materialized, populated, owner }: ViewDefinition): boolean {
    return materialized && populated !== false && owner !== null
}

function createOptions(definition: ViewDefinition): readonly [CreateViewOptions?] {
    const { materialized, options, populated } = definition
    const own = viewOptions(options, materialized)
    const given = {
        ...(materialized ? { materialized } : {}),
        ...(Object.keys(own).length === 0 ? {} : { with: own }),
        ...((materialized && populated === false) || isFilledByOwner(definition) ? { data: false } : {}),
    }
    return Object.keys(given).length === 0 ? [] : [given]
}

/** What a view that is recreated needs, so that it is whose it was, and nobody has a privilege on it whom none was given. */
function stateOperations(path: readonly string[], definition: ViewDefinition): readonly Operation[] {
    const { materialized, owner, grantedByDefault } = definition
    const name = nameArgument(path)
    return [
        ...(owner === null
            ? []
            : [operation(viewOperations, "alterView", name, { ...(materialized ? { materialized } : {}), owner })]),
        ...(grantedByDefault === null ? [] : [operation(privilegeOperations, "revoke", name, "all", grantedByDefault)]),
        ...(isFilledByOwner(definition) ? [operation(viewOperations, "refreshView", name)] : []),
    ]
}

function alterOptions(from: ViewDefinition, { path, definition }: View): Operation {
    const [before, after] = [from, definition].map(({ options, materialized }) => viewOptions(options, materialized))
    const gone = Object.keys(before ?? {}).filter((name) => !(name in (after ?? {})))
    const set = Object.entries(after ?? {}).filter(([name, value]) => before?.[name] !== value)
    return operation(viewOperations, "alterView", nameArgument(path), {
        ...(definition.materialized ? { materialized: true } : {}),
        ...(set.length === 0 ? {} : { set: Object.fromEntries(set) }),
        ...(gone.length === 0 ? {} : { reset: gone }),
    })
}

function relocate(definition: ViewDefinition, relocation: Relocation): ViewDefinition {
    return {
        ...definition,
        query: relocation.expression(definition.query, []),
        source: relocation.expression(definition.source, []),
        reads: definition.reads.map(({ kind, path }) => ({
            kind,
            path: relocation.path(kind === "only-primary-key" ? "table" : kind, path),
        })),
    }
}

/** What is altered in place beside the query. */
function alterState(from: View, to: View, attributes: readonly string[]): readonly Operation[] {
    const name = nameArgument(to.path)
    const isEmptied = to.definition.populated === false
    return [
        ...(attributes.includes("options") ? [alterOptions(from.definition, to)] : []),
        ...(attributes.includes("populated")
            ? [operation(viewOperations, "refreshView", name, ...(isEmptied ? [{ data: false }] : []))]
            : []),
    ]
}

export const viewKind: ObjectKind<ViewDefinition> = {
    name: "view",
    label: "view",
    role: "relation",
    expressions: ({ query }) => [query],
    make: viewObject,
    attributes: {
        materialized: "replace",
        query: queryRule,
        source: "ignore",
        columns: "ignore",
        reads: "ignore",
        options: (from, to) =>
            from.options === null || to.options === null || sameData(from.options, to.options) ? null : "alter",
        populated: (from, to) =>
            from.populated === null || to.populated === null || from.populated === to.populated ? null : "alter",
        owner: "ignore",
        grantedByDefault: "ignore",
    },
    create: ({ path, definition }) => [
        operation(viewOperations, "createView", nameArgument(path), definition.source, ...createOptions(definition)),
        ...stateOperations(path, definition),
    ],
    drop: ({ path, definition }) => [
        operation(
            viewOperations,
            "dropView",
            nameArgument(path),
            ...(definition.materialized ? [{ materialized: true }] : []),
        ),
    ],
    alter: (from, to, attributes) =>
        attributes.includes("query")
            ? [
                  operation(viewOperations, "createView", nameArgument(to.path), to.definition.source, {
                      orReplace: true,
                      ...(createOptions(to.definition)[0] ?? {}),
                  }),
              ]
            : alterState(from, to, attributes),
    catalog: {
        readers: [{ query: viewsQuery, read: readRow }],
        exists: ({ path, definition: { materialized } }) =>
            existsOperation({ view: nameArgument(path), ...(materialized ? { materialized } : {}) }),
        environmentAttributes: ["owner"],
    },
    declared: {
        readProject: (_tables, context) =>
            context.views.map(({ name, entity, expression, materialized }) => {
                const [query, source] = [bodyOf(expression), expression.trim()]
                const path = [name.schema, truncateName(name.name)]
                const definition = { materialized, query, source, columns: [], reads: [], ...UNSAID_STATE }
                const object = viewObject(path, definition)
                return { ...object, origin: context.origin(entity) }
            }),
        readRenames: (_tables, context) =>
            context.views.flatMap(({ name, entity }) => declaredRelationRenames("view", name, entity, context)),
        generatedByTypeOrm: (object, making) =>
            hasStatement(object, making, "VIEW [^(]*$name AS") && making.text.includes('"typeorm_metadata"'),
        optionalAttributes: ["options", "populated", "grantedByDefault"],
    },
    report: {
        describe: ({ definition }) =>
            `${definition.materialized ? "materialized " : ""}${bodyOf(definition.source).replaceAll(/\s+/g, " ")}`,
    },
    normalize: {
        printedAttributes: ["query"],
        mapPrinted: (object, change) => withSource(object, "query", change),
        asPrinted: (object) => ({ ...object, definition: { ...object.definition, source: object.definition.query } }),
        normalizeLocally: (declared, current) =>
            current && current.definition.query === declared.definition.query
                ? withDefinition(declared, current.definition)
                : null,
        withNormalized: (declared, reading) => withDefinition(declared, reading.definition),
        toScratchObject: (object) => ({ ...object, definition: { ...object.definition, ...UNSAID_STATE } }),
        // A materialized view cannot be temporary; its query says the same in a plain one.
        asTemporary: (object) => ({
            ...object,
            definition: { ...object.definition, materialized: false, ...UNSAID_STATE },
        }),
        isQuery: true,
    },
    naming: {
        relocate,
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
    },
    rehearsal: {
        prerequisites: ({ definition: { owner, grantedByDefault } }) =>
            makeRoles([...(owner === null ? [] : [owner]), ...(grantedByDefault ?? [])], owner),
    },
    dependent: {
        pinsColumnTypes: () => true,
    },
}

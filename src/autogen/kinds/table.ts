import { expressionsOf, storesValues } from "../core/kind-facts.js"
import { sameData } from "../core/equality.js"
import { objectKey } from "../core/object-key.js"
import type { FoldedParts, ObjectKind } from "../core/object-kind.js"
import { operation } from "../core/operation.js"
import type { Making } from "../core/provenance.js"
import type { SchemaObject } from "../core/schema-object.js"
import { tablesQuery } from "./catalog/catalog-queries.js"
import { booleanOf, flagOf, textOf, textsOf } from "./catalog/catalog-rows.js"
import type { GeneratedOptions } from "../operations/column.js"
import { alterTableOperations } from "../operations/alter-table.js"
import { existsOperation } from "../operations/existence.js"
import { given } from "./shared/preconditions.js"
import { parameterOptions, parameterWords } from "../operations/storage-parameters.js"
import { privilegeOperations } from "../operations/privilege.js"
import { makeRoles } from "../operations/roles.js"
import { declaredRelationRenames } from "./declared/declared-renames.js"
import { derivedNames } from "./declared/derived-names.js"
import { sameContents } from "./shared/likeness.js"
import type { TableItem } from "../operations/table-items.js"
import { nameArgument } from "../operations/table-name.js"
import { hasStatement, isStrategyName } from "./declared/typeorm-made.js"
import { tableOperations } from "../operations/table.js"
import { readGrantedByDefault } from "./catalog/view-state.js"

// Tables. In place: RENAME, SET SCHEMA, SET LOGGED, storage parameters, comment; all else is a matter of the objects inside.
// https://www.postgresql.org/docs/current/sql-altertable.html

/** A table has little of its own: its columns, constraints, indexes and comment are objects. */
export interface TableDefinition {
    /** Entities cannot say it, so it is no difference; but much that is done online elsewhere cannot be done there. */
    readonly partitioned: boolean
    /** Whether it is not in the write-ahead log. Null: nobody says it, so that it stays as it is. */
    readonly unlogged: boolean | null
    /** Its storage parameters, as the catalog has them; those of its TOAST table begin with `toast.`. Null: nobody says them. */
    readonly with: readonly string[] | null
    /** The roles that get privileges on whatever is created beside it (ALTER DEFAULT PRIVILEGES), which it has not got. Null: it may. */
    readonly grantedByDefault: readonly string[] | null
}

const UNSAID: TableDefinition = { partitioned: false, unlogged: null, with: null, grantedByDefault: null }

function tableObject(schema: string, name: string, definition: TableDefinition): SchemaObject<TableDefinition> {
    return {
        kind: "table",
        key: objectKey("table", [schema, name]),
        path: [schema, name],
        definition,
        parent: objectKey("schema", [schema]),
        requires: [],
    }
}

/** Whether one of the objects inside a table is a generated column. */
function generatedOptions(inside: readonly SchemaObject[]): readonly [GeneratedOptions?] {
    const isGenerated = inside.some((object) => storesValues(object) !== null && expressionsOf(object).length > 0)
    return isGenerated ? [{ generated: true }] : []
}

/** Whether what is in a table bears the name of its primary key. */
function isKeyOf(one: SchemaObject, making: Making): boolean {
    const { columns } = one.definition as { readonly columns?: unknown }
    if (!Array.isArray(columns)) return false
    return isStrategyName(one, making, (strategy, table) => strategy.primaryKeyName(table, columns.map(String)))
}

export const tableKind: ObjectKind<TableDefinition> = {
    name: "table",
    label: "table",
    role: "relation",
    make: ([schema = "", name = ""], definition) => tableObject(schema, name, definition),
    attributes: {
        partitioned: "ignore",
        // Its privileges are objects: this is what has to be taken from a new one first.
        grantedByDefault: "ignore",
        unlogged: (from, to) =>
            from.unlogged === null || to.unlogged === null || from.unlogged === to.unlogged ? null : "alter",
        with: (from, to) =>
            from.with === null || to.with === null || sameData([...from.with].sort(), [...to.with].sort())
                ? null
                : "alter",
    },
    create(object, parts: FoldedParts) {
        const items = [...(parts.get("columns") ?? []), ...(parts.get("constraints") ?? [])] as readonly TableItem[]
        const [comment] = (parts.get("comment") ?? []) as readonly string[]
        const { unlogged, with: parameters, grantedByDefault } = object.definition
        const options = given({
            ...(comment === undefined ? {} : { comment }),
            ...(unlogged ? { unlogged } : {}),
            ...(parameters?.length ? { with: parameterWords(parameters) } : {}),
        })
        const name = nameArgument(object.path)
        return [
            operation(tableOperations, "createTable", name, items, ...options),
            ...(grantedByDefault === null
                ? []
                : [operation(privilegeOperations, "revoke", name, "all", grantedByDefault)]),
        ]
    },
    drop: (object, inside) => [
        operation(tableOperations, "dropTable", nameArgument(object.path), ...generatedOptions(inside)),
    ],
    alter: ({ definition: from }, { path, definition: to }, attributes) => [
        operation(alterTableOperations, "alterTable", nameArgument(path), {
            ...(attributes.includes("unlogged") ? { unlogged: to.unlogged ?? false } : {}),
            ...(attributes.includes("with") ? parameterOptions(from.with, to.with) : {}),
        }),
    ],
    catalog: {
        readers: [
            {
                query: tablesQuery,
                read: (row) =>
                    tableObject(textOf(row, "schema"), textOf(row, "table"), {
                        partitioned: booleanOf(row, "partitioned"),
                        unlogged: flagOf(row, "unlogged"),
                        with: [
                            ...textsOf(row, "options"),
                            ...textsOf(row, "toast_options").map((one) => `toast.${one}`),
                        ],
                        grantedByDefault: readGrantedByDefault(row),
                    }),
            },
        ],
        exists: ({ path }) => existsOperation({ table: nameArgument(path) }),
    },
    declared: {
        readTable(table, context) {
            const [first] = table.entities
            if (!first) return []
            return [{ ...tableObject(table.name.schema, table.name.name, UNSAID), origin: context.origin(first) }]
        },
        readRenames: (tables, context) =>
            tables.flatMap(({ name, entities }) =>
                entities.flatMap((entity) => declaredRelationRenames("table", name, entity, context)),
            ),
        readDerivedNames: derivedNames,
        optionalAttributes: ["unlogged", "with"],
        // A table of entities has a key that the strategy names.
        generatedByTypeOrm: (object, making) =>
            hasStatement(object, making, "CREATE TABLE [^(]*$name \\(") &&
            making.contents.some((one) => isKeyOf(one, making)),
    },
    normalize: {
        toScratchObject: (object) =>
            tableObject(object.path[0] ?? "", object.path[1] ?? "", {
                ...UNSAID,
                partitioned: object.definition.partitioned,
            }),
    },
    naming: {
        likeness: (from, to) => sameContents("column", from, to),
        changesSchema: true,
        rename(from, to, inside) {
            const [fromSchema = "", fromName = ""] = from.path
            const [toSchema = "", toName = ""] = to.path
            const moved = nameArgument([toSchema, fromName])
            const options = generatedOptions(inside)
            return [
                ...(fromSchema === toSchema
                    ? []
                    : [operation(tableOperations, "setTableSchema", nameArgument(from.path), toSchema, ...options)]),
                ...(fromName === toName ? [] : [operation(tableOperations, "renameTable", moved, toName, ...options)]),
            ]
        },
        occupies: (object) => [objectKey("relation", object.path), objectKey("type", object.path)],
    },
    rehearsal: {
        prerequisites: ({ definition }) => makeRoles(definition.grantedByDefault ?? []),
    },
}

import { sameData } from "../core/equality.js"
import { AutogenError } from "../core/errors.js"
import { truncateName, type QualifiedName } from "../core/names.js"
import { objectKey } from "../core/object-key.js"
import type { ObjectKind } from "../core/object-kind.js"
import { operation } from "../core/operation.js"
import type { Row } from "../core/queryable.js"
import { withOrigin, type SchemaObject } from "../core/schema-object.js"
import { constraintsQuery } from "./catalog/constraints-query.js"
import { flagOf, textOf, textOrNull, textsOf } from "./catalog/catalog-rows.js"
import { constraintOperations, type ForeignKeyOptions, type ReferentialAction } from "../operations/constraint.js"
import { constraintNames, dropConstraint, renameConstraint } from "./shared/constraint-parts.js"
import { existsOperation } from "../operations/existence.js"
import { readDeferrable } from "./catalog/key-row.js"
import { columnName } from "./declared/declared-columns.js"
import { preconditionOperations } from "../operations/precondition.js"
import { given, isNull, newColumns } from "./shared/preconditions.js"
import type { Deferrable } from "../operations/table-items.js"
import { nameArgument } from "../operations/table-name.js"
import {
    columnKeys,
    isPartitioned,
    declaredDeferrable,
    ownName,
    relocateColumns,
    tableKey,
    tableOfPath,
    uniqueKey,
} from "./shared/table-parts.js"
import { isStrategyName } from "./declared/typeorm-made.js"

// Foreign keys. In place: the name and the deferrability. Columns and actions need a new constraint. Never part of CREATE TABLE,
// so that tables that refer to one another need no order.
// https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK

export interface ForeignKeyDefinition {
    readonly columns: readonly string[]
    readonly references: QualifiedName
    readonly referencedColumns: readonly string[]
    readonly onDelete: ReferentialAction
    /** The columns that `onDelete` sets; empty: all of them. Null: nobody says it, so that it stays as it is. */
    readonly onDeleteColumns: readonly string[] | null
    readonly onUpdate: ReferentialAction
    readonly deferrable: Deferrable | null
    /** Null: nobody says it, so that it stays as it is. */
    readonly match: "simple" | "full" | null
    /** False: NOT VALID, rows that were there before may break it. */
    readonly validated: boolean
    /** Whether rows cannot break it, since another stood there until then that was as strict; never read back, never a difference. */
    readonly holds?: true
}

const ACTIONS: Readonly<Record<string, ReferentialAction>> = {
    a: "no action",
    r: "restrict",
    c: "cascade",
    n: "set null",
    d: "set default",
}

function foreignKeyObject(
    table: QualifiedName,
    name: string,
    definition: ForeignKeyDefinition,
): SchemaObject<ForeignKeyDefinition> {
    const path = [table.schema, table.name, name]
    const { references, referencedColumns } = definition
    return {
        kind: "foreign-key",
        key: objectKey("foreign-key", path),
        path,
        definition,
        parent: tableKey(table),
        requires: [
            ...columnKeys(table, definition.columns),
            tableKey(references),
            ...columnKeys(references, referencedColumns),
            uniqueKey(references, referencedColumns),
        ],
    }
}

function readRow(row: Row): SchemaObject<ForeignKeyDefinition> | null {
    if (row["type"] !== "f") return null
    return foreignKeyObject({ schema: textOf(row, "schema"), name: textOf(row, "table") }, textOf(row, "name"), {
        columns: textsOf(row, "columns"),
        references: { schema: textOf(row, "referenced_schema"), name: textOf(row, "referenced_table") },
        referencedColumns: textsOf(row, "referenced_columns"),
        onDelete: ACTIONS[textOrNull(row, "on_delete") ?? "a"] ?? "no action",
        onDeleteColumns: textsOf(row, "on_delete_columns"),
        onUpdate: ACTIONS[textOrNull(row, "on_update") ?? "a"] ?? "no action",
        deferrable: readDeferrable(row),
        match: textOrNull(row, "match") === "f" ? "full" : "simple",
        validated: !flagOf(row, "not_validated"),
    })
}

function declaredAction(action: string | undefined, entity: string, name: string): ReferentialAction {
    // TypeORM lets "DEFAULT" through, which is no SQL; it means the same as SET DEFAULT in its other drivers.
    const text = (action ?? "no action").toLowerCase()
    const found = Object.values(ACTIONS).find((known) => known === (text === "default" ? "set default" : text))
    if (found) return found
    throw new AutogenError({
        code: "ENTITIES_INVALID",
        message: `the foreign key "${name}" of ${entity} has the action "${action}", which Postgres does not know`,
        next: `use one of ${Object.values(ACTIONS).join(", ").toUpperCase()}`,
    })
}

function foreignKeyOptions(definition: ForeignKeyDefinition): readonly [ForeignKeyOptions?] {
    const options: ForeignKeyOptions = {
        ...(definition.onDelete === "no action" ? {} : { onDelete: definition.onDelete }),
        ...(definition.onDeleteColumns?.length && SETS.has(definition.onDelete)
            ? { onDeleteColumns: definition.onDeleteColumns }
            : {}),
        ...(definition.onUpdate === "no action" ? {} : { onUpdate: definition.onUpdate }),
        ...(definition.deferrable ? { deferrable: definition.deferrable } : {}),
        ...(definition.match === "full" ? { match: "full" as const } : {}),
        ...(definition.validated ? {} : { notValid: true }),
    }
    return Object.keys(options).length > 0 ? [options] : []
}

/** The actions that set columns. */
const SETS: ReadonlySet<ReferentialAction> = new Set(["set null", "set default"])

/** The columns that are set on a delete, in whatever order they are named. */
function setColumns({ onDelete, onDeleteColumns }: ForeignKeyDefinition): readonly string[] {
    return SETS.has(onDelete) ? [...(onDeleteColumns ?? [])].sort() : []
}

/** Whether rows that one foreign key lets in are right for the other, too: they differ in what happens when rows change later. */
function isAsStrict(from: ForeignKeyDefinition, to: ForeignKeyDefinition): boolean {
    const rowsOf = ({ columns, references, referencedColumns, match }: ForeignKeyDefinition) => [
        columns,
        references,
        referencedColumns,
        match ?? "simple",
    ]
    return (from.validated || from.holds === true) && sameData(rowsOf(from), rowsOf(to))
}

export const foreignKeyKind: ObjectKind<ForeignKeyDefinition> = {
    name: "foreign-key",
    label: "foreign key",
    role: "member",
    make: (path, definition) => foreignKeyObject(tableOfPath(path), ownName(path), definition),
    attributes: {
        columns: "replace",
        references: "replace",
        referencedColumns: "replace",
        onDelete: "replace",
        onUpdate: "replace",
        deferrable: "alter",
        validated: (from, to) => (from.validated === to.validated ? null : to.validated ? "alter" : "replace"),
        onDeleteColumns: (from, to) =>
            from.onDeleteColumns === null || to.onDeleteColumns === null || sameData(setColumns(from), setColumns(to))
                ? null
                : "replace",
        match: (from, to) => (from.match === null || to.match === null || from.match === to.match ? null : "replace"),
        holds: "ignore",
    },
    create: ({ path, definition }) => [
        operation(
            constraintOperations,
            "createForeignKey",
            ownName(path),
            nameArgument(path),
            nameArgument([definition.references.schema, definition.references.name]),
            definition.columns,
            definition.referencedColumns,
            ...foreignKeyOptions(definition),
        ),
    ],
    drop: dropConstraint("foreign key"),
    alter(_from, { path, definition }, attributes) {
        const name = ownName(path)
        const table = nameArgument(path)
        return [
            ...(attributes.includes("deferrable")
                ? [
                      operation(constraintOperations, "alterConstraint", name, table, {
                          deferrable: definition.deferrable,
                      }),
                  ]
                : []),
            ...(attributes.includes("validated")
                ? [operation(constraintOperations, "validateConstraint", name, table)]
                : []),
        ]
    },
    catalog: {
        readers: [{ query: constraintsQuery, read: readRow }],
        exists: ({ path }) => existsOperation({ constraint: ownName(path), table: nameArgument(path) }),
    },
    declared: {
        readTable(table, context) {
            return table.entities.flatMap((entity) =>
                entity.foreignKeys.map((declared) => {
                    const definition: ForeignKeyDefinition = {
                        columns: declared.columns.map(columnName),
                        references: context.tableName(declared.referencedEntityMetadata),
                        referencedColumns: declared.referencedColumns.map(columnName),
                        onDelete: declaredAction(declared.onDelete, entity.name, declared.name),
                        onDeleteColumns: null,
                        onUpdate: declaredAction(declared.onUpdate, entity.name, declared.name),
                        deferrable: declaredDeferrable(declared.deferrable),
                        match: null,
                        validated: true,
                    }
                    const object = foreignKeyObject(table.name, truncateName(declared.name), definition)
                    return withOrigin(object, context.origin(entity, declared.columns[0]?.propertyPath))
                }),
            )
        },
        firstDeclarationCounts: true,
        generatedByTypeOrm: (object, making) =>
            isStrategyName(object, making, (strategy, table) =>
                strategy.foreignKeyName(table, [...object.definition.columns], object.definition.references.name, [
                    ...object.definition.referencedColumns,
                ]),
            ),
        optionalAttributes: ["onDeleteColumns", "match"],
        fitUndeclared(definition) {
            const { columns, onDeleteColumns } = definition
            if (onDeleteColumns === null || onDeleteColumns.every((name) => columns.includes(name))) return definition
            return { ...definition, onDeleteColumns: [] }
        },
    },
    report: {
        describe: ({ definition }) =>
            `(${definition.columns.join(", ")}) references ${definition.references.schema}.${definition.references.name} (${definition.referencedColumns.join(", ")}) on delete ${definition.onDelete}${setColumns(definition).length === 0 ? "" : ` (${setColumns(definition).join(", ")})`} on update ${definition.onUpdate}${definition.deferrable ? ` deferrable ${definition.deferrable}` : ""}`,
    },
    naming: {
        relocate(definition, relocation, path) {
            const { references } = definition
            return {
                ...definition,
                columns: relocateColumns(relocation, tableOfPath(path), definition.columns),
                onDeleteColumns:
                    definition.onDeleteColumns &&
                    relocateColumns(relocation, tableOfPath(path), definition.onDeleteColumns),
                references: tableOfPath(relocation.path("table", [references.schema, references.name])),
                referencedColumns: relocateColumns(relocation, references, definition.referencedColumns),
            }
        },
        structure: ({ definition }) =>
            JSON.stringify(Object.entries({ ...definition, onDeleteColumns: null, match: null }).sort()),
        rename: renameConstraint,
        occupies: (object) => constraintNames(object, "without index"),
    },
    placement: {
        dropsWithParent: false,
    },
    effects: {
        dropLocks: ({ definition }) => [tableKey(definition.references)],
    },
    staged: {
        canBeDeferred: true,
        cannotFail: (from, to) => isAsStrict(from.definition, to.definition),
        online({ from, mustRecreate: isStranded, dependsOnRecreated: isAwaiting, to, parent, leaving }) {
            if (!to.definition.validated || isPartitioned(parent)) return null
            // That alone is altered in place, without a look at the rows.
            if (
                from &&
                !isStranded &&
                sameData({ ...from.definition, deferrable: to.definition.deferrable }, to.definition)
            )
                return null
            // What waits may find that the other could not stay so long.
            const holds = from && !isAwaiting && isAsStrict(from.definition, to.definition) ? { holds: true } : {}
            const definition = { ...to.definition, validated: false, ...holds }
            const sameColumns = ({ kind, definition: other }: SchemaObject) =>
                kind === to.kind && sameData((other as ForeignKeyDefinition).columns, to.definition.columns)
            return {
                waypoints: [{ objects: [{ ...to, definition }], revertTo: [to], commits: true }],
                final: to,
                keepUntilReplaced: from ? [from] : leaving.filter(sameColumns),
            }
        },
    },
    data: {
        preconditions(change) {
            const { from, to } = change
            const { columns, references, referencedColumns, match, validated } = to.definition
            const isKnown = from !== undefined && isAsStrict(from.definition, to.definition)
            const own = columnKeys(tableOfPath(to.path), columns)
            const fresh = validated && !isKnown ? newColumns(change, own) : null
            if (!fresh) return []
            const refersToNothing = (name: string): boolean => isNull(fresh, name)
            if (match === "full" ? columns.every(refersToNothing) : columns.some(refersToNothing)) return []
            return [
                operation(
                    preconditionOperations,
                    "requireReferences",
                    nameArgument(to.path),
                    columns,
                    nameArgument([references.schema, references.name]),
                    referencedColumns,
                    ...given({ ...(match === "full" ? { match } : {}), ...fresh }),
                ),
            ]
        },
    },
    dependent: {
        comparesColumns: true,
        rechecksRows: () => "order",
    },
}

import { truncateName } from "../core/names.js"
import { objectKey } from "../core/object-key.js"
import type { ObjectKind } from "../core/object-kind.js"
import { operation } from "../core/operation.js"
import type { QualifiedName } from "../core/names.js"
import type { SchemaObject } from "../core/schema-object.js"
import { constraintsQuery } from "./shared/catalog-queries.js"
import { textOf, textsOf } from "./shared/catalog-rows.js"
import { constraintOperations } from "./shared/constraint-operations.js"
import { constraintNames, constraintParts } from "./shared/constraint-parts.js"
import { columnName, declaredColumns } from "./shared/declared-columns.js"
import { absorbedIndex, keyOnline, overIndex } from "./shared/key-online.js"
import { uniquePrecondition } from "./shared/preconditions.js"
import { primaryKey } from "./shared/table-items.js"
import { nameArgument } from "./shared/table-name.js"
import {
    columnKeys,
    isPartitioned,
    onlyPrimaryKey,
    ownName,
    relocateColumns,
    tableKey,
    tableOfPath,
    uniqueKey,
} from "./shared/table-parts.js"

// Primary keys. In place: the name. Other columns, or another order, need a new constraint.
// https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-PRIMARY-KEYS

export interface PrimaryKeyDefinition {
    readonly columns: readonly string[]
    /** The unique index that it is to be made of; never read back, never a difference. */
    readonly usingIndex: string | null
}

function primaryKeyObject(
    table: QualifiedName,
    name: string,
    columns: readonly string[],
    usingIndex: string | null = null,
): SchemaObject<PrimaryKeyDefinition> {
    const path = [table.schema, table.name, name]
    return {
        kind: "primary-key",
        key: objectKey("primary-key", path),
        path,
        definition: { columns, usingIndex },
        parent: tableKey(table),
        requires: columnKeys(table, columns),
        provides: [uniqueKey(table, columns), onlyPrimaryKey(table)],
    }
}

export const primaryKeyKind: ObjectKind<PrimaryKeyDefinition> = {
    name: "primary-key",
    label: "primary key",
    make: (path, { columns, usingIndex }) => primaryKeyObject(tableOfPath(path), ownName(path), columns, usingIndex),
    catalog: [
        {
            query: constraintsQuery,
            read: (row) =>
                row["type"] !== "p"
                    ? null
                    : primaryKeyObject(
                          { schema: textOf(row, "schema"), name: textOf(row, "table") },
                          textOf(row, "name"),
                          textsOf(row, "columns"),
                      ),
        },
    ],
    readTable(table, context) {
        const primary = declaredColumns(table).filter((column) => column.isPrimary)
        const [first] = primary
        if (!first) return []
        const columns = [...new Set(primary.map(columnName))]
        const entity = first.entityMetadata
        const named = primary.find((column) => column.primaryKeyConstraintName)?.primaryKeyConstraintName
        const databaseNames = [...new Set(primary.map((column) => column.databaseName))]
        const name = named ?? context.namingStrategy.primaryKeyName(entity.tablePath, databaseNames)
        return [
            {
                ...primaryKeyObject(table.name, truncateName(name), columns),
                origin: context.origin(entity, first.propertyPath),
            },
        ]
    },
    attributes: { columns: "replace", usingIndex: "ignore" },
    relocate: (definition, relocation, path) => ({
        ...definition,
        columns: relocateColumns(relocation, tableOfPath(path), definition.columns),
    }),
    structure: (object) => JSON.stringify(object.definition.columns),
    create: (object) => [
        operation(
            constraintOperations,
            "createPrimaryKey",
            ownName(object.path),
            nameArgument(object.path),
            object.definition.columns,
            ...(object.definition.usingIndex === null ? [] : [overIndex(object)]),
        ),
    ],
    absorbs: absorbedIndex,
    // The old key stays until the new one can take its place.
    online: ({ from, to, parent, users, leaving }) =>
        users.length > 0 || isPartitioned(parent)
            ? null
            : keyOnline(to, from ? [from] : leaving.filter(({ kind }) => kind === to.kind)),
    ...constraintParts("primary key"),
    alter: () => [],
    scaffoldsReaders: true,
    preconditions: (change) => (change.to.definition.usingIndex === null ? uniquePrecondition(change) : []),
    fold: {
        into: "table",
        part: (object) => ({ slot: "constraints", value: primaryKey(ownName(object.path), object.definition.columns) }),
    },
    occupies: (object) => [...constraintNames(object, "with index"), onlyPrimaryKey(tableOfPath(object.path))],
    describe: (object) => `(${object.definition.columns.join(", ")})`,
}

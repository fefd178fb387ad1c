import { truncateName } from "../core/names.js"
import { objectKey } from "../core/object-key.js"
import type { ObjectKind } from "../core/object-kind.js"
import { operation } from "../core/operation.js"
import type { QualifiedName } from "../core/names.js"
import type { SchemaObject } from "../core/schema-object.js"
import { constraintsQuery } from "./catalog/constraints-query.js"
import { textOf, textsOf } from "./catalog/catalog-rows.js"
import { constraintOperations } from "../operations/constraint.js"
import { constraintNames, dropConstraint, renameConstraint } from "./shared/constraint-parts.js"
import { columnName, declaredColumns } from "./declared/declared-columns.js"
import { existsOperation } from "../operations/existence.js"
import { absorbedIndex, keyOnline, overIndex } from "./online/key-online.js"
import { readDeferrable, readKeyIndex } from "./catalog/key-row.js"
import {
    alterKey,
    describeKeyIndex,
    fittingKey,
    isAlteredKey,
    keyColumns,
    keyIndexRules,
    keyOptions,
    relocateKey,
    UNSAID_KEY,
    type KeyDefinition,
} from "./shared/key-definition.js"
import { given, uniquePrecondition } from "./shared/preconditions.js"
import { primaryKey, type Deferrable } from "../operations/table-items.js"
import { nameArgument } from "../operations/table-name.js"
import {
    columnKeys,
    isPartitioned,
    onlyPrimaryKey,
    ownName,
    tableKey,
    tableOfPath,
    uniqueKey,
} from "./shared/table-parts.js"
import { isStrategyName } from "./declared/typeorm-made.js"

// Primary keys. In place: the name, storage parameters of the index. Other columns, another order, what the index carries beside them and
// the deferrability need a new constraint.
// https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-PRIMARY-KEYS

export interface PrimaryKeyDefinition extends KeyDefinition {
    /** False: not deferrable. Null: nobody says it, so that it stays as it is. */
    readonly deferrable: Deferrable | false | null
}

function primaryKeyObject(
    table: QualifiedName,
    name: string,
    definition: PrimaryKeyDefinition,
): SchemaObject<PrimaryKeyDefinition> {
    const path = [table.schema, table.name, name]
    return {
        kind: "primary-key",
        key: objectKey("primary-key", path),
        path,
        definition,
        parent: tableKey(table),
        requires: columnKeys(table, keyColumns(definition)),
        // A foreign key cannot refer to a deferrable one.
        provides: [...(definition.deferrable ? [] : [uniqueKey(table, definition.columns)]), onlyPrimaryKey(table)],
    }
}

export const primaryKeyKind: ObjectKind<PrimaryKeyDefinition> = {
    name: "primary-key",
    label: "primary key",
    role: "member",
    make: (path, definition) => primaryKeyObject(tableOfPath(path), ownName(path), definition),
    attributes: {
        columns: "replace",
        ...keyIndexRules,
        deferrable: (from, to) =>
            from.deferrable === null || to.deferrable === null || from.deferrable === to.deferrable ? null : "replace",
    },
    create: (object) => [
        operation(
            constraintOperations,
            "createPrimaryKey",
            ownName(object.path),
            nameArgument(object.path),
            object.definition.columns,
            ...given({ ...keyOptions(object.definition, object.definition.deferrable), ...overIndex(object) }),
        ),
    ],
    drop: dropConstraint("primary key"),
    alter: alterKey,
    catalog: {
        readers: [
            {
                query: constraintsQuery,
                read: (row) =>
                    row["type"] !== "p"
                        ? null
                        : primaryKeyObject(
                              { schema: textOf(row, "schema"), name: textOf(row, "table") },
                              textOf(row, "name"),
                              {
                                  columns: textsOf(row, "columns"),
                                  ...readKeyIndex(row),
                                  deferrable: readDeferrable(row) ?? false,
                              },
                          ),
            },
        ],
        exists: ({ path }) => existsOperation({ constraint: ownName(path), table: nameArgument(path) }),
    },
    declared: {
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
                    ...primaryKeyObject(table.name, truncateName(name), { columns, ...UNSAID_KEY, deferrable: null }),
                    origin: context.origin(entity, first.propertyPath),
                },
            ]
        },
        generatedByTypeOrm: (object, making) =>
            isStrategyName(object, making, (strategy, table) =>
                strategy.primaryKeyName(table, [...object.definition.columns]),
            ),
        optionalAttributes: ["include", "with", "deferrable"],
        fitUndeclared: fittingKey,
    },
    report: {
        describe: ({ definition }) =>
            `(${definition.columns.join(", ")})${describeKeyIndex(definition)}${definition.deferrable ? ` deferrable ${definition.deferrable}` : ""}`,
    },
    normalize: {
        neededByViews: true,
    },
    naming: {
        relocate: relocateKey,
        structure: (object) => JSON.stringify(object.definition.columns),
        rename: renameConstraint,
        occupies: (object) => [...constraintNames(object, "with index"), onlyPrimaryKey(tableOfPath(object.path))],
    },
    placement: {
        fold: {
            into: "table",
            part: ({ path, definition }) => ({
                slot: "constraints",
                value: primaryKey(ownName(path), definition.columns, keyOptions(definition, definition.deferrable)),
            }),
        },
    },
    effects: {
        absorbs: absorbedIndex,
    },
    staged: {
        // The old key stays until the new one can take its place.
        online: ({ from, mustRecreate: isStranded, to, parent, newDependents: users, leaving }) =>
            users.length > 0 || isPartitioned(parent) || (!isStranded && isAlteredKey(from?.definition, to.definition))
                ? null
                : keyOnline(to, from ? [from] : leaving.filter(({ kind }) => kind === to.kind)),
    },
    data: {
        preconditions: (change) => (change.to.definition.usingIndex === null ? uniquePrecondition(change) : []),
    },
    dependent: {
        rechecksRows: () => "order",
        isKey: true,
        makesNotNull: true,
    },
}

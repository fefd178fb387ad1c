import { sameData } from "../core/equality.js"
import { truncateName, type QualifiedName } from "../core/names.js"
import { objectKey } from "../core/object-key.js"
import type { ObjectKind, OnlineChange, OnlineForms } from "../core/object-kind.js"
import { operation } from "../core/operation.js"
import { withOrigin, type SchemaObject } from "../core/schema-object.js"
import { constraintsQuery } from "./shared/catalog-queries.js"
import { flagOf, textOf, textsOf } from "./shared/catalog-rows.js"
import { constraintOperations } from "./shared/constraint-operations.js"
import { constraintNames, constraintParts } from "./shared/constraint-parts.js"
import { columnName } from "./shared/declared-columns.js"
import { absorbedIndex, guardsOf, keyOnline, overIndex, servingIndex } from "./shared/key-online.js"
import { uniquePrecondition } from "./shared/preconditions.js"
import {
    unique,
    type ConstraintItem,
    type CreateUniqueOptions,
    type Deferrable,
    type UniqueOptions,
} from "./shared/table-items.js"
import { nameArgument } from "./shared/table-name.js"
import {
    columnKeys,
    declaredDeferrable,
    isPartitioned,
    ownName,
    relocateColumns,
    tableKey,
    tableOfPath,
    uniqueKey,
} from "./shared/table-parts.js"

// Unique constraints. In place: the name. Postgres alters the deferrability of foreign keys only.
// https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-UNIQUE-CONSTRAINTS

export interface UniqueDefinition {
    readonly columns: readonly string[]
    readonly deferrable: Deferrable | null
    readonly nullsNotDistinct: boolean
    /** The unique index that it is to be made of; never read back, never a difference. */
    readonly usingIndex: string | null
}

function uniqueObject(
    table: QualifiedName,
    name: string,
    definition: UniqueDefinition,
): SchemaObject<UniqueDefinition> {
    const path = [table.schema, table.name, name]
    return {
        kind: "unique",
        key: objectKey("unique", path),
        path,
        definition,
        parent: tableKey(table),
        requires: columnKeys(table, definition.columns),
        // A foreign key cannot refer to a deferrable constraint.
        provides: definition.deferrable ? [] : [uniqueKey(table, definition.columns)],
    }
}

function uniqueOptions(definition: UniqueDefinition): readonly [UniqueOptions?] {
    const options: UniqueOptions = {
        ...(definition.deferrable ? { deferrable: definition.deferrable } : {}),
        ...(definition.nullsNotDistinct ? { nullsNotDistinct: true } : {}),
    }
    return Object.keys(options).length > 0 ? [options] : []
}

function creationOptions(object: SchemaObject<UniqueDefinition>): readonly [CreateUniqueOptions?] {
    const [options] = uniqueOptions(object.definition)
    return object.definition.usingIndex === null ? (options ? [options] : []) : [{ ...options, ...overIndex(object) }]
}

/** A new constraint takes over an index that goes, if that is just what Postgres would build for it: nothing is built. */
function takenOver(change: OnlineChange<UniqueDefinition>): OnlineForms<UniqueDefinition> | null {
    const { isNew, to, parent, leaving } = change
    const index = isNew && !isPartitioned(parent) ? servingIndex(leaving, to.definition) : undefined
    if (!index) return null
    return { waypoints: [], final: { ...to, definition: { ...to.definition, usingIndex: ownName(index.path) } } }
}

export const uniqueKind: ObjectKind<UniqueDefinition> = {
    name: "unique",
    label: "unique constraint",
    make: (path, definition) => uniqueObject(tableOfPath(path), ownName(path), definition),
    catalog: [
        {
            query: constraintsQuery,
            read: (row) =>
                row["type"] !== "u"
                    ? null
                    : uniqueObject({ schema: textOf(row, "schema"), name: textOf(row, "table") }, textOf(row, "name"), {
                          columns: textsOf(row, "columns"),
                          deferrable: flagOf(row, "deferrable")
                              ? flagOf(row, "deferred")
                                  ? "initially deferred"
                                  : "initially immediate"
                              : null,
                          nullsNotDistinct: flagOf(row, "nulls_not_distinct"),
                          usingIndex: null,
                      }),
        },
    ],
    readTable(table, context) {
        return table.entities.flatMap((entity) =>
            entity.uniques.map((declared) => {
                const definition = {
                    columns: declared.columns.map(columnName),
                    deferrable: declaredDeferrable(declared.deferrable),
                    nullsNotDistinct: false,
                    usingIndex: null,
                }
                const object = uniqueObject(table.name, truncateName(declared.name), definition)
                return withOrigin(object, context.origin(entity, declared.columns[0]?.propertyPath))
            }),
        )
    },
    attributes: { columns: "replace", deferrable: "replace", nullsNotDistinct: "replace", usingIndex: "ignore" },
    relocate: (definition, relocation, path) => ({
        ...definition,
        columns: relocateColumns(relocation, tableOfPath(path), definition.columns),
    }),
    structure: (object) =>
        JSON.stringify([object.definition.columns, object.definition.deferrable, object.definition.nullsNotDistinct]),
    create: (object) => [
        operation(
            constraintOperations,
            "createUniqueConstraint",
            ownName(object.path),
            nameArgument(object.path),
            object.definition.columns,
            ...creationOptions(object),
        ),
    ],
    absorbs: absorbedIndex,
    // A partitioned table's constraint cannot take an index over; what stands on a key in the same plan cannot wait for it.
    online(change) {
        const { from, to, parent, users, leaving } = change
        const made = takenOver(change)
        if (made || users.length > 0 || isPartitioned(parent)) return made
        return keyOnline(to, from ? [from] : guardsOf(leaving, to.definition.columns))
    },
    atOnce: takenOver,
    ...constraintParts("unique"),
    alter: () => [],
    preconditions: (change) => (change.to.definition.usingIndex === null ? uniquePrecondition(change) : []),
    fold: {
        into: "table",
        // Inside CREATE TABLE Postgres takes two keys over the same columns for one, and forgets the second.
        part: ({ path, definition }, parts) =>
            ((parts.get("constraints") ?? []) as readonly ConstraintItem[]).some(
                (item) => "columns" in item && sameData(item.columns, definition.columns),
            )
                ? null
                : {
                      slot: "constraints",
                      value: unique(ownName(path), definition.columns, ...uniqueOptions(definition)),
                  },
    },
    occupies: (object) => constraintNames(object, "with index"),
    describe: ({ definition }) =>
        `(${definition.columns.join(", ")})${definition.deferrable ? ` deferrable ${definition.deferrable}` : ""}${definition.nullsNotDistinct ? " nulls not distinct" : ""}`,
}

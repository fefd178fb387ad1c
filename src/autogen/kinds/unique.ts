import { sameData } from "../core/equality.js"
import { truncateName, type QualifiedName } from "../core/names.js"
import { objectKey } from "../core/object-key.js"
import type { ObjectKind, OnlineChange, OnlineForms } from "../core/object-kind.js"
import { operation } from "../core/operation.js"
import { withOrigin, type SchemaObject } from "../core/schema-object.js"
import { constraintsQuery } from "./catalog/constraints-query.js"
import { flagOf, textOf, textsOf } from "./catalog/catalog-rows.js"
import { constraintOperations } from "../operations/constraint.js"
import { constraintNames, dropConstraint, renameConstraint } from "./shared/constraint-parts.js"
import { columnName, declaredColumns, type DeclaredColumn } from "./declared/declared-columns.js"
import { existsOperation } from "../operations/existence.js"
import { absorbedIndex, guardsOf, keyOnline, overIndex, servingIndex } from "./online/key-online.js"
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
import {
    unique,
    type ConstraintItem,
    type CreateUniqueOptions,
    type Deferrable,
    type UniqueOptions,
} from "../operations/table-items.js"
import { nameArgument } from "../operations/table-name.js"
import {
    columnKeys,
    declaredDeferrable,
    isPartitioned,
    ownName,
    tableKey,
    tableOfPath,
    uniqueKey,
} from "./shared/table-parts.js"
import { isStrategyName } from "./declared/typeorm-made.js"

// Unique constraints. In place: the name, storage parameters of the index. Postgres alters the deferrability of foreign keys only.
// https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-UNIQUE-CONSTRAINTS

export interface UniqueDefinition extends KeyDefinition {
    readonly deferrable: Deferrable | null
    /** Null: nobody says it, so that it stays as it is. */
    readonly nullsNotDistinct: boolean | null
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
        requires: columnKeys(table, keyColumns(definition)),
        // A foreign key cannot refer to a deferrable constraint.
        provides: definition.deferrable ? [] : [uniqueKey(table, definition.columns)],
    }
}

function uniqueOptions(definition: UniqueDefinition): readonly [UniqueOptions?] {
    return given({
        ...keyOptions(definition, definition.deferrable),
        ...(definition.nullsNotDistinct ? { nullsNotDistinct: true } : {}),
    })
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

/** A declared constraint, and whether it has a name of the user's own. */
interface Said {
    readonly object: SchemaObject<UniqueDefinition>
    readonly isNamed: boolean
}

/**
 * What is declared twice (`unique: true` on the column of a one-to-one relation, or of the primary key) is one constraint, as CREATE TABLE
 * makes of TypeORM's two: the key, else the first. Those to which the user has given names of their own are meant as they stand.
 */
function saidOnce(said: readonly Said[], primaryKey: readonly string[]): readonly SchemaObject<UniqueDefinition>[] {
    const sayingOf = ({ object: { definition } }: Said): string =>
        JSON.stringify([definition.columns, definition.deferrable])
    const names = new Map<string, string>([[JSON.stringify([primaryKey, null]), ""]])
    for (const one of said) if (one.isNamed) names.set(sayingOf(one), ownName(one.object.path))
    return said.flatMap((one) => {
        const name = ownName(one.object.path)
        const first = names.get(sayingOf(one)) ?? name
        names.set(sayingOf(one), first)
        return one.isNamed || first === name ? [one.object] : []
    })
}

function isPrimary({ isPrimary }: DeclaredColumn): boolean {
    return isPrimary
}

export const uniqueKind: ObjectKind<UniqueDefinition> = {
    name: "unique",
    label: "unique constraint",
    role: "member",
    make: (path, definition) => uniqueObject(tableOfPath(path), ownName(path), definition),
    attributes: {
        columns: "replace",
        ...keyIndexRules,
        deferrable: "replace",
        nullsNotDistinct: (from, to) =>
            from.nullsNotDistinct === null ||
            to.nullsNotDistinct === null ||
            from.nullsNotDistinct === to.nullsNotDistinct
                ? null
                : "replace",
    },
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
    drop: dropConstraint("unique"),
    alter: alterKey,
    catalog: {
        readers: [
            {
                query: constraintsQuery,
                read: (row) =>
                    row["type"] !== "u"
                        ? null
                        : uniqueObject(
                              { schema: textOf(row, "schema"), name: textOf(row, "table") },
                              textOf(row, "name"),
                              {
                                  columns: textsOf(row, "columns"),
                                  ...readKeyIndex(row),
                                  deferrable: readDeferrable(row),
                                  nullsNotDistinct: flagOf(row, "nulls_not_distinct"),
                              },
                          ),
            },
        ],
        exists: ({ path }) => existsOperation({ constraint: ownName(path), table: nameArgument(path) }),
    },
    declared: {
        readTable(table, context) {
            const declared = table.entities.flatMap((entity) =>
                entity.uniques.map((unique) => {
                    const definition = {
                        columns: unique.columns.map(columnName),
                        ...UNSAID_KEY,
                        deferrable: declaredDeferrable(unique.deferrable),
                        nullsNotDistinct: null,
                    }
                    const object = uniqueObject(table.name, truncateName(unique.name), definition)
                    const { givenName, columns } = unique
                    const relationName = context.namingStrategy.relationConstraintName(
                        entity.tableName,
                        columns.map(({ databaseName }) => databaseName),
                    )
                    return {
                        object: withOrigin(object, context.origin(entity, columns[0]?.propertyPath)),
                        isNamed: givenName !== undefined && givenName !== relationName,
                    }
                }),
            )
            const key = [...new Set(declaredColumns(table).filter(isPrimary).map(columnName))]
            return saidOnce(declared, key)
        },
        firstDeclarationCounts: true,
        generatedByTypeOrm: (object, making) =>
            isStrategyName(object, making, (strategy, table) =>
                strategy.uniqueConstraintName(table, [...object.definition.columns]),
            ),
        optionalAttributes: ["include", "with", "nullsNotDistinct"],
        fitUndeclared: fittingKey,
    },
    report: {
        describe: ({ definition }) =>
            `(${definition.columns.join(", ")})${describeKeyIndex(definition)}${definition.deferrable ? ` deferrable ${definition.deferrable}` : ""}${definition.nullsNotDistinct ? " nulls not distinct" : ""}`,
    },
    naming: {
        relocate: relocateKey,
        structure: (object) => JSON.stringify([object.definition.columns, object.definition.deferrable]),
        rename: renameConstraint,
        occupies: (object) => constraintNames(object, "with index"),
    },
    placement: {
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
    },
    effects: {
        absorbs: absorbedIndex,
    },
    staged: {
        // A partitioned table's constraint cannot take an index over; what depends on a key in the same plan cannot wait for it.
        online(change) {
            const { from, mustRecreate: isStranded, to, parent, newDependents: users, leaving } = change
            const made = takenOver(change)
            if (made || users.length > 0 || isPartitioned(parent)) return made
            if (!isStranded && isAlteredKey(from?.definition, to.definition)) return null
            return keyOnline(to, from ? [from] : guardsOf(leaving, to.definition.columns))
        },
        inOneTransaction: takenOver,
    },
    data: {
        preconditions: (change) => (change.to.definition.usingIndex === null ? uniquePrecondition(change) : []),
    },
    dependent: {
        rechecksRows: () => "order",
        isKey: true,
    },
}

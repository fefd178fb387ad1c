import { truncateName, type QualifiedName } from "../core/names.js"
import { objectKey } from "../core/object-key.js"
import type { ObjectKind } from "../core/object-kind.js"
import { operation } from "../core/operation.js"
import type { SchemaObject } from "../core/schema-object.js"
import { constraintsQuery } from "./catalog/constraints-query.js"
import { flagOf, textOf, textsOf } from "./catalog/catalog-rows.js"
import { constraintOperations } from "../operations/constraint.js"
import { constraintNames, renameConstraint } from "./shared/constraint-parts.js"
import { existsOperation } from "../operations/existence.js"
import { preconditionOperations } from "../operations/precondition.js"
import { given, isNull, newColumns } from "./shared/preconditions.js"
import { check, type CheckOptions } from "../operations/table-items.js"
import { isPrintOver } from "./catalog/printed-condition.js"
import { withSource } from "./shared/printed-source.js"
import { nameArgument } from "../operations/table-name.js"
import { columnKeys, ownName, relocateColumns, tableKey, tableOfPath } from "./shared/table-parts.js"
import { isStrategyName } from "./declared/typeorm-made.js"

// Check constraints. In place: the name. Another condition needs a new constraint.
// https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-CHECK-CONSTRAINTS

export interface CheckDefinition {
    /** The condition as Postgres prints it, without CHECK; the user's own words until it has been normalized. */
    readonly expression: string
    /** What the migration file says: the user's own words where the check is declared. */
    readonly source: string
    /** The columns that the condition reads; unknown (empty) until it has been normalized. */
    readonly columns: readonly string[]
    readonly noInherit: boolean
    /** False: NOT VALID, rows that were there before may break it. */
    readonly validated: boolean
    /** Rows that break it may have taken it away, on the way of an online change: no part of the constraint. */
    readonly mayBeGone?: boolean
}

function checkObject(table: QualifiedName, name: string, definition: CheckDefinition): SchemaObject<CheckDefinition> {
    const path = [table.schema, table.name, name]
    return {
        kind: "check",
        key: objectKey("check", path),
        path,
        definition,
        parent: tableKey(table),
        requires: columnKeys(table, definition.columns),
    }
}

function checkOptions(definition: CheckDefinition): readonly [CheckOptions?] {
    const options = {
        ...(definition.noInherit ? { noInherit: true } : {}),
        ...(definition.validated ? {} : { notValid: true }),
        ...(definition.mayBeGone ? { ifNotExists: true } : {}),
    }
    return Object.keys(options).length > 0 ? [options] : []
}

export const checkKind: ObjectKind<CheckDefinition> = {
    name: "check",
    label: "check constraint",
    role: "member",
    expressions: ({ expression }) => [expression],
    make: (path, definition) => checkObject(tableOfPath(path), ownName(path), definition),
    attributes: {
        expression: "replace",
        source: "ignore",
        columns: "ignore",
        noInherit: "replace",
        validated: (from, to) => (from.validated === to.validated ? null : to.validated ? "alter" : "replace"),
        mayBeGone: "ignore",
    },
    create: (object) => [
        operation(
            constraintOperations,
            "createCheckConstraint",
            ownName(object.path),
            nameArgument(object.path),
            object.definition.source,
            ...checkOptions(object.definition),
        ),
    ],
    drop: ({ path, definition }) => [
        operation(constraintOperations, "dropConstraint", ownName(path), nameArgument(path), {
            type: "check",
            ...(definition.mayBeGone ? { ifExists: true } : {}),
        }),
    ],
    alter: (_from, { path, definition: { source, noInherit } }) => [
        operation(
            constraintOperations,
            "validateCheck",
            ownName(path),
            nameArgument(path),
            source,
            ...given(noInherit ? { noInherit } : {}),
        ),
    ],
    catalog: {
        readers: [
            {
                query: constraintsQuery,
                read(row) {
                    if (row["type"] !== "c") return null
                    const expression = textOf(row, "expression")
                    return checkObject(
                        { schema: textOf(row, "schema"), name: textOf(row, "table") },
                        textOf(row, "name"),
                        {
                            expression,
                            source: expression,
                            columns: textsOf(row, "columns"),
                            noInherit: flagOf(row, "no_inherit"),
                            validated: !flagOf(row, "not_validated"),
                        },
                    )
                },
            },
        ],
        exists: ({ path }) => existsOperation({ constraint: ownName(path), table: nameArgument(path) }),
    },
    declared: {
        readTable(table, context) {
            return table.entities.flatMap((entity) =>
                entity.checks.map((declared) => {
                    const definition = {
                        expression: declared.expression,
                        source: declared.expression,
                        columns: [],
                        noInherit: false,
                        validated: true,
                    }
                    return {
                        ...checkObject(table.name, truncateName(declared.name), definition),
                        origin: context.origin(entity),
                    }
                }),
            )
        },
        firstDeclarationCounts: true,
        generatedByTypeOrm: (object, making) => isStrategyName(object, making),
    },
    report: {
        describe: (object) => `check (${object.definition.expression})`,
    },
    normalize: {
        printedAttributes: ["expression"],
        mapPrinted: (object, change) => withSource(object, "expression", change),
        asPrinted: (object) => ({
            ...object,
            definition: { ...object.definition, source: object.definition.expression },
        }),
        normalizeLocally: (declared, current) =>
            current && current.definition.expression === declared.definition.expression
                ? { ...declared, definition: { ...current.definition, validated: true } }
                : null,
        condition: {
            isPrint: isPrintOver,
            text: ({ definition }) => definition.expression,
            adopt: (declared, { definition: { expression, columns }, requires }) => ({
                ...declared,
                definition: { ...declared.definition, expression, columns },
                requires,
            }),
        },
        withNormalized: (declared, reading) => ({
            ...declared,
            definition: {
                ...reading.definition,
                source: declared.definition.source,
                validated: declared.definition.validated,
            },
            requires: reading.requires,
        }),
    },
    naming: {
        relocate: (definition, relocation, path) => ({
            ...definition,
            expression: relocation.expression(definition.expression, path.slice(0, 2)),
            source: relocation.expression(definition.source, path.slice(0, 2)),
            columns: relocateColumns(relocation, tableOfPath(path), definition.columns),
        }),
        structure: (object) => object.definition.expression,
        rename: renameConstraint,
        occupies: (object) => constraintNames(object, "without index"),
    },
    placement: {
        inherited: "always",
        fold: {
            into: "table",
            part: (object) => ({
                slot: "constraints",
                value: check(ownName(object.path), object.definition.source, ...checkOptions(object.definition)),
            }),
        },
    },
    staged: {
        online({ to }) {
            if (!to.definition.validated) return null
            const unchecked = { ...to, definition: { ...to.definition, validated: false } }
            const back = { ...to, definition: { ...to.definition, mayBeGone: true } }
            return { waypoints: [{ objects: [unchecked], revertTo: [back], commits: true }], final: to }
        },
    },
    data: {
        preconditions(change) {
            const { expression, source, validated, columns: read } = change.to.definition
            // Where the constraint is there, its validation asks the rows itself.
            const isKnown = change.from?.definition.expression === expression
            const columns = validated && !isKnown ? newColumns(change) : null
            // Hardly anyone checks that a column which may be null is not.
            if (!columns || (read.length > 0 && read.every((name) => isNull(columns, name)))) return []
            const table = nameArgument(change.to.path)
            // Beside new columns the table has no schema: what Postgres prints names none.
            const condition = columns.newColumns ? expression : source
            return [operation(preconditionOperations, "requireCheck", table, condition, ...given(columns))]
        },
    },
    dependent: {
        isWrittenForTypes: () => true,
        rechecksRows: () => "always",
        holdsForAllRows: ({ expression, validated }) => (validated ? expression : null),
    },
}

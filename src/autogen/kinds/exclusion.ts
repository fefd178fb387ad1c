import { truncateName, type QualifiedName } from "../core/names.js"
import { objectKey } from "../core/object-key.js"
import type { ObjectKind } from "../core/object-kind.js"
import { operation } from "../core/operation.js"
import type { SchemaObject } from "../core/schema-object.js"
import { constraintsQuery } from "./catalog/constraints-query.js"
import { flagOf, textOf, textsOf } from "./catalog/catalog-rows.js"
import { constraintOperations } from "../operations/constraint.js"
import { constraintNames, dropConstraint, renameConstraint } from "./shared/constraint-parts.js"
import { existsOperation } from "../operations/existence.js"
import { exclude, type Deferrable, type ExcludeOptions } from "../operations/table-items.js"
import { withSource } from "./shared/printed-source.js"
import { nameArgument } from "../operations/table-name.js"
import {
    columnKeys,
    declaredDeferrable,
    ownName,
    relocateColumns,
    tableKey,
    tableOfPath,
} from "./shared/table-parts.js"
import { isStrategyName } from "./declared/typeorm-made.js"

// Exclusion constraints. In place: the name. All else needs a new constraint, and its index built again.
// https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-EXCLUSION

export interface ExclusionDefinition {
    /** From USING on, as Postgres prints it, without the deferrability; the user's own words until it has been normalized. */
    readonly expression: string
    readonly source: string
    readonly columns: readonly string[]
    readonly deferrable: Deferrable | null
}

function exclusionObject(
    table: QualifiedName,
    name: string,
    definition: ExclusionDefinition,
): SchemaObject<ExclusionDefinition> {
    const path = [table.schema, table.name, name]
    return {
        kind: "exclusion",
        key: objectKey("exclusion", path),
        path,
        definition,
        parent: tableKey(table),
        requires: columnKeys(table, definition.columns),
    }
}

function excludeOptions(definition: ExclusionDefinition): readonly [ExcludeOptions?] {
    return definition.deferrable ? [{ deferrable: definition.deferrable }] : []
}

export const exclusionKind: ObjectKind<ExclusionDefinition> = {
    name: "exclusion",
    label: "exclusion constraint",
    role: "member",
    expressions: ({ expression }) => [expression],
    make: (path, definition) => exclusionObject(tableOfPath(path), ownName(path), definition),
    attributes: { expression: "replace", source: "ignore", columns: "ignore", deferrable: "replace" },
    create: ({ path, definition }) => [
        operation(
            constraintOperations,
            "createExcludeConstraint",
            ownName(path),
            nameArgument(path),
            definition.source,
            ...excludeOptions(definition),
        ),
    ],
    drop: dropConstraint("exclude"),
    alter: () => [],
    catalog: {
        readers: [
            {
                query: constraintsQuery,
                read(row) {
                    if (row["type"] !== "x") return null
                    const expression = textOf(row, "definition")
                        .replace(/^EXCLUDE /, "")
                        .replace(/( DEFERRABLE)?( INITIALLY DEFERRED)?$/, "")
                    return exclusionObject(
                        { schema: textOf(row, "schema"), name: textOf(row, "table") },
                        textOf(row, "name"),
                        {
                            expression,
                            source: expression,
                            columns: textsOf(row, "columns"),
                            deferrable: flagOf(row, "deferrable")
                                ? flagOf(row, "deferred")
                                    ? "initially deferred"
                                    : "initially immediate"
                                : null,
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
                entity.exclusions.map((declared) => {
                    const definition = {
                        expression: declared.expression,
                        source: declared.expression,
                        columns: [],
                        deferrable: declaredDeferrable(declared.deferrable),
                    }
                    return {
                        ...exclusionObject(table.name, truncateName(declared.name), definition),
                        origin: context.origin(entity),
                    }
                }),
            )
        },
        firstDeclarationCounts: true,
        generatedByTypeOrm: (object, making) => isStrategyName(object, making),
    },
    report: {
        describe: ({ definition }) =>
            `exclude ${definition.expression}${definition.deferrable ? ` deferrable ${definition.deferrable}` : ""}`,
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
                ? { ...declared, definition: { ...current.definition, deferrable: declared.definition.deferrable } }
                : null,
        withNormalized: (declared, reading) => ({
            ...declared,
            definition: { ...reading.definition, source: declared.definition.source },
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
        structure: (object) => JSON.stringify([object.definition.expression, object.definition.deferrable]),
        rename: renameConstraint,
        occupies: (object) => constraintNames(object, "with index"),
    },
    placement: {
        fold: {
            into: "table",
            part: ({ path, definition }) => ({
                slot: "constraints",
                value: exclude(ownName(path), definition.source, ...excludeOptions(definition)),
            }),
        },
    },
    dependent: {
        isWrittenForTypes: () => true,
        rechecksRows: () => "order",
        isKey: true,
    },
}

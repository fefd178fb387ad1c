import { givesValue } from "../../core/kind-facts.js"
import { sameData } from "../../core/equality.js"
import { objectKey } from "../../core/object-key.js"
import type { FoldedParts, ObjectKind, Relocation } from "../../core/object-kind.js"
import { operation } from "../../core/operation.js"
import { withOrigin, type SchemaObject } from "../../core/schema-object.js"
import { columnsQuery } from "../catalog/catalog-queries.js"
import { addBackfilled, alterBackfilled, backfillCall, declaredBackfill, isBackfillable } from "./column-backfill.js"
import {
    alterOptions,
    mustRecreate,
    columnTouches,
    rebuildsAround,
    rechecksAnyRows,
    statedNumbers,
} from "./column-alteration.js"
import { collationSql, type ColumnDefinition, type GeneratedDefinition } from "../shared/column-definition.js"
import { columnOperations, type GeneratedOptions } from "../../operations/column.js"
import { typeSql, UNRESOLVED } from "../../operations/column-type.js"
import {
    columnName,
    declaredColumns,
    declaredType,
    declaringEntity,
    serialSequenceName,
} from "../declared/declared-columns.js"
import { defaultValue, type DefaultDefinition } from "../shared/default-value.js"
import { existsOperation } from "../../operations/existence.js"
import { fittingNumbers } from "../../operations/sequence-numbers.js"
import { columnObject, declaredDefinition, readRow, withDefinition } from "./column-object.js"
import { columnPreconditions } from "./column-preconditions.js"
import { declaredColumnRenames } from "../declared/declared-renames.js"
import { likeColumns } from "../shared/likeness.js"
import { failsInserts } from "./undeclared-column.js"
import { addedOnline, needsBackfill, notNullAtOnce, notNullOnline, saysNotNull } from "../online/not-null-online.js"
import {
    column,
    identitySql,
    type ColumnItem,
    type ColumnOptions,
    type DefaultValue,
} from "../../operations/table-items.js"
import { nameArgument } from "../../operations/table-name.js"
import { ownName, relocateColumns, tableOfPath } from "../shared/table-parts.js"
import { serialCall, typeCall } from "../../operations/type-builders.js"
import { hasStatement } from "../declared/typeorm-made.js"

// Columns. In place: type (by a cast), collation (with the type), nullability, identity, name. A generated column's expression
// before PostgreSQL 17 and the step from plain to generated need the column to be recreated.
// https://www.postgresql.org/docs/current/sql-altertable.html

type Column = SchemaObject<ColumnDefinition>

function sameGenerated(from: GeneratedDefinition | null, to: GeneratedDefinition | null): boolean {
    return sameData(from && { ...from, source: "" }, to && { ...to, source: "" })
}

function generatedOptions(object: Column): readonly [GeneratedOptions?] {
    return object.definition.generated === null ? [] : [{ generated: true }]
}

function sameCollation(from: ColumnDefinition, to: ColumnDefinition): "alter" | null {
    const a = from.collation
    const b = to.collation
    if (a === null && b === null) return null
    if (a && b && (a.schema === UNRESOLVED || b.schema === UNRESOLVED)) return a.name === b.name ? null : "alter"
    return sameData(a, b) ? null : "alter"
}

/** A type that only Postgres can place is settled by the column's current type where the two agree in all else. */
function settleType(declared: Column, current: Column | undefined): Column | null {
    const type = declared.definition.type
    if (type.schema !== UNRESOLVED) return declared
    const existing = current?.definition.type
    if (!existing || existing.schema === null || existing.name !== type.name.toLowerCase()) return null
    if (
        existing.array !== type.array ||
        (existing.modifier ?? "").toLowerCase() !== (type.modifier ?? "").toLowerCase()
    )
        return null
    return { ...declared, definition: { ...declared.definition, type: existing } }
}

/** Whether there is such a collation only Postgres knows. */
function isNewCollation(declared: Column, current: Column | undefined): boolean {
    const { collation } = declared.definition
    return collation?.schema === UNRESOLVED && current?.definition.collation?.name !== collation.name
}

/** A generated expression is in doubt unless it is written as Postgres prints it. */
function settle(declared: Column, current: Column | undefined): Column | null {
    const { generated } = declared.definition
    const settled = settleType(declared, current)
    if (!settled || isNewCollation(declared, current)) return null
    if (!generated) return settled
    const existing = current?.definition.generated
    if (generated.expression !== existing?.expression) return null
    return withDefinition(declared, { ...settled.definition, generated: { ...generated, reads: existing.reads } })
}

function columnOptions(object: Column, parts: FoldedParts): ColumnOptions {
    const { nullable, collation, identity, identityNumbers, generated } = object.definition
    const [comment] = (parts.get("comment") ?? []) as readonly string[]
    const [defaultValue] = (parts.get("default") ?? []) as readonly DefaultValue[]
    return {
        ...(nullable ? {} : { nullable: false }),
        ...(collation ? { collation: collationSql(collation) } : {}),
        ...(identity ? { identity, ...statedNumbers(identityNumbers ?? {}) } : {}),
        ...(generated ? { generatedAs: generated.source } : {}),
        ...(generated?.kind === "virtual" ? { generatedKind: "virtual" as const } : {}),
        ...(defaultValue === undefined ? {} : { default: defaultValue }),
        ...(comment === undefined ? {} : { comment }),
    }
}

function columnItem(object: Column, parts: FoldedParts): ColumnItem {
    const serial = parts.has("serial") ? serialCall(object.definition.type) : null
    return column(ownName(object.path), serial ?? typeCall(object.definition.type), columnOptions(object, parts))
}

/** A new column without a default, or with a constant. Of a type that no kind reads, a default of its own is not known: a domain's. */
function uniformColumn(object: Column, users: readonly SchemaObject[]): ColumnItem | null {
    const { type, generated, identity, backfill } = object.definition
    if (generated || identity || backfill !== undefined) return null
    const found = users.find(givesValue)
    if (!found) return type.schema === null || type.enum ? columnItem(object, new Map()) : null
    const definition = found.definition as DefaultDefinition
    return definition.literal === null ? null : columnItem(object, new Map([["default", [defaultValue(definition)]]]))
}

function relocate(definition: ColumnDefinition, relocation: Relocation, path: readonly string[]): ColumnDefinition {
    const { type, generated } = definition
    const moved =
        type.schema === null || type.schema === UNRESOLVED
            ? null
            : tableOfPath(relocation.path(type.enum ? "enum" : "domain", [type.schema, type.name]))
    return {
        ...definition,
        type: moved ? { ...type, schema: moved.schema, name: moved.name } : type,
        generated: generated && {
            ...generated,
            expression: relocation.expression(generated.expression, path.slice(0, 2)),
            source: relocation.expression(generated.source, path.slice(0, 2)),
            reads: relocateColumns(relocation, tableOfPath(path), generated.reads),
        },
    }
}

export const columnKind: ObjectKind<ColumnDefinition> = {
    name: "column",
    label: "column",
    role: "member",
    expressions: ({ generated }) => (generated === null ? [] : [generated.expression]),
    make: (path, definition) => columnObject(tableOfPath(path), ownName(path), definition),
    attributes: {
        type: (from, to) => (sameData(from.type, to.type) ? null : mustRecreate(from, to) ? "replace" : "alter"),
        nullable: "alter",
        collation: sameCollation,
        identity: "alter",
        identityNumbers: (from, to) =>
            !from.identityNumbers || !to.identityNumbers || sameData(from.identityNumbers, to.identityNumbers)
                ? null
                : "alter",
        // DROP EXPRESSION keeps the values; all else about the expression computes them anew.
        generated: (from, to) =>
            sameGenerated(from.generated, to.generated)
                ? null
                : from.generated?.kind === "stored" && !to.generated
                  ? "alter"
                  : "replace",
        position: "ignore",
        using: "ignore",
        backfilled: (from, to) => (to.backfilled && !from.backfilled ? "alter" : null),
        recreate: "ignore",
        backfill: "ignore",
    },
    create: (object, parts) =>
        isBackfillable(object.definition, parts)
            ? addBackfilled(nameArgument(object.path), columnItem(object, parts), object.definition)
            : [operation(columnOperations, "addColumn", nameArgument(object.path), columnItem(object, parts))],
    drop: (object) => [
        operation(
            columnOperations,
            "dropColumn",
            nameArgument(object.path),
            ownName(object.path),
            ...generatedOptions(object),
        ),
    ],
    alter(from, to, attributes, dependents) {
        const name = ownName(to.path)
        const options = alterOptions(from.definition, to.definition, attributes, name)
        const nullsChecked = options.nullable === false && dependents.some((object) => saysNotNull(object, name))
        const rechecks = rechecksAnyRows(from.definition.type, to.definition.type, options, dependents)
        const facts = { ...(nullsChecked ? { nullsChecked } : {}), ...(rechecks ? { rechecks } : {}) }
        const table = nameArgument(to.path)
        const given = { ...options, ...facts }
        const { backfilled } = to.definition
        return [
            ...(attributes.some((attribute) => attribute !== "backfilled")
                ? alterBackfilled(table, name, given, from.definition.backfilled ? {} : to.definition)
                : []),
            ...(backfilled && attributes.includes("backfilled") ? [backfillCall(table, name, backfilled)] : []),
        ]
    },
    catalog: {
        readers: [{ query: columnsQuery, read: readRow }],
        exists: ({ path }) => existsOperation({ column: ownName(path), table: nameArgument(path) }),
    },
    declared: {
        readTable(table, context) {
            return declaredColumns(table).map((declared, index) => {
                const type = declaredType(table, declared)
                const definition = declaredDefinition(type, declared, index + 1)
                const backfill = declaredBackfill(declared, context)
                const object = columnObject(table.name, columnName(declared), { ...definition, ...backfill })
                return withOrigin(object, context.origin(declaringEntity(declared), declared.propertyPath))
            })
        },
        readRenames: (tables, context) =>
            tables.flatMap((table) =>
                declaredColumns(table).flatMap((column) => declaredColumnRenames(table, column, context)),
            ),
        generatedByTypeOrm: (object, making) => hasStatement(object, making, "(?:ADD|\\(|,)\\s*$name\\s"),
        optionalAttributes: ["identityNumbers"],
        fitUndeclared: (definition) => ({
            ...definition,
            identityNumbers: fittingNumbers(definition.identityNumbers, definition.type.name),
        }),
        comparisonHook: {
            option: "compareType",
            attributes: ["type", "collation"],
            decidesPresence: false,
            text: ({ definition: { type, collation } }) =>
                collation ? `${typeSql(type)} collate ${collationSql(collation)}` : typeSql(type),
        },
    },
    report: {
        undeclared: failsInserts,
        describe(object) {
            const { type, nullable, identity, identityNumbers, collation, generated } = object.definition
            const parts = [typeSql(type)]
            if (collation) parts.push(`collate ${collationSql(collation)}`)
            if (identity) parts.push(identitySql(identity, identityNumbers ?? {}).toLowerCase())
            if (generated) parts.push(`generated always as (${generated.expression}) ${generated.kind}`)
            if (!nullable) parts.push("not null")
            return parts.join(" ")
        },
    },
    normalize: {
        printedAttributes: ["generated"],
        mapPrinted(object, change) {
            const { generated } = object.definition
            if (!generated || generated.source !== generated.expression) return object
            const source = change(generated.source)
            if (source === generated.source) return object
            return { ...object, definition: { ...object.definition, generated: { ...generated, source } } }
        },
        asPrinted(object) {
            const { generated } = object.definition
            if (!generated) return object
            return {
                ...object,
                definition: { ...object.definition, generated: { ...generated, source: generated.expression } },
            }
        },
        toScratchObject: (object) => ({
            ...object,
            definition: {
                ...object.definition,
                nullable: true,
                identity: null,
                identityNumbers: null,
                generated: null,
            },
        }),
        normalizeLocally: settle,
        // An extension may yet bring a type, or a function; a collation is there or not.
        namesOnlyExisting: ({ definition: { type, generated } }) => type.schema === null && !generated,
        withNormalized(declared, { definition: { type, generated } }) {
            const source = declared.definition.generated?.source
            const read = generated && { ...generated, source: source ?? generated.source }
            return withDefinition(declared, { ...declared.definition, type, generated: read })
        },
    },
    naming: {
        likeness: likeColumns,
        relocate,
        rename: (from, to) => [
            operation(
                columnOperations,
                "renameColumn",
                nameArgument(to.path),
                ownName(from.path),
                ownName(to.path),
                ...generatedOptions(to),
            ),
        ],
        // An identity's sequence has a name of its own, and takes the next where that is taken.
        occupies(object) {
            const [schema = "", table = ""] = object.path
            const sequence = objectKey("relation", [schema, serialSequenceName(table, ownName(object.path))])
            return object.definition.identity === null ? [object.key] : [object.key, sequence]
        },
    },
    placement: {
        inherited: "always",
        position: (object) => object.definition.position,
        // Postgres adds a column behind all others: `SELECT *` gives it last, wherever its property stands.
        atPosition: (object, position) => withDefinition(object, { ...object.definition, position }),
        fold: { into: "table", part: (object, parts) => ({ slot: "columns", value: columnItem(object, parts) }) },
    },
    effects: {
        recreates: rebuildsAround,
        touches: columnTouches,
    },
    staged: {
        online: (change) => (change.isNew ? addedOnline(change) : notNullOnline(change)),
        inOneTransaction: notNullAtOnce,
    },
    data: {
        withConversion: (object, expression) => ({
            ...object,
            definition: { ...object.definition, ...(expression === null ? { recreate: true } : { using: expression }) },
        }),
        withBackfill: (object, expression) => ({
            ...object,
            definition: { ...object.definition, backfill: expression },
        }),
        needsBackfill,
        preconditions: columnPreconditions,
        uniform: uniformColumn,
        changesValues: (attributes) => ["type", "collation", "generated"].some((name) => attributes.includes(name)),
    },
    dependent: {
        pinsColumnTypes: ({ generated }) => generated !== null,
        storesValues: ({ type: { array } }) => ({ array }),
    },
}

import { sameData } from "../core/equality.js"
import { comparesColumns, expressionsOf, isResetByType, pinsColumnTypes, storesValues } from "../core/kind-facts.js"
import { quoteIdent, type QualifiedName } from "../core/names.js"
import { objectKey, type ObjectKey } from "../core/object-key.js"
import type { ObjectKind, Relocation } from "../core/object-kind.js"
import { operation, type Operation } from "../core/operation.js"
import type { Row } from "../core/queryable.js"
import type { SchemaObject } from "../core/schema-object.js"
import { columnOperations } from "../operations/column.js"
import { usingExpression } from "../operations/casts.js"
import type { ColumnType } from "../operations/column-type.js"
import {
    domainOperations,
    type AlterDomainOptions,
    type CreateDomainOptions,
    type DomainCheck,
} from "../operations/domain.js"
import { existsOperation } from "../operations/existence.js"
import { nameArgument } from "../operations/table-name.js"
import { array, typeCall, type TypeCall } from "../operations/type-builders.js"
import { typesQuery } from "./catalog/types-query.js"
import { booleanOf, rowOf, rowsOf, textOf, textOrNull } from "./catalog/catalog-rows.js"
import { catalogType } from "./catalog/catalog-type.js"
import { collationSql } from "./shared/column-definition.js"
import { isColumnOf, ownName, tableOfPath, touchesOfColumns } from "./shared/table-parts.js"

// Domains: a type with a default, NOT NULL and conditions of its own. In place: all of these, the names, the comment. Another base type
// takes another domain: columns change over to the base type, and from there to the new one. Entities cannot declare domains.
// https://www.postgresql.org/docs/current/sql-createdomain.html

export interface DomainDefinition {
    readonly type: ColumnType
    /** Null: the type's own. */
    readonly collation: QualifiedName | null
    /** As Postgres prints it. */
    readonly default: string | null
    readonly notNull: boolean
    /** What the NOT NULL constraint is called; null where there is none, or no name is kept: until PostgreSQL 16. */
    readonly notNullName: string | null
    /** By name. Expressions as Postgres prints them. */
    readonly checks: readonly CheckOfDomain[]
    readonly comment: string | null
    /** Whether a column is an array of it: then Postgres adds no constraint to it. */
    readonly inArrays: boolean
}

interface CheckOfDomain {
    readonly name: string
    readonly expression: string
    readonly validated: boolean
}

type Domain = SchemaObject<DomainDefinition>

/**
 * An enum that it is over is not required: to recreate the domain would take its columns along. What an enum's recreation does to it is
 * refused, as for all that depends on a type elsewhere.
 */
function domainObject(path: readonly string[], definition: DomainDefinition): Domain {
    const { type } = definition
    const isOverOther = type.schema !== null && !type.enum
    return {
        kind: "domain",
        key: objectKey("domain", path),
        path,
        definition,
        parent: objectKey("schema", path.slice(0, 1)),
        requires: isOverOther ? [objectKey("domain", [type.schema, type.name])] : NONE,
    }
}

const NONE: readonly ObjectKey[] = []

function readRow(row: Row): Domain | null {
    const fields = rowOf(row, "domain")
    if (textOrNull(fields, "type_name") === null) return null
    const collation = rowOf(fields, "collation")
    return domainObject([textOf(row, "schema"), textOf(row, "name")], {
        type: catalogType(fields),
        collation:
            textOrNull(collation, "name") === null
                ? null
                : { schema: textOf(collation, "schema"), name: textOf(collation, "name") },
        default: textOrNull(fields, "default"),
        notNull: booleanOf(fields, "not_null"),
        notNullName: textOrNull(fields, "not_null_name"),
        checks: rowsOf(fields, "checks").map((check) => ({
            name: textOf(check, "name"),
            expression: textOf(check, "expression"),
            validated: booleanOf(check, "validated"),
        })),
        comment: textOrNull(fields, "comment"),
        inArrays: booleanOf(fields, "in_arrays"),
    })
}

function checkArgument({ name, expression, validated }: CheckOfDomain): DomainCheck {
    return { name, expression, ...(validated ? {} : { validated: false }) }
}

function creationOptions(path: readonly string[], definition: DomainDefinition): CreateDomainOptions {
    const { collation, notNull, notNullName, checks, comment } = definition
    const isNamed = notNullName !== null && notNullName !== `${ownName(path)}_not_null`
    return {
        ...(collation === null ? {} : { collation: collationSql(collation) }),
        ...(definition.default === null ? {} : { default: definition.default }),
        ...(notNull ? { notNull: isNamed ? notNullName : (true as const) } : {}),
        ...(checks.length === 0 ? {} : { checks: checks.map(checkArgument) }),
        ...(comment === null ? {} : { comment }),
    }
}

function create({ path, definition }: Domain): readonly Operation[] {
    const options = creationOptions(path, definition)
    const more = Object.keys(options).length === 0 ? [] : ([options] as const)
    return [operation(domainOperations, "createDomain", nameArgument(path), typeCall(definition.type), ...more)]
}

/** Whether it takes another domain: for another base type, and for a constraint more where a column is an array of it. */
function isRecreated(from: DomainDefinition, to: DomainDefinition): boolean {
    if (!sameData([from.type, from.collation], [to.type, to.collation])) return true
    const isKnown = (one: CheckOfDomain): boolean =>
        from.checks.some((other) => other.expression === one.expression && (other.validated || !one.validated))
    return from.inArrays && ((to.notNull && !from.notNull) || !to.checks.every(isKnown))
}

/** The columns of the domain change over to the base type, where the rows are converted, and from there to the domain that is new. */
function recreate(from: Domain, to: Domain, dependents: readonly SchemaObject[]): readonly Operation[] {
    const columns = dependents.filter((object) => isColumnOf(object, from))
    const retype = (column: SchemaObject, before: TypeCall, after: TypeCall, options: object): Operation =>
        operation(columnOperations, "alterColumn", nameArgument(column.path), ownName(column.path), {
            type: listed(column, after),
            ...options,
            from: { type: listed(column, before) },
        })
    const domain = typeCall({
        schema: to.path[0] ?? "",
        name: ownName(to.path),
        modifier: null,
        enum: false,
        array: false,
    })
    const [before, after] = [typeCall(from.definition.type), typeCall(to.definition.type)]
    return [
        ...columns.map((column) => retype(column, before, after, usingOf(column, from, to))),
        operation(domainOperations, "dropDomain", nameArgument(from.path)),
        ...create(to),
        ...columns.map((column) => retype(column, after, domain, {})),
    ]
}

function listed(column: SchemaObject, type: TypeCall): TypeCall {
    return storesValues(column)?.array ? array(type) : type
}

function usingOf(column: SchemaObject, from: Domain, to: Domain): { readonly using?: string } {
    const isArray = storesValues(column)?.array ?? false
    const of = ({ definition: { type } }: Domain): ColumnType => ({ ...type, array: isArray })
    const using = usingExpression(quoteIdent(ownName(column.path)), of(from), of(to))
    return using === null ? {} : { using }
}

function changeInPlace(from: Domain, to: Domain): readonly Operation[] {
    const [before, after] = [from.definition, to.definition]
    const options = {
        ...changedChecks(before.checks, after.checks),
        ...(before.default === after.default ? {} : { default: after.default }),
        ...(before.notNull === after.notNull ? {} : { notNull: after.notNull }),
        ...(before.comment === after.comment ? {} : { comment: after.comment }),
    }
    return [...alterDomain(to.path, options), ...renameNotNull(from, to)]
}

function alterDomain(path: readonly string[], options: AlterDomainOptions): readonly Operation[] {
    if (Object.keys(options).length === 0) return []
    return [operation(domainOperations, "alterDomain", nameArgument(path), options)]
}

/** SET NOT NULL gives the name that goes without saying. */
function renameNotNull({ definition: before }: Domain, { path, definition: after }: Domain): readonly Operation[] {
    const present = before.notNull ? before.notNullName : `${ownName(path)}_not_null`
    if (after.notNullName === null || present === null || present === after.notNullName) return []
    return alterDomain(path, { renameConstraints: { [present]: after.notNullName } })
}

/** Those that say the same under another name are renamed. */
function changedChecks(before: readonly CheckOfDomain[], after: readonly CheckOfDomain[]): AlterDomainOptions {
    const isSame = (one: CheckOfDomain, other: CheckOfDomain): boolean =>
        one.expression === other.expression && (other.validated || !one.validated)
    const stays = (one: CheckOfDomain): boolean => after.some((other) => other.name === one.name && isSame(one, other))
    const gone = before.filter((one) => !stays(one))
    const fresh = after.filter((one) => !before.some((other) => other.name === one.name && stays(other)))
    const renames = new Map<CheckOfDomain, CheckOfDomain>()
    for (const one of fresh) {
        if (before.some(({ name }) => name === one.name)) continue
        const old = gone.find((other) => isSame(other, one) && ![...renames.values()].includes(other))
        if (old) renames.set(one, old)
    }
    const renamed = [...renames.values()]
    const dropped = gone.filter((one) => !renamed.includes(one))
    const added = fresh.filter((one) => !renames.has(one))
    const validated = after.filter((one) => {
        const old = renames.get(one) ?? before.find(({ name }) => name === one.name)
        return one.validated && old?.validated === false && !added.includes(one)
    })
    return {
        ...(renames.size === 0
            ? {}
            : { renameConstraints: Object.fromEntries([...renames].map(([one, old]) => [old.name, one.name])) }),
        ...(dropped.length === 0 ? {} : { dropConstraints: dropped.map(({ name }) => name) }),
        ...(added.length === 0 ? {} : { addChecks: added.map(checkArgument) }),
        ...(validated.length === 0 ? {} : { validateConstraints: validated.map(({ name }) => name) }),
    }
}

function relocate(definition: DomainDefinition, relocation: Relocation): DomainDefinition {
    const { type, checks } = definition
    const moved = type.schema === null ? null : relocation.path(type.enum ? "enum" : "domain", [type.schema, type.name])
    const text = (expression: string): string => relocation.expression(expression, [])
    return {
        ...definition,
        type: moved ? { ...type, ...tableOfPath(moved) } : type,
        default: definition.default === null ? null : text(definition.default),
        checks: checks.map((check) => ({ ...check, expression: text(check.expression) })),
    }
}

export const domainKind: ObjectKind<DomainDefinition> = {
    name: "domain",
    label: "domain",
    role: "relation",
    expressions: ({ default: value, checks }) => [
        ...(value === null ? [] : [value]),
        ...checks.map(({ expression }) => expression),
    ],
    make: domainObject,
    attributes: {
        type: "alter",
        collation: "alter",
        default: "alter",
        notNull: "alter",
        notNullName: (from, to) =>
            from.notNullName === null || to.notNullName === null || from.notNullName === to.notNullName
                ? null
                : "alter",
        checks: (from, to) => (sameData(from.checks, to.checks) ? null : "alter"),
        comment: "alter",
        inArrays: "ignore",
    },
    create,
    drop: ({ path }) => [operation(domainOperations, "dropDomain", nameArgument(path))],
    alter: (from, to, _attributes, dependents) =>
        isRecreated(from.definition, to.definition) ? recreate(from, to, dependents) : changeInPlace(from, to),
    catalog: {
        readers: [{ query: typesQuery, read: readRow }],
        exists: ({ path }) => existsOperation({ domain: nameArgument(path) }),
    },
    declared: {
        canBeDeclared: () => false,
    },
    report: {
        describe: ({ definition: { type, ...rest } }) =>
            [type.name, ...(rest.notNull ? ["NOT NULL"] : []), ...rest.checks.map(({ expression }) => expression)].join(
                " ",
            ),
    },
    naming: {
        changesSchema: true,
        structure({ definition: { checks, notNullName: _name, inArrays: _used, ...rest } }, dependents) {
            const columns = dependents.filter((one) => storesValues(one) !== null).map(({ path }) => path)
            const conditions = checks.map(({ expression, validated }) => [expression, validated])
            return columns.length === 0 ? null : JSON.stringify([rest, conditions, columns])
        },
        rename(from, to) {
            const [schema = "", name = ""] = to.path
            const moved = nameArgument([schema, ownName(from.path)])
            return [
                ...(from.path[0] === schema
                    ? []
                    : [operation(domainOperations, "setDomainSchema", nameArgument(from.path), schema)]),
                ...(ownName(from.path) === name ? [] : [operation(domainOperations, "renameDomain", moved, name)]),
            ]
        },
        relocate,
        occupies: (object) => [objectKey("type", object.path)],
    },
    effects: {
        recreatesOnAlter: (from, to) => isRecreated(from.definition, to.definition),
        recreates: (from, to, _attributes, dependent) =>
            isRecreated(from.definition, to.definition) &&
            dependent.kind !== "domain" &&
            (pinsColumnTypes(dependent) ||
                comparesColumns(dependent) ||
                isResetByType(dependent) ||
                expressionsOf(dependent).length > 0),
        touches: ({ from, to, dependents }) =>
            !from || !isRecreated(from.definition, to.definition)
                ? []
                : [...touchesOfColumns(dependents, from), { on: from.key, as: "dropped" }],
    },
    data: {
        // What is true of its columns' values before may be so no longer.
        changesValues: (attributes) => attributes.some((attribute) => !["default", "comment"].includes(attribute)),
    },
    staged: {
        mayDefine: ({ path }, words) => words.has(ownName(path)),
    },
    rehearsal: {
        mayNameUnknown: true,
    },
}

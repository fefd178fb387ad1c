import type { DeclaredTable } from "../core/declared-table.js"
import { AutogenError } from "../core/errors.js"
import { comparesColumns, expressionsOf, pinsColumnTypes, storesValues } from "../core/kind-facts.js"
import { quoteLiteral, type QualifiedName } from "../core/names.js"
import { objectKey } from "../core/object-key.js"
import type { ObjectKind } from "../core/object-kind.js"
import { operation, type Operation } from "../core/operation.js"
import type { SchemaObject } from "../core/schema-object.js"
import { typesQuery } from "./catalog/types-query.js"
import { textOf, textsOf } from "./catalog/catalog-rows.js"
import { declaredColumns, enumName, isEnumColumn, type DeclaredColumn } from "./declared/declared-columns.js"
import { declaredEnumRenames } from "./declared/declared-renames.js"
import { enumOperations, type AlterEnumOptions, type EnumColumn } from "../operations/enum.js"
import { takeDefaultGrants, withDefaultGrants } from "./catalog/default-grants.js"
import { existsOperation } from "../operations/existence.js"
import { preconditionOperations } from "../operations/precondition.js"
import { makeRoles } from "../operations/roles.js"
import { nameArgument, type TableName } from "../operations/table-name.js"
import { isColumnOf, ownName, tableOfPath, touchesOfColumns } from "./shared/table-parts.js"
import { hasStatement } from "./declared/typeorm-made.js"

// Enumerated types. In place: ADD VALUE (not used before its transaction has ended), RENAME VALUE, the name. A value removed, or
// another order, needs a new type that the columns are changed over to.
// https://www.postgresql.org/docs/current/sql-altertype.html

export interface EnumDefinition {
    readonly values: readonly string[]
    /** What rows get instead of a value that goes, by the old value: somebody's decision, no part of the type. */
    readonly map?: Readonly<Record<string, string>>
    /** Its columns change over to a new type even where values are only added: the new ones can be used in the same transaction. */
    readonly recreate?: boolean
    /** The roles that get privileges on a new one, beside everybody: ALTER DEFAULT PRIVILEGES. */
    readonly grantedByDefault?: readonly string[]
}

type Enum = SchemaObject<EnumDefinition>

function enumObject(name: QualifiedName, definition: EnumDefinition): Enum {
    const path = [name.schema, name.name]
    return {
        kind: "enum",
        key: objectKey("enum", path),
        path,
        definition,
        parent: objectKey("schema", [name.schema]),
        requires: [],
    }
}

/** The additions that turn one list into the other, or null where values are gone or stand in another order. */
function additions(
    { values: from, recreate }: EnumDefinition,
    { values: to, ...target }: EnumDefinition,
    name: TableName = "",
): readonly Operation[] | null {
    if (recreate === true || target.recreate === true) return null
    const kept = to.filter((value) => from.includes(value))
    if (kept.length !== from.length || kept.some((value, index) => value !== from[index])) return null
    const present = [...from]
    const operations: Operation[] = []
    to.forEach((value, index) => {
        if (present.includes(value)) return
        const before = to.slice(index + 1).find((next) => present.includes(next))
        operations.push(
            operation(
                enumOperations,
                "addEnumValue",
                name,
                value,
                ...(before === undefined ? [] : ([{ before }] as const)),
            ),
        )
        present.splice(before === undefined ? present.length : present.indexOf(before), 0, value)
    })
    return operations
}

/** The values that have other names at the same places; where names change places, one steps aside. */
function valueRenames(name: TableName, from: readonly string[], to: readonly string[]): readonly Operation[] {
    const rename = (before: string, after: string): Operation =>
        operation(enumOperations, "renameEnumValue", name, before, after)
    const present = [...from]
    const operations: Operation[] = []
    for (;;) {
        const open = present.flatMap((value, index) => (value === to[index] ? [] : [index]))
        const [first] = open
        if (first === undefined) return operations
        const free = open.find((index) => !present.includes(to[index] ?? ""))
        const index = free ?? first
        let next = to[index] ?? ""
        if (free === undefined) {
            next = `${present[index] ?? ""}_tmp`
            while (present.includes(next) || to.includes(next)) next += "_"
        }
        operations.push(rename(present[index] ?? "", next))
        present[index] = next
    }
}

/** What rows get instead of the values that go, as far as anybody has said; on the way back, where it is the only one that it can be. */
function mappingOf(from: Enum, to: Enum): Pick<AlterEnumOptions, "map"> {
    const pairs = Object.entries(to.definition.map ?? {})
    const taken = Object.entries(from.definition.map ?? {})
    const back = taken
        .filter(([, value]) => taken.filter(([, other]) => other === value).length === 1)
        .map(([old, value]) => [value, old] as const)
    const gone = [...pairs, ...back].filter(
        ([old, value]) =>
            from.definition.values.includes(old) &&
            !to.definition.values.includes(old) &&
            to.definition.values.includes(value),
    )
    return gone.length === 0 ? {} : { map: Object.fromEntries(gone) }
}

/** The columns of a type among the objects that depend on it. */
function enumColumns(dependents: readonly SchemaObject[], type: SchemaObject): readonly EnumColumn[] {
    return dependents
        .filter((object) => isColumnOf(object, type))
        .map((object) => ({
            table: nameArgument(object.path),
            column: ownName(object.path),
            ...(storesValues(object)?.array ? { array: true } : {}),
        }))
}

/** What mentions a value, or compares one, belongs to the type that it was written for; plain indexes change over by themselves. */
function mentionsValues(object: SchemaObject): boolean {
    return pinsColumnTypes(object) || expressionsOf(object).length > 0
}

/** Whether an object's expression may have one of these values in it. */
function mayMention(object: SchemaObject, values: readonly string[]): boolean {
    if (!mentionsValues(object)) return false
    const text = JSON.stringify(object.definition)
    return values.some((value) => text.includes(JSON.stringify(value.replaceAll("'", "''")).slice(1, -1)))
}

const NONE: readonly Enum[] = []

/** Columns may name a type to which another column gives the values; none gives them where nobody does. */
function expectValues(tables: readonly DeclaredTable[]): void {
    const columns = tables.flatMap((table) =>
        declaredColumns(table)
            .filter(isEnumColumn)
            .map((column) => ({ column, key: objectKey("enum", enumPath(enumName(table, column))) })),
    )
    const known = new Set(columns.filter(({ column }) => column.enum).map(({ key }) => key))
    for (const { column } of columns) expectStorable(column)
    const open = columns.find(({ column, key }) => !column.enum && !known.has(key))
    if (!open) return
    const { column } = open
    const where = `${column.entityMetadata.name}.${column.propertyPath}`
    throw new AutogenError({
        code: "ENTITIES_INVALID",
        message:
            column.enumName === undefined
                ? `${where} is an enum column without values`
                : `${where} names the enum ${JSON.stringify(column.enumName)}, whose values no column declares`,
        next: 'declare its values in the column\'s decorator: { type: "enum", enum: Kind }',
    })
}

/** Postgres refuses longer values, and a value that is there twice. */
function expectStorable(column: DeclaredColumn): void {
    const values = (column.enum ?? []).map(String)
    const long = values.find((value) => Buffer.byteLength(value) > LONGEST_VALUE)
    const twice = values.find((value, index) => values.indexOf(value) < index)
    const wrong = long ?? twice
    if (wrong === undefined) return
    const where = `${column.entityMetadata.name}.${column.propertyPath}`
    throw new AutogenError({
        code: "ENTITIES_INVALID",
        message:
            long === undefined
                ? `${where} has the enum value ${JSON.stringify(wrong)} twice`
                : `${where} has the enum value ${JSON.stringify(wrong)} of ${Buffer.byteLength(wrong)} bytes; PostgreSQL takes ${LONGEST_VALUE}`,
        next: long === undefined ? "declare it once" : "shorten the value",
    })
}

/** NAMEDATALEN - 1: https://www.postgresql.org/docs/current/datatype-enum.html */
const LONGEST_VALUE = 63

function enumPath({ schema, name }: QualifiedName): readonly string[] {
    return [schema, name]
}

export const enumKind: ObjectKind<EnumDefinition> = {
    name: "enum",
    label: "enum",
    role: "relation",
    make: (path, definition) => enumObject(tableOfPath(path), definition),
    attributes: { values: "alter", map: "ignore", recreate: "ignore", grantedByDefault: "ignore" },
    create: ({ path, definition: { values, grantedByDefault } }) => [
        operation(enumOperations, "createEnum", nameArgument(path), values),
        ...takeDefaultGrants(path, grantedByDefault, "type"),
    ],
    drop: (object) => [operation(enumOperations, "dropEnum", nameArgument(object.path))],
    alter(from, to, _attributes, dependents) {
        const name = nameArgument(to.path)
        const added = additions(from.definition, to.definition, name)
        if (added) return added
        const options = {
            from: from.definition.values,
            columns: enumColumns(dependents, from),
            ...mappingOf(from, to),
        }
        return [
            operation(enumOperations, "alterEnum", name, to.definition.values, options),
            ...takeDefaultGrants(to.path, to.definition.grantedByDefault ?? from.definition.grantedByDefault, "type"),
        ]
    },
    catalog: {
        readers: [
            {
                query: typesQuery,
                read: (row) =>
                    row["values"] === null
                        ? null
                        : enumObject(
                              { schema: textOf(row, "schema"), name: textOf(row, "name") },
                              { values: textsOf(row, "values"), ...withDefaultGrants(row) },
                          ),
            },
        ],
        exists: ({ path }) => existsOperation({ enum: nameArgument(path) }),
    },
    declared: {
        readTable(table, context) {
            return declaredColumns(table)
                .filter((column) => isEnumColumn(column) && column.enum)
                .map((column) => ({
                    ...enumObject(enumName(table, column), { values: (column.enum ?? []).map(String) }),
                    origin: context.origin(column.entityMetadata, column.propertyPath),
                }))
        },
        readProject(tables) {
            expectValues(tables)
            return NONE
        },
        generatedByTypeOrm: (object, making) => hasStatement(object, making, "CREATE TYPE [^(]*$name AS ENUM"),
        readRenames: (tables, context) =>
            tables.flatMap((table) =>
                declaredColumns(table)
                    .filter(isEnumColumn)
                    .flatMap((column) => declaredEnumRenames(table, column, context)),
            ),
    },
    report: {
        describe: (object) => object.definition.values.map((value) => quoteLiteral(value).trim()).join(", "),
    },
    normalize: {
        toScratchObject: (object) => object,
    },
    naming: {
        values: {
            kind: "enum-value",
            list: ({ definition }) => definition.values,
            isHeldBy: (object, value) => (object.definition as { readonly literal?: unknown }).literal === value,
        },
        // The very same columns have it: without them, another's type of the same values would be taken for the one that is missing.
        structure(object, dependents) {
            const columns = dependents.filter((one) => storesValues(one) !== null).map(({ path }) => path)
            return columns.length === 0 ? null : JSON.stringify([object.definition.values, columns])
        },
        changesSchema: true,
        rename(from, to) {
            const [schema = "", name = ""] = to.path
            const moved = nameArgument([schema, ownName(from.path)])
            return [
                ...(from.path[0] === schema
                    ? []
                    : [operation(enumOperations, "setEnumSchema", nameArgument(from.path), schema)]),
                ...(ownName(from.path) === name ? [] : [operation(enumOperations, "renameEnum", moved, name)]),
                ...valueRenames(nameArgument(to.path), from.definition.values, to.definition.values),
            ]
        },
        relocate(definition, relocation, path) {
            const renamed = relocation.values("enum", path)
            const named = (value: string): string => renamed.get(value) ?? value
            const { values, map, ...rest } = definition
            if (!map) return { ...rest, values: values.map(named) }
            const mapped = Object.entries(map).map(([old, value]) => [old, named(value)] as const)
            return { ...rest, values: values.map(named), map: Object.fromEntries(mapped) }
        },
        occupies: (object) => [objectKey("type", object.path)],
    },
    placement: {
        followsUsers: true,
    },
    effects: {
        recreatesOnAlter: (from, to) => additions(from.definition, to.definition) === null,
        // The columns of a foreign key change over one after the other, and must be of one type whenever it stands.
        recreates: (from, to, _attributes, dependent) =>
            additions(from.definition, to.definition) === null &&
            (mentionsValues(dependent) || comparesColumns(dependent) || dependent.parent === from.key),
        // Its columns change over one after the other, then the old type goes.
        touches: ({ from, to, dependents }) =>
            !from || additions(from.definition, to.definition)
                ? []
                : [...touchesOfColumns(dependents, from), { on: from.key, as: "dropped" }],
    },
    staged: {
        mayDefine: ({ path }, words) => words.has(ownName(path)),
        commitsFirst(from, to, users, converted) {
            const [before, after] = [from.definition.values, to.definition.values]
            // A type that is recreated has its values at once.
            if (additions(from.definition, to.definition) === null) return false
            const added = after.filter((value) => !before.includes(value))
            return (
                users.some((user) => mayMention(user, added)) ||
                converted.some((user) => user.requires.includes(to.key))
            )
        },
        usableInOneTransaction: (object) => ({ ...object, definition: { ...object.definition, recreate: true } }),
    },
    data: {
        withMapping: (object, mapping) => ({
            ...object,
            definition: { ...object.definition, map: Object.fromEntries(mapping) },
        }),
        // A type that is recreated has rows that are mapped, and another order of its values.
        changesValues: (_attributes, from, to) => additions(from.definition, to.definition) === null,
        preconditions({ from, to, dependents }) {
            if (!from) return []
            const values = [...to.definition.values, ...Object.keys(mappingOf(from, to).map ?? {})]
            if (from.definition.values.every((value) => values.includes(value))) return []
            return enumColumns(dependents, from).map(({ table, column, array }) =>
                operation(
                    preconditionOperations,
                    "requireValues",
                    table,
                    column,
                    values,
                    ...(array ? [{ array }] : []),
                ),
            )
        },
    },
    rehearsal: {
        prerequisites: ({ definition }) => makeRoles(definition.grantedByDefault ?? []),
    },
}

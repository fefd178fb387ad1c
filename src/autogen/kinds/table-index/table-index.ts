import { uniqueIndexPrecondition } from "./index-precondition.js"
import { quoteIdent, truncateName, type QualifiedName } from "../../core/names.js"
import { objectKey } from "../../core/object-key.js"
import type { DeclaredTable, ReadContext } from "../../core/declared-table.js"
import { sameData } from "../../core/equality.js"
import type { ObjectKind, Relocation } from "../../core/object-kind.js"
import { operation } from "../../core/operation.js"
import type { Row } from "../../core/queryable.js"
import { withOrigin, type SchemaObject } from "../../core/schema-object.js"
import { indexesQuery } from "../catalog/catalog-queries.js"
import { booleanOf, flagOf, rowsOf, textOf, textOrNull, textsOf } from "../catalog/catalog-rows.js"
import { columnName } from "../declared/declared-columns.js"
import { existsOperation } from "../../operations/existence.js"
import {
    indexExpressions,
    inheritIndex,
    isComputed,
    isPlain,
    type IndexDefinition,
    type IndexElementDefinition,
} from "./index-definition.js"
import { indexOperations, type IndexMethod, type IndexOptions } from "../../operations/table-index.js"
import { guardsOf } from "../online/key-online.js"
import { newIndexName } from "../../operations/passing-names.js"
import { isPrintOver } from "../catalog/printed-condition.js"
import { parameterOptions, parametersRule, parameterWords } from "../../operations/storage-parameters.js"
import { sql } from "../../operations/table-items.js"
import { nameArgument } from "../../operations/table-name.js"
import { columnKeys, isPartitioned, ownName, relocateColumns, tableOfPath, uniqueKey } from "../shared/table-parts.js"
import { isStrategyName } from "../declared/typeorm-made.js"
import type { IndexElement } from "../../operations/index-element.js"

// Indexes. In place: the name, storage parameters that matter from the next row on. All else needs a new index.
// https://www.postgresql.org/docs/current/sql-createindex.html

type Index = SchemaObject<IndexDefinition>

const METHODS: readonly string[] = ["btree", "hash", "gist", "spgist", "gin", "brin"] satisfies readonly IndexMethod[]

function indexObject(table: QualifiedName, name: string, definition: IndexDefinition): Index {
    const path = [table.schema, table.name, name]
    const columns: string[] = []
    for (const { column } of definition.elements) if (column !== null) columns.push(column)
    const plainKey = definition.unique && definition.where === null && columns.length === definition.elements.length
    return {
        kind: "index",
        key: objectKey("index", path),
        path,
        definition,
        parent: objectKey(definition.on, [table.schema, table.name]),
        requires:
            definition.on === "view"
                ? []
                : columnKeys(table, [...new Set([...columns, ...definition.include, ...definition.reads])]),
        provides: plainKey ? [uniqueKey(table, columns)] : [],
    }
}

function quotedName(row: Row, schemaField: string, field: string): string | null {
    const name = textOrNull(row, field)
    if (name === null) return null
    const schema = textOf(row, schemaField)
    return schema === "pg_catalog" ? quoteIdent(name) : `${quoteIdent(schema)}.${quoteIdent(name)}`
}

function readOperatorClass(row: Row): string | null {
    const name = quotedName(row, "operator_class_schema", "operator_class")
    const parameters = textsOf(row, "operator_class_parameters")
    return name === null || parameters.length === 0 ? name : `${name} (${parameterWords(parameters).join(", ")})`
}

function readElement(row: Row): IndexElementDefinition {
    return {
        column: textOrNull(row, "column"),
        expression: textOrNull(row, "expression"),
        operatorClass: readOperatorClass(row),
        collation: quotedName(row, "collation_schema", "collation"),
        descending: row["descending"] === true,
        nullsFirst: row["nulls_first"] === true,
    }
}

function readRow(row: Row): Index {
    const elements = rowsOf(row, "elements")
    const where = textOrNull(row, "predicate")
    return indexObject({ schema: textOf(row, "schema"), name: textOf(row, "table") }, textOf(row, "name"), {
        on: flagOf(row, "on_view") ? "view" : "table",
        unique: flagOf(row, "unique"),
        method: textOrNull(row, "method") ?? "btree",
        elements: [
            ...textsOf(row, "columns").map(plainElement),
            ...elements.filter((element) => !booleanOf(element, "included")).map(readElement),
        ],
        include: elements
            .filter((element) => booleanOf(element, "included"))
            .map((element) => textOf(element, "column")),
        where,
        whereSource: where,
        nullsNotDistinct: flagOf(row, "nulls_not_distinct"),
        with: textsOf(row, "options"),
        valid: !flagOf(row, "invalid"),
        concurrently: false,
        reads: textsOf(row, "reads"),
    })
}

function elementArgument(element: IndexElementDefinition): IndexElement {
    const base = element.column === null ? (element.expression ?? "") : quoteIdent(element.column)
    const words = [
        element.column === null && !/^[\w.]+\(.*\)$/s.test(base) && !base.startsWith("(") ? `(${base})` : base,
    ]
    if (element.collation !== null) words.push(`COLLATE ${element.collation}`)
    if (element.operatorClass !== null) words.push(element.operatorClass)
    if (element.descending) words.push("DESC")
    if (element.nullsFirst !== element.descending) words.push(element.nullsFirst ? "NULLS FIRST" : "NULLS LAST")
    return element.column !== null && words.length === 1 ? element.column : sql(words.join(" "))
}

function indexOptions(definition: IndexDefinition): readonly [IndexOptions?] {
    const known = METHODS.find((method) => method === definition.method) as IndexMethod | undefined
    const options: IndexOptions = {
        ...(definition.unique ? { unique: true } : {}),
        ...(known === undefined ? { usingExtension: definition.method } : known === "btree" ? {} : { using: known }),
        ...(definition.include.length > 0 ? { include: definition.include } : {}),
        ...(definition.nullsNotDistinct ? { nullsNotDistinct: true } : {}),
        ...(definition.with.length > 0 ? { with: parameterWords(definition.with) } : {}),
        ...(definition.whereSource === null ? {} : { where: definition.whereSource }),
        ...(definition.concurrently ? { concurrently: true } : {}),
    }
    return Object.keys(options).length > 0 ? [options] : []
}

function relocate(definition: IndexDefinition, relocation: Relocation, path: readonly string[]): IndexDefinition {
    const table = tableOfPath(path)
    const expression = (text: string | null) => (text === null ? null : relocation.expression(text, path.slice(0, 2)))
    return {
        ...definition,
        elements: definition.elements.map((element) => ({
            ...element,
            column:
                element.column === null
                    ? null
                    : (relocateColumns(relocation, table, [element.column])[0] ?? element.column),
            expression: expression(element.expression),
        })),
        include: relocateColumns(relocation, table, definition.include),
        reads: relocateColumns(relocation, table, definition.reads),
        where: expression(definition.where),
        whereSource: expression(definition.whereSource),
    }
}

function declaredIndexes(
    entity: DeclaredTable["entities"][number],
    table: QualifiedName,
    on: IndexDefinition["on"],
    context: ReadContext,
): readonly Index[] {
    return entity.indices
        .filter((declared) => declared.synchronize !== false)
        .map((declared) => {
            const where = declared.where ? declared.where : null
            const type =
                "type" in declared && typeof declared.type === "string" ? declared.type.toLowerCase() : undefined
            const definition: IndexDefinition = {
                on,
                unique: declared.isUnique,
                method: type ?? (declared.isSpatial ? "gist" : "btree"),
                elements: declared.columns.map((column) => plainElement(columnName(column))),
                include: [],
                where,
                whereSource: where,
                nullsNotDistinct: false,
                with: [],
                valid: true,
                concurrently: false,
                ...("type" in declared ? {} : { methodUnsaid: true as const }),
                reads: [],
            }
            const object = indexObject(table, truncateName(declared.name), definition)
            return withOrigin(object, context.origin(entity, declared.columns[0]?.propertyPath))
        })
}

function plainElement(column: string): IndexElementDefinition {
    return { column, expression: null, operatorClass: null, collation: null, descending: false, nullsFirst: false }
}

/** Whether an index stays what it is, but for what changes in place. */
function isAltered(from: IndexDefinition | undefined, to: IndexDefinition): boolean {
    if (!from || parametersRule(from.with, to.with) !== "alter") return false
    const rest = ({ whereSource: _, reads: __, concurrently: ___, ...others }: IndexDefinition) => ({
        ...others,
        with: [],
    })
    return sameData(rest(from), rest(to))
}

/** The declared index with its predicate as Postgres has read it. */
function withPredicate(declared: Index, { where, reads }: IndexDefinition): Index {
    const moved = indexObject(tableOfPath(declared.path), ownName(declared.path), {
        ...declared.definition,
        where,
        reads,
    })
    return withOrigin(moved, declared.origin)
}

export const indexKind: ObjectKind<IndexDefinition> = {
    name: "index",
    label: "index",
    role: "member",
    expressions: indexExpressions,
    make: (path, definition) => indexObject(tableOfPath(path), ownName(path), definition),
    attributes: {
        on: "replace",
        unique: "replace",
        method: "replace",
        elements: "replace",
        include: "replace",
        where: "replace",
        whereSource: "ignore",
        nullsNotDistinct: "replace",
        with: (from, to) => parametersRule(from.with, to.with),
        reads: "ignore",
        concurrently: "ignore",
        methodUnsaid: "ignore",
        // The way back need not break the index again.
        valid: (from, to) => (from.valid || !to.valid ? null : "replace"),
    },
    create: ({ path, definition }) => [
        operation(
            indexOperations,
            "createIndex",
            ownName(path),
            nameArgument(path),
            definition.elements.map(elementArgument),
            ...indexOptions(definition),
        ),
    ],
    drop: ({ path, definition }) => [
        operation(
            indexOperations,
            "dropIndex",
            ownName(path),
            nameArgument(path),
            ...(definition.concurrently ? [{ concurrently: true, ifExists: true }] : []),
        ),
    ],
    alter: (from, { path, definition }) => [
        operation(
            indexOperations,
            "alterIndex",
            ownName(path),
            nameArgument(path),
            parameterOptions(from.definition.with, definition.with),
        ),
    ],
    catalog: {
        readers: [{ query: indexesQuery, read: readRow }],
        exists: ({ path }) => existsOperation({ index: ownName(path), table: nameArgument(path) }),
    },
    declared: {
        readTable: (table, context) =>
            table.entities.flatMap((entity) => declaredIndexes(entity, table.name, "table", context)),
        excludedByTable: (table) =>
            table.entities.flatMap((entity) =>
                entity.indices
                    .filter((declared) => declared.synchronize === false)
                    .map(({ name }) => objectKey("index", [table.name.schema, table.name.name, truncateName(name)])),
            ),
        readProject: (_tables, context) =>
            context.views.flatMap(({ entity, name }) => declaredIndexes(entity, name, "view", context)),
        firstDeclarationCounts: true,
        generatedByTypeOrm: (object, making) =>
            object.definition.elements.every(isPlain) &&
            isStrategyName(object, making, (strategy, table) =>
                strategy.indexName(
                    table,
                    object.definition.elements.map(({ column }) => column ?? ""),
                    object.definition.where ?? undefined,
                ),
            ),
        inheritUndeclared: inheritIndex,
    },
    report: {
        describe({ definition }) {
            const elements = definition.elements
                .map(elementArgument)
                .map((element) => (typeof element === "string" ? element : element.expression))
            const words = [
                definition.unique ? `unique ${definition.method}` : definition.method,
                `(${elements.join(", ")})`,
            ]
            if (definition.include.length > 0) words.push(`include (${definition.include.join(", ")})`)
            if (definition.where !== null) words.push(`where ${definition.where}`)
            return words.join(" ")
        },
    },
    normalize: {
        printedAttributes: ["elements", "where"],
        mapPrinted(object, change) {
            const { elements, where, whereSource } = object.definition
            if (where === null && elements.every(({ expression }) => expression === null)) return object
            const changed = (text: string | null): string | null => (text === null ? null : change(text))
            const definition = {
                ...object.definition,
                elements: elements.map((element) => ({ ...element, expression: changed(element.expression) })),
                whereSource: whereSource === where ? changed(where) : whereSource,
            }
            return sameData(definition, object.definition) ? object : { ...object, definition }
        },
        asPrinted: (object) => ({
            ...object,
            definition: { ...object.definition, whereSource: object.definition.where },
        }),
        normalizeLocally(declared, current) {
            const { where } = declared.definition
            if (where === null) return declared
            return where === current?.definition.where ? withPredicate(declared, current.definition) : null
        },
        withNormalized: (declared, reading) => withPredicate(declared, reading.definition),
        condition: {
            isPrint: isPrintOver,
            text: ({ definition }) => definition.where,
            adopt: (declared, current) => withPredicate(declared, current.definition),
        },
    },
    naming: {
        relocate,
        structure: ({ definition }) =>
            JSON.stringify([
                { ...definition, whereSource: null, reads: null, concurrently: false, methodUnsaid: null },
            ]),
        rename: (from, to) => [
            operation(indexOperations, "renameIndex", nameArgument(to.path), ownName(from.path), ownName(to.path)),
        ],
        occupies: (object) => [objectKey("relation", [object.path[0] ?? "", ownName(object.path)])],
    },
    staged: {
        online({ from, mustRecreate: isStranded, to, parent, newDependents: users, leaving }) {
            if (
                users.length > 0 ||
                isPartitioned(parent) ||
                (!isStranded && isAltered(from?.definition, to.definition))
            )
                return null
            const definition = { ...to.definition, concurrently: true }
            const columns = definition.elements.map(({ column }) => column ?? "")
            const guards = definition.unique ? guardsOf(leaving, columns) : []
            const before = from ? [from] : guards
            if (before.length === 0) {
                // Outside of a transaction, where nothing else belongs.
                const waypoints = [{ objects: [], commits: true }]
                return { waypoints, final: { ...to, definition }, dependentsFollow: "next-transaction" }
            }
            // The old one serves its queries until the new one stands; then the name goes over.
            const path = [...to.path.slice(0, 2), newIndexName(ownName(to.path))]
            const next = { kind: to.kind, path, definition }
            return {
                waypoints: [
                    { objects: before, commits: true },
                    { objects: [...before, next], commits: true },
                    { objects: [next], commits: false },
                ],
                // The way back drops it together with all else that the first step did, in a transaction.
                final: to,
                dependentsFollow: "same-transaction",
            }
        },
    },
    data: {
        preconditions: uniqueIndexPrecondition,
    },
    dependent: {
        // A plain one changes over by itself; an expression or a predicate, and operator classes of one type only, do not.
        isWrittenForTypes: (definition) =>
            isComputed(definition) ||
            definition.method !== "btree" ||
            definition.elements.some(({ operatorClass }) => operatorClass !== null),
        rechecksRows: (definition) => (isComputed(definition) ? "always" : "order"),
    },
}

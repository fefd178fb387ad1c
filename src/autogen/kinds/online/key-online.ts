import { sameData } from "../../core/equality.js"
import type { QualifiedName } from "../../core/names.js"
import { objectKey, type ObjectKey } from "../../core/object-key.js"
import type { OnlineForms } from "../../core/object-kind.js"
import type { SchemaObject } from "../../core/schema-object.js"
import { keyColumns, type KeyDefinition } from "../shared/key-definition.js"
import { newIndexName } from "../../operations/passing-names.js"
import type { CreateUniqueOptions } from "../../operations/table-items.js"
import { columnKeys, ownName, tableOfPath } from "../shared/table-parts.js"

/**
 * A key comes online over a unique index that is built while the table stays writable, and taken over in a moment. `before`: what
 * stands in its place until then.
 * https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DESC-ADD-TABLE-CONSTRAINT-USING-INDEX
 */
export function keyOnline<D extends KeyDefinition & { readonly nullsNotDistinct?: boolean | null }>(
    to: SchemaObject<D>,
    before: readonly SchemaObject[],
): OnlineForms<D> {
    const usingIndex = newIndexName(ownName(to.path))
    const { columns, include, with: parameters, nullsNotDistinct } = to.definition
    const element = { expression: null, operatorClass: null, collation: null, descending: false, nullsFirst: false }
    const index = {
        kind: "index",
        path: [...to.path.slice(0, 2), usingIndex],
        definition: {
            on: "table",
            unique: true,
            method: "btree",
            elements: columns.map((column) => ({ column, ...element })),
            include: include ?? [],
            where: null,
            whereSource: null,
            nullsNotDistinct: nullsNotDistinct ?? false,
            with: parameters ?? [],
            valid: true,
            concurrently: true,
            reads: [],
        },
    }
    const table: QualifiedName = tableOfPath(to.path)
    return {
        waypoints: [
            { objects: before, commits: true },
            { objects: [...before, index], revertTo: before, residue: [index], commits: true },
        ],
        final: { ...to, definition: { ...to.definition, usingIndex } },
        waitsFor: columnKeys(table, keyColumns(to.definition)),
        dependentsFollow: "same-transaction",
    }
}

/** What of an index matters where it serves a key. */
interface IndexDefinition {
    readonly on: string
    readonly unique: boolean
    readonly method: string
    readonly elements: readonly ElementDefinition[]
    readonly include: readonly string[]
    readonly where: string | null
    readonly nullsNotDistinct: boolean
    readonly with: readonly string[]
    readonly valid: boolean
}

interface ElementDefinition {
    readonly column: string | null
    readonly operatorClass: string | null
    readonly collation: string | null
    readonly descending: boolean
    readonly nullsFirst: boolean
}

/** The one among these that Postgres would build for a unique constraint, and which that can therefore take over. */
export function servingIndex(
    objects: readonly SchemaObject[],
    {
        columns,
        include,
        with: parameters,
        nullsNotDistinct,
    }: KeyDefinition & { readonly nullsNotDistinct: boolean | null },
): SchemaObject | undefined {
    return objects.find(({ kind, definition }) => {
        if (kind !== "index") return false
        const index = definition as IndexDefinition
        const isPlain = index.elements.every(
            ({ operatorClass, collation, descending, nullsFirst }) =>
                operatorClass === null && collation === null && !descending && !nullsFirst,
        )
        return (
            isGuard(index) &&
            isPlain &&
            index.method === "btree" &&
            sameData(index.include, include ?? []) &&
            sameData([...index.with].sort(), [...(parameters ?? [])].sort()) &&
            index.nullsNotDistinct === (nullsNotDistinct ?? false) &&
            sameData(columnsOf(index), columns)
        )
    })
}

/** Those among these that let no two rows have the same in just these columns: they stay until another does. */
export function guardsOf(objects: readonly SchemaObject[], columns: readonly string[]): readonly SchemaObject[] {
    const wanted = new Set(columns)
    return objects.filter(({ kind, definition }) => {
        if (kind !== "unique" && kind !== "index") return false
        if (kind === "index" && !isGuard(definition as IndexDefinition)) return false
        const guarded =
            kind === "index" ? columnsOf(definition as IndexDefinition) : (definition as KeyDefinition).columns
        return guarded.length === wanted.size && guarded.every((column) => wanted.has(column))
    })
}

function isGuard({ on, unique, where, valid, elements }: IndexDefinition): boolean {
    return on === "table" && unique && valid && where === null && elements.every(({ column }) => column !== null)
}

function columnsOf({ elements }: IndexDefinition): readonly string[] {
    return elements.flatMap(({ column }) => column ?? [])
}

/** What a key's creation says of the index that it is made of: one that was built on the way is built again if need be. */
export function overIndex({
    path,
    definition: { usingIndex },
}: SchemaObject<KeyDefinition>): Pick<CreateUniqueOptions, "usingIndex" | "orBuild"> {
    if (usingIndex === null) return {}
    return usingIndex === newIndexName(ownName(path)) ? { usingIndex, orBuild: true } : { usingIndex }
}

/** The index that a key's creation makes part of it. */
export function absorbedIndex({ path, definition: { usingIndex } }: SchemaObject<KeyDefinition>): readonly ObjectKey[] {
    return usingIndex === null ? [] : [objectKey("index", [...path.slice(0, 2), usingIndex])]
}

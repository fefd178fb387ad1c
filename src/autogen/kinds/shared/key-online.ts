import type { QualifiedName } from "../../core/names.js"
import { objectKey, type ObjectKey } from "../../core/object-key.js"
import type { OnlineForms } from "../../core/object-kind.js"
import type { SchemaObject } from "../../core/schema-object.js"
import { newIndexName } from "./passing-names.js"
import { columnKeys, ownName, tableOfPath } from "./table-parts.js"

/** What keys over columns have in common. */
interface KeyDefinition {
    readonly columns: readonly string[]
    readonly nullsNotDistinct?: boolean
    /** The unique index that the key is to be made of; never read back, never a difference. */
    readonly usingIndex: string | null
}

/**
 * A key comes online over a unique index that is built while the table stays writable, and taken over in a moment. `before`: what
 * stands in its place until then.
 * https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DESC-ADD-TABLE-CONSTRAINT-USING-INDEX
 */
export function keyOnline<D extends KeyDefinition>(
    to: SchemaObject<D>,
    before: readonly SchemaObject[],
): OnlineForms<D> {
    const usingIndex = newIndexName(ownName(to.path))
    const { columns, nullsNotDistinct = false } = to.definition
    const element = { expression: null, operatorClass: null, collation: null, descending: false, nullsFirst: false }
    const index = {
        kind: "index",
        path: [...to.path.slice(0, 2), usingIndex],
        definition: {
            on: "table",
            unique: true,
            method: "btree",
            elements: columns.map((column) => ({ column, ...element })),
            include: [],
            where: null,
            whereSource: null,
            nullsNotDistinct,
            with: [],
            valid: true,
            concurrently: true,
            reads: [],
        },
    }
    const table: QualifiedName = tableOfPath(to.path)
    return {
        waypoints: [
            { objects: before, commits: true },
            { objects: [...before, index], commits: true },
        ],
        final: { ...to, definition: { ...to.definition, usingIndex } },
        follows: columnKeys(table, columns),
    }
}

/** The index that a key's creation makes part of it. */
export function absorbedIndex({ path, definition: { usingIndex } }: SchemaObject<KeyDefinition>): readonly ObjectKey[] {
    return usingIndex === null ? [] : [objectKey("index", [...path.slice(0, 2), usingIndex])]
}

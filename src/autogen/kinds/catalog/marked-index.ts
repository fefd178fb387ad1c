import { objectKey, type ObjectKey } from "../../core/object-key.js"
import type { Relocation } from "../../core/object-kind.js"
import type { Row } from "../../core/queryable.js"
import { textOrNull } from "./catalog-rows.js"
import { ownName } from "../shared/table-parts.js"

/** An index of a table, which may be that of a constraint. */
export interface MarkedIndex {
    readonly kind: "index" | "primary-key" | "unique" | "exclusion"
    readonly name: string
}

const KINDS: Readonly<Record<string, MarkedIndex["kind"]>> = { p: "primary-key", u: "unique", x: "exclusion" }

/** The index that a row names, by its own name and the type of the constraint that it is of. */
export function readMarkedIndex(row: Row): MarkedIndex | null {
    const name = textOrNull(row, "index")
    if (name === null) return null
    return { kind: KINDS[textOrNull(row, "constraint") ?? ""] ?? "index", name }
}

/** The key of the index, or of the constraint that it is of. */
export function markedKey(path: readonly string[], { kind, name }: MarkedIndex): ObjectKey {
    return objectKey(kind, [...path.slice(0, 2), name])
}

/** The index after renames. */
export function relocateMarked(
    { kind, name }: MarkedIndex,
    relocation: Relocation,
    path: readonly string[],
): MarkedIndex {
    return { kind, name: ownName(relocation.path(kind, [...path.slice(0, 2), name])) }
}

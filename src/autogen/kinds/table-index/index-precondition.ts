import { sameData } from "../../core/equality.js"
import { quoteIdent } from "../../core/names.js"
import type { RowChange } from "../../core/object-kind.js"
import type { Operation } from "../../core/operation.js"
import type { IndexElement } from "../../operations/index-element.js"
import type { RequireUniqueOptions } from "../../operations/precondition.js"
import { sql } from "../../operations/table-items.js"
import { newColumns, requireUnique } from "../shared/preconditions.js"
import type { IndexDefinition, IndexElementDefinition } from "./index-definition.js"

/** No duplicates among what a unique index takes in, before it is built over rows. */
export function uniqueIndexPrecondition(change: RowChange<IndexDefinition>): readonly Operation[] {
    const { from, to } = change
    const { unique, on, elements, where, whereSource, nullsNotDistinct } = to.definition
    if (!unique || on !== "table") return []
    const isKnown =
        from?.definition.unique === true &&
        from.definition.valid &&
        sameData(from.definition.elements, elements) &&
        sameData(from.definition.where, where) &&
        from.definition.nullsNotDistinct === nullsNotDistinct
    if (isKnown) return []
    // Beside new columns the table has no schema: what Postgres prints names none.
    const condition = newColumns(change)?.newColumns ? where : whereSource
    const options: RequireUniqueOptions = {
        ...(condition === null ? {} : { where: condition }),
        ...(nullsNotDistinct ? { nullsNotDistinct } : {}),
    }
    return requireUnique(change, elements.map(keyOf), options)
}

/** What rows are told apart by. */
function keyOf({ column, expression, collation }: IndexElementDefinition): IndexElement {
    if (column !== null && collation === null) return column
    if (collation === null) return sql(expression ?? "")
    return sql(`${column === null ? `(${expression ?? ""})` : quoteIdent(column)} COLLATE ${collation}`)
}

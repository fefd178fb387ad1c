import type { SqlExpression } from "./table-items.js"

/** A column's name, or an element as SQL: `sql('lower("code") DESC')`. */
export type IndexElement = string | SqlExpression

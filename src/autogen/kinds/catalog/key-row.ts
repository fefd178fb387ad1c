import type { Row } from "../../core/queryable.js"
import type { Deferrable } from "../../operations/table-items.js"
import type { KeyDefinition } from "../shared/key-definition.js"
import { flagOf, textsOf } from "./catalog-rows.js"

/** What the catalog says of a key's index. */
export function readKeyIndex(row: Row): Pick<KeyDefinition, "include" | "with" | "usingIndex"> {
    return { include: textsOf(row, "include"), with: textsOf(row, "options"), usingIndex: null }
}

/** Whether the catalog says that the constraint is deferrable, and how. */
export function readDeferrable(row: Row): Deferrable | null {
    if (!flagOf(row, "deferrable")) return null
    return flagOf(row, "deferred") ? "initially deferred" : "initially immediate"
}

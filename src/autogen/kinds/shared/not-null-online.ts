import { quoteIdent } from "../../core/names.js"
import type { OnlineChange, OnlineForms } from "../../core/object-kind.js"
import type { SchemaObject } from "../../core/schema-object.js"
import { ownName } from "./table-parts.js"

/** What it takes to know of a column. */
interface Nullability {
    readonly nullable: boolean
    readonly identity: unknown
    readonly generated: unknown
    readonly position: number
    /** The column is another one. */
    readonly anew?: boolean
}

/**
 * NOT NULL on a column that is there: Postgres need not look through the rows under its strongest lock where a valid check says that
 * there is no null. https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DESC-SET-DROP-NOT-NULL
 */
export function notNullOnline<D extends Nullability>({ from, to, users }: OnlineChange<D>): OnlineForms<D> | null {
    if (!from?.definition.nullable || to.definition.nullable || to.definition.anew) return null
    const isPlain = to.definition.identity === null && to.definition.generated === null && !from.definition.generated
    if (!isPlain || users.some((user) => user.kind === "primary-key")) return null
    const name = ownName(to.path)
    const expression = notNull(name)
    const path = [...to.path.slice(0, 2), `autogen_not_null_${to.definition.position}`]
    const check = (validated: boolean) => ({
        kind: "check",
        path,
        definition: { expression, source: expression, columns: [name], noInherit: false, validated },
    })
    const open = { ...to, definition: { ...to.definition, nullable: true } }
    return {
        waypoints: [
            { objects: [open, check(false)], commits: true },
            { objects: [open, check(true)], commits: true },
            { objects: [to, check(true)], commits: false },
        ],
        final: to,
    }
}

/** Whether an object is a valid check that a column has no null. */
export function saysNotNull(object: SchemaObject, column: string): boolean {
    if (object.kind !== "check") return false
    const { expression, validated } = object.definition as { readonly expression: string; readonly validated: boolean }
    return validated && expression === notNull(column)
}

function notNull(column: string): string {
    return `(${quoteIdent(column)} IS NOT NULL)`
}

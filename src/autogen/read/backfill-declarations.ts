import { AutogenError } from "../core/errors.js"
import type { BackfillRegistry } from "../core/rename.js"

/** What `@BackfillWith` has noted of a property. Throws `ENTITIES_INVALID` where it is no SQL. */
export function backfillOf(target: unknown, property: string): string | undefined {
    const { [Symbol.for("typeorm-autogen.backfills")]: registry } = globalThis as {
        [place: symbol]: BackfillRegistry | undefined
    }
    if (typeof target !== "function") return undefined
    const expression: unknown = registry?.get(target)?.get(property)
    if (expression === undefined) return undefined
    if (typeof expression === "string" && expression.trim() !== "") return expression.trim()
    throw new AutogenError({
        code: "ENTITIES_INVALID",
        message: `@BackfillWith on ${target.name}.${property} has no SQL: ${JSON.stringify(expression)}`,
        next: `write an SQL expression over the row: @BackfillWith("'none'")`,
        fields: { target: target.name, property },
    })
}

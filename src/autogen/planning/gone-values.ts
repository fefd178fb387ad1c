import type { DatabaseSchema } from "../core/database-schema.js"
import { AutogenError } from "../core/errors.js"
import type { SchemaObject } from "../core/schema-object.js"
import { kindOf } from "../kinds/index.js"

/** What stays although nobody declares it, and the schemas before and after. */
interface Kept {
    readonly kept: readonly SchemaObject[]
    readonly current: DatabaseSchema
    readonly desired: DatabaseSchema
}

/**
 * Throws `MAP_INVALID` where what stays as somebody made it by hand, such as a default, is a value that goes from its type: no statement could
 * make that, and what else it should be nobody has said.
 *
 * @example
 * ```ts
 * expectNoGoneValue({ kept, current, desired })
 * ```
 */
export function expectNoGoneValue({ kept, current, desired }: Kept): void {
    for (const object of kept) {
        const holder = object.parent === null ? undefined : desired.objects.get(object.parent)
        for (const key of holder?.requires ?? []) {
            const [before, after] = [current.objects.get(key), desired.objects.get(key)]
            const values = after && kindOf(after.kind).naming?.values
            if (!before || !after || !values?.isHeldBy) continue
            const left = new Set(values.list(after))
            const gone = values.list(before).find((value) => !left.has(value) && values.isHeldBy?.(object, value))
            if (gone === undefined) continue
            throw new AutogenError({
                code: "MAP_INVALID",
                message: `"${object.key}", which no entity declares, is the value ${JSON.stringify(gone)}, which is removed from "${key}"`,
                next: `declare it in the entity with a value that is kept, or drop it with --drop '${object.key}'`,
                fields: { object: object.key, type: key, value: gone },
            })
        }
    }
}

import type { DatabaseSchema } from "../core/database-schema.js"
import type { ObjectKey } from "../core/object-key.js"
import type { Statement } from "../core/statement.js"

/** What stands inside an object that the plan itself creates has no rows and no users: nothing that is done to it is a hazard. */
export function withoutNewObjects(
    statement: Statement,
    created: ReadonlySet<ObjectKey>,
    to: DatabaseSchema,
): Statement {
    const isNew = (key: ObjectKey): boolean => {
        const parent = to.objects.get(key)?.parent ?? null
        return parent !== null && (created.has(parent) || isNew(parent))
    }
    const hazards = statement.hazards.filter((hazard) => !isNew(hazard.object))
    if (hazards.length === statement.hazards.length) return statement
    const isLocking = hazards.length > 0 || statement.alsoLocks?.some((key) => !created.has(key))
    return { ...statement, hazards, lock: isLocking ? statement.lock : null }
}

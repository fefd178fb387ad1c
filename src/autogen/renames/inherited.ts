import type { DatabaseSchema } from "../core/database-schema.js"
import { addTo } from "../core/groups.js"
import { objectKey, type ObjectKey } from "../core/object-key.js"
import type { Rename } from "../core/rename.js"
import { kindOf } from "../kinds/index.js"

/** With the renames that Postgres makes along with these: of columns and checks in the tables that inherit from theirs. */
export function withInheritedRenames(renames: readonly Rename[], current: DatabaseSchema): readonly Rename[] {
    const heirs = new Map<ObjectKey, (readonly string[])[]>()
    for (const { object, inherits } of current.unmodelled ?? []) {
        const heir = object === null ? undefined : current.objects.get(object)
        if (heir) for (const parent of inherits?.from ?? []) addTo(heirs, objectKey("table", parent), heir.path)
    }
    if (heirs.size === 0) return renames
    const known = new Map(renames.map((rename) => [objectKey(rename.kind, rename.from), rename]))
    // What is added is looked at as well: tables may inherit from those that inherit.
    for (const { kind, from, to } of known.values()) {
        if (kindOf(kind).placement?.inherited === undefined || from.length !== 3) continue
        for (const heir of heirs.get(objectKey("table", from.slice(0, 2))) ?? []) {
            const path = [...heir, ...from.slice(2)]
            const key = objectKey(kind, path)
            if (known.has(key) || !current.objects.has(key)) continue
            const table = known.get(objectKey("table", heir))?.to ?? heir
            known.set(key, { kind, from: path, to: [...table, ...to.slice(2)] })
        }
    }
    return known.size === renames.length ? renames : [...renames, ...[...known.values()].slice(renames.length)]
}

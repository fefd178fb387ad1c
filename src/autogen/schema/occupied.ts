import { truncateName } from "../core/names.js"
import { objectKey, type ObjectKey } from "../core/object-key.js"
import type { SchemaObject } from "../core/schema-object.js"
import { kindOf } from "../kinds/index.js"

/** The names that only one object at a time can have, and that this one has. */
export function occupied(object: SchemaObject): readonly ObjectKey[] {
    return kindOf(object.kind).naming?.occupies?.(object) ?? [objectKey(object.kind, object.path)]
}

/** The object under a name that nobody has: not where it is, nor in any other of these places. Always the same one. */
export function temporaryName(
    from: SchemaObject,
    places: readonly (readonly string[])[],
    isTaken: (name: ObjectKey) => boolean,
): SchemaObject {
    const kind = kindOf(from.kind)
    const own = from.path.at(-1) ?? ""
    // Not all of its names are made of its own: a table has one primary key, whatever it is called.
    const isFree = (one: SchemaObject): boolean => {
        const kept = new Set(occupied(kind.make([...one.path.slice(0, -1), ""], from.definition)))
        return [one.key, ...occupied(one)].every((name) => kept.has(name) || !isTaken(name))
    }
    for (let count = 1; ; count++) {
        const suffix = count === 1 ? "_tmp" : `_tmp${count}`
        const name = `${truncateName(own, 63 - suffix.length)}${suffix}`
        const under = (outer: readonly string[]): SchemaObject => kind.make([...outer, name], from.definition)
        const here = under(from.path.slice(0, -1))
        if ([here, ...places.map(under)].every(isFree)) return here
    }
}

import type { Change, RenameChange } from "../core/change.js"
import { sameData } from "../core/equality.js"
import { objectKey, relationOf, type ObjectKey } from "../core/object-key.js"
import type { SchemaObject } from "../core/schema-object.js"
import type { Inheritance, Unmodelled } from "../core/unmodelled.js"
import type { UnmanagedDependent } from "../core/unmanaged-dependent.js"
import { kindOf } from "../kinds/index.js"
import type { Actions } from "./actions.js"

/**
 * Takes out what Postgres does by itself: a column that is added to, changed in or dropped from a table is so in those that inherit from
 * it. What a table has of its own as well stays when its parent's goes.
 */
export function withoutInherited(
    actions: Actions,
    unmodelled: readonly Unmodelled[],
    changes: readonly Change[],
): Actions {
    const tables = inheritances(unmodelled)
    if (tables.size === 0) return actions
    const inheritanceOf = ({ kind, key }: SchemaObject): Inheritance | undefined =>
        kindOf(kind).placement?.inherited === undefined ? undefined : tables.get(relationOf(key))
    const parentsOf = (object: SchemaObject): readonly ObjectKey[] =>
        inheritanceOf(object)?.from.map((table) => objectKey(object.kind, [...table, ...object.path.slice(2)])) ?? []
    const changesWithParent = (object: SchemaObject, parent: SchemaObject): boolean =>
        kindOf(object.kind).placement?.inherited === "always" || sameData(object.definition, parent.definition)
    const movesWithParent = (object: SchemaObject, objects: ReadonlyMap<ObjectKey, SchemaObject>): boolean =>
        parentsOf(object).some((key) => {
            const parent = objects.get(key)
            return parent !== undefined && changesWithParent(object, parent)
        })
    const renames = changes.filter((change) => change.kind === "rename")
    const leaves = new Set(renames.map(({ from }) => from.key))
    const comes = new Set(renames.map(({ to }) => to.key))
    const isRenamed = (object: SchemaObject, names: ReadonlySet<ObjectKey>): boolean =>
        names.size > 0 && parentsOf(object).some((key) => names.has(key))
    const isOwn = (object: SchemaObject): boolean =>
        inheritanceOf(object)?.own.includes(object.path.at(-1) ?? "") ?? false
    return {
        ...actions,
        created: without(
            actions.created,
            (object) => isRenamed(object, comes) || movesWithParent(object, actions.created),
        ),
        dropped: without(
            actions.dropped,
            (object) => isRenamed(object, leaves) || (!isOwn(object) && movesWithParent(object, actions.dropped)),
        ),
        altered: new Map(
            [...actions.altered].flatMap(([key, altered]) => {
                const parents = parentsOf(altered.to).flatMap((parent) => actions.altered.get(parent) ?? [])
                const attributes = altered.attributes.filter(
                    (name) =>
                        !parents.some(
                            (parent) =>
                                parent.attributes.includes(name) &&
                                sameData(valueOf(parent.to, name), valueOf(altered.to, name)),
                        ),
                )
                if (attributes.length === altered.attributes.length) return [[key, altered] as const]
                return attributes.length === 0 ? [] : [[key, { ...altered, attributes }] as const]
            }),
        ),
    }
}

function inheritances(unmodelled: readonly Unmodelled[]): ReadonlyMap<string, Inheritance> {
    return new Map(
        unmodelled.flatMap(({ object, inherits }) =>
            object && inherits ? [[relationOf(object), inherits] as const] : [],
        ),
    )
}

/** Without renames that Postgres makes along with those in the table that is inherited from. */
export function withoutInheritedRenames(
    renames: readonly RenameChange[],
    unmodelled: readonly Unmodelled[],
): readonly RenameChange[] {
    const tables = inheritances(unmodelled)
    if (tables.size === 0) return renames
    const leaves = new Set(renames.map(({ from }) => from.key))
    return renames.filter(({ from: { kind, key, path } }) => {
        const parents = kindOf(kind).placement?.inherited === undefined ? [] : (tables.get(relationOf(key))?.from ?? [])
        return !parents.some((table) => leaves.has(objectKey(kind, [...table, ...path.slice(2)])))
    })
}

/** Each table that inherits, with one from which it does. */
export function inheritedPairs(unmodelled: readonly Unmodelled[]): readonly (readonly [ObjectKey, ObjectKey])[] {
    return unmodelled.flatMap(({ object, inherits }) =>
        object && inherits
            ? inherits.from.map((path) => [object, objectKey(object.slice(0, object.indexOf(":")), path)] as const)
            : [],
    )
}

/** Without tables that inherit from what goes, and domains over it, which go as well: before it. */
export function withoutDroppedChildren(
    unmanagedDependents: readonly UnmanagedDependent[],
    unmodelled: readonly Unmodelled[],
    { dropped }: Actions,
): readonly UnmanagedDependent[] {
    const gone = inheritedPairs(unmodelled).filter(([child]) => dropped.has(child))
    if (dropped.size === 0 || unmanagedDependents.length === 0) return unmanagedDependents
    const isGone = ({ on, description, within }: UnmanagedDependent): boolean =>
        (within !== undefined && dropped.has(within)) ||
        gone.some(([child, parent]) => on === parent && description.endsWith(` ${relationOf(child)}`))
    return unmanagedDependents.filter((one) => !isGone(one))
}

function valueOf(object: SchemaObject, name: string): unknown {
    return (object.definition as Readonly<Record<string, unknown>>)[name]
}

function without<T extends SchemaObject>(
    objects: ReadonlyMap<ObjectKey, T>,
    isOut: (object: T) => boolean,
): ReadonlyMap<ObjectKey, T> {
    return new Map([...objects].filter(([, object]) => !isOut(object)))
}

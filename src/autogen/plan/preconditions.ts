import { changedObject, type Change } from "../core/change.js"
import { compareText, databaseSchema, type DatabaseSchema } from "../core/database-schema.js"
import type { ObjectKey } from "../core/object-key.js"
import type { BuilderCall, Operation } from "../core/operation.js"
import type { Operations } from "../core/plan.js"
import type { SchemaObject } from "../core/schema-object.js"
import { kindOf, kindRank } from "../kinds/index.js"
import { relocateObjects, type Rename } from "../schema/relocate.js"
import { dependentsIn, type Dependents } from "./actions.js"
import { wordsIn } from "./words-in.js"
import { compileOperation } from "../operations/index.js"

/** What preconditions are found in: they run before all else, so they know the names that are there before the renames. */
export interface PreconditionInput {
    readonly changes: readonly Change[]
    readonly before: DatabaseSchema
    readonly to: DatabaseSchema
    /** From the names before to those after. */
    readonly renames: readonly Rename[]
}

/** An operation that checks the rows, and the object that it is for. */
export interface Precondition {
    readonly operation: Operation
    readonly object: ObjectKey
}

/**
 * What must be true of the rows so that changes cannot fail on them, in the order of the kinds. Nothing is asked about tables that
 * are not there yet. One condition that several objects need is asked once.
 *
 * Null where they cannot be said in the names that are there before the renames: a new object takes the name that another one leaves,
 * or a type's values get other names. Then they are asked after the renames.
 */
export function preconditionsOf({ changes, before, to, renames }: PreconditionInput): readonly Precondition[] | null {
    if (renames.some(({ values }) => values !== undefined)) return null
    const objects = [...to.objects.values()]
    const inverse = renames.map((rename) => ({ kind: rename.kind, from: rename.to, to: rename.from }))
    const old = inverse.length === 0 ? objects : relocateObjects(objects, inverse)
    const wanted = new Map(objects.map(({ key }, index) => [key, old[index]]))
    const byOldKey = new Map(old.map((object) => [object.key, object]))
    if (byOldKey.size < old.length) return null
    const dependents = stayingDependents(changes, before, byOldKey, inverse)
    const users = dependentsIn(databaseSchema(old, to.server))
    const fresh = freshKeys(changes, wanted, users)
    const uniform = uniformObjects(changes, wanted, users, fresh)
    const seen = new Set<string>()
    const found: Precondition[] = []
    for (const change of [...changes].sort(compareChanges)) {
        if (change.kind === "drop" || change.kind === "rename") continue
        const object = changedObject(change)
        const after = wanted.get(object.key)
        const isInside = typeof after?.parent === "string" && before.objects.has(after.parent)
        if (!after || !isInside || fresh.has(after.parent ?? after.key)) continue
        const operations = kindOf(after.kind).data?.preconditions?.({
            from: before.objects.get(after.key),
            to: after,
            attributes: "attributes" in change ? change.attributes : [],
            fresh,
            uniform,
            required: requiredBy(after, byOldKey),
            dependents: dependents(after.key),
            users: users(after.key),
        })
        for (const operation of operations ?? []) {
            const text = JSON.stringify(operation)
            if (seen.has(text)) continue
            seen.add(text)
            found.push({ operation, object: object.key })
        }
    }
    return found
}

/**
 * What must be true of the rows before the first of several steps changes anything, where that can be asked by then: nothing that the
 * change brings is in it. The steps ask again by themselves.
 */
export function leadingPreconditions(input: PreconditionInput): Operations {
    const found = preconditionsOf(input)
    if (!found?.length) return []
    const words = wordsIn(found.map(({ operation }) => operation.args))
    const brings = (object: SchemaObject) => kindOf(object.kind).staged?.mayDefine?.(object, words) === true
    if (input.changes.some((change) => change.kind !== "drop" && brings(changedObject(change)))) return []
    const { defaultSchema } = input.to.server
    return found.map(({ operation, object }) => ({
        operation,
        objects: [object],
        statements: compileOperation({ defaultSchema }, operation.name, operation.args),
    }))
}

/** What depends on an object now and goes on to: what is dropped, or leaves it for another, has no rows that could stop anything. */
function stayingDependents(
    changes: readonly Change[],
    before: DatabaseSchema,
    wanted: ReadonlyMap<ObjectKey, SchemaObject>,
    inverse: readonly Rename[],
): (key: ObjectKey) => readonly SchemaObject[] {
    const dropped = changes.flatMap((change) => (change.kind === "drop" ? [change.object] : []))
    const gone = new Set((inverse.length === 0 ? dropped : relocateObjects(dropped, inverse)).map(({ key }) => key))
    const dependents = dependentsIn(before)
    return (key) =>
        dependents(key).filter(
            (dependent) => !gone.has(dependent.key) && wanted.get(dependent.key)?.requires.includes(key) !== false,
        )
}

function compareChanges(a: Change, b: Change): number {
    const [first, second] = [changedObject(a), changedObject(b)]
    const rank = kindRank(first.kind) - kindRank(second.kind)
    return rank === 0 ? compareText(first.key, second.key) : rank
}

/** The objects that are not there yet, or not with the values that they are going to have. */
function freshKeys(
    changes: readonly Change[],
    wanted: ReadonlyMap<ObjectKey, SchemaObject | undefined>,
    users: Dependents,
): ReadonlySet<ObjectKey> {
    const keys = changes.flatMap((change) => {
        if (change.kind === "drop" || change.kind === "rename") return []
        const object = changedObject(change)
        const key = wanted.get(object.key)?.key ?? object.key
        if (change.kind !== "alter") return [key]
        const { from, to, attributes } = change
        if (!kindOf(object.kind).data?.changesValues?.(attributes, from, to)) return []
        // The columns of a type have other values with it.
        return [key, ...users(key).flatMap((user) => (user.requires.includes(key) ? [user.key] : []))]
    })
    return new Set(keys)
}

/** The new objects of which all rows get one and the same value, by what is there or created before rows are asked. */
function uniformObjects(
    changes: readonly Change[],
    wanted: ReadonlyMap<ObjectKey, SchemaObject | undefined>,
    users: Dependents,
    fresh: ReadonlySet<ObjectKey>,
): ReadonlyMap<ObjectKey, BuilderCall> {
    const created = new Set(
        changes.flatMap((change) => (change.kind === "create" ? (wanted.get(change.object.key)?.key ?? []) : [])),
    )
    const isKnown = ({ requires }: SchemaObject) => requires.every((key) => !fresh.has(key) || created.has(key))
    const found = changes.flatMap((change) => {
        const object = change.kind === "create" ? wanted.get(change.object.key) : undefined
        const call = object && isKnown(object) && kindOf(object.kind).data?.uniform?.(object, users(object.key))
        return call ? [[object.key, call] as const] : []
    })
    return new Map(found)
}

function requiredBy(object: SchemaObject, objects: ReadonlyMap<ObjectKey, SchemaObject>): readonly SchemaObject[] {
    return object.requires.flatMap((key) => objects.get(key) ?? [])
}

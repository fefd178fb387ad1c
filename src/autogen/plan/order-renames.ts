import type { RenameChange } from "../core/change.js"
import type { DatabaseSchema } from "../core/database-schema.js"
import type { ObjectKey } from "../core/object-key.js"
import type { SchemaObject } from "../core/schema-object.js"
import { kindOf } from "../kinds/index.js"
import { asideOf, occupied } from "../schema/occupied.js"

/** One rename as it runs: of an object, to its new name or to one that it has for a moment. */
export interface RenameStep {
    readonly from: SchemaObject
    readonly to: SchemaObject
    /** The key that the object has when all renames are done. */
    readonly settled: ObjectKey
}

/** A rename that has not run yet. */
interface Pending extends RenameStep {
    readonly detoured: boolean
}

/**
 * Orders renames so that every new name is free by its turn; where names change places, one of them steps aside to a name that
 * nobody has. `schema` is the one after all renames. Outer objects come before what is in them, as they do among the changes.
 */
export function orderRenames(changes: readonly RenameChange[], schema: DatabaseSchema): readonly RenameStep[] {
    if (changes.length === 0) return []
    const held = namesBefore(changes, schema)
    const steps: RenameStep[] = []
    let pending: readonly Pending[] = changes.map(({ from, to }) => ({ from, to, settled: to.key, detoured: false }))
    const run = (step: RenameStep): void => {
        steps.push(step)
        for (const name of newNames(step.to, step.from)) if (held.get(name) === step.settled) held.delete(name)
        for (const name of newNames(step.from, step.to)) held.set(name, step.settled)
    }
    while (pending.length > 0) {
        const ready = pending.filter((one, index) => !pending.slice(0, index).some((other) => isInside(one, other)))
        const next = ready.find((one) => blockersOf(one, held).length === 0) ?? waitingInCircle(ready, held)
        if (!next) break
        const detour = blockersOf(next, held).length > 0 && !next.detoured ? aside(next, held) : null
        if (detour) {
            run({ ...next, to: detour })
            pending = pending.map((one) => (one === next ? { ...next, from: detour, detoured: true } : one))
        } else {
            // What still has the name is nothing that this plan takes away: Postgres will say so.
            run(next)
            pending = pending.filter((one) => one !== next)
        }
    }
    return steps
}

/** Who has which name before the renames. */
function namesBefore(changes: readonly RenameChange[], schema: DatabaseSchema): Map<ObjectKey, ObjectKey> {
    const before = new Map(changes.map(({ from, to }) => [to.key, from]))
    const held = new Map<ObjectKey, ObjectKey>()
    for (const object of schema.objects.values())
        for (const name of occupied(before.get(object.key) ?? object)) held.set(name, object.key)
    return held
}

/** Whether a rename's paths are those after another one. */
function isInside({ from }: RenameStep, { to }: RenameStep): boolean {
    return to.path.length < from.path.length && to.path.every((part, index) => part === from.path[index])
}

/** The names that the second has and the first has not. */
function newNames(from: SchemaObject, to: SchemaObject): readonly ObjectKey[] {
    const known = new Set(occupied(from))
    return occupied(to).filter((name) => !known.has(name))
}

/** The objects that have a name which the rename needs. */
function blockersOf(step: RenameStep, held: ReadonlyMap<ObjectKey, ObjectKey>): readonly ObjectKey[] {
    return [...newNames(step.from, step.to), ...passedBy(step)].flatMap((name) => {
        const holder = held.get(name)
        return holder === undefined || holder === step.settled ? [] : [holder]
    })
}

/** What moves to another schema under another name goes there first, and gets its name then. */
function passedBy({ from, to }: RenameStep): readonly ObjectKey[] {
    const [schema = "", name = ""] = to.path
    if (to.path.length !== 2 || from.path[0] === schema || from.path[1] === name) return []
    return occupied(kindOf(from.kind).make([schema, from.path[1] ?? ""], from.definition))
}

/** The first rename of those that wait for one another. */
function waitingInCircle(ready: readonly Pending[], held: ReadonlyMap<ObjectKey, ObjectKey>): Pending | undefined {
    const seen: Pending[] = []
    let at = ready[0]
    while (at && !seen.includes(at)) {
        seen.push(at)
        const [blocker] = blockersOf(at, held)
        at = ready.find((one) => one.settled === blocker) ?? at
    }
    return at
}

function aside({ from, to }: RenameStep, held: ReadonlyMap<ObjectKey, ObjectKey>): SchemaObject {
    return asideOf(from, [to.path.slice(0, -1)], (name) => held.has(name))
}

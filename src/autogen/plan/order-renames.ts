import type { RenameChange } from "../core/change.js"
import { childrenIn, type DatabaseSchema } from "../core/database-schema.js"
import { AutogenError } from "../core/errors.js"
import { addTo } from "../core/groups.js"
import type { ObjectKey } from "../core/object-key.js"
import type { SchemaObject } from "../core/schema-object.js"
import { kindOf, roleOf } from "../kinds/index.js"
import { temporaryName, occupied } from "../schema/occupied.js"
import { relocateObjects } from "../schema/relocate.js"
import { MinHeap } from "./min-heap.js"

/** One rename as it runs: of an object, to its new name or to one that it has for a moment. */
export interface RenameStep {
    readonly from: SchemaObject
    readonly to: SchemaObject
    /** The key that the object has when all renames are done. */
    readonly key: ObjectKey
}

/** A rename that has not run yet, and its place among all. */
interface Pending extends RenameStep {
    readonly index: number
    readonly detoured: boolean
}

/**
 * Orders renames so that every new name is free by its turn; where names change places, one of them steps aside to a name that
 * nobody has. `schema` is the one after all renames. Outer objects come before what is in them, as they do among the changes.
 */
export function orderRenames(changes: readonly RenameChange[], schema: DatabaseSchema): readonly RenameStep[] {
    if (changes.length === 0) return []
    const within = withinTables(changes, schema)
    const carried = new Map(changes.map((change) => [change.to.key, carriedBy(change, within(change.to))]))
    const held = namesBefore(changes, schema, [...carried.values()].flat())
    const steps: RenameStep[] = []
    const pending = pendingOf(changes)
    const outerOf = outerRenames(changes)
    const isOuterDone = (one: Pending): boolean =>
        !outerOf(one).some((outer) => outer < one.index && pending.has(outer))
    // The first that can run does. What cannot waits for a name, or for what it is in, and is not looked at before.
    const turns = new MinHeap<number>((a, b) => a - b)
    const waiting = new Map<ObjectKey | number, number[]>()
    const wait = (index: number, cause: ObjectKey | number): void => addTo(waiting, cause, index)
    const wake = (cause: ObjectKey | number): void => {
        for (const index of waiting.get(cause) ?? []) turns.push(index)
        waiting.delete(cause)
    }
    const run = (step: RenameStep): void => {
        steps.push(step)
        if (step.from.path[0] !== step.to.path[0]) carryAlong(carried.get(step.key) ?? [], held).forEach(wake)
        for (const name of newNames(step.to, step.from)) {
            if (held.get(name) !== step.key) continue
            held.delete(name)
            wake(name)
        }
        for (const name of newNames(step.from, step.to)) held.set(name, step.key)
    }
    const finish = (one: Pending): void => {
        run(one)
        pending.delete(one.index)
        wake(one.index)
    }
    for (const index of pending.keys()) turns.push(index)
    while (pending.size > 0) {
        const index = turns.pop()
        if (index === undefined) {
            const next = waitingInCircle([...pending.values()].filter(isOuterDone), held)
            if (!next) break
            const detour = next.detoured ? null : aside(next, held)
            if (detour) {
                run({ ...next, to: detour })
                pending.set(next.index, { ...next, from: detour, detoured: true })
            } else {
                // What still has the name is nothing that this plan takes away: Postgres will say so.
                finish(next)
            }
            continue
        }
        const one = pending.get(index)
        if (!one) continue
        const outer = outerOf(one).filter((other) => other < index && pending.has(other))
        const blockers = blockingNames(one, held)
        for (const obstacle of [...outer, ...blockers]) wait(index, obstacle)
        if (outer.length + blockers.length === 0) finish(one)
    }
    return steps
}

function pendingOf(changes: readonly RenameChange[]): Map<number, Pending> {
    return new Map(
        changes.map(({ from, to }, index) => [index, { from, to, key: to.key, detoured: false, index }] as const),
    )
}

/** The renames to whose new paths the old path of another leads. */
function outerRenames(changes: readonly RenameChange[]): (step: RenameStep) => readonly number[] {
    const byPath = new Map<string, number[]>()
    for (const [index, { to }] of changes.entries()) {
        const path = JSON.stringify(to.path)
        addTo(byPath, path, index)
    }
    return ({ from }) =>
        from.path.slice(1).flatMap((_, length) => byPath.get(JSON.stringify(from.path.slice(0, length + 1))) ?? [])
}

/** What goes to another schema along with what it is in, as it is before that and after. */
interface Carried {
    readonly key: ObjectKey
    readonly from: SchemaObject
    readonly to: SchemaObject
    /** Its names there that do not depend on the name of what it is in. */
    readonly names: readonly ObjectKey[]
}

/** An object that is in another, by the key that it has at last, and as it is when what it is in moves. */
interface Content {
    readonly key: ObjectKey
    readonly object: SchemaObject
}

/** An object and all that is in it, by the names that they have just then: what is within a table has not been renamed yet. */
function withinTables(
    changes: readonly RenameChange[],
    schema: DatabaseSchema,
): (outer: SchemaObject) => readonly Content[] {
    const unrenamed = new Map(changes.map((change) => [change.to.key, change.from]))
    const childrenOf = childrenIn(schema)
    const contentsOf = (parent: SchemaObject): readonly Content[] =>
        childrenOf(parent.key).flatMap((object) => [
            { key: object.key, object: unrenamed.get(object.key) ?? object },
            ...contentsOf(object),
        ])
    return (outer) => [{ key: outer.key, object: outer }, ...contentsOf(outer)]
}

/** What an object that goes to another schema carries along under names that only one object there can have: indexes, sequences. */
function carriedBy({ from, to }: RenameChange, within: readonly Content[]): readonly Carried[] {
    if (roleOf(to) !== "relation" || from.path[0] === to.path[0]) return []
    const there = within.map(({ object }) => object)
    const moved = (path: readonly string[]) => relocateObjects(there, [{ kind: to.kind, from: to.path, to: path }])
    const before = moved(from.path)
    const elsewhere = moved([to.path[0] ?? "", `${to.path[1] ?? ""}_`])
    return within.flatMap(({ key, object }, index) => {
        const [origin, other] = [before[index], elsewhere[index]]
        if (!origin || !other || key === to.key || origin.key === object.key) return []
        // What has its table's name in its own, as a column has, is in nobody's way once the table is there.
        const alike = new Set(occupied(other))
        const names = occupied(object).filter((name) => alike.has(name))
        return names.length === 0 ? [] : [{ key, from: origin, to: object, names }]
    })
}

/**
 * Gives what is carried along its names in the other schema, and tells those that it leaves. Throws where another has one of them:
 * Postgres would refuse it.
 */
function carryAlong(carried: readonly Carried[], held: Map<ObjectKey, ObjectKey>): readonly ObjectKey[] {
    const left: ObjectKey[] = []
    for (const { from, to, key: settled, names } of carried) {
        for (const name of newNames(to, from)) {
            if (held.get(name) !== settled) continue
            held.delete(name)
            left.push(name)
        }
        for (const name of names) {
            const holder = held.get(name)
            if (holder !== undefined && holder !== settled) throw nameTaken(from, to, holder)
            held.set(name, settled)
        }
    }
    return left
}

function nameTaken(from: SchemaObject, to: SchemaObject, holder: ObjectKey): AutogenError {
    return new AutogenError({
        code: "RENAME_INVALID",
        message: `"${from.key}" would move to the schema "${to.path[0] ?? ""}", where "${holder}" has that name`,
        next: "rename or drop one of them first, in a migration of its own",
        fields: { object: from.key, holder },
    })
}

/** Who has which name before the renames. */
function namesBefore(
    changes: readonly RenameChange[],
    schema: DatabaseSchema,
    carried: readonly Carried[],
): Map<ObjectKey, ObjectKey> {
    const before = new Map([
        ...changes.map(({ from, to }) => [to.key, from] as const),
        ...carried.map(({ key: settled, from }) => [settled, from] as const),
    ])
    const held = new Map<ObjectKey, ObjectKey>()
    for (const object of schema.objects.values())
        for (const name of occupied(before.get(object.key) ?? object)) held.set(name, object.key)
    return held
}

/** The names that the second has and the first has not. */
function newNames(from: SchemaObject, to: SchemaObject): readonly ObjectKey[] {
    const known = new Set(occupied(from))
    return occupied(to).filter((name) => !known.has(name))
}

/** The names that the rename needs and other objects have. */
function blockingNames(step: RenameStep, held: ReadonlyMap<ObjectKey, ObjectKey>): readonly ObjectKey[] {
    return [...newNames(step.from, step.to), ...passedBy(step)].filter((name) => {
        const holder = held.get(name)
        return holder !== undefined && holder !== step.key
    })
}

/** What moves to another schema under another name goes there first, and gets its name then. */
function passedBy({ from, to }: RenameStep): readonly ObjectKey[] {
    const [schema = "", name = ""] = to.path
    if (roleOf(to) !== "relation" || from.path[0] === schema || from.path[1] === name) return []
    return occupied(kindOf(from.kind).make([schema, from.path[1] ?? ""], from.definition))
}

/** The first rename of those that wait for one another. */
function waitingInCircle(ready: readonly Pending[], held: ReadonlyMap<ObjectKey, ObjectKey>): Pending | undefined {
    const bySettled = new Map(ready.map((one) => [one.key, one]))
    const seen = new Set<Pending>()
    let at = ready[0]
    while (at && !seen.has(at)) {
        seen.add(at)
        const [name] = blockingNames(at, held)
        const blocker = name === undefined ? undefined : held.get(name)
        at = (blocker === undefined ? undefined : bySettled.get(blocker)) ?? at
    }
    return at
}

function aside({ from, to }: RenameStep, held: ReadonlyMap<ObjectKey, ObjectKey>): SchemaObject {
    return temporaryName(from, [to.path.slice(0, -1)], (name) => held.has(name))
}

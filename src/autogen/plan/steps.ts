import { compareText, type DatabaseSchema } from "../core/database-schema.js"
import { addTo } from "../core/groups.js"
import type { ObjectKey } from "../core/object-key.js"
import type { SchemaObject } from "../core/schema-object.js"
import { kindOf, kindRank } from "../kinds/index.js"
import { occupied } from "../schema/occupied.js"
import type { Actions, Alteration } from "./actions.js"
import type { Folding } from "./fold.js"
import { allNeeds, needs, providersCache } from "./needs.js"
import type { StepOrder } from "./order.js"

/** One step of a plan before it becomes operations. */
export interface Step {
    readonly verb: "create" | "alter" | "drop"
    readonly object: SchemaObject
}

/** The steps of some actions, by verb and key: what is folded into another creation, or goes with another drop, has none. */
export function makeSteps(actions: Actions, folding: Folding): ReadonlyMap<string, Step> {
    const steps = new Map<string, Step>()
    for (const object of actions.created.values()) {
        if (folding.owner(object.key) === object.key) steps.set(`create ${object.key}`, { verb: "create", object })
    }
    for (const { to } of actions.altered.values()) steps.set(`alter ${to.key}`, { verb: "alter", object: to })
    for (const object of actions.dropped.values()) {
        if (dropOwner(object, actions) !== object.key || changesInSameTransaction(object, actions)) continue
        steps.set(`drop ${object.key}`, { verb: "drop", object })
    }
    return steps
}

/** Whether what an object is in is recreated by an alteration, and takes it along. */
function changesInSameTransaction({ parent }: SchemaObject, { altered }: Actions): boolean {
    const around = parent === null ? undefined : altered.get(parent)
    return (
        around !== undefined &&
        kindOf(around.to.kind).effects?.recreatesOnAlter?.(around.from, around.to, around.attributes) === true
    )
}

/** The object whose drop takes this one along: itself where it must be dropped by name. */
export function dropOwner(object: SchemaObject, actions: Actions): ObjectKey {
    const parent = object.parent === null ? undefined : actions.dropped.get(object.parent)
    const goesFirst = kindOf(object.kind).placement?.dropsWithParent === false || actions.goFirst.has(object.key)
    if (!parent || goesFirst) return object.key
    if (kindOf(parent.kind).placement?.dropsChildren === false) return object.key
    return dropOwner(parent, actions)
}

/** Which step must run before which: by what objects require, what they absorb, and the names that they take. */
export function addEdges(
    order: StepOrder<Step>,
    steps: ReadonlyMap<string, Step>,
    actions: Actions,
    folding: Folding,
    from: DatabaseSchema,
    to: DatabaseSchema,
): void {
    const creation = (key: ObjectKey) =>
        actions.created.has(key) ? steps.get(`create ${folding.owner(key)}`) : undefined
    const alteration = (key: ObjectKey) => steps.get(`alter ${key}`)
    const removal = (key: ObjectKey) => {
        const object = actions.dropped.get(key)
        return object && steps.get(`drop ${dropOwner(object, actions)}`)
    }
    const before = (first: Step | undefined, second: Step | undefined) => {
        if (first && second) order.mustRun(first).before(second)
    }
    const takers = new Map<ObjectKey, Step | undefined>()
    for (const object of actions.created.values()) {
        const own = creation(object.key)
        for (const key of needs(object, to)) before(creation(key), own)
        // It would depend on what goes, as long as that is there and does as well.
        for (const key of object.requires.flatMap(providersCache(from))) before(removal(key), own)
        for (const key of allNeeds(object, to)) before(alteration(key), own)
        before(removal(object.key), own)
        for (const key of kindOf(object.kind).effects?.absorbs?.(object) ?? []) takers.set(key, own)
    }
    for (const object of actions.dropped.values()) {
        const own = removal(object.key)
        // What is in an index that a constraint takes over goes while the index has its name.
        if (object.parent !== null) before(own, takers.get(object.parent))
        for (const key of needs(object, from)) before(own, removal(key))
        for (const key of allNeeds(object, from)) before(own, alteration(key))
    }
    for (const altered of actions.altered.values())
        addAlterationEdges(altered, from, to, { creation, alteration, removal, before })
    for (const [altered, dependent] of actions.rebuilt) {
        before(removal(dependent), alteration(altered))
        before(alteration(altered), creation(dependent))
    }
    for (const [dropped, taker] of nameConflicts(actions))
        before(removal(dropped), creation(taker) ?? alteration(taker))
}

interface EdgeTools {
    creation(key: ObjectKey): Step | undefined
    alteration(key: ObjectKey): Step | undefined
    removal(key: ObjectKey): Step | undefined
    before(first: Step | undefined, second: Step | undefined): void
}

function addAlterationEdges(altered: Alteration, from: DatabaseSchema, to: DatabaseSchema, tools: EdgeTools): void {
    const own = tools.alteration(altered.to.key)
    const after = needs(altered.to, to)
    for (const key of after) {
        tools.before(tools.creation(key), own)
        tools.before(tools.alteration(key), own)
    }
    // A default's new value may be one that its column's type only gets now.
    for (const key of allNeeds(altered.to, to)) tools.before(tools.alteration(key), own)
    for (const key of needs(altered.from, from)) {
        if (after.includes(key)) continue
        tools.before(own, tools.removal(key))
        tools.before(own, tools.alteration(key))
    }
}

/** Pairs of a dropped and a created (or altered) object that cannot exist at the same time, since they share a name. */
function nameConflicts(actions: Actions): readonly (readonly [ObjectKey, ObjectKey])[] {
    const taken = new Map<ObjectKey, ObjectKey[]>()
    for (const object of actions.dropped.values()) {
        for (const name of occupied(object)) addTo(taken, name, object.key)
    }
    const takers = [...actions.created.values(), ...[...actions.altered.values()].map(({ to }) => to)]
    return takers.flatMap((object) =>
        occupied(object).flatMap((name) => (taken.get(name) ?? []).map((dropped) => [dropped, object.key] as const)),
    )
}

/** Creations and alterations before drops; each in the kinds' order, drops in the reverse; then by place and key. */
export function compareSteps(a: Step, b: Step): number {
    const phase = Number(a.verb === "drop") - Number(b.verb === "drop")
    if (phase !== 0) return phase
    const rank = kindRank(a.object.kind) - kindRank(b.object.kind)
    if (rank !== 0) return a.verb === "drop" ? -rank : rank
    const table = compareText(a.object.parent ?? "", b.object.parent ?? "")
    if (table !== 0) return table
    const kind = kindOf(a.object.kind)
    const place = kind.placement?.position ? kind.placement?.position(a.object) - kind.placement?.position(b.object) : 0
    return place === 0 ? compareText(a.object.key, b.object.key) : place
}

/** A step in an error about a cycle. */
export function stepName(step: Step): string {
    return `${step.verb} "${step.object.key}"`
}

import { compareText } from "../core/database-schema.js"
import { addTo } from "../core/groups.js"
import type { ObjectKey } from "../core/object-key.js"
import type { FoldedPart, FoldedParts } from "../core/object-kind.js"
import type { SchemaObject } from "../core/schema-object.js"
import { kindOf, kindRank } from "../kinds/index.js"

/** The objects that a plan creates, with those that become part of their parent's creation. */
export interface Folding {
    /** Folded object to the parent whose creation says it. */
    readonly into: ReadonlyMap<ObjectKey, ObjectKey>
    partsOf(object: SchemaObject): FoldedParts
    /** The object that is created by an operation of its own: itself, or the outermost parent that it is folded into. */
    owner(key: ObjectKey): ObjectKey
    /** The objects whose creation an owner says, itself first. */
    members(owner: ObjectKey): readonly ObjectKey[]
}

/** Decides which created objects are said inside their parent's creation. `providers` resolves symbolic requirements. */
export function foldCreations(
    created: ReadonlyMap<ObjectKey, SchemaObject>,
    providers: (key: ObjectKey) => readonly ObjectKey[],
): Folding {
    const children = childrenOf(created)
    const into = candidates(created)
    const collected: Collected = new Map()
    // What stands in the way of one folding may undo another: a default that cannot fold takes its serial with it.
    for (let changed = true; changed;) {
        changed = false
        for (const [key, parent] of into) {
            const object = created.get(key)
            if (
                object &&
                canFold(object, parent, created, into, providers) &&
                hasPart(object, parent, created, children, into, collected)
            )
                continue
            for (let holder = into.get(key); holder !== undefined; holder = into.get(holder)) collected.delete(holder)
            into.delete(key)
            changed = true
        }
    }
    const members = new Map<ObjectKey, ObjectKey[]>()
    const owner = (key: ObjectKey): ObjectKey => {
        const parent = into.get(key)
        return parent === undefined ? key : owner(parent)
    }
    for (const key of created.keys()) {
        const own = owner(key)
        const others = members.get(own)
        if (!others) members.set(own, [key])
        else if (own === key) others.unshift(key)
        else others.push(key)
    }
    return {
        into,
        partsOf: (object) => slots(collect(object, children, into, collected)),
        owner,
        members: (key) => members.get(key) ?? [],
    }
}

function childrenOf(created: ReadonlyMap<ObjectKey, SchemaObject>): ReadonlyMap<ObjectKey, readonly SchemaObject[]> {
    const children = new Map<ObjectKey, SchemaObject[]>()
    for (const object of created.values()) {
        if (object.parent === null) continue
        addTo(children, object.parent, object)
    }
    for (const siblings of children.values()) siblings.sort(compareSiblings)
    return children
}

/** By kind, then by place, then by key. */
export function compareSiblings(a: SchemaObject, b: SchemaObject): number {
    const byKind = kindRank(a.kind) - kindRank(b.kind)
    if (byKind !== 0) return byKind
    const kind = kindOf(a.kind)
    const byPlace = kind.placement?.position ? kind.placement?.position(a) - kind.placement?.position(b) : 0
    return byPlace === 0 ? compareText(a.key, b.key) : byPlace
}

function candidates(created: ReadonlyMap<ObjectKey, SchemaObject>): Map<ObjectKey, ObjectKey> {
    const into = new Map<ObjectKey, ObjectKey>()
    for (const object of created.values()) {
        const rule = kindOf(object.kind).placement?.fold
        const parent = object.parent === null ? undefined : created.get(object.parent)
        if (rule && parent && (rule.into === parent.kind || rule.into === "parent")) into.set(object.key, parent.key)
    }
    return into
}

/** Whether all that the object requires is there when its parent is created. */
function canFold(
    object: SchemaObject,
    parent: ObjectKey,
    created: ReadonlyMap<ObjectKey, SchemaObject>,
    into: ReadonlyMap<ObjectKey, ObjectKey>,
    providers: (key: ObjectKey) => readonly ObjectKey[],
): boolean {
    const outermost = (key: ObjectKey): ObjectKey => {
        const next = into.get(key)
        return next === undefined ? key : outermost(next)
    }
    const home = outermost(parent)
    return object.requires.flatMap(providers).every((key) => {
        const required = created.get(key)
        return (
            !required ||
            key === parent ||
            outermost(key) === home ||
            !standsOn(required, home, created, outermost, providers)
        )
    })
}

/** Whether an object requires, however indirectly, what `home` creates. */
function standsOn(
    object: SchemaObject,
    home: ObjectKey,
    created: ReadonlyMap<ObjectKey, SchemaObject>,
    outermost: (key: ObjectKey) => ObjectKey,
    providers: (key: ObjectKey) => readonly ObjectKey[],
    seen: Set<ObjectKey> = new Set(),
): boolean {
    if (outermost(object.key) === home) return true
    if (seen.has(object.key)) return false
    seen.add(object.key)
    const needed = [...object.requires.flatMap(providers), ...(object.parent === null ? [] : [object.parent])]
    return needed.some((key) => {
        const required = created.get(key)
        return required !== undefined && standsOn(required, home, created, outermost, providers, seen)
    })
}

type Part = readonly [SchemaObject, FoldedPart | null]

/** The parts of objects' folded children, by object, as long as no folding is undone. */
type Collected = Map<ObjectKey, readonly Part[]>

function hasPart(
    object: SchemaObject,
    parent: ObjectKey,
    created: ReadonlyMap<ObjectKey, SchemaObject>,
    children: ReadonlyMap<ObjectKey, readonly SchemaObject[]>,
    into: ReadonlyMap<ObjectKey, ObjectKey>,
    known: Collected,
): boolean {
    const holder = created.get(parent)
    if (!holder) return false
    const siblings = collect(holder, children, into, known)
    const own = siblings.find(([sibling]) => sibling.key === object.key)?.[1]
    if (!own) return false
    const needs = kindOf(object.kind).placement?.fold?.needs
    return needs === undefined || siblings.some(([, part]) => part?.slot === needs)
}

/** The parts of an object's folded children, each made with its own children's parts and those of the siblings before it. */
function collect(
    object: SchemaObject,
    children: ReadonlyMap<ObjectKey, readonly SchemaObject[]>,
    into: ReadonlyMap<ObjectKey, ObjectKey>,
    known: Collected,
): readonly Part[] {
    const before = known.get(object.key)
    if (before) return before
    const parts: Part[] = []
    const backfilled = new Map<string, unknown[]>()
    for (const child of children.get(object.key) ?? []) {
        if (into.get(child.key) !== object.key) continue
        const own = slots(collect(child, children, into, known))
        const part = kindOf(child.kind).placement?.fold?.part(child, own.size > 0 ? own : backfilled) ?? null
        parts.push([child, part])
        if (part) fill(backfilled, part)
    }
    known.set(object.key, parts)
    return parts
}

function slots(parts: readonly Part[]): FoldedParts {
    const map = new Map<string, unknown[]>()
    for (const [, part] of parts) if (part) fill(map, part)
    return map
}

function fill(map: Map<string, unknown[]>, { slot, value }: FoldedPart): void {
    addTo(map, slot, value)
}

import { changedObject, type Change } from "../core/change.js"
import { databaseSchema, type DatabaseSchema } from "../core/database-schema.js"
import { sameData } from "../core/equality.js"
import type { ObjectKey } from "../core/object-key.js"
import type { OnlineForms, Waypoint, WaypointObject } from "../core/object-kind.js"
import type { SchemaObject } from "../core/schema-object.js"
import { kindOf } from "../kinds/index.js"
import { transitiveDependents } from "./actions.js"
import { onlineForms, type WayEnds } from "./online-forms.js"

/** A schema on the way from what is to what shall be. */
export interface WaypointSchema {
    /** Where the way up comes by. */
    readonly up: DatabaseSchema
    /** Where the way down comes by: the way up goes on from it, too. */
    readonly down: DatabaseSchema
    /** The same with what the way up may have left there, where it has come no further. */
    readonly left: DatabaseSchema
    /** Whether what comes after it needs another transaction. */
    readonly commits: boolean
}

/** The way to a desired schema; its end is that schema, with the words that the last step is to be made with. */
export interface StagedPath {
    readonly waypoints: readonly WaypointSchema[]
    readonly end: DatabaseSchema
    /** Whether it first comes by the schema as it is after the renames, with what steps aside for them. */
    readonly comesByRenamed?: boolean
    /** Which leg of the way renames: the first, unless that comes before all renames. */
    readonly renamesAt?: number
}

/**
 * Finds the schemas on the way. Online they keep tables usable: a foreign key comes in as NOT VALID and is validated later, an index
 * is built when all else is there. Each leg of the way is then planned like any other difference; the kinds say which forms there are.
 */
export function intermediateSchemas(changes: readonly Change[], ends: WayEnds): StagedPath {
    const { desired } = ends
    const forms = onlineForms(changes, ends)
    const length = Math.max(0, ...[...forms.values()].map(({ waypoints }) => waypoints.length))
    const waypoints = Array.from({ length }, (_, index): WaypointSchema => {
        const at = (form: OnlineForms<object>) => form.waypoints[index]
        return {
            up: replaced(
                without(desired, new Set([...forms.values()].flatMap((form) => at(form)?.without ?? []))),
                forms,
                (form) => at(form)?.objects.map(made) ?? [form.final],
            ),
            down: replaced(desired, forms, (form) => backward(form, at(form))),
            left: replaced(desired, forms, (form) => [
                ...backward(form, at(form)),
                ...(at(form)?.residue?.map(made) ?? []),
            ]),
            commits: [...forms.values()].some((form) => at(form)?.commits),
        }
    })
    return { waypoints, end: replaced(desired, forms, (form) => [form.final]) }
}

/**
 * The way with a first step for what can be used only once it is committed, such as the new values of an enum, in either direction:
 * what comes back on the way down has a step of its own that does nothing upwards. The same way where the plan uses no such thing.
 */
export function withHeadStart(
    way: StagedPath,
    changes: readonly Change[],
    { current, renamed, desired }: Pick<WayEnds, "renamed" | "desired"> & { readonly current: DatabaseSchema },
): StagedPath {
    const early = committedFirst(changes, desired)
    const back = committedFirst(changes.flatMap(inverse), renamed)
    const rest = withWayBack(way, back)
    if (early.size === 0) return { ...way, waypoints: rest }
    // By the names that are there before any rename, where it has the same one: then each step can be taken back by itself.
    if ([...early.keys()].every((key) => sameData(current.objects.get(key), renamed.objects.get(key)))) {
        const first = withObjects(current, early)
        return { ...way, renamesAt: 1, waypoints: [stop(first, first), ...rest] }
    }
    const first = withObjects(renamed, early)
    const after = rest[0]?.down ?? way.end
    // Where views would have to be as they were, over other names, the way down goes back at once.
    return {
        ...way,
        comesByRenamed: true,
        waypoints: [stop(first, readsTheSame(first, after) ? first : after), ...rest],
    }
}

/**
 * What the first step takes away is there again, and committed, before the way down does what the first step has undone: a step after
 * it that does nothing upwards. What later steps change needs none of it, so that the way back from the middle comes by there too.
 */
function withWayBack(
    { waypoints, end }: StagedPath,
    back: ReadonlyMap<ObjectKey, SchemaObject>,
): readonly WaypointSchema[] {
    if (back.size === 0) return waypoints
    const last = waypoints.findIndex(({ commits }) => commits)
    const first = last < 0 ? waypoints : waypoints.slice(0, last + 1)
    const withBack = first.map((waypoint) => ({
        ...waypoint,
        down: withObjects(waypoint.down, back),
        left: withObjects(waypoint.left, back),
    }))
    const committed = waypoints[last]
    if (!committed) return [...withBack, stop(end, withObjects(end, back))]
    return [...withBack, stop(committed.up, committed.down), ...waypoints.slice(last + 1)]
}

/** Whether everything whose text may mention any name has the same one in both schemas. */
function readsTheSame(one: DatabaseSchema, other: DatabaseSchema): boolean {
    return [...one.objects.values()].every(
        ({ kind, key, definition }) =>
            !kindOf(kind).normalize?.isQuery || sameData(other.objects.get(key)?.definition, definition),
    )
}

/**
 * The two ends of a change that has one transaction for all of it: what would have to be committed before it is used, in either
 * direction, comes in a form that can be used at once. The same schemas where the plan uses no such thing.
 */
export function inOneTransaction(
    changes: readonly Change[],
    { current, renamed, desired }: Pick<WayEnds, "renamed" | "desired"> & { readonly current: DatabaseSchema },
): { readonly current: DatabaseSchema; readonly desired: DatabaseSchema } {
    const usable = (keys: Iterable<ObjectKey>, schema: DatabaseSchema): DatabaseSchema => {
        const objects = [...keys].flatMap((key) => {
            const object = schema.objects.get(key)
            const made = object && kindOf(object.kind).staged?.usableInOneTransaction?.(object)
            return made ? [[key, made] as const] : []
        })
        return objects.length === 0 ? schema : { ...schema, ...withObjects(schema, new Map(objects)) }
    }
    const back = committedFirst(changes.flatMap(inverse), renamed)
    const origin = new Map(
        changes.flatMap((change) => (change.kind === "rename" ? [[change.to.key, change.from.key] as const] : [])),
    )
    return {
        current: usable(
            [...back.keys()].map((key) => origin.get(key) ?? key),
            current,
        ),
        desired: usable(committedFirst(changes, desired).keys(), desired),
    }
}

function stop(up: DatabaseSchema, down: DatabaseSchema): WaypointSchema {
    return { up, down, left: down, commits: true }
}

/** What is altered so that others which come or change too can use it only after a commit. `to`: the schema that the changes lead to. */
function committedFirst(changes: readonly Change[], to: DatabaseSchema): ReadonlyMap<ObjectKey, SchemaObject> {
    const touched = new Map(
        changes.flatMap((change) =>
            change.kind === "drop" || change.kind === "rename" ? [] : [[changedObject(change).key, change] as const],
        ),
    )
    const dependents = transitiveDependents(to)
    return new Map(
        changes.flatMap((change) => {
            if (change.kind !== "alter") return []
            const { commitsFirst } = kindOf(change.to.kind).staged ?? {}
            const users = commitsFirst ? dependents(change.to.key).filter(({ key }) => touched.has(key)) : []
            const converted = users.filter(({ key, kind }) => {
                const alteration = touched.get(key)
                if (alteration?.kind !== "alter") return false
                return kindOf(kind).data?.changesValues?.(alteration.attributes, alteration.from, alteration.to)
            })
            return commitsFirst?.(change.from, change.to, users, converted) ? [[change.to.key, change.to] as const] : []
        }),
    )
}

/** What a change is on the way back, by the names after all renames. */
function inverse(change: Change): readonly Change[] {
    switch (change.kind) {
        case "create":
            return [{ kind: "drop", object: change.object }]
        case "drop":
            return [{ kind: "create", object: change.object }]
        case "rename":
            return []
        case "alter":
        case "replace":
            return [{ ...change, from: change.to, to: change.from }]
    }
}

function withObjects(schema: DatabaseSchema, objects: ReadonlyMap<ObjectKey, SchemaObject>): DatabaseSchema {
    if (objects.size === 0) return schema
    const all = [...schema.objects.values()].map((object) => objects.get(object.key) ?? object)
    return databaseSchema(all, schema.server)
}

/** What the way down leaves of a form at one of its way points; behind the last it is as it shall be. */
function backward({ final }: OnlineForms<object>, waypoint: Waypoint | undefined): readonly SchemaObject[] {
    return waypoint ? (waypoint.revertTo ?? waypoint.objects).map(made) : [final]
}

function without(schema: DatabaseSchema, keys: ReadonlySet<ObjectKey>): DatabaseSchema {
    if (keys.size === 0) return schema
    return databaseSchema(
        [...schema.objects.values()].filter(({ key }) => !keys.has(key)),
        schema.server,
    )
}

function replaced(
    schema: DatabaseSchema,
    forms: ReadonlyMap<ObjectKey, OnlineForms<object>>,
    formOf: (form: OnlineForms<object>) => readonly SchemaObject[],
): DatabaseSchema {
    if (forms.size === 0) return schema
    const objects = [...schema.objects.values()].flatMap((object) => {
        const form = forms.get(object.key)
        return form ? formOf(form) : [object]
    })
    return databaseSchema(withParents(objects, schema), schema.server)
}

/**
 * Without what stands in or on an object that is not there yet, such as the comment on an index, or what a table is clustered on: it
 * comes when that has its name.
 */
function withParents(objects: readonly SchemaObject[], schema: DatabaseSchema): readonly SchemaObject[] {
    const present = new Set(objects.map(({ key }) => key))
    const isMissing = (key: ObjectKey): boolean => !present.has(key) && schema.objects.has(key)
    const isOrphan = ({ parent, requires }: SchemaObject): boolean => {
        if (requires.some(isMissing)) return true
        const holder = parent === null ? undefined : schema.objects.get(parent)
        return holder !== undefined && (!present.has(holder.key) || isOrphan(holder))
    }
    return objects.filter((object) => !isOrphan(object))
}

function made(object: WaypointObject): SchemaObject {
    return kindOf(object.kind).make(object.path, object.definition)
}

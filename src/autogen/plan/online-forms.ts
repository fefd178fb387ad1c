import { changedObject, type Change } from "../core/change.js"
import { childrenIn, type DatabaseSchema } from "../core/database-schema.js"
import { addTo } from "../core/groups.js"
import { objectKey, type ObjectKey } from "../core/object-key.js"
import type { OnlineChange, OnlineForms } from "../core/object-kind.js"
import type { SchemaObject } from "../core/schema-object.js"
import { kindOf } from "../kinds/index.js"
import { dependentsIn, providersIn, losesProvider, transitiveDependents } from "./actions.js"

/** The two ends of a way, after renames, and whether tables shall stay usable on it. */
export interface WayEnds {
    readonly renamed: DatabaseSchema
    readonly desired: DatabaseSchema
    readonly online: boolean
}

/** The forms that changed objects go through, by their keys. */
export type FormsByKey = ReadonlyMap<ObjectKey, OnlineForms<object>>

/** What forms are found in: the changes, what they change, and what depends on what. */
interface Situation extends WayEnds {
    /** What is created, also in the place of another. */
    readonly recreated: ReadonlySet<ObjectKey>
    /** What does not stay as it is. */
    readonly unsteady: ReadonlySet<ObjectKey>
    /** What has to be recreated although nothing of it changes. */
    readonly mustRecreate: ReadonlySet<ObjectKey>
    /** What steps aside for a while. */
    readonly steppedAside: ReadonlySet<ObjectKey>
    /** What fulfils a requirement in the end. */
    providers(key: ObjectKey): readonly ObjectKey[]
    /** What is created and depends directly on an object. */
    usersOf(key: ObjectKey): readonly SchemaObject[]
}

/**
 * Finds the forms. What depends on something that comes late, such as a foreign key on a key that takes an index over, waits for it,
 * where its kind can.
 */
export function onlineForms(changes: readonly Change[], ends: WayEnds): FormsByKey {
    const situation = situationOf(changes, ends)
    const childrenOf = childrenIn(ends.desired)
    const leaving = leavingFrom(changes, situation)
    const forms = new Map<ObjectKey, OnlineForms<object>>()
    const claimed = new Set<ObjectKey>()
    const hurried = (key: ObjectKey) => situation.usersOf(key).filter((user) => !canWait(user, forms, situation))
    for (const to of waitingFirst(changes, situation)) {
        const parent = parentOf(to, situation)
        if (!parent) continue
        const existing = ends.renamed.objects.get(to.key)
        const asked: OnlineChange<object> = {
            from: existing && goes(existing, situation) ? undefined : existing,
            isNew: existing === undefined,
            mustRecreate: situation.mustRecreate.has(to.key),
            dependsOnRecreated: to.requires.flatMap(situation.providers).some((key) => situation.recreated.has(key)),
            to,
            parent,
            newDependents: hurried(to.key),
            contents: childrenOf(to.key),
            leaving: (leaving.get(parent.key) ?? []).filter(({ key }) => !claimed.has(key)),
            isUsed: (user) => hurried(user.key).length > 0,
        }
        const kind = kindOf(to.kind)
        const form = ends.online ? kind.staged?.online?.(asked) : kind.staged?.inOneTransaction?.(asked)
        if (!form) continue
        forms.set(to.key, form)
        for (const key of claims(form)) claimed.add(key)
    }
    const steady = new Map([...forms].map(([key, form]) => [key, delayed(form, forms)]))
    return new Map([...steady, ...waitingForms(steady, situation)])
}

function situationOf(changes: readonly Change[], ends: WayEnds): Situation {
    const changed = changes.filter(({ kind }) => kind !== "rename").map(changedObject)
    const created = changes.filter(({ kind }) => kind === "create" || kind === "replace").map(changedObject)
    const gone = changes.flatMap((change) =>
        change.kind === "drop" ? [change.object] : change.kind === "replace" ? [change.from] : [],
    )
    const mustRecreate = new Set(losesProvider(gone, ends.renamed, ends.desired).map(({ key }) => key))
    const recreated = new Set([...created.map(({ key }) => key), ...mustRecreate])
    const dependents = dependentsIn(ends.desired)
    return {
        ...ends,
        recreated,
        mustRecreate,
        unsteady: new Set(changed.map(({ key }) => key)),
        steppedAside: rebuiltAround(changes, ends.renamed),
        providers: providersIn(ends.desired),
        usersOf: (key) => dependents(key).filter((dependent) => recreated.has(dependent.key)),
    }
}

/** What is there after the changes; first what can wait, since others ask whether it does. */
function waitingFirst(changes: readonly Change[], { mustRecreate, desired }: Situation): readonly SchemaObject[] {
    const altered = changes.filter(({ kind }) => kind !== "drop" && kind !== "rename").map(changedObject)
    const known = new Set(altered.map(({ key }) => key))
    const left = [...mustRecreate].flatMap((key) => (known.has(key) ? [] : (desired.objects.get(key) ?? [])))
    const changed = [...altered, ...left]
    const waits = ({ kind }: SchemaObject) => kindOf(kind).staged?.canBeDeferred === true
    return [...changed.filter(waits), ...changed.filter((object) => !waits(object))]
}

/** What an object is in, where that is a table, or the like, that is there already and stays. */
function parentOf({ parent }: SchemaObject, { renamed, recreated }: Situation): SchemaObject | undefined {
    const found = parent === null || recreated.has(parent) ? undefined : renamed.objects.get(parent)
    return found?.parent === null ? undefined : found
}

/** What depends on something that goes, or becomes another, may not be able to stay until the new form is there. */
function goes({ key, requires }: SchemaObject, { steppedAside, unsteady }: Situation): boolean {
    return steppedAside.has(key) || requires.some((required) => unsteady.has(required))
}

/** Whether a new object can come later than what it is in: nothing else that is new depends on it, and none has to go for it before. */
function canWait(user: SchemaObject, forms: FormsByKey, situation: Situation): boolean {
    const { online, usersOf, renamed } = situation
    if (
        !online ||
        !kindOf(user.kind).staged?.canBeDeferred ||
        usersOf(user.key).some(({ parent }) => parent !== user.key)
    )
        return false
    if (!parentOf(user, situation)) return true
    const existing = renamed.objects.get(user.key)
    return forms.has(user.key) && !(existing && goes(existing, situation))
}

/** The forms of what waits for others. */
function waitingForms(forms: FormsByKey, situation: Situation): FormsByKey {
    const awaited = new Map<ObjectKey, OnlineForms<object>[]>()
    for (const [key, form] of forms) {
        if (form.dependentsFollow === undefined) continue
        for (const user of situation.usersOf(key)) if (canWait(user, forms, situation)) addTo(awaited, user.key, form)
    }
    if (awaited.size === 0) return new Map()
    const providers = providersIn(situation.renamed)
    const kept = keptFor(forms)
    return new Map(
        [...awaited].flatMap(([key, all]) => {
            const final = situation.desired.objects.get(key)
            if (!final) return []
            const stays = (other: ObjectKey, length: number) =>
                providers(other).some((one) => !situation.unsteady.has(one) || (kept.get(one) ?? 0) >= length)
            return [[key, waitingForm(forms.get(key) ?? { waypoints: [], final }, all, stays)]]
        }),
    )
}

/** At how many way points from the first what goes, or becomes another, is kept. */
function keptFor(forms: FormsByKey): ReadonlyMap<ObjectKey, number> {
    const kept = new Map<ObjectKey, number>()
    for (const { waypoints } of forms.values()) {
        waypoints.forEach(({ objects }, index) => {
            for (const { kind, path } of objects) {
                const key = objectKey(kind, path)
                if ((kept.get(key) ?? 0) === index) kept.set(key, index + 1)
            }
        })
    }
    return kept
}

/**
 * A form that begins when others are at their end. Until then what was in its place stays, where all that it depends on does for so
 * many way points.
 */
function waitingForm(
    form: OnlineForms<object>,
    awaited: readonly OnlineForms<object>[],
    stays: (key: ObjectKey, length: number) => boolean,
): OnlineForms<object> {
    const isAfter = awaited.some(({ dependentsFollow }) => dependentsFollow === "next-transaction")
    const length = Math.max(
        ...awaited.map(
            ({ waypoints, dependentsFollow }) => waypoints.length + Number(dependentsFollow === "next-transaction"),
        ),
    )
    const objects = (form.keepUntilReplaced ?? []).filter(({ requires }) => requires.every((key) => stays(key, length)))
    const waiting = Array.from({ length }, (_, index) => ({ objects, commits: isAfter && index === length - 1 }))
    return { ...form, waypoints: [...waiting, ...form.waypoints] }
}

/** What a form keeps for a while or makes part of itself: another form cannot do so too. */
function claims({ waypoints, keepUntilReplaced: meanwhile = [], final }: OnlineForms<object>): readonly ObjectKey[] {
    const kept = [...waypoints.flatMap(({ objects }) => objects), ...meanwhile].map(({ kind, path }) =>
        objectKey(kind, path),
    )
    return [...kept, ...(kindOf(final.kind).effects?.absorbs?.(final) ?? [])]
}

/** What goes for good and could stay until something else has taken its place, by what it is in. */
function leavingFrom(
    changes: readonly Change[],
    { unsteady, steppedAside }: Situation,
): ReadonlyMap<ObjectKey, readonly SchemaObject[]> {
    const leaving = new Map<ObjectKey, SchemaObject[]>()
    for (const change of changes) {
        if (change.kind !== "drop" || steppedAside.has(change.object.key)) continue
        const { parent, requires } = change.object
        if (parent === null || requires.some((key) => unsteady.has(key))) continue
        addTo(leaving, parent, change.object)
    }
    return leaving
}

/** A form that stays on its first way point until those that it follows have come to their last. */
function delayed(form: OnlineForms<object>, forms: ReadonlyMap<ObjectKey, OnlineForms<object>>): OnlineForms<object> {
    const lengths = (form.waitsFor ?? []).map((key) => forms.get(key)?.waypoints.length ?? 0)
    const missing = Math.max(0, ...lengths) - 1 - form.waypoints.length
    const [first] = form.waypoints
    if (missing <= 0 || !first) return form
    const waiting = Array.from({ length: missing }, () => ({ ...first, commits: false }))
    return { ...form, waypoints: [...waiting, ...form.waypoints] }
}

/** What is dropped and made again around changes of what it depends on, however far beneath: an index around the type of its column. */
function rebuiltAround(changes: readonly Change[], renamed: DatabaseSchema): ReadonlySet<ObjectKey> {
    const dependents = transitiveDependents(renamed)
    const rebuilt = new Set<ObjectKey>()
    for (const change of changes) {
        if (change.kind !== "alter") continue
        const { recreates } = kindOf(change.to.kind).effects ?? {}
        if (!recreates) continue
        for (const dependent of dependents(change.from.key)) {
            if (recreates(change.from, change.to, change.attributes, dependent)) rebuilt.add(dependent.key)
        }
    }
    return rebuilt
}

import type { DatabaseSchema } from "../core/database-schema.js"
import type { Diagnostic } from "../core/diagnostic.js"
import { AutogenError } from "../core/errors.js"
import { addTo } from "../core/groups.js"
import { objectKey, type ObjectKey } from "../core/object-key.js"
import type { DeclaredRename, Rename, ValueRename } from "../core/rename.js"
import { originText, type Origin, type SchemaObject } from "../core/schema-object.js"
import { kindOf } from "../kinds/index.js"
import { isSamePath, renamedPath, type Moves } from "../schema/rename-paths.js"

/** The declared renames that are still to be done, in the paths of the database, and what is odd about others. */
export interface DeclaredRenames {
    readonly renames: readonly Rename[]
    readonly diagnostics: readonly Diagnostic[]
}

/**
 * Finds which of the renames that entities declare are still to be done: those whose old name the database has, and whose new name
 * it lacks, or is about to give away. Declarations stay in the code, so that all others mean nothing any more.
 *
 * Throws `ENTITIES_CONTRADICT` where two declarations cannot both hold, or where names change places: that would be done again and
 * again.
 */
export function resolveDeclaredRenames(
    declared: readonly DeclaredRename[],
    current: DatabaseSchema,
    desired: DatabaseSchema,
): DeclaredRenames {
    const whole = declared.filter(({ from, to, values }) => values !== undefined || !from || !isSamePath(from, to))
    expectAgreement(whole)
    const renames: Rename[] = []
    const taken = new Set<ObjectKey>()
    const origins = new Map<ObjectKey, readonly string[]>()
    const situation = { current, desired, taken, origins }
    const diagnostics: Diagnostic[] = []
    const lengths = [...new Set(whole.map(({ to }) => to.length))].sort((a, b) => a - b)
    const groups = [
        ...lengths.map((length) => whole.filter(({ to, user }) => to.length === length && !user)),
        whole.filter(({ user }) => user),
    ]
    for (const group of groups) {
        let open: readonly DeclaredRename[] = group
        // What waits for a name may get it by another rename.
        for (let before = Infinity; open.length < before;) {
            before = open.length
            open = open.filter((one) => {
                const active = activeRename(one, situation)
                if (!active) return true
                renames.push(active)
                taken.add(objectKey(active.kind, active.from))
                const end = objectKey(active.kind, active.to)
                if (!origins.has(end)) origins.set(end, active.from)
                return false
            })
        }
        diagnostics.push(...open.flatMap((one) => explain(one, situation)))
    }
    return { renames, diagnostics }
}

interface Situation {
    readonly current: DatabaseSchema
    readonly desired: DatabaseSchema
    /** What is renamed so far, by the keys that it has in the database. */
    readonly taken: ReadonlySet<ObjectKey>
    /** Where it comes from, by the keys that it shall have. */
    readonly origins: Moves
}

function activeRename(declared: DeclaredRename, situation: Situation): Rename | null {
    const { kind, to } = declared
    const { current, desired, taken } = situation
    const from = oldPath(declared, situation)
    if (!from || !has(current, kind, from) || !has(desired, kind, to)) return null
    if (declared.values && isSamePath(from, placeBefore(kind, to, situation))) {
        const values = activeValues(declared.values, current.objects.get(objectKey(kind, from)), situation, to)
        return values.length === 0 ? null : { kind, from, to, values }
    }
    if (taken.has(objectKey(kind, from))) return null
    const there = placeBefore(kind, to, situation)
    const isFree = !has(current, kind, there) || taken.has(objectKey(kind, there))
    if (!isFree || (declared.from === null && has(desired, kind, from))) return null
    const values = activeValues(declared.values ?? [], current.objects.get(objectKey(kind, from)), situation, to)
    return { kind, from, to, ...(values.length === 0 ? {} : { values }) }
}

/** Where the object is in the database, if it still has its old name. */
function oldPath(declared: DeclaredRename, situation: Situation): readonly string[] | null {
    const { kind, from, to, user } = declared
    if (from) return from.length < 3 ? from : [...placeBefore(kind, to, situation).slice(0, -1), from.at(-1) ?? ""]
    if (!user) return null
    const { current } = situation
    const object = current.objects.get(objectKey(user.kind, placeBefore(user.kind, user.path, situation)))
    const used = object?.requires.map((key) => current.objects.get(key)).find((one) => one?.kind === kind)
    return used?.path ?? null
}

/** Where an object that is wanted is in the database, as far as the renames tell. */
function placeBefore(kind: string, path: readonly string[], { desired, origins }: Situation): readonly string[] {
    return renamedPath(desired, kind, path, origins)
}

function activeValues(
    values: readonly ValueRename[],
    object: SchemaObject | undefined,
    { desired }: Situation,
    to: readonly string[],
): readonly ValueRename[] {
    const wanted = object && desired.objects.get(objectKey(object.kind, to))
    if (!wanted) return []
    const [before, after] = [valuesOf(object), valuesOf(wanted)]
    return values.filter(
        (value) => before.includes(value.from) && !before.includes(value.to) && after.includes(value.to),
    )
}

function valuesOf(object: SchemaObject): readonly string[] {
    return kindOf(object.kind).naming?.values?.list(object) ?? []
}

/** A word where the database has the old name and the new one, and the entities want the old one no more. */
function explain(declared: DeclaredRename, situation: Situation): readonly Diagnostic[] {
    const { kind, to, origin } = declared
    const { current, desired } = situation
    const from = oldPath(declared, situation)
    const there = placeBefore(kind, to, situation)
    if (!from || !has(current, kind, from)) return []
    if (!isSamePath(from, there)) {
        if (!has(current, kind, there) || declared.from === null || has(desired, kind, declared.from)) return []
        const message = `${originText(origin)} declares that "${objectKey(kind, from)}" has been renamed to "${objectKey(kind, to)}", but the database has both: nothing is renamed`
        return [{ severity: "warning", code: "renamed-already", object: objectKey(kind, to), message }]
    }
    const [object, wanted] = [current.objects.get(objectKey(kind, from)), desired.objects.get(objectKey(kind, to))]
    if (!object || !wanted) return []
    const [before, after] = [valuesOf(object), valuesOf(wanted)]
    return (declared.values ?? [])
        .filter((value) => before.includes(value.from) && before.includes(value.to) && !after.includes(value.from))
        .map((value) => ({
            severity: "warning",
            code: "renamed-already",
            object: objectKey(kind, to),
            message: `${originText(origin)} declares that the value ${JSON.stringify(value.from)} of "${objectKey(kind, to)}" has been renamed to ${JSON.stringify(value.to)}, but the database has both: nothing is renamed`,
        }))
}

/** Each name is renamed once, and to one name; none comes back to itself. */
function expectAgreement(declared: readonly DeclaredRename[]): void {
    const named = declared.filter((one) => one.from !== null && !isSamePath(one.from, one.to))
    const byFrom = indexed(named, ({ kind, from }) => objectKey(kind, from ?? []))
    const byTo = indexed(named, ({ kind, to }) => objectKey(kind, to))
    for (const [index, first] of named.entries()) {
        const related = new Set([
            ...(byFrom.get(objectKey(first.kind, first.from ?? [])) ?? []),
            ...(byTo.get(objectKey(first.kind, first.to)) ?? []),
        ])
        for (const at of [...related].filter((other) => other > index).sort((a, b) => a - b)) {
            const second = named[at] ?? first
            const [sameFrom, sameTo] = [
                isSamePath(first.from ?? [], second.from ?? []),
                isSamePath(first.to, second.to),
            ]
            // Several old names on one property: databases may be in different states.
            if (sameFrom === sameTo || (sameTo && isSameOrigin(first.origin, second.origin))) continue
            throw contradiction(first, second, sameFrom)
        }
    }
    for (const start of named) {
        const seen: DeclaredRename[] = []
        for (let at: DeclaredRename | undefined = start; at && !seen.includes(at);) {
            seen.push(at)
            const path: readonly string[] = at.from ?? []
            at = named[byTo.get(objectKey(start.kind, path))?.[0] ?? -1]
            if (at === start) throw roundabout(seen)
        }
    }
}

function indexed<T>(list: readonly T[], keyOf: (item: T) => ObjectKey): ReadonlyMap<ObjectKey, readonly number[]> {
    const index = new Map<ObjectKey, number[]>()
    for (const [at, item] of list.entries()) {
        const key = keyOf(item)
        addTo(index, key, at)
    }
    return index
}

function contradiction(first: DeclaredRename, second: DeclaredRename, sameFrom: boolean): AutogenError {
    const [a, b] = [first, second].map(({ origin }) => originText(origin))
    const old = objectKey(first.kind, (sameFrom ? first.from : first.to) ?? [])
    return new AutogenError({
        code: "ENTITIES_CONTRADICT",
        message: sameFrom
            ? `${a} and ${b} both declare to be renamed from "${old}"`
            : `${a} and ${b} declare different old names of "${old}"`,
        next: "keep @RenamedFrom on the one that was renamed",
        fields: { first: first.origin, second: second.origin, object: old },
    })
}

function roundabout(chain: readonly DeclaredRename[]): AutogenError {
    const [first] = chain
    const flags = chain.map(({ from, to }) => `--rename ${[...(from ?? [])].join(".")}:${to.join(".")}`).sort()
    return new AutogenError({
        code: "ENTITIES_CONTRADICT",
        message: `${chain.map(({ origin }) => originText(origin)).join(" and ")} declare that ${first ? kindOf(first.kind).label : "name"}s swap names: a permanent @RenamedFrom would swap them at every run`,
        next: `remove @RenamedFrom and pass it once: typeorm-autogen generate ${flags.join(" ")}`,
        fields: { origins: chain.map(({ origin }) => origin) },
    })
}

function isSameOrigin(a: Origin, b: Origin): boolean {
    return a.entity === b.entity && a.property === b.property
}

function has(schema: DatabaseSchema, kind: string, path: readonly string[]): boolean {
    return schema.objects.has(objectKey(kind, path))
}

import type { Comparison } from "../compare/compare.js"
import { databaseSchema, type DatabaseSchema } from "../core/database-schema.js"
import type { Diagnostic } from "../core/diagnostic.js"
import { objectKey, type ObjectKey } from "../core/object-key.js"
import type { SchemaObject } from "../core/schema-object.js"
import { shellArgument } from "../core/spec-name.js"
import { kindOf, roleOf } from "../kinds/index.js"

/** The desired schema with what is kept as it is, and a word on each such object. */
export interface KeptSchema {
    readonly desired: DatabaseSchema
    readonly unmanaged: readonly Diagnostic[]
    /** What is kept as it is. */
    readonly kept: readonly SchemaObject[]
}

/** What decides over what stays. */
export interface KeepOptions {
    /** Whether a revision of the project made it, so that it may be dropped. Default: no. */
    readonly isManaged?: ((object: SchemaObject) => boolean | Promise<boolean>) | undefined
    /** The migration that made it, where one did. */
    readonly madeIn?: ((object: SchemaObject) => string | null | Promise<string | null>) | undefined
    /** Desired objects that stay as they are, whatever they need: what filters leave out, what the user's comparison keeps. */
    readonly pinned: readonly ObjectKey[]
}

/**
 * Adds to what is declared all that nobody declares and no revision of the project made: it is there, it stays, it is no
 * difference. What depends on an object that is dropped cannot stay; that is said too. What pinned objects need is not dropped.
 */
export async function keepUnmanaged(
    comparison: Comparison,
    declared: DatabaseSchema,
    options: KeepOptions,
): Promise<KeptSchema> {
    const undeclared = new Map<ObjectKey, SchemaObject>()
    const goes = inTheWayOf(comparison)
    for (const change of comparison.changes) {
        if (change.kind === "drop" && !goes(change.object)) undeclared.set(change.object.key, change.object)
    }
    if (undeclared.size === 0) return { desired: declared, unmanaged: [], kept: [] }
    const kept = await keepUnmade(undeclared, declared, options)
    const needed = keepNeeded(kept, undeclared, declared, options.pinned)
    const impossible = dropStranded(kept, declared, comparison.renamed)
    const desired = databaseSchema([...declared.objects.values(), ...kept.values()], declared.server)
    const roots = [...kept.values()].filter(
        ({ key, parent, kind }) =>
            !needed.has(key) && (parent === null || !kept.has(parent)) && !kindOf(kind).report?.omitFromReport,
    )
    return {
        desired,
        kept: [...kept.values()],
        unmanaged: [
            ...(await Promise.all(
                roots.map(
                    async (root) =>
                        hindrance(root, kept.values()) ?? leftAlone(root, (await options.madeIn?.(root)) ?? null),
                ),
            )),
            ...[...needed].map(stillNeeded),
            ...impossible.map(stranded),
        ],
    }
}

/** Whether an object goes for good, since a renamed one gets its name: what goes at once, and what has stepped aside. */
function inTheWayOf({ removed, renames, inTheWay, renamed }: Comparison): (object: SchemaObject) => boolean {
    if (inTheWay.length === 0) return () => false
    const keys = new Set(removed.map(({ key }) => key))
    const stepped = new Set(inTheWay.map(({ key }) => key))
    for (const { kind, from, to } of renames) if (stepped.has(objectKey(kind, from))) keys.add(objectKey(kind, to))
    const isGone = (object: SchemaObject): boolean => {
        const parent = object.parent === null ? undefined : renamed.objects.get(object.parent)
        return keys.has(object.key) || (parent !== undefined && isGone(parent))
    }
    return isGone
}

/** The objects that no revision made, outer ones first; what stands in a table goes with the table, whoever made it. */
async function keepUnmade(
    undeclared: ReadonlyMap<ObjectKey, SchemaObject>,
    declared: DatabaseSchema,
    options: KeepOptions,
): Promise<Map<ObjectKey, SchemaObject>> {
    const kept = new Map<ObjectKey, SchemaObject>()
    for (const object of outerFirst(undeclared)) {
        const parent = object.parent === null ? undefined : undeclared.get(object.parent)
        const managed =
            parent && !holdsOthers(parent) ? !kept.has(parent.key) : ((await options.isManaged?.(object)) ?? false)
        if (!managed && !kindOf(object.kind).declared?.yieldsTo?.(object, declared.objects))
            kept.set(object.key, object)
    }
    // A schema can only go when nothing is in it.
    for (const object of [...kept.values()]) {
        const parent = object.parent === null ? undefined : undeclared.get(object.parent)
        if (parent && holdsOthers(parent)) kept.set(parent.key, parent)
    }
    return kept
}

/** A schema: what is in it may be of different origin. */
function holdsOthers(object: SchemaObject): boolean {
    return roleOf(object) === "global"
}

/** Keeps what firm objects need, with all that stands in it. Gives the keys of what would have been dropped. */
function keepNeeded(
    kept: Map<ObjectKey, SchemaObject>,
    undeclared: ReadonlyMap<ObjectKey, SchemaObject>,
    declared: DatabaseSchema,
    firm: readonly ObjectKey[],
): ReadonlySet<ObjectKey> {
    const needed = new Set<ObjectKey>()
    const provided = new Set([...declared.objects.values()].flatMap((object) => object.provides ?? []))
    const providers = new Map(
        [...undeclared.values()].flatMap((object) =>
            (object.provides ?? []).filter((key) => !provided.has(key)).map((key) => [key, object] as const),
        ),
    )
    const keep = (object: SchemaObject | undefined): void => {
        if (!object || kept.has(object.key)) return
        kept.set(object.key, object)
        needed.add(object.key)
        keepNeedsOf(object)
        if (holdsOthers(object)) return
        for (const inner of undeclared.values()) if (inner.parent === object.key) keep(inner)
    }
    const keepNeedsOf = ({ parent, requires }: SchemaObject): void => {
        for (const key of parent === null ? requires : [...requires, parent])
            keep(undeclared.get(key) ?? providers.get(key))
    }
    for (const key of firm) {
        const object = declared.objects.get(key)
        if (object) keepNeedsOf(object)
    }
    return needed
}

function outerFirst(objects: ReadonlyMap<ObjectKey, SchemaObject>): readonly SchemaObject[] {
    const depth = (object: SchemaObject): number => {
        const parent = object.parent === null ? undefined : objects.get(object.parent)
        return parent ? depth(parent) + 1 : 0
    }
    return [...objects.values()].sort((a, b) => depth(a) - depth(b))
}

/** Takes out again what requires something that goes: an object, or what an object provides. */
function dropStranded(
    kept: Map<ObjectKey, SchemaObject>,
    declared: DatabaseSchema,
    current: DatabaseSchema,
): readonly SchemaObject[] {
    const impossible: SchemaObject[] = []
    const before = available(current.objects.values())
    for (let changed = true; changed;) {
        changed = false
        const after = available([...declared.objects.values(), ...kept.values()])
        for (const object of kept.values()) {
            const needed = object.parent === null ? object.requires : [...object.requires, object.parent]
            if (!needed.some((key) => before.has(key) && !after.has(key))) continue
            kept.delete(object.key)
            impossible.push(object)
            changed = true
        }
    }
    return impossible
}

/** What others may require of these objects. */
function available(objects: Iterable<SchemaObject>): ReadonlySet<ObjectKey> {
    return new Set([...objects].flatMap(({ key, provides = [] }) => [key, ...provides]))
}

/** What an undeclared object does to those who write by the entities; null where it does nothing. */
export function hindrance(object: SchemaObject, others: Iterable<SchemaObject>): Diagnostic | null {
    const undeclared = kindOf(object.kind).report?.undeclared
    if (!undeclared) return null
    const does = undeclared(
        object,
        [...others].filter(({ parent }) => parent === object.key),
    )
    return does === null
        ? null
        : { severity: "warning", code: "inserts-fail", object: object.key, message: `"${object.key}" ${does}` }
}

function leftAlone(object: SchemaObject, madeIn: string | null): Diagnostic {
    const { key } = object
    const message =
        madeIn === null
            ? `"${key}" is unmanaged (no entity declares it, no migration of this project created it): it is kept`
            : `"${key}" is declared by no entity, but created by hand in ${madeIn}: it is kept (drop it with --drop ${shellArgument(key)})`
    return { severity: "info", code: madeIn === null ? "unmanaged" : "made-by-hand", object: key, message }
}

function stillNeeded(key: ObjectKey): Diagnostic {
    return {
        severity: "warning",
        code: "still-needed",
        object: key,
        message: `"${key}" is no longer declared, but kept: an excluded object depends on it`,
    }
}

function stranded(object: SchemaObject): Diagnostic {
    return {
        severity: "warning",
        code: "unmanaged-dependent",
        object: object.key,
        message: `"${object.key}" is declared by no entity, but depends on an object that is dropped: it is dropped with it`,
    }
}

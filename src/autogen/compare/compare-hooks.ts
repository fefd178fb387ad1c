import { databaseSchema, type DatabaseSchema } from "../core/database-schema.js"
import type { ObjectKey } from "../core/object-key.js"
import type { CompareHook } from "../core/object-kind.js"
import type { SchemaObject } from "../core/schema-object.js"
import { kindOf } from "../kinds/index.js"
import type { ComparisonOptions, ForcedDifferences } from "../schema/comparison-options.js"

/** The desired schema after the user's own comparisons. */
export interface HookedSchema {
    readonly desired: DatabaseSchema
    /** What differs because the user's comparison says so. */
    readonly forcedDifferences: ForcedDifferences
    /** The objects that took over what the database has. */
    readonly adopted: ReadonlySet<ObjectKey>
}

type Hooks = Pick<ComparisonOptions, "compareType" | "compareDefault">

/**
 * Asks the user's own comparisons about the values that kinds open to them. What is equal by their word takes over what the
 * database has; what differs by their word is handed on. `current` is as it is after declared renames; the `given` objects are
 * not asked about.
 */
export function applyCompareHooks(
    current: DatabaseSchema,
    desired: DatabaseSchema,
    hooks: Hooks,
    given: ReadonlyMap<ObjectKey, SchemaObject>,
): HookedSchema {
    const isIdle = [hooks.compareType, hooks.compareDefault].every((hook) => hook === undefined || hook === true)
    if (isIdle) return { desired, forcedDifferences: new Map(), adopted: new Set() }
    const objects = new Map(desired.objects)
    const forcedDifferences = new Map<ObjectKey, readonly string[]>()
    const adopted = new Set<ObjectKey>()
    for (const key of new Set([...desired.objects.keys(), ...current.objects.keys()])) {
        const [from, to] = [current.objects.get(key), desired.objects.get(key)]
        const hook = hookOf(to ?? from)
        if (!hook || given.has(key) || !isOpen(hook, from, to, current, desired)) continue
        const differs = ask(hooks[hook.option], hook, from, to)
        if (differs === false) {
            adopted.add(key)
            if (from) objects.set(key, to ? withAttributes(to, from, hook.attributes) : from)
            else objects.delete(key)
        }
        if (differs === true && from && to) forcedDifferences.set(key, hook.attributes.slice(0, 1))
    }
    return { desired: databaseSchema(objects.values(), desired.server), forcedDifferences, adopted }
}

function hookOf(object: SchemaObject | undefined): CompareHook<object> | undefined {
    return object && kindOf(object.kind).declared?.comparisonHook
}

/** Only what both sides have can be compared; a value that one side lacks, where both have what holds it. */
function isOpen(
    hook: CompareHook<object>,
    from: SchemaObject | undefined,
    to: SchemaObject | undefined,
    current: DatabaseSchema,
    desired: DatabaseSchema,
): boolean {
    if (from && to) return true
    const parent = (from ?? to)?.parent ?? null
    return hook.decidesPresence && parent !== null && current.objects.has(parent) && desired.objects.has(parent)
}

function ask(
    option: Hooks[keyof Hooks],
    hook: CompareHook<object>,
    from: SchemaObject | undefined,
    to: SchemaObject | undefined,
): boolean | undefined {
    if (typeof option !== "function") return option === false ? false : undefined
    return option({
        path: (to ?? from)?.path ?? [],
        declared: to ? hook.text(to) : null,
        database: from ? hook.text(from) : null,
        declaredObject: to ?? null,
        databaseObject: from ?? null,
    })
}

function withAttributes(object: SchemaObject, source: SchemaObject, attributes: readonly string[]): SchemaObject {
    const kept = Object.entries(source.definition).filter(([name]) => attributes.includes(name))
    const made = kindOf(object.kind).make(object.path, { ...object.definition, ...Object.fromEntries(kept) })
    return object.origin ? { ...made, origin: object.origin } : made
}

import { sortedByKey } from "../core/database-schema.js"
import { objectKey, type ObjectKey } from "../core/object-key.js"
import type { SchemaObject } from "../core/schema-object.js"
import { kindOf, kindsByPlural } from "../kinds/index.js"
import type { ComparisonOptions, FilterContext, ObjectPatterns } from "../schema/comparison-options.js"
import { nameMatcher } from "../schema/name-patterns.js"

type Objects = ReadonlyMap<ObjectKey, SchemaObject>

/** What is declared, as far as it is looked at. */
export interface FilteredObjects {
    /** The declared objects that are looked at, and the given ones. */
    readonly desired: Objects
    /** The objects of the database that are not looked at: taken as they stand. */
    readonly excluded: Objects
    /** Whether an object of this key is not looked at, whichever side has it. */
    isOut(kind: string, path: readonly string[]): boolean
}

/** Whether an object passes. */
type Test = (object: SchemaObject, context: FilterContext) => boolean

/**
 * Takes out of what is declared all that the filters leave out, and puts in its place what the database has of it: there it is no
 * difference, yet what refers to it finds it. An object that is out on one side is out on both; so is what stands in it, and what
 * is there for such objects alone.
 */
export function filterObjects(
    current: Objects,
    declared: Objects,
    options: Pick<ComparisonOptions, "include" | "exclude">,
    isIgnored: (object: SchemaObject) => boolean,
): FilteredObjects {
    const passes = options.include || options.exclude ? objectFilter(options) : null
    const out = new Set<ObjectKey>()
    const look = (objects: Objects, others: Objects, from: FilterContext["from"]): void => {
        for (const object of objects.values()) {
            if (isIgnored(object) || passes?.(object, { from, counterpart: others.get(object.key) ?? null }) === false)
                out.add(object.key)
        }
    }
    look(declared, current, "declared")
    look(current, declared, "database")
    if (out.size === 0) return { desired: declared, excluded: new Map(), isOut: () => false }
    addContents(out, [declared, current])
    addFollowers(out, [declared, current])
    addContents(out, [declared, current])
    const given = new Map([...current].filter(([key]) => out.has(key)))
    const included = [...declared].filter(([key]) => !out.has(key))
    return {
        desired: sortedByKey(new Map([...included, ...given])),
        excluded: given,
        isOut: (kind, path) => out.has(objectKey(kind, path)),
    }
}

/** Whether a schema of this name may be looked at although no entity is in it. */
export function includesSchema({ include, exclude }: ComparisonOptions): ((name: string) => boolean) | null {
    if (include?.schemas === undefined) return null
    const isIncluded = nameMatcher(include.schemas)
    const isExcluded = exclude?.schemas === undefined ? () => false : nameMatcher(exclude.schemas)
    return (name) => isIncluded([name]) && !isExcluded([name])
}

function objectFilter({ include, exclude }: Pick<ComparisonOptions, "include" | "exclude">): Test {
    const included = patternTest(include ?? {}, true)
    const excluded = patternTest(exclude ?? {}, false)
    return (object, context) =>
        included.name(object) &&
        !excluded.name(object) &&
        (included.predicate?.(object, context) ?? true) &&
        !(excluded.predicate?.(object, context) ?? false)
}

function patternTest(
    { objects, ...patterns }: ObjectPatterns,
    unspoken: boolean,
): { readonly name: (object: SchemaObject) => boolean; readonly predicate: Test | undefined } {
    const matchers = new Map(
        [...kindsByPlural].flatMap(([plural, kind]) => {
            const pattern = patterns[plural]
            return pattern === undefined ? [] : [[kind, nameMatcher(pattern)] as const]
        }),
    )
    return {
        name: ({ kind, path }) => matchers.get(kind)?.(path) ?? unspoken,
        predicate: objects && ((object, context) => objects(object, context)),
    }
}

/** What stands in an object that is out: its children, and their children. */
function addContents(out: Set<ObjectKey>, sides: readonly Objects[]): void {
    const found: ObjectKey[] = []
    for (const objects of sides) {
        const isInside = ({ parent }: SchemaObject): boolean => {
            if (parent === null) return false
            const holder = objects.get(parent)
            return out.has(parent) || (holder !== undefined && isInside(holder))
        }
        for (const object of objects.values()) if (isInside(object)) found.push(object.key)
    }
    found.forEach((key) => out.add(key))
}

/** A type that only columns use which are out, a schema in which all is out. */
function addFollowers(out: Set<ObjectKey>, sides: readonly Objects[]): void {
    const users = new Map<ObjectKey, Set<ObjectKey>>()
    for (const object of sides.flatMap((objects) => [...objects.values()])) {
        if (kindOf(object.kind).placement?.followsUsers && !out.has(object.key)) users.set(object.key, new Set())
    }
    for (const object of sides.flatMap((objects) => [...objects.values()])) {
        // What no entity declares, such as a comment on the type, is no use of it.
        if (kindOf(object.kind).declared?.canBeDeclared?.(object) === false) continue
        const { key, parent, requires } = object
        for (const needed of requires) users.get(needed)?.add(key)
        if (parent !== null) users.get(parent)?.add(key)
    }
    for (let changed = true; changed;) {
        changed = false
        for (const [key, own] of users) {
            if (out.has(key) || own.size === 0 || ![...own].every((user) => out.has(user))) continue
            out.add(key)
            changed = true
        }
    }
}

import type { Change } from "../core/change.js"
import { compareText, databaseSchema, type DatabaseSchema } from "../core/database-schema.js"
import { sameData } from "../core/equality.js"
import { objectKey, type ObjectKey } from "../core/object-key.js"
import type { AttributeRule, AttributeVerdict } from "../core/object-kind.js"
import { withOrigin, type SchemaObject } from "../core/schema-object.js"
import { kindOf } from "../kinds/index.js"
import type { ForcedDifferences } from "../schema/comparison-options.js"
import { relocateSchema, type Rename } from "../schema/relocate.js"
import { resolveNameConflicts, withEvictions } from "./name-conflicts.js"
import { matchStructures } from "./match-structures.js"

/** The difference of two schemas: the changes in place, and `current` as it is once its objects have their new names. */
export interface Comparison {
    readonly changes: readonly Change[]
    /** In the order in which they apply: outer names first. */
    readonly renames: readonly Rename[]
    readonly renamed: DatabaseSchema
    /** The declared renames among them, and those of what steps aside for these until it is dropped. */
    readonly cleared: readonly Rename[]
    /** What goes before anything is renamed, since it has a name that a renamed object gets; it is among the changes too. */
    readonly removed: readonly SchemaObject[]
    /** The objects of `current` that have such a name: they go, now or as soon as they can. */
    readonly inTheWay: readonly SchemaObject[]
    /** The objects of `current` that step aside, whether they go by themselves or with the table that they are in. */
    readonly evicted: readonly SchemaObject[]
}

/**
 * Compares two schemas. Renames are applied first; then what is the same under another name (by the kinds' structural matching)
 * is taken for a rename too; the rest is created, dropped or altered, attribute by attribute. `insisted` differs in any case.
 */
export function compareSchemas(
    current: DatabaseSchema,
    desired: DatabaseSchema,
    declared: readonly Rename[] = [],
    forcedDifferences: ForcedDifferences = new Map(),
): Comparison {
    const { schema, removed, renames, inTheWay, evicted } = resolveNameConflicts(current, desired, declared)
    const afterDeclared = relocateSchema(schema, renames)
    const alike = matchStructures(afterDeclared, desired, declared.length > 0 ? sameMeaning : null)
    const also = withEvictions(afterDeclared, desired, alike)
    const { renames: matched } = also
    const renamed = relocateSchema(afterDeclared, matched)
    const changes: Change[] = [
        ...removed.map((object) => ({ kind: "drop", object }) as const),
        ...renameChanges(schema, renames),
        ...renameChanges(afterDeclared, matched),
    ]
    let found = 0
    for (const object of desired.objects.values()) {
        const existing = renamed.objects.get(object.key)
        if (existing) found++
        const change = existing
            ? compareObjects(existing, object, forcedDifferences.get(object.key) ?? NOTHING_INSISTED)
            : ({ kind: "create", object } as const)
        if (change) changes.push(change)
    }
    // Most often there is nothing to be found.
    if (found < renamed.objects.size) {
        for (const object of renamed.objects.values())
            if (!desired.objects.has(object.key)) changes.push({ kind: "drop", object })
    }
    return {
        changes,
        renames: [...renames, ...matched],
        renamed,
        cleared: renames,
        removed,
        inTheWay: [...inTheWay, ...also.inTheWay],
        evicted: [...evicted, ...also.evicted],
    }
}

/** A schema as it is after renames, without what goes before them. */
export function renamedSchema(
    current: DatabaseSchema,
    desired: DatabaseSchema,
    declared: readonly Rename[],
): DatabaseSchema {
    const { schema, renames } = resolveNameConflicts(current, desired, declared)
    return relocateSchema(schema, renames)
}

/** Each rename with the object as it is at that moment: those of outer objects have been applied. */
function renameChanges(schema: DatabaseSchema, renames: readonly Rename[]): readonly Change[] {
    const changes: Change[] = []
    let state = schema
    let pending = renames
    while (pending.length > 0) {
        const batch = independent(pending)
        const moved = relocateSchema(state, batch)
        for (const rename of batch) {
            const from = state.objects.get(objectKey(rename.kind, rename.from))
            const to = moved.objects.get(objectKey(rename.kind, rename.to))
            if (from && to) changes.push({ kind: "rename", from, to })
        }
        state = moved
        pending = pending.slice(batch.length).map((next) => {
            const outer = batch.find((rename) => isInside(next.from, rename.from))
            return outer ? { ...next, from: [...outer.to, ...next.from.slice(outer.from.length)] } : next
        })
    }
    return changes
}

/** The first renames none of which is inside another of them: they can be applied in one go. */
function independent(renames: readonly Rename[]): readonly Rename[] {
    const outer = new Set<string>()
    for (const [index, { from }] of renames.entries()) {
        if (from.some((_, length) => length > 0 && outer.has(JSON.stringify(from.slice(0, length)))))
            return renames.slice(0, index)
        outer.add(JSON.stringify(from))
    }
    return renames
}

function isInside(path: readonly string[], outer: readonly string[]): boolean {
    return path.length > outer.length && outer.every((part, index) => part === path[index])
}

/**
 * The desired schema with the names that the database has for what means the same, so that another name is no difference.
 * `current` is as it is after declared renames.
 */
export function adoptNames(current: DatabaseSchema, desired: DatabaseSchema): DatabaseSchema {
    const matched = matchStructures(current, desired, null)
    return relocateSchema(
        desired,
        matched.map(({ kind, from, to }) => ({ kind, from: to, to: from })),
    )
}

/**
 * The desired schema with what the database has where nothing is declared, or what is the database's own affair, so that it stays
 * also where the object is recreated. `current` is as it is after all renames.
 */
export function inheritUndeclared(current: DatabaseSchema, desired: DatabaseSchema): DatabaseSchema {
    let adopts = false
    const objects = [...desired.objects.values()].map((object) => {
        const kind = kindOf(object.kind)
        const { optionalAttributes: optionalAttributes = [] } = kind.declared ?? {}
        const { environmentAttributes: local = [] } = kind.catalog
        if (optionalAttributes.length + local.length === 0) return object
        const existing = current.objects.get(object.key)
        const known = (existing?.definition ?? {}) as Readonly<Record<string, unknown>>
        const declared = object.definition as Readonly<Record<string, unknown>>
        const adopted = [
            ...optionalAttributes.filter((name) => declared[name] === null && (known[name] ?? null) !== null),
            ...local.filter((name) => !sameData(declared[name], known[name] ?? null)),
        ]
        if (adopted.length === 0) return object
        adopts = true
        const values = Object.fromEntries(adopted.map((name) => [name, known[name] ?? null]))
        const definition = { ...declared, ...values }
        const stays = (key: ObjectKey): boolean => desired.objects.has(key)
        return withOrigin(
            kind.make(object.path, kind.declared?.fitUndeclared?.(definition, object.path, stays) ?? definition),
            object.origin,
        )
    })
    return adopts ? databaseSchema(objects, desired.server) : desired
}

const NOTHING_INSISTED: readonly string[] = []

function compareObjects(from: SchemaObject, to: SchemaObject, forcedDifferences: readonly string[]): Change | null {
    const found = differingAttributes(from, to)
    if (found.length === 0 && forcedDifferences.length === 0) return null
    const differing = [
        ...found,
        ...forcedDifferences
            .filter((name) => !found.some(([known]) => known === name))
            .map((name) => [name, "alter"] as const),
    ]
    const attributes = differing.map(([name]) => name)
    const kind = differing.some(([, verdict]) => verdict === "replace") ? "replace" : "alter"
    return { kind, from, to, attributes }
}

/** The attributes that differ, with what the kind says must be done. */
function differingAttributes(from: SchemaObject, to: SchemaObject): readonly (readonly [string, AttributeVerdict])[] {
    if (from.definition === to.definition) return NO_DIFFERENCE
    const before = from.definition as Readonly<Record<string, unknown>>
    const after = to.definition as Readonly<Record<string, unknown>>
    let differing: (readonly [string, AttributeVerdict])[] | null = null
    for (const [name, rule] of rulesOf(from.kind)) {
        const verdict =
            typeof rule === "function"
                ? rule(from.definition, to.definition)
                : sameData(before[name], after[name])
                  ? null
                  : rule
        if (verdict === null || verdict === "ignore") continue
        differing ??= []
        differing.push([name, verdict])
    }
    return differing ? differing.sort(([a], [b]) => compareText(a, b)) : NO_DIFFERENCE
}

const NO_DIFFERENCE: readonly (readonly [string, AttributeVerdict])[] = []

const rulesByKind = new Map<string, readonly (readonly [string, AttributeRule<object>])[]>()

/** The attributes of a kind that can make a difference. */
function rulesOf(kind: string): readonly (readonly [string, AttributeRule<object>])[] {
    const known = rulesByKind.get(kind)
    if (known) return known
    const rules = Object.entries(kindOf(kind).attributes as Readonly<Record<string, AttributeRule<object>>>)
    const deciding = rules.filter(([, rule]) => rule !== "ignore")
    rulesByKind.set(kind, deciding)
    return deciding
}

/** Whether two objects of one key mean the same. */
export function sameMeaning(from: SchemaObject, to: SchemaObject): boolean {
    return differingAttributes(from, to).length === 0
}

/** The keys in which two schemas differ, whether by presence or by meaning. */
export function differingKeys(from: DatabaseSchema, to: DatabaseSchema): readonly ObjectKey[] {
    const keys = new Set([...from.objects.keys(), ...to.objects.keys()])
    return [...keys]
        .filter((key) => {
            const before = from.objects.get(key)
            const after = to.objects.get(key)
            return !before || !after || !sameMeaning(before, after)
        })
        .sort(compareText)
}

import type { Comparison } from "../compare/compare.js"
import type { Change } from "../core/change.js"
import { databaseSchema, type DatabaseSchema } from "../core/database-schema.js"
import type { Diagnostic } from "../core/diagnostic.js"
import { AutogenError } from "../core/errors.js"
import { objectKey, type ObjectKey } from "../core/object-key.js"
import type { Plan } from "../core/plan.js"
import type { Rename } from "../core/rename.js"
import type { SchemaObject } from "../core/schema-object.js"
import { shellArgument } from "../core/spec-name.js"
import { kindOf } from "../kinds/index.js"
import type { KeepOptions } from "./keep-unmanaged.js"
import { occupied } from "../schema/occupied.js"
import { relocateSchema } from "../schema/relocate.js"

/** The code of the diagnostics about names that unmanaged objects have. */
export const NAME_TAKEN = "name-taken"

/** The desired schema as far as names are free, and a word on what is not. */
export interface YieldedNames {
    readonly desired: DatabaseSchema
    readonly diagnostics: readonly Diagnostic[]
}

/**
 * Lets declared objects keep the names that they have in the database where the declared ones belong to what no revision made: nobody
 * asked for a rename, and what has the name is not ours to rename or to drop. Null where nothing has to yield.
 *
 * Throws `RENAME_INVALID` where one of the `asked` renames takes such a name.
 */
async function yieldTakenNames(
    { inTheWay, evicted, renames, renamed }: Pick<Comparison, "inTheWay" | "evicted" | "renames" | "renamed">,
    desired: DatabaseSchema,
    asked: readonly Rename[],
    isManaged: KeepOptions["isManaged"],
): Promise<YieldedNames | null> {
    const isAsked = keysOf(asked)
    const yielding: Rename[] = []
    const diagnostics: Diagnostic[] = []
    const movesWithParent = async ({ parent }: SchemaObject): Promise<boolean> => {
        const around = parent === null || desired.objects.has(parent) ? undefined : renamed.objects.get(parent)
        return around !== undefined && ((await isManaged?.(around)) ?? false)
    }
    for (const holder of new Set([...inTheWay, ...evicted])) {
        if ((await isManaged?.(holder)) || (await movesWithParent(holder))) continue
        const names = new Set([holder.key, ...occupied(holder)])
        const takers = renames.filter(({ kind, to }) => {
            const target = desired.objects.get(objectKey(kind, to))
            return target !== undefined && [target.key, ...occupied(target)].some((name) => names.has(name))
        })
        if (takers.length === 0 || takers.some((rename) => isAsked(rename, renamed))) throw takenByRename(holder)
        yielding.push(...takers)
        diagnostics.push(...takers.map(({ kind, from, to }) => keepsName(objectKey(kind, from), to, holder)))
    }
    if (yielding.length === 0) return null
    const back = yielding.map(({ kind, from, to }) => ({ kind, from: to, to: from }))
    return { desired: relocateSchema(desired, back), diagnostics }
}

/** The comparison in which no unmanaged object has to give its name to one that nobody asked to rename. */
export async function withFreeNames(
    desired: DatabaseSchema,
    compare: (desired: DatabaseSchema) => Comparison,
    asked: readonly Rename[],
    isManaged: KeepOptions["isManaged"],
): Promise<YieldedNames & { readonly first: Comparison }> {
    const diagnostics: Diagnostic[] = []
    for (let wanted = desired; ;) {
        const first = compare(wanted)
        const yielded = await yieldTakenNames(first, wanted, asked, isManaged)
        if (!yielded) return { first, desired: wanted, diagnostics }
        diagnostics.push(...yielded.diagnostics)
        wanted = yielded.desired
    }
}

/** Whether a rename is one of those; of what is in a renamed table the new place counts. */
function keysOf(asked: readonly Rename[]): (rename: Rename, renamed: DatabaseSchema) => boolean {
    const ends = new Set(asked.map(({ kind, to }) => objectKey(kind, to)))
    return ({ kind, to }) => ends.has(objectKey(kind, to))
}

/** What cannot be created, since an unmanaged object has its name or its place. */
export interface BlockedCreations {
    /** What is left of the desired schema. */
    readonly desired: DatabaseSchema
    readonly changes: readonly Change[]
    readonly diagnostics: readonly Diagnostic[]
}

/**
 * Takes out of the desired schema what cannot be created beside what is kept as it is: a table has one primary key, a schema one relation
 * of a name. Such a creation stays a difference, and an error says what to do.
 */
export function blockedCreations(
    changes: readonly Change[],
    desired: DatabaseSchema,
    kept: readonly SchemaObject[],
): BlockedCreations {
    const holders = new Map(kept.flatMap((object) => occupied(object).map((name) => [name, object] as const)))
    const blocked = new Map<ObjectKey, SchemaObject>()
    const diagnostics: Diagnostic[] = []
    for (const change of holders.size === 0 ? [] : changes) {
        if (change.kind !== "create") continue
        const { object } = change
        const holder = occupied(object).flatMap((name) => holders.get(name) ?? [])[0]
        if (!holder) continue
        blocked.set(object.key, object)
        diagnostics.push(cannotCreate(object, holder))
    }
    if (blocked.size === 0) return { desired, changes: [], diagnostics }
    const isBlocked = ({ key, parent }: SchemaObject): boolean => {
        const around = parent === null ? undefined : desired.objects.get(parent)
        return blocked.has(key) || (around !== undefined && isBlocked(around))
    }
    const left = [...desired.objects.values()].filter((object) => !isBlocked(object))
    return {
        desired: databaseSchema(left, desired.server),
        changes: changes.filter((change) => change.kind === "create" && isBlocked(change.object)),
        diagnostics,
    }
}

/** Throws `NAME_TAKEN` where a plan leaves out what cannot be created. */
export function expectNamesFree({ diagnostics }: Pick<Plan, "diagnostics">): void {
    const taken = diagnostics.filter(({ severity, code }) => severity === "error" && code === NAME_TAKEN)
    if (taken.length === 0) return
    throw new AutogenError({
        code: "NAME_TAKEN",
        message: `nothing was written, since names are taken by other objects:\n${taken.map(({ message }) => `  ${message}`).join("\n")}`,
        next: "declare the other object, rename or drop it in a migration of your own, or drop it in this one with --drop",
        fields: { objects: taken.map(({ object }) => object) },
    })
}

function takenByRename(holder: SchemaObject): AutogenError {
    return new AutogenError({
        code: "RENAME_INVALID",
        message: `the new name of a rename is already taken by "${holder.key}", which no migration of this project created`,
        next: `omit the rename, rename or drop that object first, or drop it in this migration: ${dropFlag(holder)}`,
        fields: { object: holder.key },
    })
}

function keepsName(from: ObjectKey, to: readonly string[], holder: SchemaObject): Diagnostic {
    return {
        severity: "warning",
        code: NAME_TAKEN,
        object: from,
        message: `"${from}" keeps its name, although the entities call it ${JSON.stringify(to.at(-1))}: "${holder.key}", which no migration of this project created, has that name`,
    }
}

function cannotCreate(object: SchemaObject, holder: SchemaObject): Diagnostic {
    const text = (one: SchemaObject): string => {
        const description = kindOf(one.kind).report?.describe?.(one) ?? ""
        return `"${one.key}"${description === "" ? "" : ` ${description}`}`
    }
    const isSamePlace = object.parent === holder.parent && object.kind === holder.kind
    const { label } = kindOf(object.kind)
    const reason = isSamePlace
        ? `a table can have only one ${label}, and has ${text(holder)}, which no migration of this project created`
        : `its name is taken by ${text(holder)}, which no migration of this project created`
    const choices = isSamePlace
        ? `declare the existing ${label}`
        : `declare another name in ${object.origin?.entity ?? "the entity"}`
    return {
        severity: "error",
        code: NAME_TAKEN,
        object: object.key,
        message: `${text(object)} cannot be created: ${reason}; ${choices}, or drop the other one: ${dropFlag(holder)}`,
    }
}

function dropFlag({ key }: SchemaObject): string {
    return `--drop ${shellArgument(key)}`
}

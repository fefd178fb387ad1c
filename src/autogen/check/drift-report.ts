import { changedObject, type Change } from "../core/change.js"
import { compareText } from "../core/database-schema.js"
import type { ObjectKey } from "../core/object-key.js"
import type { Plan } from "../core/plan.js"
import type { SchemaObject } from "../core/schema-object.js"
import { kindOf } from "../kinds/index.js"

/** One difference between the database and the entities, as plain data. `from` is the database, `to` the entities. */
export interface Drift {
    readonly object: ObjectKey
    /** The kind of object, in words: "foreign key". */
    readonly kind: string
    readonly change: Change["kind"]
    /** The attributes that differ, for alter and replace. */
    readonly attributes: readonly string[]
    readonly from: string | null
    readonly to: string | null
    /** The object that holds this one, a table mostly: reports are grouped by it. */
    readonly group: string
    readonly entity: string | null
    readonly property: string | null
    readonly file: string | null
}

/** What a report may ask. */
export interface DriftReportOptions {
    /** The file that declares an entity's class, where it can be found. */
    readonly fileOf?: (className: string) => string | undefined
}

/**
 * The differences of a plan as a report: one entry an object, without those that a creation or a drop of their parent brings along.
 *
 * @example
 * ```ts
 * const plan = await planEntities(dataSource, queryable)
 * for (const { object, from, to } of driftReport(plan)) console.log(object, from, "->", to)
 * ```
 */
export function driftReport(plan: Pick<Plan, "changes">, options: DriftReportOptions = {}): readonly Drift[] {
    const whole = new Set<string>(
        plan.changes.flatMap(({ kind, ...change }) => ("object" in change ? [`${kind} ${change.object.key}`] : [])),
    )
    return plan.changes
        .filter((change) => !isBroughtAlong(change, whole))
        .map((change) => drift(change, options))
        .sort((a, b) => compareText(a.group, b.group) || compareText(a.object, b.object))
}

function isBroughtAlong(change: Change, whole: ReadonlySet<string>): boolean {
    if (change.kind !== "create" && change.kind !== "drop") return false
    const { parent } = change.object
    return parent !== null && whole.has(`${change.kind} ${parent}`)
}

function drift(change: Change, options: DriftReportOptions): Drift {
    const object = changedObject(change)
    const before = change.kind === "create" ? null : change.kind === "drop" ? change.object : change.from
    const after = change.kind === "drop" ? null : object
    const origin = after?.origin ?? object.origin
    const renamed = change.kind === "rename"
    return {
        object: object.key,
        kind: kindOf(object.kind).label,
        change: change.kind,
        attributes: "attributes" in change ? change.attributes : [],
        from: before && (renamed ? (before.path.at(-1) ?? "") : describe(before)),
        to: after && (renamed ? (after.path.at(-1) ?? "") : describe(after)),
        group: object.path.slice(0, 2).join("."),
        entity: origin?.entity ?? null,
        property: origin?.property ?? null,
        file: (origin && options.fileOf?.(origin.entity)) ?? null,
    }
}

function describe(object: SchemaObject): string {
    return kindOf(object.kind).describe?.(object) ?? ""
}

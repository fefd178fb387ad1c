import { changedObject, type Change } from "../core/change.js"
import { compareText } from "../core/database-schema.js"
import { pathText, type ObjectKey } from "../core/object-key.js"
import type { Plan } from "../core/plan.js"
import type { Origin, SchemaObject } from "../core/schema-object.js"
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

/** What a report is made of. With `desired`, what is dropped from a table is ascribed to the entity of that table. */
export type ReportedPlan = Pick<Plan, "changes"> & Partial<Pick<Plan, "desired">>

/**
 * The differences of a plan as a report: one entry an object, without those that the creation or the drop of their table brings
 * along.
 *
 * @example
 * ```ts
 * const plan = await planEntities(dataSource, queryable)
 * for (const { object, from, to } of driftReport(plan)) console.log(object, from, "->", to)
 * ```
 */
export function driftReport(plan: ReportedPlan, options: DriftReportOptions = {}): readonly Drift[] {
    const whole = new Set(
        plan.changes.flatMap((change) => (isOfTable(change) ? [wholeKey(change, change.object)] : [])),
    )
    return plan.changes
        .filter((change) => !isBroughtAlong(change, whole))
        .map((change) => drift(change, plan, options))
        .sort((a, b) => compareText(a.group, b.group) || compareText(a.object, b.object))
}

type WholeChange = Extract<Change, { readonly object: SchemaObject }>

/** Of a table, a type or what lies in one. A schema's creation says nothing of the tables that are missing in it. */
function isOfTable(change: Change): change is WholeChange {
    return "object" in change && change.object.path.length > 1
}

function isBroughtAlong(change: Change, whole: ReadonlySet<string>): boolean {
    if (!isOfTable(change)) return false
    const { parent } = change.object
    return parent !== null && whole.has(wholeKey(change, { key: parent }))
}

function wholeKey({ kind }: WholeChange, { key }: Pick<SchemaObject, "key">): string {
    return `${kind} ${key}`
}

function drift(change: Change, { desired }: ReportedPlan, options: DriftReportOptions): Drift {
    const object = changedObject(change)
    const origin = originOf(object, desired)
    const [from, to] = valuesOf(change)
    return {
        object: object.key,
        kind: kindOf(object.kind).label,
        change: change.kind,
        attributes: "attributes" in change ? change.attributes : [],
        from,
        to,
        group: pathText(object.path.slice(0, 2)),
        entity: origin?.entity ?? null,
        property: origin?.property ?? null,
        file: (origin && options.fileOf?.(origin.entity)) ?? null,
    }
}

/** What no entity declares may still stand in a table that one declares. */
function originOf(object: SchemaObject, desired: Plan["desired"] | undefined): Origin | undefined {
    let at: SchemaObject | undefined = desired?.objects.get(object.key) ?? object
    while (at !== undefined && at.origin === undefined) {
        at = at.parent === null ? undefined : desired?.objects.get(at.parent)
    }
    return at?.origin
}

function valuesOf(change: Change): readonly [string | null, string | null] {
    switch (change.kind) {
        case "create":
            return [null, describe(change.object)]
        case "drop":
            return [describe(change.object), null]
        case "rename":
            return pathText(change.from.path) === pathText(change.to.path)
                ? [describe(change.from), describe(change.to)]
                : [nameOf(change, change.from), nameOf(change, change.to)]
        case "alter":
        case "replace": {
            const before = describe(change.from)
            const after = describe(change.to)
            if (before !== after) return [before, after]
            // The kind's own words leave out what differs.
            return [attributesOf(change.from, change.attributes), attributesOf(change.to, change.attributes)]
        }
    }
}

/** The last name; all of them when the object moves to another place. */
function nameOf({ from, to }: { readonly from: SchemaObject; readonly to: SchemaObject }, side: SchemaObject): string {
    const stays = pathText(from.path.slice(0, -1)) === pathText(to.path.slice(0, -1))
    return pathText(stays ? side.path.slice(-1) : side.path)
}

function attributesOf(object: SchemaObject, attributes: readonly string[]): string {
    const values = new Map<string, unknown>(Object.entries(object.definition))
    return attributes.map((name) => `${name} ${JSON.stringify(values.get(name)) ?? "none"}`).join(", ")
}

function describe(object: SchemaObject): string {
    return kindOf(object.kind).report?.describe?.(object) ?? ""
}

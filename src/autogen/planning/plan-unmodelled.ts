import { UNMODELLED } from "../check/format-unmodelled.js"
import type { Change } from "../core/change.js"
import { databaseSchema, type DatabaseSchema } from "../core/database-schema.js"
import type { Diagnostic } from "../core/diagnostic.js"
import { AutogenError } from "../core/errors.js"
import { grouped } from "../core/groups.js"
import { objectKey, type ObjectKey } from "../core/object-key.js"
import { operation } from "../core/operation.js"
import { hazardsOf, type Operations, type PlanStep } from "../core/plan.js"
import type { SchemaObject } from "../core/schema-object.js"
import { unmodelledIdentity, unmodelledText, type Unmodelled } from "../core/unmodelled.js"
import { refusalOperations } from "../operations/refusal.js"
import type { UnmodelledOnWay } from "./plan-steps.js"
import { relocateUnmodelled, type Rename } from "../schema/relocate.js"
import { compileOperation } from "../operations/index.js"

// What no kind reads: said where it is there, refused where a plan would make another thing of it.

/** What of two databases no kind reads. */
export interface UnmodelledSides {
    /** By the names that are there. */
    readonly current: readonly Unmodelled[]
    /** The same by the names after all renames. */
    readonly renamed: readonly Unmodelled[]
    /** Of the database that shall be. Null where entities are what shall be: they say nothing of it. */
    readonly desired: readonly Unmodelled[] | null
}

/** What of both sides no kind reads, without that of objects that are excluded; `objects` are those that shall be. */
export function unmodelledSides(
    current: DatabaseSchema,
    desired: readonly Unmodelled[] | undefined,
    { objects }: DatabaseSchema,
    renames: readonly Rename[],
    excluded: ReadonlyMap<ObjectKey, unknown>,
): UnmodelledSides {
    const isLooked = ({ object }: Unmodelled): boolean => object === null || !excluded.has(object)
    const there = (current.unmodelled ?? []).filter(isLooked)
    return {
        current: there,
        renamed: relocateUnmodelled(there, current.objects.values(), renames),
        desired: desired
            ? desired.filter((one) => isLooked(one) && (one.object === null || objects.has(one.object)))
            : null,
    }
}

/** Both directions of a plan, each with what of its objects no kind reads. */
export function unmodelledOnWay({ current, renamed, desired }: UnmodelledSides): UnmodelledOnWay {
    // Names may be the old ones or the new ones, by the step.
    const before = current === renamed ? current : [...current, ...renamed]
    const after = desired ?? []
    return { up: { left: before, wanted: after }, down: { left: after, wanted: before } }
}

/** The schema that is, by the names after all renames, and the one that shall be. */
export interface UnmodelledSchemas {
    readonly renamed: DatabaseSchema
    readonly desired: DatabaseSchema
}

/** One word on each thing that no kind reads, and in a comparison of two databases a loud one on each that differs. */
export function unmodelledDiagnostics(sides: UnmodelledSides, schemas: UnmodelledSchemas): readonly Diagnostic[] {
    return [...sides.current.filter(({ notice }) => notice === "loud").map(isThere), ...differences(sides, schemas)]
}

function isThere(one: Unmodelled): Diagnostic {
    return {
        severity: "info",
        code: UNMODELLED,
        object: one.object,
        message: `${unmodelledText(one)}: not modelled, so neither compared nor changed`,
    }
}

/** The differences of two databases that no plan makes. What goes or comes with an object is a hazard of that, or no difference. */
function differences({ renamed, desired }: UnmodelledSides, schemas: UnmodelledSchemas): readonly Diagnostic[] {
    if (desired === null) return []
    const isOn = ({ object }: Unmodelled, { objects }: DatabaseSchema): boolean =>
        object === null || objects.has(object)
    const counts = (one: Unmodelled): boolean =>
        one.notice !== "environment" &&
        isOn(one, schemas.desired) &&
        (isOn(one, schemas.renamed) || (one.name !== null && !one.isPart))
    const before = byIdentity(renamed.filter(counts))
    const after = byIdentity(desired.filter(counts))
    const word = (one: Unmodelled, what: string): Diagnostic => ({
        severity: "warning",
        code: UNMODELLED,
        object: one.object,
        message: `${unmodelledText(one)} ${what}; do it by hand, in a migration of its own (typeorm-autogen create)`,
    })
    return [
        ...[...after].flatMap(([identity, one]) =>
            before.has(identity)
                ? []
                : [word(one, "is only in the desired database: this plan cannot create what is not modelled")],
        ),
        ...[...before].flatMap(([identity, one]) => {
            const other = after.get(identity)
            if (!other)
                return [word(one, "is only in the current database: this plan cannot drop what is not modelled")]
            if (other.value === one.value) return []
            const to = one.name === null ? `, where the desired database has ${other.value || "another"}` : ""
            return [word(one, `differs between the two databases${to}: this plan cannot alter what is not modelled`)]
        }),
    ]
}

function byIdentity(all: readonly Unmodelled[]): ReadonlyMap<string, Unmodelled> {
    return new Map(all.map((one) => [unmodelledIdentity(one), one]))
}

/**
 * The desired schema with the schemas that cannot be dropped, since something that no kind reads is in them and stays. `current` is by
 * the names after all renames.
 */
export function keepHeldSchemas(
    { renamed }: UnmodelledSides,
    current: DatabaseSchema,
    desired: DatabaseSchema,
): { readonly desired: DatabaseSchema; readonly diagnostics: readonly Diagnostic[] } {
    const stays = (key: ObjectKey | null): boolean => key === null || desired.objects.has(key)
    const held = grouped(
        renamed.flatMap((one) => {
            const schema = one.schema ?? (one.what === "schema" ? one.value : null)
            return schema !== null && stays(one.object) ? [{ one, schema }] : []
        }),
        ({ schema }) => objectKey("schema", [schema]),
    )
    const kept = [...held].flatMap(([key, holders]) => {
        const object = current.objects.get(key)
        return object && !desired.objects.has(key) ? [{ object, holders: holders.map(({ one }) => one) }] : []
    })
    if (kept.length === 0) return { desired, diagnostics: [] }
    return {
        desired: databaseSchema([...desired.objects.values(), ...kept.map(({ object }) => object)], desired.server),
        diagnostics: kept.map(({ object, holders }) => ({
            severity: "warning",
            code: UNMODELLED,
            object: object.key,
            message: `"${object.key}" is kept: ${listed(holders.map(holderText))} in it is not modelled, and Postgres drops only an empty schema`,
        })),
    }
}

function holderText(one: Unmodelled): string {
    return one.name === null && one.object !== null ? `"${one.object}"` : unmodelledText(one)
}

/** Throws where a plan would make another thing of something than what it is to be, or needs what it cannot make. */
export function expectModelled(
    { renamed, desired }: UnmodelledSides,
    changes: readonly Change[],
    current: DatabaseSchema,
    target: DatabaseSchema,
): void {
    if (desired === null) return
    const before = byIdentity(renamed)
    const made = new Map(changes.flatMap((change) => madeBy(change).map(({ key, kind }) => [key, kind] as const)))
    const faults = [
        ...desired.flatMap((one) => missingFor(one, before, made)),
        ...desired.flatMap((one) =>
            one.object !== null && one.stops !== null && !current.objects.has(one.object)
                ? [
                      {
                          object: one.object,
                          text: `"${one.object}" cannot be created: ${unmodelledText(one)} is not modelled, and a plain one would differ`,
                      },
                  ]
                : [],
        ),
        ...changedShapes(renamed, desired, [current, target]),
    ]
    if (faults.length === 0) return
    throw new AutogenError({
        code: "UNMODELLED",
        message: `no plan: ${faults.map(({ text }) => text).join("; ")}`,
        next: "create that part by hand first, in a migration of its own (typeorm-autogen create), or exclude the object (`exclude`)",
        fields: { objects: [...new Set(faults.map(({ object }) => object))] },
    })
}

interface Fault {
    readonly object: ObjectKey
    readonly text: string
}

/** What a change makes or remakes. */
function madeBy(change: Change): readonly SchemaObject[] {
    switch (change.kind) {
        case "create":
            return [change.object]
        case "alter":
        case "replace":
            return [change.to]
        case "drop":
        case "rename":
            return []
    }
}

function missingFor(
    one: Unmodelled,
    before: ReadonlyMap<string, Unmodelled>,
    made: ReadonlyMap<ObjectKey, string>,
): readonly Fault[] {
    if (one.neededBy.length === 0 || before.has(unmodelledIdentity(one))) return []
    const users = one.neededBy.filter((key) => made.has(key))
    const [object] = users
    if (object === undefined) return []
    const names = listed(users.map((key) => `"${key}"`))
    return [
        {
            object,
            text: `${names} ${users.length === 1 ? "needs" : "need"} ${unmodelledText(one)}, which the current database lacks and no plan can create`,
        },
    ]
}

/** Of objects that are on both sides: a table that is partitioned, typed or inherits on one side only, or in another way. */
function changedShapes(
    renamed: readonly Unmodelled[],
    desired: readonly Unmodelled[],
    schemas: readonly DatabaseSchema[],
): readonly Fault[] {
    const shapes = (all: readonly Unmodelled[]) => byIdentity(all.filter(({ stops }) => stops === "difference"))
    const before = shapes(renamed)
    const after = shapes(desired)
    const identities = [...new Set([...before.keys(), ...after.keys()])]
    return identities.flatMap((identity) => {
        const [was, becomes] = [before.get(identity), after.get(identity)]
        const object = was?.object ?? becomes?.object ?? null
        if (object === null || was?.value === becomes?.value) return []
        if (!schemas.every(({ objects }) => objects.has(object))) return []
        const words = (one: Unmodelled | undefined): string => one?.value ?? "none"
        const { what = "" } = was ?? becomes ?? {}
        return [
            {
                object,
                text: `the ${what} of "${object}" cannot be altered: ${words(was)} in the current database, ${words(becomes)} in the desired one`,
            },
        ]
    })
}

/** Steps whose way back refuses, before anything is changed, where it would have to make again what cannot be made. */
export function withRefusals(
    steps: readonly PlanStep[],
    { renamed }: UnmodelledSides,
    changes: readonly Change[],
    server: DatabaseSchema["server"],
): readonly PlanStep[] {
    const dropped = new Set(changes.flatMap((change) => (change.kind === "drop" ? [change.object.key] : [])))
    const lost = renamed.filter(({ object, stops }) => stops !== null && object !== null && dropped.has(object))
    const last = steps.at(-1)
    if (lost.length === 0 || !last) return steps
    const [reason, next] = [
        `cannot go back: ${listed(lost.map((one) => `"${one.object ?? ""}" had ${one.what}${one.value === "" ? "" : ` ${one.value}`}`))}, which is not modelled, and a plain one would differ`,
        "create it by hand, with its rows from a backup, then take this migration out of the history",
    ]
    const planned = operation(refusalOperations, "refuse", reason, next)
    const refusal: Operations = [
        {
            operation: planned,
            statements: compileOperation({ defaultSchema: server.defaultSchema }, planned.name, planned.args),
            objects: lost.flatMap(({ object }) => object ?? []),
        },
    ]
    return [...steps.slice(0, -1), { ...last, down: [...refusal, ...last.down] }]
}

/** In a comparison of two databases, a loud word on what no kind reads and Postgres refuses to go on with. */
export function refusedDependents({ desired }: UnmodelledSides, up: Operations): readonly Diagnostic[] {
    if (desired === null) return []
    return hazardsOf(up).flatMap(({ kind, object, reason, safer }) =>
        kind === "unmanaged-dependent"
            ? [{ severity: "warning", code: UNMODELLED, object, message: `"${object}": ${reason}; ${safer}` } as const]
            : [],
    )
}

function listed(texts: readonly string[]): string {
    const [last = "", ...others] = [...texts].reverse()
    return others.length === 0 ? last : `${others.reverse().join(", ")} and ${last}`
}

import { compareSchemas } from "../compare/compare.js"
import { databaseSchema, type DatabaseSchema } from "../core/database-schema.js"
import type { ObjectKey } from "../core/object-key.js"
import type { Operations, PlanStep } from "../core/plan.js"
import type { UnmanagedDependent } from "../core/unmanaged-dependent.js"
import { underHeldLocks } from "../plan/held-locks.js"
import type { UnmodelledAttributes } from "../plan/lost-attributes.js"
import { planOperations } from "../plan/plan-operations.js"
import { leadingPreconditions } from "../plan/preconditions.js"
import type { StagedPath } from "../plan/staged-path.js"
import type { ForcedDifferences } from "../schema/comparison-options.js"
import { relocateUnread, type Rename } from "../schema/relocate.js"

/** What no kind reads, by the names that are there and by those after all renames. */
export interface UnreadOnWay {
    readonly before: readonly UnmanagedDependent[]
    readonly after: readonly UnmanagedDependent[]
}

/** What of the objects no kind reads, on each direction's two sides. */
export interface UnmodelledOnWay {
    readonly up: UnmodelledAttributes
    readonly down: UnmodelledAttributes
}

/** How the end of a way is compared that is what there is: names change there, and the user's own comparisons insist. */
interface Outset {
    readonly renames: readonly Rename[]
    readonly forcedDifferences: ForcedDifferences
}

/** Where the first leg begins. */
type WayStart = Outset & { readonly schema: DatabaseSchema }

/**
 * Plans each leg of a way, upwards and downwards; legs that may share a transaction are one step. `from` is how the first leg up
 * begins, `back` how the last leg down ends.
 */
export function planSteps(
    way: StagedPath,
    from: WayStart,
    back: Outset,
    preconditions: boolean,
    unmanagedDependents: UnreadOnWay,
    unmodelled: UnmodelledOnWay,
    unmade: ReadonlySet<ObjectKey>,
): readonly PlanStep[] {
    const { renamesAt = 0 } = way
    const stops = [...way.waypoints, { up: way.end, down: way.end, left: way.end, commits: true }]
    const steps: PlanStep[] = []
    const questions = preconditions ? firstQuestions(way, from) : []
    let open: PlanStep = { up: questions, down: [] }
    stops.forEach((stop, index) => {
        const before = stops[index - 1]
        const renames = index === renamesAt
        const start = {
            schema: before?.up ?? from.schema,
            unread: index > renamesAt ? unmanagedDependents.after : unmanagedDependents.before,
        }
        const common = { preconditions, unmade }
        const up = planLeg(start, stop.up, renames ? from : undefined, { ...common, unmodelled: unmodelled.up })
        const end = {
            schema: stop.left,
            unread: index < renamesAt ? unmanagedDependents.before : unmanagedDependents.after,
        }
        const down = planLeg(end, before?.down ?? from.schema, renames ? back : undefined, {
            ...common,
            unmodelled: unmodelled.down,
        })
        open = {
            up: [...open.up, ...(steps.length === 0 ? without(up, questions) : up)],
            down: [...down, ...open.down],
        }
        if (!stop.commits) return
        // Questions alone are no step: they begin the first that changes anything.
        if (steps.length === 0 && open.up.length === questions.length && open.down.length === 0) return
        if (open.up.length + open.down.length > 0)
            steps.push({ up: underHeldLocks(open.up), down: underHeldLocks(open.down) })
        open = { up: [], down: [] }
    })
    return steps
}

/** All rows are asked about before the first step changes anything: whoever stops later leaves a change half-done. */
function firstQuestions({ waypoints, end }: StagedPath, { schema, renames, forcedDifferences }: WayStart): Operations {
    if (!waypoints.some(({ commits }) => commits)) return []
    const { changes } = compareSchemas(schema, end, renames, forcedDifferences)
    return leadingPreconditions({ changes, before: schema, to: end, renames })
}

/** In one transaction a question is asked once. */
function without(operations: Operations, asked: Operations): Operations {
    const known = new Set(asked.map(({ operation }) => JSON.stringify(operation)))
    return operations.filter(({ operation }) => !known.has(JSON.stringify(operation)))
}

interface LegOptions {
    readonly preconditions: boolean
    readonly unmodelled: UnmodelledAttributes
    readonly unmade: ReadonlySet<ObjectKey>
}

function planLeg(
    { schema: from, unread }: { readonly schema: DatabaseSchema; readonly unread: readonly UnmanagedDependent[] },
    to: DatabaseSchema,
    outset: Outset | undefined,
    { preconditions, unmodelled, unmade }: LegOptions,
): Operations {
    const { changes, renamed, removed, renames } = compareSchemas(from, to, outset?.renames, outset?.forcedDifferences)
    const asked = preconditions ? { preconditions: { before: from, renames: outset?.renames ?? [] } } : {}
    const common = { unmodelled, unmade }
    const standing = { unread: relocateUnread(unread, from.objects.values(), renames) }
    if (removed.length === 0) return planOperations({ changes, from: renamed, to, ...asked, ...standing, ...common })
    const gone = new Set(removed.map(({ key }) => key))
    const left = databaseSchema(
        [...from.objects.values()].filter(({ key }) => !gone.has(key)),
        from.server,
    )
    const drops = removed.map((object) => ({ kind: "drop", object }) as const)
    const rest = changes.slice(drops.length)
    return [
        ...planOperations({ changes: drops, from, to: left, unread, ...common }),
        ...planOperations({ changes: rest, from: renamed, to, ...asked, ...standing, ...common }),
    ]
}

import { compareSchemas } from "./compare/compare.js"
import { databaseSchema, type DatabaseSchema } from "./core/database-schema.js"
import type { Operations, PlanStep } from "./core/plan.js"
import type { UnreadDependent } from "./core/unread-dependent.js"
import { underHeldLocks } from "./plan/held-locks.js"
import type { UnmodelledAttributes } from "./plan/lost-attributes.js"
import { planOperations } from "./plan/plan-operations.js"
import type { OnlineWay } from "./plan/waypoints.js"
import type { InsistedDifferences } from "./schema/comparison-options.js"
import { relocateUnread, type Rename } from "./schema/relocate.js"

/** What no kind reads, by the names that are there and by those after all renames. */
export interface UnreadOnWay {
    readonly before: readonly UnreadDependent[]
    readonly after: readonly UnreadDependent[]
}

/** What of the objects no kind reads, on each direction's two sides. */
export interface UnmodelledOnWay {
    readonly up: UnmodelledAttributes
    readonly down: UnmodelledAttributes
}

/** How the end of a way is compared that is what there is: names change there, and the user's own comparisons insist. */
interface Outset {
    readonly renames: readonly Rename[]
    readonly insisted: InsistedDifferences
}

/**
 * Plans each leg of a way, upwards and downwards; legs that may share a transaction are one step. `from` is how the first leg up
 * begins, `back` how the last leg down ends.
 */
export function planSteps(
    way: OnlineWay,
    from: Outset & { readonly schema: DatabaseSchema },
    back: Outset,
    preconditions: boolean,
    unread: UnreadOnWay,
    unmodelled: UnmodelledOnWay,
): readonly PlanStep[] {
    const { renamesAt = 0 } = way
    const stops = [...way.waypoints, { up: way.end, down: way.end, left: way.end, commits: true }]
    const steps: PlanStep[] = []
    let open: PlanStep = { up: [], down: [] }
    stops.forEach((stop, index) => {
        const before = stops[index - 1]
        const renames = index === renamesAt
        const start = { schema: before?.up ?? from.schema, unread: index > renamesAt ? unread.after : unread.before }
        const up = planLeg(start, stop.up, renames ? from : undefined, preconditions, unmodelled.up)
        const end = { schema: stop.left, unread: index < renamesAt ? unread.before : unread.after }
        const down = planLeg(
            end,
            before?.down ?? from.schema,
            renames ? back : undefined,
            preconditions,
            unmodelled.down,
        )
        open = { up: [...open.up, ...up], down: [...down, ...open.down] }
        if (!stop.commits) return
        if (open.up.length + open.down.length > 0)
            steps.push({ up: underHeldLocks(open.up), down: underHeldLocks(open.down) })
        open = { up: [], down: [] }
    })
    return steps
}

function planLeg(
    { schema: from, unread }: { readonly schema: DatabaseSchema; readonly unread: readonly UnreadDependent[] },
    to: DatabaseSchema,
    outset: Outset | undefined,
    preconditions: boolean,
    unmodelled: UnmodelledAttributes,
): Operations {
    const { changes, renamed, removed, renames } = compareSchemas(from, to, outset?.renames, outset?.insisted)
    const asked = preconditions ? { preconditions: { before: from, renames: outset?.renames ?? [] } } : {}
    const standing = { unread: relocateUnread(unread, from.objects.values(), renames) }
    if (removed.length === 0) return planOperations({ changes, from: renamed, to, ...asked, ...standing, unmodelled })
    const gone = new Set(removed.map(({ key }) => key))
    const left = databaseSchema(
        [...from.objects.values()].filter(({ key }) => !gone.has(key)),
        from.server,
    )
    const drops = removed.map((object) => ({ kind: "drop", object }) as const)
    const rest = changes.slice(drops.length)
    return [
        ...planOperations({ changes: drops, from, to: left, unread, unmodelled }),
        ...planOperations({ changes: rest, from: renamed, to, ...asked, ...standing, unmodelled }),
    ]
}

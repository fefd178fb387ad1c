import { askedBackfills, withBackfills } from "./backfills.js"
import { compareSchemas, type Comparison } from "../compare/compare.js"
import type { DatabaseSchema } from "../core/database-schema.js"
import { AutogenError } from "../core/errors.js"
import type { ObjectKey } from "../core/object-key.js"
import type { Plan } from "../core/plan.js"
import type { SchemaObject } from "../core/schema-object.js"
import { inOneTransaction, intermediateSchemas, withHeadStart } from "../plan/staged-path.js"
import { unmodelledOnWay, withRefusals, type UnmodelledSides } from "./plan-unmodelled.js"
import { planSteps } from "./plan-steps.js"
import type { ForcedDifferences } from "../schema/comparison-options.js"
import { relocateObjects, relocateUnread, type Rename } from "../schema/relocate.js"
import { invertedRenames } from "../schema/rename-paths.js"
import { withConversions } from "./user-conversions.js"
import type { PlanOptions } from "./plan-options.js"

/** What lies between two schemas, and how they were compared. */
export interface Difference {
    readonly current: DatabaseSchema
    readonly desired: DatabaseSchema
    readonly forward: Comparison
    readonly renames: readonly Rename[]
    readonly forcedDifferences: ForcedDifferences
}

/** The difference with what rows get, in either direction. */
export async function withValues(difference: Difference, options: PlanOptions): Promise<Difference> {
    const { renames, forcedDifferences, forward } = difference
    const given = withBackfills(difference, options.backfill)
    const asked = options.askBackfill
        ? await askedBackfills(
              given === difference
                  ? forward.changes
                  : compareSchemas(given.current, given.desired, renames, forcedDifferences).changes,
              given.desired,
              options.askBackfill,
          )
        : {}
    const { current, desired } = withBackfills(given, asked)
    const before = withConversions(current, options.usingDown, "using-down", desired)
    if (before === difference.current && desired === difference.desired) return difference
    return {
        ...difference,
        current: before,
        desired,
        forward: compareSchemas(before, desired, renames, forcedDifferences),
    }
}

/** The parts of a plan that are made of the difference. */
type PlannedDifference = ReturnType<typeof planDifference>

/** What no entity declares and stays, and the migration that created such an object. */
interface Undeclared {
    readonly undeclared: readonly SchemaObject[]
    madeIn(object: SchemaObject): string | null | Promise<string | null>
}

/** As {@link planDifference}; what is dropped and created again, and no migration has created, only where it exists. */
export async function planAround(
    difference: Difference,
    unmodelled: UnmodelledSides,
    options: PlanOptions,
    { undeclared, madeIn }: Undeclared,
): Promise<PlannedDifference> {
    const planned = planDifference(difference, unmodelled, options)
    if (options.madeIn === undefined) return planned
    const touched = new Set([...planned.up, ...planned.down].flatMap(({ objects }) => objects))
    const unmade: SchemaObject[] = []
    for (const object of undeclared) {
        if (touched.has(object.key) && (await createdNowhere(object, madeIn))) unmade.push(object)
    }
    return unmade.length === 0 ? planned : planDifference(difference, unmodelled, options, unmade)
}

/** Also where the history cannot be replayed: the question whether it exists is right everywhere. */
async function createdNowhere(object: SchemaObject, madeIn: Undeclared["madeIn"]): Promise<boolean> {
    try {
        return (await madeIn(object)) === null
    } catch (error) {
        if (error instanceof AutogenError && error.code === "REPLAY_FAILED") return true
        throw error
    }
}

/** The plan in both directions, with all its steps. */
export function planDifference(
    difference: Difference,
    unmodelled: UnmodelledSides,
    options: PlanOptions,
    unmade: readonly SchemaObject[] = [],
): Omit<Plan, "diagnostics" | "renameCandidates"> {
    const { online = false, oneTransaction = false } = options
    const { current, desired, forward, renames, forcedDifferences } =
        oneTransaction && !online ? withoutCommits(difference) : difference
    const { changes, renamed: start } = forward
    const direct = intermediateSchemas(changes, { renamed: start, desired, online })
    // Where the user's own comparison insists, all is done in one go.
    const way =
        forcedDifferences.size === 0 ? withHeadStart(direct, changes, { current, renamed: start, desired }) : direct
    // What steps aside is on such a way under the name that it has then, which must be the same one in all legs.
    const applied = way.comesByRenamed ? forward.cleared : renames
    const inverse = invertedRenames(renames)
    const { unmanagedDependents: unmanagedDependents = [] } = current
    const planned = planSteps(
        way,
        { schema: current, renames: applied, forcedDifferences },
        { renames: inverse, forcedDifferences: insistedBack(forcedDifferences, desired, inverse) },
        options.preconditions ?? true,
        {
            before: unmanagedDependents,
            after: relocateUnread(unmanagedDependents, current.objects.values(), forward.renames),
        },
        unmodelledOnWay(unmodelled),
        onWay(unmade, desired, inverse),
    )
    const steps = withRefusals(planned, unmodelled, changes, desired.server)
    return {
        current,
        desired,
        changes,
        up: steps.flatMap((step) => step.up),
        down: [...steps].reverse().flatMap((step) => step.down),
        steps,
    }
}

/** The difference in forms that one transaction can make. */
function withoutCommits(difference: Difference): Difference {
    const { forward, renames, forcedDifferences } = difference
    const { changes, renamed } = forward
    const { current, desired } = inOneTransaction(changes, { ...difference, renamed })
    if (current === difference.current && desired === difference.desired) return difference
    return { ...difference, current, desired, forward: compareSchemas(current, desired, renames, forcedDifferences) }
}

/** What is insisted on, by the keys that the objects have in the database. */
function insistedBack(
    forcedDifferences: ForcedDifferences,
    desired: DatabaseSchema,
    inverse: readonly Rename[],
): ForcedDifferences {
    if (forcedDifferences.size === 0) return forcedDifferences
    const objects = [...desired.objects.values()]
    const back = relocateObjects(objects, inverse)
    return new Map(
        objects.flatMap(({ key }, index) => {
            const attributes = forcedDifferences.get(key)
            const there = back[index]
            return attributes && there ? [[there.key, attributes] as const] : []
        }),
    )
}

/** The keys of objects by the names after all renames, and by those before. */
function onWay(
    objects: readonly SchemaObject[],
    desired: DatabaseSchema,
    inverse: readonly Rename[],
): ReadonlySet<ObjectKey> {
    const keys = new Set(objects.map(({ key }) => key))
    if (keys.size === 0 || inverse.length === 0) return keys
    const all = [...desired.objects.values()]
    const before = relocateObjects(all, inverse)
    return new Set([...keys, ...all.flatMap(({ key }, index) => (keys.has(key) ? (before[index]?.key ?? []) : []))])
}

import type { Change } from "../core/change.js"
import type { DatabaseSchema } from "../core/database-schema.js"
import { addTo } from "../core/groups.js"
import type { ObjectKey } from "../core/object-key.js"
import type { Operation, SqlContext } from "../core/operation.js"
import type { Operations, PlannedOperation } from "../core/plan.js"
import type { SchemaObject } from "../core/schema-object.js"
import type { Statement } from "../core/statement.js"
import type { Touch, UnmanagedDependent } from "../core/unmanaged-dependent.js"
import { kindOf } from "../kinds/index.js"
import type { Rename } from "../schema/relocate.js"
import { asStored } from "./stored-actions.js"
import {
    actionsOf,
    dependentsIn,
    providersIn,
    transitiveDependents,
    type Actions,
    type Alteration,
    type Dependents,
} from "./actions.js"
import { existenceOf } from "./existence.js"
import { fillLast } from "./fill-last.js"
import { foldCreations, type Folding } from "./fold.js"
import { inheritedPairs, withoutDroppedChildren, withoutInherited, withoutInheritedRenames } from "./inherited.js"
import { lostAttributes, type UnmodelledAttributes } from "./lost-attributes.js"
import { mergeAlterations, type PlannedSteps } from "./merge-alterations.js"
import { preconditionsOf, type Precondition } from "./preconditions.js"
import { orderRenames, type RenameStep } from "./order-renames.js"
import { allNeeds } from "./needs.js"
import { stepOrder, type StepOrder } from "./order.js"
import { addEdges, compareSteps, dropOwner, makeSteps, stepName, type Step } from "./steps.js"
import { withoutNewObjects } from "./new-objects.js"
import { withUnread } from "./unmanaged-dependents.js"
import { wordsIn } from "./words-in.js"
import { compileOperation } from "../operations/index.js"

/** What one direction of a plan starts from: the differences, and the two schemas that they lie between. */
export interface PlanInput {
    readonly changes: readonly Change[]
    /** The schema after the renames among the changes. */
    readonly from: DatabaseSchema
    readonly to: DatabaseSchema
    /** What no kind reads and depends on the objects of `from`. */
    readonly unread?: readonly UnmanagedDependent[]
    /** Whether Postgres's prints are said as they are: where it is asked what it makes of them. Default: so that they are stored as they were. */
    readonly verbatim?: boolean
    /** What of the objects on either side no kind reads. */
    readonly unmodelled?: UnmodelledAttributes
    /** What no migration has created: where it is dropped or created, that depends on whether it exists. */
    readonly unmade?: ReadonlySet<ObjectKey>
    /** Asks for the rows first: the schema before the renames, and these. Absent: nothing is asked. */
    readonly preconditions?: { readonly before: DatabaseSchema; readonly renames: readonly Rename[] }
}

/**
 * Orders changes by their dependencies, folds what belongs together, rebuilds what depends on replaced objects, and turns the
 * result into operations with their SQL. Deterministic: the order of the changes does not matter.
 */
export function planOperations(input: PlanInput): Operations {
    return fillLast(orderedOperations(input))
}

function orderedOperations(input: PlanInput): Operations {
    const { from, to } = input
    const unmodelled = input.unmodelled ?? { left: [], wanted: [] }
    const found = actionsOf(input.changes, from, to)
    const sides = [...unmodelled.left, ...unmodelled.wanted]
    const actions = withoutInherited(input.verbatim ? found : asStored(found), sides, input.changes)
    const folding = foldCreations(actions.created, providersIn(to))
    const steps = makeSteps(actions, folding)
    const order = stepOrder([...steps.values()])
    addEdges(order, steps, actions, folding, from, to)
    dropChildrenFirst(order, steps, unmodelled)
    const { defaultSchema, metadataTable } = to.server
    const context: SqlContext = { defaultSchema, ...(metadataTable === undefined ? {} : { metadataTable }) }
    const dependents = transitiveDependents(from)
    const direct = dependentsIn(from)
    const created = new Set(actions.created.keys())
    const tell = withUnread(withoutDroppedChildren(input.unread ?? [], unmodelled.left, actions))
    const lost = lostAttributes(unmodelled)
    const existence = existenceOf(actions, from, input.unmade)
    const recreated = (key: ObjectKey): boolean => actions.dropped.has(key) && actions.created.has(key)
    const sorted = order.sort(compareSteps, stepName)
    const known = { direct, all: dependents }
    const droppedWith = takenAlong(actions)
    const planStep = (step: Step): Operations => {
        const operations = stepOperations(step, actions, folding, known)
        const objects = step.verb === "create" ? folding.members(step.object.key) : [step.object.key]
        const single = operations.map((operation) => planOperation(context, operation, objects, created, to))
        const made =
            step.verb === "drop" ? withLocks(single, step.object) : withoutRisk(single, step, actions, from, to)
        const told = input.unread?.length ? tell(made, stepTouches(step, actions, folding, known, droppedWith)) : made
        const kept = existence.guard(told, step.object.key)
        return step.verb === "drop"
            ? lost.dropped(kept, droppedWith(step.object), recreated)
            : step.verb === "create"
              ? lost.created(kept, objects, recreated)
              : kept
    }
    const renamings = input.changes.filter((change) => change.kind === "rename")
    const renames = orderRenames(withoutInheritedRenames(renamings, sides), from)
    const places = newPlaces(renames, steps)
    const renamed = renames.flatMap((step) => [
        ...(places.get(step) ?? []).flatMap(planStep),
        ...renameOperations(context, step, direct, to),
    ])
    const questions = existence.questions.map(({ operation, asks }) => ({
        ...planOperation(context, operation, [asks], new Set(), to),
        asks,
    }))
    const begun = [...renamed, ...questions]
    const isPlace = new Set([...places.values()].flat())
    const left = sorted.filter((step) => !isPlace.has(step))
    const merged = mergeAlterations(
        left.map((step) => ({ steps: [step], operations: planStep(step) })),
        order.after,
        context,
    )
    const plan = (operation: Operation, object: ObjectKey): PlannedOperation =>
        planOperation(context, operation, [object], new Set(), to)
    return withPreconditions(input, begun, merged, plan)
}

/** What inherits from a table is dropped before it. */
function dropChildrenFirst(
    order: StepOrder<Step>,
    steps: ReadonlyMap<string, Step>,
    { left }: Pick<UnmodelledAttributes, "left">,
): void {
    for (const [child, parent] of inheritedPairs(left)) {
        const [first, second] = [steps.get(`drop ${child}`), steps.get(`drop ${parent}`)]
        if (first && second) order.mustRun(first).before(second)
    }
}

/** The operations of a plan with what asks about the rows before them: at the very beginning where it can be, else as early as names exist. */
function withPreconditions(
    { changes, from, to, preconditions }: PlanInput,
    begun: Operations,
    merged: readonly PlannedSteps<Step>[],
    plan: (operation: Operation, object: ObjectKey) => PlannedOperation,
): Operations {
    const planned = merged.map(({ operations }) => operations)
    if (!preconditions) return [...begun, ...planned.flat()]
    const planChecks = (found: readonly Precondition[]): Operations =>
        found.map(({ operation, object }) => plan(operation, object))
    const first = preconditionsOf({ changes, to, ...preconditions })
    if (first && firstSafeStep(merged, first) === 0) return [...planChecks(first), ...begun, ...planned.flat()]
    const second = preconditionsOf({ changes, to, before: from, renames: [] }) ?? []
    const at = firstSafeStep(merged, second)
    return [...begun, ...planned.slice(0, at).flat(), ...planChecks(second), ...planned.slice(at).flat()]
}

/** The creations of what a rename moves something into, such as a schema, by the first rename that needs each. */
function newPlaces(
    renames: readonly RenameStep[],
    steps: ReadonlyMap<string, Step>,
): ReadonlyMap<RenameStep, readonly Step[]> {
    const places = new Map<RenameStep, Step[]>()
    const found = new Set<Step>()
    for (const rename of renames) {
        const { parent } = rename.to
        const step = parent === null || parent === rename.from.parent ? undefined : steps.get(`create ${parent}`)
        if (!step || found.has(step)) continue
        found.add(step)
        addTo(places, rename, step)
    }
    return places
}

/** How many steps come before rows can be asked: those up to the last that may bring a name which the questions use. */
function firstSafeStep(planned: readonly PlannedSteps<Step>[], asked: readonly Precondition[]): number {
    if (asked.length === 0) return 0
    const words = wordsIn(asked.map(({ operation }) => operation.args))
    return (
        planned.findLastIndex(({ steps }) =>
            steps.some(
                ({ verb, object }) => verb === "create" && kindOf(object.kind).staged?.mayDefine?.(object, words),
            ),
        ) + 1
    )
}

function stepOperations(
    step: Step,
    actions: Actions,
    folding: Folding,
    dependents: { readonly direct: Dependents; readonly all: Dependents },
): readonly Operation[] {
    const kind = kindOf(step.object.kind)
    switch (step.verb) {
        case "create":
            return kind.create(step.object, folding.partsOf(step.object))
        case "drop":
            return kind.drop(step.object, dependents.direct(step.object.key))
        case "alter": {
            const altered = actions.altered.get(step.object.key)
            if (!altered) return []
            return kind.alter(
                altered.from,
                altered.to,
                altered.attributes,
                standingOn(altered, actions, dependents.all),
            )
        }
    }
}

/** What depends on an altered object by then: what is dropped, or altered so that it no longer does, is gone. */
function standingOn(altered: Alteration, actions: Actions, dependents: Dependents): readonly SchemaObject[] {
    const leaves = (key: ObjectKey) => actions.altered.get(key)?.to.requires.includes(altered.to.key) === false
    return dependents(altered.from.key).filter(({ key }) => !actions.dropped.has(key) && !leaves(key))
}

/** The keys of what each drop takes along, its own among them. */
function takenAlong(actions: Actions): (dropped: SchemaObject) => readonly ObjectKey[] {
    const taken = new Map<ObjectKey, ObjectKey[]>()
    for (const object of actions.dropped.values()) addTo(taken, dropOwner(object, actions), object.key)
    return ({ key }) => taken.get(key) ?? []
}

/** What a step does to objects, as far as it matters to what no kind reads. */
function stepTouches(
    step: Step,
    actions: Actions,
    folding: Folding,
    dependents: { readonly direct: Dependents; readonly all: Dependents },
    droppedWith: (dropped: SchemaObject) => readonly ObjectKey[],
): readonly Touch[] {
    const { touches } = kindOf(step.object.kind).effects ?? {}
    switch (step.verb) {
        case "create":
            return (
                touches?.({
                    from: undefined,
                    to: step.object,
                    attributes: [],
                    dependents: [],
                    parts: folding.partsOf(step.object),
                }) ?? []
            )
        case "drop":
            return droppedWith(step.object).map((on) => ({ on, as: "dropped" }))
        case "alter": {
            const altered = actions.altered.get(step.object.key)
            if (!altered) return []
            return (
                touches?.({ ...altered, dependents: standingOn(altered, actions, dependents.all), parts: new Map() }) ??
                []
            )
        }
    }
}

function renameOperations(
    context: SqlContext,
    { from, to: renamed, key: settled }: RenameStep,
    dependents: Dependents,
    to: DatabaseSchema,
): Operations {
    const operations = kindOf(from.kind).naming?.rename?.(from, renamed, dependents(settled)) ?? []
    return operations.map((operation) => planOperation(context, operation, [settled], new Set(), to))
}

function planOperation(
    context: SqlContext,
    operation: Operation,
    objects: readonly ObjectKey[],
    created: ReadonlySet<ObjectKey>,
    to: DatabaseSchema,
): PlannedOperation {
    const statements = compileOperation(context, operation.name, operation.args)
    return { operation, objects, statements: statements.map((statement) => withoutNewObjects(statement, created, to)) }
}

/** With the other tables that a drop locks. */
function withLocks(drop: Operations, object: SchemaObject): Operations {
    const others = kindOf(object.kind).effects?.dropLocks?.(object)
    if (!others) return drop
    const locking = (one: Statement): Statement => ({ ...one, alsoLocks: [...(one.alsoLocks ?? []), ...others] })
    return drop.map((planned) => ({ ...planned, statements: planned.statements.map(locking) }))
}

/** Without the hazard that rows may be in the way, where what was there before has let none in that are, and nothing beneath changes. */
function withoutRisk(
    planned: Operations,
    { object }: Step,
    actions: Actions,
    from: DatabaseSchema,
    to: DatabaseSchema,
): Operations {
    const before = from.objects.get(object.key)
    if (!before || !kindOf(object.kind).staged?.cannotFail?.(before, object)) return planned
    const changes = (key: ObjectKey) => actions.altered.has(key) || actions.created.has(key)
    if ([...allNeeds(object, to)].some(changes)) return planned
    const calm = (one: Statement): Statement => ({
        ...one,
        hazards: one.hazards.filter(({ kind }) => kind !== "may-fail-on-data"),
    })
    return planned.map((operation) => ({ ...operation, statements: operation.statements.map(calm) }))
}

import { addTo } from "../core/groups.js"
import { operation, type SqlContext } from "../core/operation.js"
import type { Operations, PlannedOperation } from "../core/plan.js"
import { stepOrder } from "./order.js"
import { batchAlterTableOperations, alterTablePart, type AlterTablePart } from "../operations/batch-alter-table.js"

/** Steps that are carried out together, and their operations. */
export interface PlannedSteps<S> {
    readonly steps: readonly S[]
    readonly operations: Operations
}

/** A step that could be a part of one ALTER TABLE with others. */
interface Candidate<S> {
    readonly step: S
    readonly planned: PlannedOperation
    readonly part: AlterTablePart
    /** Whether Postgres reads or writes every row for it. */
    readonly needsRows: boolean
}

/**
 * Makes one ALTER TABLE of those changes of one table for which Postgres would read, or write, every row each time, as far as nothing
 * else has to be done between them. `after`: what must come after a step.
 */
export function mergeAlterations<S>(
    planned: readonly PlannedSteps<S>[],
    after: (step: S) => ReadonlySet<S>,
    context: SqlContext,
): readonly PlannedSteps<S>[] {
    const byTable = new Map<string, Candidate<S>[]>()
    for (const candidate of planned.flatMap(candidatesIn))
        addTo(byTable, JSON.stringify(candidate.part.table), candidate)
    const groups: Candidate<S>[][] = []
    const groupOf = new Map<S, Candidate<S>[]>()
    /** What must come after a step, or after one that it is together with. */
    const next = (step: S): readonly S[] =>
        (groupOf.get(step) ?? [{ step }]).flatMap((member) => [...after(member.step)])
    for (const candidates of [...byTable.values()].map(worthMerging)) {
        const own: Candidate<S>[][] = []
        for (const candidate of candidates) {
            const group = own.find((members) => canJoin(candidate, members, after, next))
            if (group) group.push(candidate)
            else own.push([candidate])
            groupOf.set(candidate.step, group ?? own.at(-1) ?? [])
        }
        groups.push(...own.filter((members) => members.length > 1))
    }
    return groups.length === 0 ? planned : reordered(planned, groups, after, context)
}

/** Only what takes time is worth it: all else reads better by itself, but for columns that come between such ones. */
function worthMerging<S>(candidates: readonly Candidate<S>[]): readonly Candidate<S>[] {
    const slow = candidates.filter((candidate) => candidate.needsRows)
    if (slow.length < 2) return []
    const places = slow.some(({ part }) => part.isPlaced)
    return candidates.filter((candidate) => candidate.needsRows || (places && candidate.part.isPlaced))
}

function candidatesIn<S>({ steps, operations }: PlannedSteps<S>): readonly Candidate<S>[] {
    const [step] = steps
    const [planned, ...others] = operations
    if (step === undefined || !planned || others.length > 0 || planned.onlyIf !== undefined) return []
    const part = alterTablePart(planned.operation)
    const needsRows = planned.statements.some(({ hazards }) =>
        hazards.some(({ kind, work }) => kind === "rewrites-table" || work !== undefined),
    )
    return part ? [{ step, planned, part, needsRows }] : []
}

/** Whether nothing has to come between a step and those before it, and Postgres keeps what order they need. */
function canJoin<S>(
    { step, part }: Candidate<S>,
    members: readonly Candidate<S>[],
    after: (step: S) => ReadonlySet<S>,
    next: (step: S) => readonly S[],
): boolean {
    const isOrdered = members.every((member) => !after(member.step).has(step) || member.part.passes[1] < part.passes[0])
    if (!isOrdered) return false
    const own = new Set(members.map((member) => member.step))
    const between = members
        .flatMap((member) => [...after(member.step)])
        .filter((other) => other !== step && !own.has(other))
    const seen = new Set(between)
    for (const other of seen) {
        for (const follower of next(other)) {
            if (follower === step || own.has(follower)) return false
            seen.add(follower)
        }
    }
    return true
}

function reordered<S>(
    planned: readonly PlannedSteps<S>[],
    groups: readonly (readonly Candidate<S>[])[],
    after: (step: S) => ReadonlySet<S>,
    context: SqlContext,
): readonly PlannedSteps<S>[] {
    const known = new Map(planned.flatMap((entry) => entry.steps.map((step) => [step, entry] as const)))
    for (const members of groups) {
        const merged = { steps: members.map(({ step }) => step), operations: [mergedOperation(members, context)] }
        for (const { step } of members) known.set(step, merged)
    }
    const entries = [...new Set(planned.flatMap(({ steps }) => steps.flatMap((step) => known.get(step) ?? [])))]
    const rank = new Map(entries.map((entry, index) => [entry, index]))
    const order = stepOrder(entries)
    for (const [step, entry] of known) {
        for (const follower of after(step)) {
            const other = known.get(follower)
            if (other) order.mustRun(entry).before(other)
        }
    }
    return order.sort(
        (a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0),
        ({ operations }) => operations.map(({ operation: { name } }) => name).join(),
    )
}

function mergedOperation<S>(members: readonly Candidate<S>[], context: SqlContext): PlannedOperation {
    const [first] = members
    const items = members.map(({ part }) => part.item)
    const table = first?.part.table ?? ""
    const call = operation(batchAlterTableOperations, "batchAlterTable", table, items)
    const [sql, ...rest] = batchAlterTableOperations.batchAlterTable(context, table, items)
    // What the plan knows of each by now, such as what depends on it that no kind reads, stays.
    const heads = members.flatMap(({ planned }) => planned.statements.slice(0, 1))
    const alsoLocks = heads.flatMap((statement) => statement.alsoLocks ?? [])
    return {
        operation: call,
        objects: [...new Set(members.flatMap(({ planned }) => planned.objects))],
        statements: [
            ...(sql
                ? [
                      {
                          ...sql,
                          hazards: heads.flatMap(({ hazards }) => hazards),
                          ...(alsoLocks.length > 0 ? { alsoLocks } : {}),
                      },
                  ]
                : []),
            ...rest,
        ],
    }
}

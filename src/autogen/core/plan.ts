import type { Change } from "./change.js"
import type { DatabaseSchema } from "./database-schema.js"
import type { Diagnostic } from "./diagnostic.js"
import type { ObjectKey } from "./object-key.js"
import type { Operation } from "./operation.js"
import type { RenameCandidate } from "./rename.js"
import type { Hazard, Statement } from "./statement.js"

/** One operation of a plan, with the SQL that it runs and the objects that it is for. */
export interface PlannedOperation {
    readonly operation: Operation
    readonly statements: readonly Statement[]
    readonly objects: readonly ObjectKey[]
    /** It changes nothing, and asks whether this object exists: its answer decides over what is `onlyIf` it. */
    readonly asks?: ObjectKey
    /** Left out where this object did not exist when it was asked about: no migration has created it. */
    readonly onlyIf?: ObjectKey
}

/** The operations of one direction, in the order in which they run. */
export type Operations = readonly PlannedOperation[]

/** A part of a plan that is a migration of its own, since what follows must not share its transaction. */
export interface PlanStep {
    readonly up: Operations
    readonly down: Operations
}

/** What turns `current` into `desired`, and back. Plain data: nothing has run, and nothing is read again. */
export interface Plan {
    readonly current: DatabaseSchema
    readonly desired: DatabaseSchema
    readonly changes: readonly Change[]
    /** All steps upwards, in order. */
    readonly up: Operations
    /** All steps downwards, the last step's first. */
    readonly down: Operations
    /** The migrations that the plan becomes: most plans are one; a step with a statement `outside` transactions has none around it. */
    readonly steps: readonly PlanStep[]
    readonly diagnostics: readonly Diagnostic[]
    /** Drops and creations that may be renames, the most likely first; a diagnostic says each of them too. */
    readonly renameCandidates: readonly RenameCandidate[]
}

/** Whether there is nothing to do. */
export function isEmptyPlan(plan: Plan): boolean {
    return plan.changes.length === 0
}

/** The SQL of one direction, in order. */
export function statementsOf(operations: Operations): readonly Statement[] {
    return operations.flatMap((planned) => planned.statements)
}

/** The hazards of one direction, in order. */
export function hazardsOf(operations: Operations): readonly Hazard[] {
    return statementsOf(operations).flatMap((statement) => statement.hazards)
}

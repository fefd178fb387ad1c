import type { Diagnostic } from "../core/diagnostic.js"
import type { Drift } from "./drift-report.js"

/** What a check asks: whether the second side is what the first one says. */
export type Question = "database-entities" | "history-entities" | "database-history"

/** Who made a difference: the entities or the live database, by whether the migrations agree with the other one. */
export type Cause = "entities" | "database"

/** A difference, with the line of the decorator in `file` and with its cause, where they are known. */
export interface LocatedDrift extends Drift {
    readonly line: number | null
    readonly cause: Cause | null
}

/** A migration that has not run on the database. */
export interface PendingMigration {
    readonly name: string
    /** Relative to the project's folder, where it can be found. */
    readonly file: string | null
    readonly line: number | null
}

/** What a check has found, as all formats need it. */
export interface CheckReport {
    readonly question: Question
    readonly inSync: boolean
    readonly drifts: readonly LocatedDrift[]
    readonly pending: readonly PendingMigration[]
    readonly problems: readonly Diagnostic[]
    readonly diagnostics: readonly Diagnostic[]
    /** What to do, in words. */
    readonly nextSteps: readonly string[]
}

const ANSWERS: Readonly<Record<Question, { readonly yes: string; readonly no: string }>> = {
    "database-entities": {
        yes: "the database is what the entities declare",
        no: "the database is not what the entities declare",
    },
    "history-entities": {
        yes: "the migrations make what the entities declare",
        no: "the migrations do not make what the entities declare",
    },
    "database-history": {
        yes: "the database is what the migrations make",
        no: "the database is not what the migrations make",
    },
}

/** The answer to a report's question in words. */
export function answerOf({
    question,
    inSync,
    drifts,
    pending,
}: Pick<CheckReport, "question" | "inSync" | "drifts" | "pending">): string {
    if (inSync) return ANSWERS[question].yes
    if (drifts.length > 0) return ANSWERS[question].no
    return pending.length > 0
        ? `${pending.length === 1 ? "a migration has" : `${pending.length} migrations have`} not run on the database`
        : "nothing differs, but there are problems"
}

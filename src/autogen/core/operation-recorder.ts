import type { Statement } from "./statement.js"

/** Hears what a migration calls, in the place of a database. */
export interface OperationRecorder {
    /** An operation, with the statements that it becomes, before they are run. */
    operation(name: string, args: readonly unknown[], statements: readonly Statement[]): void
    /** SQL as the migration has it. */
    execute?(sql: string | readonly string[], params: readonly unknown[] | undefined): void
    /** All statements of that operation have been asked for. */
    done(): void
    /** Whether rows are only recorded: which of their columns are json need not be known then. */
    readonly skipsRows: boolean
    /** A question whether something exists, which nobody can answer. */
    question(name: string, object: unknown): void
}

/** The member of a query runner that holds its recorder; the same for all copies of the package. */
const RECORDER = Symbol.for("typeorm-autogen.recorder")

/** The recorder that stands in the place of a database; undefined where a migration runs. */
export function recorderOf(queryRunner: object): OperationRecorder | undefined {
    return (queryRunner as { readonly [RECORDER]?: OperationRecorder })[RECORDER]
}

/** Makes a query runner one that only records. */
export function setRecorder(queryRunner: object, recorder: OperationRecorder): void {
    Object.defineProperty(queryRunner, RECORDER, { value: recorder })
}

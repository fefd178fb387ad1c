import type { Statement } from "./statement.js"

/** Resolves names that a migration file gives without a schema. */
export interface SqlContext {
    readonly defaultSchema: string
    /** TypeORM's own record of views and generated columns, where the project is known: it is made where it is missing. */
    readonly metadataTable?: string
}

/** One call of `op.<name>(…args)` in a migration file, as plain data: what the planner makes, the emitter writes, `op` runs. */
export interface Operation {
    readonly name: string
    readonly args: readonly unknown[]
}

/** Turns the arguments of one operation into SQL. */
export type OperationCompiler = (context: SqlContext, ...args: never[]) => readonly Statement[]

/** The arguments of an operation: its compiler's without the context. */
export type OperationArguments<C> = C extends (context: SqlContext, ...args: infer A) => readonly Statement[]
    ? A
    : never

/**
 * Makes an {@link Operation} whose arguments are checked against its compiler.
 *
 * @example
 * ```ts
 * operation(tableOperations, "dropTable", "room")
 * ```
 */
export function operation<C extends Readonly<Record<string, OperationCompiler>>, K extends keyof C & string>(
    _compilers: C,
    name: K,
    ...args: OperationArguments<C[K]>
): Operation {
    // Options that were not given must not appear as `undefined` in the file.
    const given = [...(args as readonly unknown[])]
    while (given.length > 0 && given.at(-1) === undefined) given.pop()
    return { name, args: given }
}

/** A value that a migration file writes as a call, such as `varchar(36)` or `column("id", integer())`. */
export interface BuilderCall {
    readonly call: string
    readonly args: readonly unknown[]
}

/** Tells a {@link BuilderCall} from other plain data. */
export function isBuilderCall(value: unknown): value is BuilderCall {
    return (
        typeof value === "object" && value !== null && "call" in value && "args" in value && Array.isArray(value.args)
    )
}

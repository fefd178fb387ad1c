import { AutogenError, messageOf } from "../core/errors.js"
import { isBuilderCall, type SqlContext } from "../core/operation.js"
import type { Statement } from "../core/statement.js"

/** What JavaScript writes into a text where a value was no text. */
const STRAY = ["undefined", "NaN", "[object "] as const

/**
 * Refuses arguments that only a caller without types can give, before anything of them becomes SQL.
 *
 * @param required how many arguments the operation cannot do without
 */
export function checkArguments(operation: string, required: number, args: readonly unknown[]): void {
    for (let index = 0; index < Math.max(required, args.length); index++) {
        const value = args[index]
        if (index < required && (value === undefined || value === null))
            throw invalid(operation, `argument ${index + 1} is missing`)
        checkPlain(operation, value, `argument ${index + 1}`)
    }
}

function checkPlain(operation: string, value: unknown, place: string): void {
    switch (typeof value) {
        case "function": {
            const name = value.name || "it"
            throw invalid(operation, `${place} is a function`, `call it: ${name}()`)
        }
        case "symbol":
            throw invalid(operation, `${place} is a symbol`)
        case "number":
            if (!Number.isFinite(value)) throw invalid(operation, `${place} is ${value}`)
            return
        case "object":
            if (value === null) return
            break
        case "string":
        case "boolean":
        case "bigint":
        case "undefined":
            return
    }
    if (Array.isArray(value)) {
        value.forEach((item: unknown, index) => {
            if (item === undefined) throw invalid(operation, `${place}[${index}] is undefined`)
            checkPlain(operation, item, `${place}[${index}]`)
        })
        return
    }
    // Objects of another realm (a test runner's sandbox) are plain too, so their prototype cannot be asked.
    const tag = Object.prototype.toString.call(value)
    if (tag !== "[object Object]") {
        const next = "pass a plain value, or an expression: sql(\"'2024-01-31'\")"
        throw invalid(operation, `${place} is a ${tag.slice(8, -1)}`, next)
    }
    for (const [key, member] of Object.entries(value)) {
        // What a builder was called with stands in its other members too, under names that say more.
        if (key !== "args" || !isBuilderCall(value)) checkPlain(operation, member, `${place}.${key}`)
    }
}

/** Compiles an operation; what goes wrong in it is told as the caller's mistake. */
export function compileChecked(
    operation: string,
    args: readonly unknown[],
    context: SqlContext,
    compile: () => readonly Statement[],
): readonly Statement[] {
    let statements: readonly Statement[]
    try {
        statements = compile()
    } catch (thrown) {
        if (!(thrown instanceof TypeError)) throw thrown
        throw invalid(operation, `the arguments do not fit: ${messageOf(thrown)}`, undefined, thrown)
    }
    for (const { sql } of statements) {
        const stray = STRAY.find((word) => sql.includes(word))
        if (stray === undefined) continue
        // A column may well be called "undefined": then the word came in with the arguments.
        const given = JSON.stringify(args, (_key, value: unknown) => (typeof value === "bigint" ? `${value}` : value))
        if (given.includes(stray) || context.defaultSchema.includes(stray)) continue
        throw invalid(operation, `a value that is missing or of another type became "${stray}" in: ${sql}`)
    }
    return statements
}

function invalid(operation: string, what: string, next?: string, cause?: unknown): AutogenError {
    return new AutogenError({
        code: "MIGRATION_INVALID",
        message: `op.${operation}: ${what}`,
        next:
            next ??
            `compare the call with the types of op.${operation}: an editor or \`tsc\` shows which argument is wrong`,
        fields: { operation },
        ...(cause === undefined ? {} : { cause }),
    })
}

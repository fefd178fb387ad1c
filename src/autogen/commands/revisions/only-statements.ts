import { CONSTANTS, OPERATIONS, tokensOf } from "../pure-migration.js"

// To learn what a migration would do it is called, with a query runner that has no connection. Whoever has not agreed to anything yet must be
// sure that this does nothing: no other connection, no file, no request. So its text is read first.

const WORDS: ReadonlySet<string> = new Set([
    ...CONSTANTS,
    ...OPERATIONS,
    ...["async", "queryRunner", "op", "const", "if", "else", "for", "of", "return"],
])

/** What stands before a list; after anything else a bracket looks into a value. */
const LISTS: ReadonlySet<string> = new Set(["(", "[", "{", ",", ":", "=", "of", "const", "return"])

/** The members that hold what reaches further than the query runner. */
const REACHING: ReadonlySet<string> = new Set(["getBind", "constructor", "connect"])

/**
 * Whether a method of a migration, by its text, can do nothing but call its query runner and our operations: `await queryRunner.query("…")`,
 * `const op = operations(queryRunner)`, `await op.dropColumn(…)`, with constants, conditions and loops around.
 */
export function onlyStatements(source: string): boolean {
    const tokens = tokensOf(source)
    if (tokens === null || tokens.length === 0) return false
    const own = new Set(tokens.filter((_, index) => tokens[index - 1] === "const"))
    return tokens.every((token, index) => {
        if (token === "[") return LISTS.has(tokens[index - 1] ?? "")
        if (!/^[A-Za-z_$]/.test(token)) return true
        const [before, after] = [tokens[index - 1], tokens[index + 1]]
        // A member is called, never looked into: `queryRunner.manager.…` leads elsewhere.
        if (before === ".") return isImported(tokens, index - 1) || (after === "(" && !REACHING.has(token))
        if (after === ".") return WORDS.has(token) || own.has(token) || isImported(tokens, index + 1)
        return after === ":" || WORDS.has(token) || own.has(token) || isMethodName(tokens, index)
    })
}

/** `(0, op_1.column)("floor")`, as compilers write functions that are imported; `at` is the point. */
function isImported(tokens: readonly string[], at: number): boolean {
    const [open, zero, comma, , , name = "", close, call] = tokens.slice(at - 4, at + 4)
    return [open, zero, comma, close, call].join("") === "(0,)(" && OPERATIONS.has(name)
}

function isMethodName(tokens: readonly string[], index: number): boolean {
    return tokens[index + 1] === "(" && (index === 0 || (index === 1 && tokens[0] === "async"))
}

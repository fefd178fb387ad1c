import { readFileSync } from "node:fs"
import type { KnownMigration } from "../revisions/migration-files.js"
import * as api from "../op/index.js"

// What a migration does is a function of its text only where that calls nothing but its query runner, or our operations, with constants.
// Whatever else it may read (other files, the environment, the clock, entities) is not known here: such a migration is run each time.

/** A word, a number, a text, or a sign. */
const TOKEN =
    /\s+|\/\/[^\n]*|\/\*[^]*?\*\/|([A-Za-z_$][\w$]*)|(\d+(?:\.\d+)?)|("(?:[^"\\\n]|\\[^])*"|'(?:[^'\\\n]|\\[^])*'|`(?:[^`\\$]|\\[^]|\$(?!\{))*`)|([-(){}[\],;.:=+])|([^])/y

const RUNNER = "queryRunner"

export const OPERATIONS: ReadonlySet<string> = new Set(Object.keys(api))

/** Words that stand for themselves. */
export const CONSTANTS: ReadonlySet<string> = new Set(["true", "false", "null", "undefined", "await"])

/**
 * Whether what a migration does depends on nothing but its own text: statements of SQL in constant texts, and operations of ours with
 * constants, that leave the same behind whenever they run. `fileOf` gives the file of a class, which tells where the names of the operations
 * come from.
 */
export function isPure(migration: KnownMigration, fileOf: (className: string) => string | undefined): boolean {
    // Texts may be put together of several.
    const texts = constantTexts(migration, "up", fileOf)
    return texts !== null && isSteadySql(texts.join("\n"))
}

/**
 * Whether a migration does nothing but to run constant SQL or operations of ours with constants, so that calling it without a database has
 * no effect.
 */
export function isConstant(
    migration: KnownMigration,
    direction: "up" | "down",
    fileOf: (className: string) => string | undefined,
): boolean {
    return constantTexts(migration, direction, fileOf) !== null
}

/** The texts in what a migration does; null where that is not only constants. */
function constantTexts(
    { instance }: KnownMigration,
    direction: "up" | "down",
    fileOf: (className: string) => string | undefined,
): readonly string[] | null {
    const words = tokensOf(instance[direction].toString())
    const body = words && bodyOf(words, direction)
    if (!body) return null
    if (onlyQueries(body.tokens)) return body.texts
    return onlyOperations(body.tokens) && importsOnlyOperations(instance.constructor.name, fileOf) ? body.texts : null
}

interface Body {
    readonly tokens: readonly string[]
    readonly texts: readonly string[]
}

/** Texts are told by their first character. */
export function tokensOf(source: string): readonly string[] | null {
    const tokens: string[] = []
    for (let at = 0; at < source.length;) {
        TOKEN.lastIndex = at
        const match = TOKEN.exec(source)
        if (!match || match[5] !== undefined) return null
        at = TOKEN.lastIndex
        const token = match[1] ?? match[2] ?? match[3] ?? match[4]
        if (token !== undefined) tokens.push(token)
    }
    return tokens
}

/** What stands between the brackets of `async up(queryRunner) { … }`. */
function bodyOf(tokens: readonly string[], direction: "up" | "down"): Body | null {
    const head = ["async", direction, "(", RUNNER, ")", "{"]
    if (tokens.at(-1) !== "}" || head.some((word, index) => tokens[index] !== word)) return null
    const body = tokens.slice(head.length, -1)
    return { tokens: body, texts: body.filter(isText) }
}

function isText(token: string): boolean {
    return /^["'`]/.test(token)
}

/** `await queryRunner.query("…")`, any number of times, with constant parameters. */
function onlyQueries(tokens: readonly string[]): boolean {
    return calls(tokens, (name, method) => name === RUNNER && method === "query", new Set())
}

/** `const op = operations(queryRunner)`, then calls of its methods. */
function onlyOperations(tokens: readonly string[]): boolean {
    const opening = ["const", "op", "=", "operations", "(", RUNNER, ")"]
    if (opening.some((word, index) => tokens[index] !== word)) return false
    const rest = tokens.slice(opening.length + (tokens[opening.length] === ";" ? 1 : 0))
    // What gives the query runner away, or asks before it acts, is more than constants.
    return calls(rest, (name, method) => name === "op" && method !== "getBind" && method !== "exists", OPERATIONS)
}

/** Whether all are awaited calls of allowed methods, one after the other, whose arguments are constants and calls of `functions`. */
function calls(
    tokens: readonly string[],
    isAllowed: (name: string, method: string) => boolean,
    functions: ReadonlySet<string>,
): boolean {
    let at = 0
    while (at < tokens.length) {
        if (tokens[at] === ";") {
            at++
            continue
        }
        const [word, name = "", dot, method = "", open] = tokens.slice(at, at + 5)
        if (word !== "await" || dot !== "." || open !== "(" || !isAllowed(name, method)) return false
        const end = closing(tokens, at + 4)
        if (end === null || !areConstants(tokens.slice(at + 5, end), functions)) return false
        at = end + 1
        // `.then(…)`, `, …`
        if (at < tokens.length && tokens[at] !== ";" && tokens[at] !== "await") return false
    }
    return true
}

function closing(tokens: readonly string[], from: number): number | null {
    let depth = 0
    for (let at = from; at < tokens.length; at++) {
        if (["(", "[", "{"].includes(tokens[at] ?? "")) depth++
        if ([")", "]", "}"].includes(tokens[at] ?? "") && --depth === 0) return at
    }
    return null
}

function areConstants(tokens: readonly string[], functions: ReadonlySet<string>): boolean {
    return tokens.every((token, index) => {
        if (token === "=" || token === ";" || token === "await") return false
        if (token === ".") return false
        if (!/^[A-Za-z_$]/.test(token)) return true
        const next = tokens[index + 1]
        // A key, a constant, or a function that is called.
        return next === ":" || CONSTANTS.has(token) || (functions.has(token) && next === "(")
    })
}

/** What a migration may import and still depend on nothing else: files of former times name the package itself. */
const OWN: ReadonlySet<string> = new Set(["typeorm", "typeorm-autogen", "typeorm-autogen/op"])

/** Whether a class's file imports nothing but TypeORM's types and our operations, and names nothing by itself. */
function importsOnlyOperations(className: string, fileOf: (className: string) => string | undefined): boolean {
    const file = fileOf(className)
    if (file === undefined) return false
    try {
        const text = readFileSync(file, "utf8")
        const from = [...text.matchAll(/\bfrom\s*["']([^"']+)["']/g)].map((match) => match[1])
        const isOwn = from.every((name) => name !== undefined && OWN.has(name))
        const named = [...text.matchAll(/\b(?:function|let|var|const)\s+([\w$]+|[{[])/g)].map((match) => match[1])
        const others = /\b(?:require|eval)\s*\(|\bimport\s*\(|\bimport\s*["']|\bas\s+\w+\s*[,}]/
        return isOwn && named.every((name) => name === "op") && !others.test(text)
    } catch {
        return false
    }
}

/** Words by which SQL reads what is not in the database: the clock, chance, who asks. */
const UNSTEADY =
    /\b(?:now|current_(?:date|time|timestamp|user|role|setting|catalog)|local(?:time|timestamp)|(?:clock|statement|transaction)_timestamp|timeofday|random\w*|setseed|\w*uuid\w*|session_user|user|txid_\w+|pg_(?:backend|postmaster|stat|sleep|current|snapshot|wal|ls|read)\w*|inet_\w+|version|age)\b/i

/** SQL that may be made up, or holds definitions. */
const DEFINES = /\bexecute\b(?!\s+(?:function|procedure)\b)|\b(?:create|alter|drop|rename)\b/gi
const FUNCTION = /\bcreate\s+(?:or\s+replace\s+)?(?:function|procedure)\b/gi
const BLOCK = /\bdo\s+(?:language\s+\w+\s+)?(?:\$|'|\\')/i

/**
 * Whether the schema that SQL leaves behind is the same whenever it runs, and whatever runs after it. What a statement says is: also
 * `DEFAULT now()`. A block that reads the clock and defines something need not be, and functions that define something may be called later.
 */
export function isSteadySql(sql: string): boolean {
    const functions = sql.match(FUNCTION)?.length ?? 0
    if (functions > 0) {
        const triggers = sql.match(/\bcreate\s+(?:or\s+replace\s+)?(?:constraint\s+)?trigger\b/gi)?.length ?? 0
        if ((sql.match(DEFINES)?.length ?? 0) > functions + triggers) return false
    }
    return !BLOCK.test(sql) || sql.search(DEFINES) < 0 || !UNSTEADY.test(sql)
}

/** A comment to the end of its line, white space, a text of each kind, a quoted name, a word, a number, a parameter. */
const PLAIN =
    /(?<nothing>\s+|--[^\n]*)|(?<escaped>[eE]'(?:[^'\\]|''|\\[^])*')|(?<text>(?:[bBxXnN]|[uU]&)?'(?:[^']|'')*')|(?<name>(?:[uU]&)?"(?:[^"]|"")*")|(?<dollar>\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$)|(?<parameter>\$\d+)|(?<word>[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*)|(?<number>\.?\d[\w.]*)/y

const OPERATOR = /[-+*/<>=~!@#%^&|`?:]/

/** An operator ends in + or - only with one of these in it, by the rules of Postgres's scanner. */
const MAY_END_IN_SIGN = /[~!@#%^&|`?]/

/**
 * The tokens of SQL: what it is whatever its white space, its comments, its keywords' case and its last semicolons. Texts and the bodies of
 * functions are one token each, and count as they are. Null where it cannot be told: a text that does not end, or one with a backslash in
 * it, which ends where a setting of the session says.
 *
 * @example
 * ```ts
 * sqlTokens('ALTER TABLE "room" -- the hall\n ADD floor int;') // ["alter", "table", '"room"', "add", "floor", "int"]
 * ```
 */
export function sqlTokens(sql: string): readonly string[] | null {
    const tokens: string[] = []
    for (let at = 0; at < sql.length;) {
        const end = tokenEnd(sql, at)
        if (end === null) return null
        const token = sql.slice(at, end.at)
        if (end.kind === "word") tokens.push(token.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase()))
        else if (end.kind !== "nothing") tokens.push(token)
        at = end.at
    }
    while (tokens.at(-1) === ";") tokens.pop()
    return tokens
}

interface TokenEnd {
    readonly kind: "nothing" | "word" | "other"
    readonly at: number
}

function tokenEnd(sql: string, at: number): TokenEnd | null {
    if (sql.startsWith("/*", at)) {
        const end = commentEnd(sql, at)
        return end === null ? null : { kind: "nothing", at: end }
    }
    PLAIN.lastIndex = at
    const { groups = {} } = PLAIN.exec(sql) ?? {}
    const { nothing, text, dollar, word } = groups
    if (text?.includes("\\")) return null
    if (dollar !== undefined) {
        const end = sql.indexOf(dollar, at + dollar.length)
        return end < 0 ? null : { kind: "other", at: end + dollar.length }
    }
    const found = Object.values(groups).find((one) => one !== undefined)
    if (found !== undefined)
        return {
            kind: nothing === undefined ? (word === undefined ? "other" : "word") : "nothing",
            at: at + found.length,
        }
    const character = sql.charAt(at)
    if (character === "'" || character === '"') return null
    return { kind: "other", at: OPERATOR.test(character) ? operatorEnd(sql, at) : at + 1 }
}

function operatorEnd(sql: string, at: number): number {
    let end = at + 1
    while (OPERATOR.test(sql.charAt(end)) && !sql.startsWith("--", end) && !sql.startsWith("/*", end)) end++
    while (end > at + 1 && /[-+]/.test(sql.charAt(end - 1)) && !MAY_END_IN_SIGN.test(sql.slice(at, end))) end--
    return end
}

/** Comments in comments count. */
function commentEnd(sql: string, at: number): number | null {
    let depth = 0
    for (const { 0: sign, index } of sql.slice(at).matchAll(/\/\*|\*\//g)) {
        depth += sign === "/*" ? 1 : -1
        if (depth === 0) return at + index + 2
    }
    return null
}

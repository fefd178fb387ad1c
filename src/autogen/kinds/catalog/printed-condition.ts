import { tokensOf, type Token } from "./condition-tokens.js"
import type { ColumnDefinition } from "../shared/column-definition.js"
import type { ColumnType } from "../../operations/column-type.js"
import { call, comparison, list, nullTest, PLAIN, range, truth, type Operand, type Pieces } from "./condition-pieces.js"

// What Postgres prints of the conditions that applications usually have: comparisons of columns with constants and with each other, IN,
// BETWEEN, IS NULL, AND, OR, NOT. Whoever knows the columns' types knows the print, and need not ask for it. All else is not read here.

type TypeOf = (column: string) => ColumnType | null

/** What stands in a list of ANDs or ORs. `list`: it is such a list itself, between brackets of the user's own. */
interface Part {
    readonly pieces: Pieces
    readonly list: "AND" | "OR" | null
}

/** Where the reading stands. What it cannot read ends it. */
interface Reading {
    readonly tokens: readonly Token[]
    at: number
    readonly typeOf: TypeOf
}

/**
 * Whether Postgres prints a condition in the user's words as this text, as far as the form of both tells: then they mean the same. `typeOf`
 * gives the types of the table's columns.
 *
 * @example
 * ```ts
 * isPrintOf('"price" >= 0', "(price >= (0)::numeric)", () => numeric) // true
 * ```
 */
export function isPrintOf(condition: string, print: string, typeOf: TypeOf): boolean {
    const tokens = tokensOf(condition)
    if (!tokens) return false
    const reading: Reading = { tokens, at: 0, typeOf }
    const whole = listOf(reading, "OR", (each) => listOf(each, "AND", negation))
    return whole !== null && reading.at === tokens.length && matches(whole.pieces, print)
}

/** As {@link isPrintOf}, by the definitions of the columns. */
export function isPrintOver(
    condition: string,
    print: string,
    definitionOf: (name: string) => object | undefined,
): boolean {
    return isPrintOf(condition, print, (name) => {
        const definition = definitionOf(name)
        return definition && isColumn(definition) ? definition.type : null
    })
}

function isColumn(definition: object): definition is ColumnDefinition {
    return "type" in definition && "position" in definition
}

/** Postgres quotes a column's name where it must, which it knows better. */
function matches(pieces: Pieces, print: string): boolean {
    let at = 0
    for (const piece of pieces) {
        const options =
            typeof piece === "string"
                ? [piece]
                : [`"${piece.column.replaceAll('"', '""')}"`, ...(PLAIN.test(piece.column) ? [piece.column] : [])]
        const found = options.find((option) => print.startsWith(option, at))
        if (found === undefined) return false
        at += found.length
    }
    return at === print.length
}

function listOf(reading: Reading, word: "AND" | "OR", read: (reading: Reading) => Part | null): Part | null {
    const parts: Part[] = []
    do {
        const part = read(reading)
        if (!part) return null
        parts.push(part)
    } while (take(reading, word))
    const [first] = parts
    if (!first || parts.length === 1) return first ?? null
    // Whether Postgres makes one list of two depends on where the brackets stand.
    if (parts.some((part) => part.list === word)) return null
    const pieces = parts.flatMap((part, index) => (index === 0 ? part.pieces : [` ${word} `, ...part.pieces]))
    return { pieces: ["(", ...pieces, ")"], list: null }
}

function negation(reading: Reading): Part | null {
    if (!take(reading, "NOT")) return predicate(reading)
    const part = negation(reading)
    return part && { pieces: ["(NOT ", ...part.pieces, ")"], list: null }
}

function predicate(reading: Reading): Part | null {
    if (take(reading, "(")) return brackets(reading)
    const left = operand(reading)
    if (!left) return null
    const pieces = rest(reading, left)
    return pieces && { pieces, list: null }
}

function brackets(reading: Reading): Part | null {
    const begun = reading.at
    const inside = listOf(reading, "OR", (each) => listOf(each, "AND", negation))
    if (!inside || !take(reading, ")")) return null
    const words = topWords(reading.tokens.slice(begun, reading.at - 1))
    return { pieces: inside.pieces, list: words.has("OR") ? "OR" : words.has("AND") ? "AND" : inside.list }
}

/** The ANDs and ORs that stand outside of brackets. */
function topWords(tokens: readonly Token[]): ReadonlySet<string> {
    const words = new Set<string>()
    let depth = 0
    for (const { kind, text } of tokens) {
        if (kind === "sign" && text === "(") depth++
        else if (kind === "sign" && text === ")") depth--
        else if (kind === "word" && depth === 0) words.add(text)
    }
    return words
}

/** What is said of an operand. */
function rest(reading: Reading, left: Operand): Pieces | null {
    const operator = COMPARISONS.get(peek(reading))
    if (operator !== undefined) {
        reading.at++
        const right = operand(reading)
        return right && comparison(left, operator, right)
    }
    if (take(reading, "IS")) {
        const not = take(reading, "NOT")
        const word = ["NULL", "TRUE", "FALSE"].find((each) => take(reading, each))
        return word === undefined ? null : nullTest(left, `IS ${not ? "NOT " : ""}${word}`)
    }
    const not = take(reading, "NOT")
    if (take(reading, "IN")) return list(left, not, operands(reading))
    if (!not && take(reading, "BETWEEN")) {
        const low = operand(reading)
        const high = take(reading, "AND") ? operand(reading) : null
        return low && high && range(left, low, high)
    }
    return not ? null : truth(left)
}

const COMPARISONS: ReadonlyMap<string, string> = new Map([
    ...["=", "<>", "<", "<=", ">", ">="].map((sign) => [sign, sign] as const),
    ["!=", "<>"],
])

function operands(reading: Reading): readonly Operand[] | null {
    if (!take(reading, "(")) return null
    const found: Operand[] = []
    do {
        const next = operand(reading)
        if (!next) return null
        found.push(next)
    } while (take(reading, ","))
    return take(reading, ")") ? found : null
}

function operand(reading: Reading): Operand | null {
    const token = reading.tokens[reading.at]
    if (!token) return null
    reading.at++
    switch (token.kind) {
        case "number":
        case "string":
            return { kind: token.kind, text: token.text }
        case "column": {
            if (take(reading, "(")) {
                const argument = operand(reading)
                return argument && take(reading, ")") ? call(token.text, argument) : null
            }
            const type = reading.typeOf(token.text)
            return type && { kind: "value", pieces: [{ column: token.text }], type }
        }
        case "word":
            return token.text === "TRUE" || token.text === "FALSE"
                ? { kind: "boolean", text: token.text.toLowerCase() }
                : null
        case "sign":
            return null
    }
}

function peek({ tokens, at }: Reading): string {
    const token = tokens[at]
    return token?.kind === "sign" || token?.kind === "word" ? token.text : ""
}

function take(reading: Reading, text: string): boolean {
    if (peek(reading) !== text) return false
    reading.at++
    return true
}

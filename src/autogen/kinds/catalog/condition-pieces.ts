import { quoteIdent } from "../../core/names.js"
import { builtIn, type ColumnType } from "../../operations/column-type.js"

/** What a condition compares. */
export type Operand =
    | { readonly kind: "value"; readonly pieces: Pieces; readonly type: ColumnType }
    | { readonly kind: "number" | "string" | "boolean"; readonly text: string }

/** A print in pieces: a column's name may stand there with or without quotes. */
export type Pieces = readonly (string | { readonly column: string })[]

/** The families of types within which Postgres's choice of an operator is known. */
type Family = "whole" | "numeric" | "floating" | "text" | "varying" | "character" | "enum" | "boolean" | "other"

const FAMILIES: Readonly<Record<string, Family>> = {
    smallint: "whole",
    integer: "whole",
    bigint: "whole",
    numeric: "numeric",
    real: "floating",
    "double precision": "floating",
    text: "text",
    "character varying": "varying",
    character: "character",
    boolean: "boolean",
}

function familyOf({ schema, name, array, enum: isEnum }: ColumnType): Family {
    if (array) return "other"
    if (isEnum) return "enum"
    return schema === null ? (FAMILIES[name] ?? "other") : "other"
}

/** Types of which two columns are compared as they are. */
const SAME = new Set(
    `smallint integer bigint numeric real double precision text boolean uuid date timestamp without time zone timestamp with time zone`.match(
        /double precision|timestamp with(?:out)? time zone|\w+/g,
    ),
)

/** A whole number that is an integer, whatever it stands beside; in other types its value is the same. */
const WHOLE = /^(?:0|[1-9]\d{0,8})$/
const DECIMAL = /^(?:0|[1-9]\d{0,8})\.\d{1,9}$/

/** `left operator right`. Null where the form does not tell what Postgres makes of it. */
export function comparison(left: Operand, operator: string, right: Operand): Pieces | null {
    if (left.kind !== "value") return null
    const family = familyOf(left.type)
    if (right.kind === "value") {
        if (left.type.name !== right.type.name || right.type.array || left.type.array) return null
        if (family === "varying" && familyOf(right.type) === "varying")
            return ["((", ...left.pieces, `)::text ${operator} (`, ...right.pieces, ")::text)"]
        const isSame = left.type.schema === null && right.type.schema === null && SAME.has(left.type.name)
        return isSame ? ["(", ...left.pieces, ` ${operator} `, ...right.pieces, ")"] : null
    }
    const constant = constantOf(left.type, right)
    if (constant === null) return null
    return family === "varying"
        ? ["((", ...left.pieces, `)::text ${operator} ${constant})`]
        : ["(", ...left.pieces, ` ${operator} ${constant})`]
}

/** A constant beside a column of this type. */
function constantOf(type: ColumnType, constant: Operand): string | null {
    if (constant.kind === "value") return null
    const { kind, text } = constant
    const family = familyOf(type)
    if (kind === "number") {
        if (family === "whole") return WHOLE.test(text) ? text : null
        if (family === "numeric") return WHOLE.test(text) ? `(${text})::numeric` : DECIMAL.test(text) ? text : null
        return family === "floating" && (WHOLE.test(text) || DECIMAL.test(text)) ? `(${text})::double precision` : null
    }
    if (kind === "string") {
        const quoted = `'${text.replaceAll("'", "''")}'`
        if (family === "text" || family === "varying") return `${quoted}::text`
        if (family === "character") return `${quoted}::bpchar`
        return family === "enum" ? `${quoted}::${enumSql(type)}` : null
    }
    return kind === "boolean" && family === "boolean" ? text : null
}

/** An enumerated type as Postgres prints it, but for key words, which it quotes. */
function enumSql({ schema, name }: ColumnType): string {
    return [schema ?? "", name].map((part) => (PLAIN.test(part) ? part : quoteIdent(part))).join(".")
}

/** A name that Postgres prints without quotes, unless it is a key word. */
export const PLAIN = /^[a-z_][a-z0-9_]*$/

/** `left IN (…)`, or NOT IN. */
export function list(left: Operand, not: boolean, items: readonly Operand[] | null): Pieces | null {
    const [first] = items ?? []
    if (left.kind !== "value" || !items || !first) return null
    if (items.length === 1) return comparison(left, not ? "<>" : "=", first)
    const family = familyOf(left.type)
    const elements = items.map((item) => elementOf(left.type, item))
    if (elements.some((element) => element === null)) return null
    const array = `ARRAY[${elements.join(", ")}]`
    const operator = not ? "<> ALL" : "= ANY"
    return family === "varying"
        ? ["((", ...left.pieces, `)::text ${operator} ((${array})::text[]))`]
        : ["(", ...left.pieces, ` ${operator} (${array}))`]
}

/** A constant in a list: of the type that all of it has. */
function elementOf(type: ColumnType, item: Operand): string | null {
    const family = familyOf(type)
    if (family === "whole")
        return item.kind === "number" && WHOLE.test(item.text)
            ? type.name === "bigint"
                ? `(${item.text})::bigint`
                : item.text
            : null
    if (family === "varying")
        return item.kind === "string" ? `'${item.text.replaceAll("'", "''")}'::character varying` : null
    // A list of decimals and whole numbers, or of floating numbers, has a type of its own.
    if (family === "numeric" || family === "floating" || family === "boolean") return null
    return constantOf(type, item)
}

/** `left BETWEEN low AND high`. */
export function range(left: Operand, low: Operand, high: Operand): Pieces | null {
    const [above, below] = [comparison(left, ">=", low), comparison(left, "<=", high)]
    return above && below && ["(", ...above, " AND ", ...below, ")"]
}

/** `left IS NULL`, or what else IS says. */
export function nullTest(left: Operand, words: string): Pieces | null {
    if (left.kind !== "value") return null
    const isTruth = !words.endsWith("NULL")
    if (isTruth && familyOf(left.type) !== "boolean") return null
    return ["(", ...left.pieces, ` ${words})`]
}

/** A column by itself. */
export function truth(left: Operand): Pieces | null {
    return left.kind === "value" && familyOf(left.type) === "boolean" ? left.pieces : null
}

/** The functions of which {@link call} knows the print. Who has made others of these names has said what else they may mean. */
export const KNOWN_FUNCTIONS: readonly string[] = ["length", "char_length"]

/** `name(argument)`. */
export function call(name: string, argument: Operand): Operand | null {
    if (argument.kind !== "value" || !KNOWN_FUNCTIONS.includes(name)) return null
    const family = familyOf(argument.type)
    if (family !== "text" && family !== "varying") return null
    const [open, close] = family === "text" ? ["(", ")"] : ["((", ")::text)"]
    return { kind: "value", pieces: [`${name}${open}`, ...argument.pieces, close], type: builtIn("integer") }
}

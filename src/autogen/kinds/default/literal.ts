import { typeSql, type ColumnType } from "../../operations/column-type.js"

/** What Postgres prints after `::` for a constant of each type: the type's name without its modifier. */
function printedType(type: ColumnType): string {
    if (type.schema !== null) return typeSql({ ...type, modifier: null }).replaceAll('"', "")
    const name = type.name === "character" ? "bpchar" : type.name
    return type.array ? `${name}[]` : name
}

/**
 * Reads the value of a constant default as Postgres prints it, or as people write it: `'a'::character varying`, `0`, `-1`,
 * `'-1'::integer`, `true`, `'a'`. Null for everything else, and for a constant cast to another type than the column's: it may
 * mean another value there. A backslash is an ordinary character, as `standard_conforming_strings` has it: the inspector sets it.
 */
export function readLiteral(expression: string, type: ColumnType): string | null {
    const bare = /^\((-[\d.]+)\)$/.exec(expression)?.[1] ?? expression
    const numeric = /^-?\d+(\.\d+)?$/.test(bare)
    if (numeric) return isNumber(type) ? bare : null
    if (bare === "true" || bare === "false") return type.name === "boolean" && !type.array ? bare : null
    const quoted = /^'((?:[^']|'')*)'(?:::(.+))?$/s.exec(expression)
    if (!quoted) return null
    const [, text = "", cast] = quoted
    if (cast !== undefined && cast.replaceAll('"', "") !== printedType(type)) return null
    return text.replaceAll("''", "'")
}

function isNumber(type: ColumnType): boolean {
    return !type.array && ["smallint", "integer", "bigint", "numeric", "real", "double precision"].includes(type.name)
}

/** Two constants of one type whose texts agree mean the same; where they do not, Postgres is asked. */
export function sameLiteral(a: string, b: string): boolean {
    return a === b
}

const TIMES = /^(date|time|timestamp|tsrange|tstzrange|daterange|tsmultirange|tstzmultirange|datemultirange)\b/

/** The words that date and time types read as what they are at that moment (the manual, 8.5.1.4). */
const MOMENTS: ReadonlySet<string> = new Set(["now", "today", "tomorrow", "yesterday"])

/** Whether a constant of a type is another one whenever Postgres reads it. */
export function isMomentary(literal: string, type: ColumnType): boolean {
    if (!TIMES.test(type.name)) return false
    return literal
        .toLowerCase()
        .split(/[^a-z]+/)
        .some((word) => MOMENTS.has(word))
}

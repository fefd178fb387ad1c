import { typeSql, type ColumnType } from "./column-type.js"

/** Types that Postgres casts into one another on assignment, so that ALTER TYPE needs no USING: pg_cast.castcontext 'a' and 'i'. */
const ASSIGNABLE: readonly (readonly string[])[] = [
    ["smallint", "integer", "bigint", "numeric", "real", "double precision"],
    ["timestamp without time zone", "timestamp with time zone", "date"],
    ["time without time zone", "time with time zone"],
    ["time without time zone", "interval"],
    ["json", "jsonb"],
    ["bit", "bit varying"],
    ["inet", "cidr"],
    ["macaddr", "macaddr8"],
]

/** Pairs that have a cast of their own, which must be asked for: pg_cast.castcontext 'e'. Their values mean more than their texts. */
const EXPLICIT: readonly (readonly [string, string])[] = [
    ["boolean", "integer"],
    ["integer", "boolean"],
    ["integer", "bit"],
    ["bigint", "bit"],
    ["bit", "integer"],
    ["bit", "bigint"],
    ["jsonb", "boolean"],
    ["jsonb", "smallint"],
    ["jsonb", "integer"],
    ["jsonb", "bigint"],
    ["jsonb", "numeric"],
    ["jsonb", "real"],
    ["jsonb", "double precision"],
]

const TEXTS: readonly string[] = ["character varying", "character", "text"]

/**
 * The USING expression that turns a column's values into another type; null where none is needed. Where an assignment cast exists
 * none is written, and a type is named without its modifier: an explicit cast to varchar(5) would cut values off in silence, the
 * assignment refuses them. Types without a cast go through their text: what cannot be read fails, and nothing is lost.
 */
export function usingExpression(column: string, from: ColumnType, to: ColumnType): string | null {
    if (sameBase(from, to)) return null
    // An array of several fits no single value: its text is refused by any other type, and loses nothing as a text.
    if (from.array && !to.array && sameBase({ ...from, array: false }, to))
        return `CASE WHEN cardinality(${column}) <= 1 THEN (${column})[1] ELSE ${column}::text::${typeSql({ ...to, modifier: null })} END`
    // Every type can be assigned to the text types.
    if (to.schema === null && TEXTS.includes(to.name) && !to.array) return null
    const target = typeSql({ ...to, modifier: null })
    if (to.array && !from.array) {
        const array = sameBase({ ...from, array: true }, to) ? `ARRAY[${column}]` : `ARRAY[${column}::text]::${target}`
        return `CASE WHEN ${column} IS NOT NULL THEN ${array} END`
    }
    if (from.array || to.array || from.schema !== null || to.schema !== null) return `${column}::text::${target}`
    if (ASSIGNABLE.some((group) => group.includes(from.name) && group.includes(to.name))) return null
    const explicit = EXPLICIT.some(([before, after]) => before === from.name && after === to.name)
    return explicit ? `${column}::${target}` : `${column}::text::${target}`
}

function sameBase(a: ColumnType, b: ColumnType): boolean {
    return a.schema === b.schema && a.name === b.name && a.array === b.array
}

import { ownOperator as is } from "../core/own-operator.js"
import { conversion, isOneValue } from "./casts.js"
import { typeSql, type ColumnType } from "./column-type.js"

const INTEGERS: Readonly<Record<string, readonly [lowest: string, next: string]>> = {
    smallint: ["-32768", "32768"],
    integer: ["-2147483648", "2147483648"],
    bigint: ["-9223372036854775808", "9223372036854775808"],
}

const FLOATS: readonly string[] = ["real", "double precision"]
const TEXTS: readonly string[] = ["character varying", "character", "text"]
const MOMENT = /^(timestamp|time) with/

/**
 * The condition under which a value would not survive the conversion to another type as it is: it would be cut off, rounded,
 * stripped of a part, or refused. Null where every value survives, or where only an attempt can tell.
 *
 * Postgres's assignment casts round numbers and moments and drop times of day without notice, so each is asked for by name.
 */
export function lossCondition(value: string, from: ColumnType, to: ColumnType): string | null {
    if (from.array && to.array) {
        const element = lossCondition("element", { ...from, array: false }, { ...to, array: false })
        return element === null ? null : `EXISTS (SELECT FROM pg_catalog.unnest(${value}) AS element WHERE ${element})`
    }
    if (to.array) return lossCondition(value, from, { ...to, array: false })
    if (from.array) {
        const { by } = conversion(value, from, to)
        if (to.schema === null && TEXTS.includes(to.name)) {
            return tooLong(
                by === "cast"
                    ? `(CASE WHEN ${isOneValue(value)} THEN (${value})[1]::text ELSE ${value}::text END)`
                    : `${value}::text`,
                to,
            )
        }
        return by === "cast" ? `${value} IS NOT NULL AND NOT (${isOneValue(value)})` : null
    }
    if (to.schema !== null || to.enum) return null
    if (TEXTS.includes(to.name)) return tooLong(isTextual(from) ? value : `${value}::text`, to, from)
    if (from.schema !== null) return null
    return any([numberLoss(value, from, to), momentLoss(value, from, to), otherLoss(value, from, to)])
}

function any(conditions: readonly (string | null)[]): string | null {
    const some = conditions.filter((condition) => condition !== null)
    return some.length === 0 ? null : some.join(" OR ")
}

function isTextual({ schema, name }: ColumnType): boolean {
    return (schema === null && TEXTS.includes(name)) || /(^|\.)"?citext"?$/.test(name)
}

/** Blanks at the end count: an assignment would cut them off in silence. */
function tooLong(text: string, to: ColumnType, from?: ColumnType): string | null {
    if (to.modifier === null) return null
    const known = from?.name === "text" || from?.modifier === null ? null : (from?.modifier ?? null)
    if (from && isTextual(from) && known !== null && Number(known) <= Number(to.modifier)) return null
    return `pg_catalog.char_length(${text}) ${is(">")} ${to.modifier}`
}

function numberLoss(value: string, from: ColumnType, to: ColumnType): string | null {
    const isJson = from.name === "jsonb"
    if (isJson) {
        const isNumber = to.name in INTEGERS || to.name === "numeric" || FLOATS.includes(to.name)
        if (!isNumber) return to.name === "boolean" ? `pg_catalog.jsonb_typeof(${value}) ${is("<>")} 'boolean'` : null
        const inside = numberLoss(`${value}::numeric`, { ...from, name: "numeric", modifier: null }, to)
        const loss = inside === null ? "false" : inside
        return `CASE WHEN pg_catalog.jsonb_typeof(${value}) ${is("=")} 'number' THEN ${loss} ELSE true END`
    }
    if (!(from.name in INTEGERS) && !FLOATS.includes(from.name) && from.name !== "numeric") return null
    if (to.name === "boolean") return `${value} ${is("<>")} 0 AND ${value} ${is("<>")} 1`
    if (to.name === "bit") return `${value}::${typeSql(to)}::${from.name} ${is("<>")} ${value}`
    if (to.name === "money") return moneyLoss(value, from)
    const limits = INTEGERS[to.name]
    if (limits) return integerLoss(value, from, to, limits)
    if (FLOATS.includes(to.name)) return floatLoss(value, from, to)
    return to.name === "numeric" ? numericLoss(value, from, to) : null
}

/** Of numbers with a point, those that money rounds; of all, those that it cannot hold. */
function moneyLoss(value: string, from: ColumnType): string | null {
    if (from.name === "integer") return null
    const tooLarge = `pg_catalog.abs(${value}::numeric) ${is(">")} 92233720368547758`
    return from.name === "numeric"
        ? `CASE WHEN ${tooLarge} THEN true ELSE ${value}::money::numeric ${is("<>")} ${value} END`
        : tooLarge
}

function integerLoss(
    value: string,
    from: ColumnType,
    to: ColumnType,
    [lowest, next]: readonly [string, string],
): string | null {
    const sizes = Object.keys(INTEGERS)
    const isInteger = sizes.includes(from.name)
    if (isInteger && sizes.indexOf(from.name) <= sizes.indexOf(to.name)) return null
    const outside = `NOT (${value} ${is(">=")} ${lowest} AND ${value} ${is("<")} ${next})`
    return isInteger ? outside : `${outside} OR ${value} ${is("<>")} pg_catalog.trunc(${value})`
}

/** By the shortest text that gives the same float, since numeric takes only its first digits. */
function floatLoss(value: string, from: ColumnType, to: ColumnType): string | null {
    if (from.name === to.name || from.name === "smallint" || from.name === "real") return null
    if (from.name === "integer" && to.name === "double precision") return null
    if (from.name === "double precision") return `${value}::real::double precision ${is("<>")} ${value}`
    return `${value}::${to.name}::text::numeric ${is("<>")} ${value}`
}

function numericLoss(value: string, from: ColumnType, to: ColumnType): string | null {
    const isFloat = FLOATS.includes(from.name)
    if (to.modifier === null) {
        if (!isFloat) return null
        return `CASE WHEN pg_catalog.abs(${value}) ${is("=")} 'Infinity' THEN true ELSE ${value}::numeric::${from.name} ${is("<>")} ${value} END`
    }
    const [digits = 0, scale = 0] = to.modifier.split(",").map(Number)
    if (from.name === "numeric" && from.modifier !== null) {
        const [before = 0, decimals = 0] = from.modifier.split(",").map(Number)
        if (decimals <= scale && before - decimals <= digits - scale) return null
    }
    const limit = `1e${digits - scale}`
    const isInteger = from.name in INTEGERS
    if (isInteger) return `pg_catalog.abs(${value}::numeric) ${is(">=")} ${limit}`
    const back = isFloat ? `::${from.name}` : ""
    const rounded = `pg_catalog.round(${value}${isFloat ? "::numeric" : ""}, ${scale})${back} ${is("<>")} ${value}`
    // In lower case, which Postgres reads as well: the other spelling is what JavaScript makes of what is no number, and `op` refuses it.
    return `CASE WHEN ${value} ${is("=")} 'nan' THEN false WHEN pg_catalog.abs(${value}) ${is(">=")} ${limit} THEN true ELSE ${rounded} END`
}

function momentLoss(value: string, from: ColumnType, to: ColumnType): string | null {
    const zoned = from.name === "timestamp with time zone"
    const there = zoned ? `(${value} AT TIME ZONE 'UTC')` : value
    if ((zoned || from.name === "timestamp without time zone") && to.name === "date")
        return `${there}::date ${is("<>")} ${there}`
    if (from.name === "interval" && to.name === "time without time zone")
        return `${value}::time::interval ${is("<>")} ${value}`
    if (from.name === "time with time zone" && to.name === "time without time zone")
        return `extract(timezone FROM ${value}) ${is("<>")} 0`
    if (/^timestamp/.test(from.name) && /^time w/.test(to.name)) return `${value} IS NOT NULL`
    const isMoment =
        (MOMENT.test(from.name) && MOMENT.test(to.name)) || (from.name === "interval" && to.name === from.name)
    if (!isMoment || to.modifier === null || !/^\d$/.test(to.modifier)) return null
    const before = /^\d$/.test(from.modifier ?? "6") ? Number(from.modifier ?? "6") : 6
    if (Number(to.modifier) >= before) return null
    return `${value}::${typeSql({ ...from, modifier: to.modifier })} ${is("<>")} ${value}`
}

function otherLoss(value: string, from: ColumnType, to: ColumnType): string | null {
    if (TEXTS.includes(from.name) && to.name === "xml") return `NOT pg_catalog.xml_is_well_formed(${value}::text)`
    if (from.name === "inet" && to.name === "cidr") return `${value}::cidr::inet ${is("<>")} ${value}`
    if (from.name === "macaddr8" && to.name === "macaddr")
        return `pg_catalog.trunc(${value}) IS NULL OR pg_catalog.substr(${value}::text, 10, 5) ${is("<>")} 'ff:fe'`
    const isBits = from.name === "bit" || from.name === "bit varying"
    if (!isBits || to.modifier === null) return null
    if (to.name === "bit" && from.modifier !== to.modifier)
        return `pg_catalog.length(${value}) ${is("<>")} ${to.modifier}`
    if (to.name !== "bit varying") return null
    return from.modifier !== null && Number(from.modifier) <= Number(to.modifier)
        ? null
        : `pg_catalog.length(${value}) ${is(">")} ${to.modifier}`
}

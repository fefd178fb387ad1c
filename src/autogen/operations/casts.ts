import { typeSql, type ColumnType } from "./column-type.js"

/** Types that Postgres casts into one another on assignment, so that ALTER TYPE needs no USING: pg_cast.castcontext 'a' and 'i'. */
const ASSIGNABLE: readonly (readonly string[])[] = [
    ["smallint", "integer", "bigint", "numeric", "real", "double precision"],
    ["timestamp without time zone", "date"],
    ["time without time zone", "interval"],
    ["json", "jsonb"],
    ["bit", "bit varying"],
    ["inet", "cidr"],
    ["macaddr", "macaddr8"],
    ["numeric", "money"],
]

/** As {@link ASSIGNABLE}, in one direction. */
const ASSIGNABLE_TO: readonly (readonly [string, string])[] = [
    ["integer", "money"],
    ["bigint", "money"],
    ["timestamp without time zone", "time without time zone"],
]

/** Pairs that have a cast of their own, which must be asked for: pg_cast.castcontext 'e'. Their values mean more than their texts. */
const EXPLICIT: readonly (readonly [string, string])[] = [
    ["boolean", "integer"],
    ["integer", "boolean"],
    ["integer", "bit"],
    ["bigint", "bit"],
    ["bit", "integer"],
    ["bit", "bigint"],
    ...["boolean", "smallint", "integer", "bigint", "numeric", "real", "double precision"].map(
        (name) => ["jsonb", name] as const,
    ),
    ...["text", "character varying", "character"].map((name) => [name, "xml"] as const),
    ...(["int4", "int8", "num", "date", "ts", "tstz"] as const).map(
        (name) => [`${name}range`, `${name}multirange`] as const,
    ),
]

/**
 * Pairs whose cast reads the session's TimeZone, which differs from one connection to another: the zone is stated, so that a
 * migration does the same wherever it runs.
 */
const ZONED: Readonly<Record<string, (column: string) => string>> = {
    "timestamp without time zone>timestamp with time zone": (column) => `${column} AT TIME ZONE 'UTC'`,
    "timestamp with time zone>timestamp without time zone": (column) => `${column} AT TIME ZONE 'UTC'`,
    "date>timestamp with time zone": (column) => `${column}::timestamp AT TIME ZONE 'UTC'`,
    "timestamp with time zone>date": (column) => `(${column} AT TIME ZONE 'UTC')::date`,
    "timestamp with time zone>time without time zone": (column) => `(${column} AT TIME ZONE 'UTC')::time`,
    "timestamp with time zone>time with time zone": (column) =>
        `((${column} AT TIME ZONE 'UTC')::time::text || '+00')::timetz`,
    "time without time zone>time with time zone": (column) => `(${column}::text || '+00')::timetz`,
    "time with time zone>time without time zone": (column) => `(${column} AT TIME ZONE 'UTC')::time`,
}

const TEXTS: readonly string[] = ["character varying", "character", "text"]

/**
 * How a column's values become those of another type. `assignment`: ALTER TYPE does it by itself. `cast`: by an expression that
 * states a cast of Postgres's own, or wraps the value. `text`: there is no cast, and the value's text is read as the new type.
 */
export type Conversion =
    { readonly by: "assignment"; readonly using: null } | { readonly by: "cast" | "text"; readonly using: string }

const ASSIGNMENT: Conversion = { by: "assignment", using: null }

/**
 * How a column's values are converted. Where an assignment cast exists no USING is written, and a type is named without its
 * modifier: an explicit cast to varchar(5) would cut values off in silence, the assignment refuses them.
 *
 * @example
 * ```ts
 * conversion('"size"', builtIn("integer"), builtIn("bigint"))  // by assignment
 * conversion('"code"', builtIn("text"), builtIn("uuid"))       // by text: "code"::text::uuid
 * ```
 */
export function conversion(column: string, from: ColumnType, to: ColumnType): Conversion {
    if (sameBase(from, to)) return ASSIGNMENT
    // What is not one value fits none, the empty array no more than one of several: its text is refused by any other type, and loses
    // nothing as a text.
    if (from.array && !to.array && sameBase({ ...from, array: false }, to)) {
        const using = `CASE WHEN ${isOneValue(column)} THEN (${column})[1] ELSE ${column}::text::${bare(to)} END`
        return { by: "cast", using }
    }
    // Every type can be assigned to the text types.
    if (isText(to) && !to.array) return ASSIGNMENT
    if (to.array && !from.array) {
        if (sameBase({ ...from, array: true }, to)) return { by: "cast", using: wrapped(column, `ARRAY[${column}]`) }
        return { by: "text", using: wrapped(column, `ARRAY[${column}::text]::${bare(to)}`) }
    }
    const throughText: Conversion = { by: "text", using: `${column}::text::${bare(to)}` }
    if (from.array !== to.array) return throughText
    if (from.array) return convertElements(column, from, to) ?? throughText
    return convertScalar(column, from, to) ?? throughText
}

/** The condition under which an array says no more than its only element. */
export function isOneValue(array: string): string {
    return `pg_catalog.array_dims(${array}) IS NOT DISTINCT FROM '[1:1]' AND (${array})[1] IS NOT NULL`
}

/** The USING expression of a {@link conversion}; null where none is needed. */
export function usingExpression(column: string, from: ColumnType, to: ColumnType): string | null {
    return conversion(column, from, to).using
}

/** Postgres casts an array as it casts its elements; an expression over the elements would need a subquery, which USING cannot have. */
function convertElements(column: string, from: ColumnType, to: ColumnType): Conversion | null {
    if (isText(to)) return ASSIGNMENT
    const element = convertScalar(column, { ...from, array: false }, { ...to, array: false })
    if (element?.by !== "cast") return element
    return isExplicit(from, to) ? { by: "cast", using: `${column}::${explicitTarget(to)}` } : null
}

function convertScalar(column: string, from: ColumnType, to: ColumnType): Conversion | null {
    // The extension's own casts: citext is a text but for its equality.
    if (isCitext(to) && isText(from)) return ASSIGNMENT
    if (from.schema !== null || to.schema !== null) return null
    const zoned = ZONED[`${from.name}>${to.name}`]
    if (zoned) return { by: "cast", using: zoned(column) }
    if (ASSIGNABLE.some((group) => group.includes(from.name) && group.includes(to.name))) return ASSIGNMENT
    if (ASSIGNABLE_TO.some(([before, after]) => before === from.name && after === to.name)) return ASSIGNMENT
    return isExplicit(from, to) ? { by: "cast", using: `${column}::${explicitTarget(to)}` } : null
}

function isExplicit(from: ColumnType, to: ColumnType): boolean {
    if (from.schema !== null || to.schema !== null) return false
    return EXPLICIT.some(([before, after]) => before === from.name && after === to.name)
}

/** A bit without a length is one bit: the length belongs to the cast, which takes the lowest bits. */
function explicitTarget(to: ColumnType): string {
    return to.name === "bit" ? typeSql(to) : bare(to)
}

function bare(type: ColumnType): string {
    return typeSql({ ...type, modifier: null })
}

function wrapped(column: string, array: string): string {
    return `CASE WHEN ${column} IS NOT NULL THEN ${array} END`
}

function isText(type: ColumnType): boolean {
    return type.schema === null && TEXTS.includes(type.name)
}

function isCitext(type: ColumnType): boolean {
    return type.schema !== null && /^(.*\.)?"?citext"?$/.test(type.name)
}

function sameBase(a: ColumnType, b: ColumnType): boolean {
    return a.schema === b.schema && a.name === b.name && a.array === b.array
}

/** Types whose values are stored as they are, whatever the limit: without one, or with a higher one, nothing is written again. */
const GROWING: readonly string[] = [
    "character varying",
    "bit varying",
    "timestamp without time zone",
    "timestamp with time zone",
    "time without time zone",
    "time with time zone",
]

/** Pairs that are stored alike: pg_cast.castmethod 'b'. Into a limit the values must be looked at, and are written again. */
const STORED_ALIKE: readonly (readonly [string, string])[] = [
    ["character varying", "text"],
    ["text", "character varying"],
    ["xml", "text"],
    ["xml", "character varying"],
    ["bit", "bit varying"],
    ["cidr", "inet"],
]

/** Whether ALTER TYPE without USING leaves the rows as they are, and changes the catalog only. */
export function keepsRows(from: ColumnType, to: ColumnType): boolean {
    if (from.array !== to.array) return false
    if (isCitext(from) && isText(to)) return to.name !== "character" && to.modifier === null
    if (isCitext(to) && isText(from)) return from.name !== "character"
    if (from.schema !== to.schema) return false
    if (from.name !== to.name) {
        const alike = STORED_ALIKE.some(([before, after]) => before === from.name && after === to.name)
        if (from.array || !alike) return false
        return to.modifier === null || (from.name === "character varying" && growsFrom(from.modifier, to.modifier))
    }
    if (from.modifier === to.modifier) return true
    if (to.modifier === null) return from.name !== "character" && from.name !== "bit"
    if (from.array) return false
    if (from.name === "numeric") return numericGrows(from.modifier, to.modifier)
    if (from.name === "interval") return intervalGrows(from.modifier, to.modifier)
    // A moment without a precision has 6 digits.
    const before = /^time/.test(from.name) ? (from.modifier ?? "6") : from.modifier
    return GROWING.includes(from.name) && growsFrom(before, to.modifier)
}

function growsFrom(before: string | null, after: string): boolean {
    return before !== null && Number(after) >= Number(before)
}

function numericGrows(before: string | null, after: string): boolean {
    if (before === null) return false
    const [digits = 0, scale = 0] = before.split(",").map(Number)
    const [newDigits = 0, newScale = 0] = after.split(",").map(Number)
    return newScale === scale && newDigits >= digits
}

/** Of intervals with fields only those are known that have a precision and nothing else. */
function intervalGrows(before: string | null, after: string): boolean {
    const [from, to] = [before ?? "6", after]
    return /^\d$/.test(from) && /^\d$/.test(to) && Number(to) >= Number(from)
}

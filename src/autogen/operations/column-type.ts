import { type QualifiedName, quoteName } from "../core/names.js"

/**
 * A column's type as data. `schema` is null for the types of `pg_catalog`, which are named as `format_type` prints them
 * (`character varying`), without their modifier: that stands in `modifier` as it is written between the parentheses.
 * A type that an entity names without saying where it lives has the schema {@link UNRESOLVED} until Postgres has been asked.
 */
export interface ColumnType {
    readonly schema: string | null
    readonly name: string
    readonly modifier: string | null
    /** Whether it is an enumerated type (of a schema). */
    readonly enum: boolean
    /** Dimensions do not matter to Postgres: `text[][]` is `text[]`. */
    readonly array: boolean
}

/** The schema of a type that only Postgres can place: an extension's, or one made by hand. */
export const UNRESOLVED = ""

/** Other spellings of built-in types, as TypeORM, the SQL standard and `pg_type.typname` write them. */
const ALIASES: ReadonlyMap<string, string> = new Map([
    ["int", "integer"],
    ["int4", "integer"],
    ["int2", "smallint"],
    ["int8", "bigint"],
    ["decimal", "numeric"],
    ["float", "double precision"],
    ["float8", "double precision"],
    ["float4", "real"],
    ["bool", "boolean"],
    ["varchar", "character varying"],
    ["char varying", "character varying"],
    ["char", "character"],
    ["varbit", "bit varying"],
    ["timestamp", "timestamp without time zone"],
    ["timestamptz", "timestamp with time zone"],
    ["time", "time without time zone"],
    ["timetz", "time with time zone"],
])

/** Types whose modifier stands inside the name: `timestamp(3) without time zone`. */
const INFIX: ReadonlyMap<string, readonly [string, string]> = new Map([
    ["timestamp without time zone", ["timestamp", " without time zone"]],
    ["timestamp with time zone", ["timestamp", " with time zone"]],
    ["time without time zone", ["time", " without time zone"]],
    ["time with time zone", ["time", " with time zone"]],
])

/** Types of pg_catalog that a migration or an entity may name. A name that is none of them is looked up in schemas. */
const BUILT_IN = new Set(
    `smallint|integer|bigint|numeric|real|double precision|money|character varying|character|text|bytea|name|oid|xml|json|jsonb|jsonpath|uuid|boolean|date|interval
    |timestamp without time zone|timestamp with time zone|time without time zone|time with time zone|bit|bit varying|tsvector|tsquery
    |inet|cidr|macaddr|macaddr8|point|line|lseg|box|path|polygon|circle|pg_lsn|bpchar|txid_snapshot|pg_snapshot|xid|xid8|cid|tid|regclass|regtype|regproc|"char"
    |int4range|int8range|numrange|tsrange|tstzrange|daterange|int4multirange|int8multirange|nummultirange|tsmultirange|tstzmultirange|datemultirange`
        .split("|")
        .map((part) => part.trim()),
)

/** Whether a type of this canonical name belongs to pg_catalog. */
export function isBuiltIn(name: string): boolean {
    return BUILT_IN.has(name)
}

/** The canonical name of a built-in type: `varchar` is `character varying`. Unknown names come back as they are. */
export function canonicalTypeName(name: string): string {
    const alias = ALIASES.get(name)
    if (alias !== undefined || BUILT_IN.has(name)) return alias ?? name
    const lower = name.trim().replaceAll(/\s+/g, " ").toLowerCase()
    return ALIASES.get(lower) ?? (BUILT_IN.has(lower) ? lower : name.trim())
}

/** The modifier as the catalog stores it: `char` is `character(1)`, `numeric(10)` is `numeric(10,0)`. */
export function canonicalModifier(name: string, modifier: string | null): string | null {
    if (modifier === null) return name === "character" || name === "bit" ? "1" : null
    return name === "numeric" && !modifier.includes(",") ? `${modifier},0` : modifier
}

const MOST_SHARED = 10_000

const sharedTypes = new Map<string, ColumnType>()

/** One value for all equal types: thousands of columns are of a few types, and what is one value need not be compared. */
export function sharedType(type: ColumnType): ColumnType {
    const { schema, name, modifier, array } = type
    const flags = `${schema === null ? 0 : 1}${modifier === null ? 0 : 1}${type.enum ? 1 : 0}${array ? 1 : 0}`
    const key = `${flags}${schema ?? ""}\0${name}\0${modifier ?? ""}`
    const known = sharedTypes.get(key)
    if (known) return known
    if (sharedTypes.size >= MOST_SHARED) sharedTypes.clear()
    sharedTypes.set(key, type)
    return type
}

/** Makes a type of pg_catalog. */
export function builtIn(name: string, modifier: string | null = null, array = false): ColumnType {
    return sharedType({ schema: null, name, modifier, enum: false, array })
}

/** Makes an enumerated type. */
export function enumOf(name: QualifiedName, array = false): ColumnType {
    return sharedType({ schema: name.schema, name: name.name, modifier: null, enum: true, array })
}

/** The type as SQL: `character varying(36)`, `timestamp(3) with time zone`, `"public"."room_kind"[]`. */
export function typeSql(type: ColumnType): string {
    const suffix = type.array ? "[]" : ""
    // Not resolved yet: Postgres looks it up in its search_path, as it does for TypeORM.
    if (type.schema === UNRESOLVED) return type.name + modifierSql(type.modifier) + suffix
    if (type.schema !== null) {
        return quoteName({ schema: type.schema, name: type.name }) + modifierSql(type.modifier) + suffix
    }
    const infix = INFIX.get(type.name)
    if (infix) return infix[0] + modifierSql(type.modifier) + infix[1] + suffix
    // INTERVAL's fields stand without parentheses: interval day to second(3).
    if (type.name === "interval" && type.modifier !== null && !/^\d+$/.test(type.modifier)) {
        return `interval ${type.modifier}${suffix}`
    }
    return type.name + modifierSql(type.modifier) + suffix
}

function modifierSql(modifier: string | null): string {
    return modifier === null ? "" : `(${modifier})`
}

/** A type's text, taken apart. */
export interface ParsedType {
    readonly name: string
    readonly modifier: string | null
    readonly array: boolean
}

/** Reads a type text such as `varchar(36)`, `numeric(10, 2)[]`, `geometry(Point,4326)`: as people write them in entities. */
export function parseTypeText(text: string): ParsedType {
    if (BUILT_IN.has(text)) return { name: text, modifier: null, array: false }
    let rest = text.trim()
    let array = false
    for (let match = /\s*\[\d*\]$|\s+array$/i.exec(rest); match; match = /\s*\[\d*\]$|\s+array$/i.exec(rest)) {
        array = true
        rest = rest.slice(0, match.index)
    }
    const interval = /^interval\s+(\S.*)$/i.exec(rest)
    if (interval?.[1] !== undefined && !interval[1].startsWith("(")) {
        return { name: "interval", modifier: interval[1].toLowerCase(), array }
    }
    const open = rest.indexOf("(")
    const close = rest.indexOf(")", open)
    if (open < 0 || close < 0) return { name: canonicalTypeName(rest), modifier: null, array }
    const modifier = rest
        .slice(open + 1, close)
        .split(",")
        .map((part) => part.trim())
        .join(",")
    return { name: canonicalTypeName(rest.slice(0, open) + rest.slice(close + 1)), modifier, array }
}

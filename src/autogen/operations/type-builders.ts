import type { BuilderCall } from "../core/operation.js"
import { canonicalModifier, isBuiltIn, parseTypeText, type ColumnType, typeSql, UNRESOLVED } from "./column-type.js"
import { inSchema, type SchemaName, type TableName } from "./table-name.js"

/** A column's type in a migration file: what `varchar(36)`, `integer()`, `array(text())` return. */
export interface TypeCall extends BuilderCall {
    readonly of: "type"
    readonly base: BaseType
    readonly array: boolean
}

type BaseType =
    | { readonly name: string; readonly modifier: string | null }
    | { readonly enum: TableName }
    | { readonly raw: string }
    | { readonly serial: "smallint" | "integer" | "bigint" }

function simple(call: string, name: string) {
    return (): TypeCall => ({
        call,
        args: [],
        of: "type",
        base: { name, modifier: canonicalModifier(name, null) },
        array: false,
    })
}

function measured(call: string, name: string) {
    return (...size: readonly [number?]): TypeCall => {
        const modifier = size[0] === undefined ? null : String(size[0])
        return {
            call,
            args: [...size],
            of: "type",
            base: { name, modifier: canonicalModifier(name, modifier) },
            array: false,
        }
    }
}

/** `smallint`: two bytes. */
export const smallint = simple("smallint", "smallint")
/** `integer`: four bytes. */
export const integer = simple("integer", "integer")
/** `bigint`: eight bytes; TypeORM reads it as text. */
export const bigint = simple("bigint", "bigint")
/** `real`: four bytes, six digits. */
export const real = simple("real", "real")
/** `double precision`: eight bytes, fifteen digits. */
export const doublePrecision = simple("doublePrecision", "double precision")
/** `money`: an amount in the server's currency. */
export const money = simple("money", "money")
/** `text`: of any length. */
export const text = simple("text", "text")
/** `bytea`: bytes. */
export const bytea = simple("bytea", "bytea")
/** `boolean`. */
export const boolean = simple("boolean", "boolean")
/** `uuid`. */
export const uuid = simple("uuid", "uuid")
/** `json`: kept as it was written. */
export const json = simple("json", "json")
/** `jsonb`: kept decomposed, can be indexed. */
export const jsonb = simple("jsonb", "jsonb")
/** `date`. */
export const date = simple("date", "date")
/** `character varying(length)`; without a length, of any length. */
export const varchar = measured("varchar", "character varying")
/** `character(length)`: padded with blanks. Without a length, one character. */
export const char = measured("char", "character")
/** `timestamp without time zone`, with the digits of the seconds' fraction (0 to 6). */
export const timestamp = measured("timestamp", "timestamp without time zone")
/** `timestamp with time zone`, with the digits of the seconds' fraction (0 to 6). */
export const timestamptz = measured("timestamptz", "timestamp with time zone")
/** `time without time zone`, with the digits of the seconds' fraction (0 to 6). */
export const time = measured("time", "time without time zone")
/** `time with time zone`, with the digits of the seconds' fraction (0 to 6). */
export const timetz = measured("timetz", "time with time zone")

function serialOf(call: string, serial: "smallint" | "integer" | "bigint") {
    return (): TypeCall => ({ call, args: [], of: "type", base: { serial }, array: false })
}

/** `integer` with a sequence of its own as default: the manual, 8.1.4. */
export const serial = serialOf("serial", "integer")
/** `bigint` with a sequence of its own as default. */
export const bigserial = serialOf("bigserial", "bigint")
/** `smallint` with a sequence of its own as default. */
export const smallserial = serialOf("smallserial", "smallint")

/** The serial call of an integer type, or null where it has none. */
export function serialCall(columnType: ColumnType): TypeCall | null {
    if (columnType.schema !== null || columnType.array) return null
    const calls: Readonly<Record<string, TypeCall>> = {
        smallint: smallserial(),
        integer: serial(),
        bigint: bigserial(),
    }
    return calls[columnType.name] ?? null
}

/** `numeric`, `numeric(precision)` or `numeric(precision, scale)`. */
export function numeric(precision?: number, scale?: number): TypeCall {
    const modifier = precision === undefined ? null : scale === undefined ? String(precision) : `${precision},${scale}`
    const args = [precision, scale].filter((part) => part !== undefined)
    return {
        call: "numeric",
        args,
        of: "type",
        base: { name: "numeric", modifier: canonicalModifier("numeric", modifier) },
        array: false,
    }
}

/**
 * An enumerated type that `op.createEnum` made.
 *
 * @example
 * ```ts
 * await op.addColumn("room", column("kind", enumType("room_kind_enum"), { nullable: false }))
 * ```
 */
export function enumType(name: TableName): TypeCall {
    return { call: "enumType", args: [name], of: "type", base: { enum: name }, array: false }
}

/** An array of some type: `array(text())`. Postgres keeps no dimensions and no length. */
export function array(element: TypeCall): TypeCall {
    return { call: "array", args: [element], of: "type", base: element.base, array: true }
}

/**
 * Any other type, as SQL: `type("geometry(Point,4326)")`, `type("citext")`. The text stands in the statement as it is.
 */
export function type(sql: string): TypeCall {
    return { call: "type", args: [sql], of: "type", base: { raw: sql }, array: false }
}

const SIMPLE: readonly TypeCall[] = [
    smallint, integer, bigint, real, doublePrecision, money, text, bytea, boolean, uuid, json, jsonb, date,
].map((make) => make()) // prettier-ignore

const MEASURED: ReadonlyMap<string, (...size: readonly [number?]) => TypeCall> = new Map([
    ["character varying", varchar],
    ["character", char],
    ["timestamp without time zone", timestamp],
    ["timestamp with time zone", timestamptz],
    ["time without time zone", time],
    ["time with time zone", timetz],
])

/** The call by which a migration file writes a column's type. */
export function typeCall(columnType: ColumnType): TypeCall {
    if (columnType.array) return array(typeCall({ ...columnType, array: false }))
    const { schema, name, modifier } = columnType
    if (columnType.enum && schema !== null) return enumType(inSchema(schema, name))
    if (schema === null) {
        const known = builtInCall(name, modifier)
        if (known) return known
    }
    return type(typeSql(columnType))
}

function builtInCall(name: string, modifier: string | null): TypeCall | undefined {
    if (modifier === null) {
        const found = SIMPLE.find((call) => "name" in call.base && call.base.name === name)
        if (found) return found
    }
    const make = MEASURED.get(name)
    if (make && (modifier === null || /^\d+$/.test(modifier)))
        return modifier === null ? make() : make(Number(modifier))
    if (name !== "numeric") return undefined
    const [precision, scale] = (modifier ?? "").split(",").filter(Boolean).map(Number)
    return numeric(precision, scale)
}

/** The type as SQL for a column's definition: a serial stays a serial. */
export function typeCallSql(defaultSchema: string, call: TypeCall): string {
    if ("serial" in call.base) return call.call
    return typeSql(resolveType(defaultSchema, call))
}

/** The {@link ColumnType} behind a {@link TypeCall}. */
export function resolveType(defaultSchema: string, call: TypeCall): ColumnType {
    const base = call.base
    if ("enum" in base) {
        const name: { schema: string; name: string } | SchemaName =
            typeof base.enum === "string" ? { schema: defaultSchema, name: base.enum } : base.enum
        return { schema: name.schema, name: name.name, modifier: null, enum: true, array: call.array }
    }
    if ("serial" in base) return { schema: null, name: base.serial, modifier: null, enum: false, array: false }
    if ("raw" in base) {
        const parsed = parseTypeText(base.raw)
        const builtIn = isBuiltIn(parsed.name)
        if (!builtIn) return { schema: UNRESOLVED, name: base.raw, modifier: null, enum: false, array: call.array }
        return {
            schema: null,
            name: parsed.name,
            modifier: parsed.modifier,
            enum: false,
            array: call.array || parsed.array,
        }
    }
    return { schema: null, name: base.name, modifier: base.modifier, enum: false, array: call.array }
}

/** A type that a column of a random schema may have. */
export interface RandomType {
    readonly sql: string
    /** Two expressions that it takes as a default. */
    readonly defaults: readonly [string, string]
    /** A condition over a column of it. */
    readonly condition: (column: string) => string
    /** Two values that fulfil the condition. */
    readonly values: readonly [string, string]
    /** Whether it can be in a key or in an index of the usual method. */
    readonly isOrdered: boolean
    /** The index method that fits it best, where that is not the usual one. */
    readonly method: "hash" | "gin" | "gist" | null
    /** The extension that brings it. */
    readonly extension: string | null
}

export const EXTENSIONS = ["citext", "hstore"] as const

function type(
    sql: string,
    defaults: readonly [string, string],
    condition: RandomType["condition"],
    values: readonly [string, string],
    rest: Partial<RandomType> = {},
): RandomType {
    return { sql, defaults, condition, values, isOrdered: true, method: null, extension: null, ...rest }
}

const isThere = (column: string): string => `${column} IS NOT NULL`

export const PLAIN = type("integer", ["0", "1 + 2"], (column) => `${column} > 0`, ["5", "70000"])

export const TYPES: readonly RandomType[] = [
    PLAIN,
    type("bigint", ["'0'", "7"], (column) => `${column} <> 3`, ["9", "9000000000"]),
    type("smallint", ["0", "1 + 1"], (column) => `${column} > '-5'::integer`, ["3", "32000"]),
    type("real", ["0.5", "'NaN'"], (column) => `${column} <> 1`, ["2.5", "1e30"], { method: "hash" }),
    type("numeric(10,2)", ["1.50", "0"], (column) => `${column} >= 0`, ["12.00", "0.25"]),
    type("numeric(12,4)", ["1.5", "'1e3'"], (column) => `${column} IS DISTINCT FROM 7`, ["12.0000", "0.0625"]),
    type("character varying(36)", ["'x'", "upper('y'::text)"], (column) => `length(${column}) > 0`, ["'12'", "'low'"]),
    type("character varying(5)", ["'x'", "NULL"], (column) => `${column} ~ '.'`, ["'true'", "'high'"], {
        method: "hash",
    }),
    type("character(5)", ["'ab'", "'c'"], (column) => `${column} <> 'zz'`, ["'12'", "'low'"]),
    type("text", ["'it''s'", "CURRENT_USER"], (column) => `${column} <> ''`, ["'true'", `'long ' || repeat('x', 40)`]),
    type(`text COLLATE "C"`, ["'it\\s'", "lower('Q')"], (column) => `${column} > 'A' COLLATE "C"`, ["'b'", "'high'"]),
    type("date", ["'2020-01-01'", "CURRENT_DATE"], (column) => `${column} > '1999-01-01'`, [
        "'2024-02-29'",
        "'infinity'",
    ]),
    type("timestamp without time zone", ["now()", "'2020-01-01'"], isThere, [
        "'2024-02-29 12:00:00.123456'",
        "'1999-01-01'",
    ]),
    type("timestamp(3) with time zone", ["now()", "'2020-01-01'"], (column) => `${column} > '2000-01-01'`, [
        "'2024-02-29 12:00:00.123+05'",
        "'infinity'",
    ]),
    type("interval", ["'1 day'", "'1 mon 2 days'"], (column) => `${column} > '0'`, ["'1.5 hours'", "'1 year'"]),
    type("text[]", ["'{a,b}'", "ARRAY[]::text[]"], (column) => `cardinality(${column}) < 9`, ["'{1,2}'", "'{NULL}'"], {
        method: "gin",
    }),
    type("json", ["'{\"a\":1}'", "'[]'"], (column) => `(${column} ->> 'b') IS NULL`, ["'7'", "'{\"a\": 1 }'"], {
        isOrdered: false,
    }),
    type("jsonb", ["'{\"a\":1}'", "'[]'"], isThere, ["'7'", `'"text"'`], { method: "gin" }),
    type("boolean", ["true", "false"], (column) => `${column} IS NOT FALSE`, ["true", "true"]),
    type("uuid", ["gen_random_uuid()", "'00000000-0000-0000-0000-00000000000a'"], isThere, [
        "'00000000-0000-0000-0000-00000000000b'",
        "gen_random_uuid()",
    ]),
    type("bytea", ["'\\x00ff'", "''"], (column) => `length(${column}) < 100`, ["'\\x01'", "'text'"]),
    type("inet", ["'127.0.0.1'", "'::1'"], (column) => `family(${column}) > 0`, ["'10.0.0.0/8'", "'::1'"], {
        method: "hash",
    }),
    type("int4range", ["'[1,5)'", "'empty'"], (column) => `${column} <> '[7,8)'`, ["'[1,2]'", "'(,3)'"], {
        method: "gist",
    }),
    type("citext", ["'Mixed'", "''"], (column) => `${column} <> 'NOT'`, ["'true'", "'LOW'"], { extension: "citext" }),
    type("hstore", ["'a=>1'", "''"], (column) => `NOT ${column} ? 'zz'`, ["'b=>2'", "'c=>NULL'"], {
        method: "gist",
        extension: "hstore",
    }),
]

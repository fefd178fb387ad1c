/** A change of a type on a filled column. */
export interface TypeChange {
    readonly from: string
    readonly to: string
    /** Values of the old type, as SQL. */
    readonly values: readonly string[]
    /** What they are after it, as texts. */
    readonly become: readonly (string | null)[]
    /** `assignment`: no USING is written; `cast`: one of Postgres's own casts; `text`: there is none. */
    readonly by: "assignment" | "cast" | "text"
    /** Values that must stop the change: nothing of them may be lost in silence. */
    readonly refuses?: readonly string[]
    /** The oldest server that has the types. */
    readonly since?: number
    /** Whether the values cannot come back as they were: then the way back is not compared. */
    readonly oneWay?: boolean
}

const change = (
    from: string,
    to: string,
    by: TypeChange["by"],
    values: readonly string[],
    become: readonly (string | null)[],
    more: Partial<TypeChange> = {},
): TypeChange => ({ from, to, by, values, become, ...more })

const UUID = "6f1d3c0e-5d5a-4d3e-9d0c-2f6f0a6c6b1a"

/** Every change is planned, run over the values, and run back. */
export const typeChanges: readonly TypeChange[] = [
    change("varchar(5)", "varchar(9)", "assignment", ["'abcde'", "NULL"], ["abcde", null]),
    change("varchar(9)", "varchar(5)", "assignment", ["'abcde'"], ["abcde"], { refuses: ["'abcdefg'", "'abc    '"] }),
    change("varchar(5)", "varchar", "assignment", ["'abcde'"], ["abcde"]),
    change("varchar(5)", "text", "assignment", ["'abcde'", "''"], ["abcde", ""]),
    change("text", "varchar", "assignment", ["'abcde'"], ["abcde"]),
    change("text", "varchar(3)", "assignment", ["'abc'"], ["abc"], { refuses: ["'abcd'"] }),
    change("char(5)", "varchar(3)", "assignment", ["'abc'"], ["abc"], { refuses: ["'abcd'"] }),
    change("varchar(5)", "char(5)", "assignment", ["'abc'"], ["abc"]),
    change("varchar(9)[]", "varchar(5)[]", "assignment", ["'{abc}'"], ["{abc}"], { refuses: ["'{a,abcdefg}'"] }),
    change("varchar(9)[]", "text[]", "assignment", ["'{abc,NULL}'"], ["{abc,NULL}"]),
    change("int[]", "bigint[]", "assignment", ["'{1,2}'"], ["{1,2}"]),
    change("bigint[]", "int[]", "assignment", ["'{1,2}'"], ["{1,2}"], { refuses: ["'{1,3000000000}'"] }),
    change("int[]", "text[]", "assignment", ["'{1,2}'"], ["{1,2}"]),
    change("boolean[]", "int[]", "cast", ["'{t,f}'"], ["{1,0}"]),
    change("smallint", "int", "assignment", ["1", "-32768"], ["1", "-32768"]),
    change("int", "smallint", "assignment", ["1"], ["1"], { refuses: ["32768", "-32769"] }),
    change("int", "bigint", "assignment", ["1", "NULL"], ["1", null]),
    change("bigint", "int", "assignment", ["2147483647"], ["2147483647"], { refuses: ["2147483648"] }),
    change("bigint", "numeric", "assignment", ["9223372036854775807"], ["9223372036854775807"]),
    change("numeric", "bigint", "assignment", ["9223372036854775807", "2.0"], ["9223372036854775807", "2"], {
        oneWay: true,
        refuses: ["1.5", "9223372036854775808", "'NaN'"],
    }),
    change("int", "numeric(5,2)", "assignment", ["999"], ["999.00"], { refuses: ["1000"] }),
    change("numeric(5,2)", "numeric(7,2)", "assignment", ["1.25"], ["1.25"]),
    change("numeric(7,2)", "numeric(5,2)", "assignment", ["1.25"], ["1.25"], { refuses: ["1000", "-1000"] }),
    change("numeric(5,2)", "numeric(5,1)", "assignment", ["1.20", "'NaN'"], ["1.2", "NaN"], { refuses: ["1.25"] }),
    change("numeric(5,2)", "numeric", "assignment", ["1.25"], ["1.25"]),
    change("numeric", "numeric(3,1)", "assignment", ["1.5"], ["1.5"], { refuses: ["99.99", "100"] }),
    change("numeric", "double precision", "assignment", ["0.1", "1e300"], ["0.1", "1e+300"], {
        refuses: ["12345678901234567.89"],
        oneWay: true,
    }),
    change("double precision", "numeric", "assignment", ["0.1"], ["0.1"], { refuses: ["0.30000000000000004"] }),
    change("double precision", "int", "assignment", ["3"], ["3"], { refuses: ["3.5", "3e9", "'NaN'", "'Infinity'"] }),
    change("double precision", "real", "assignment", ["0.5"], ["0.5"], { refuses: ["0.1"] }),
    change("real", "double precision", "assignment", ["0.5"], ["0.5"]),
    change("real", "numeric", "assignment", ["0.5"], ["0.5"], { refuses: ["16777217"] }),
    change("int", "real", "assignment", ["16777216"], ["1.6777216e+07"], { refuses: ["16777217"] }),
    change("bigint", "double precision", "assignment", ["9007199254740992"], ["9.007199254740992e+15"], {
        refuses: ["9007199254740993"],
    }),
    change("numeric", "money", "assignment", ["1.25"], ["$1.25"], { refuses: ["1.255", "1e20"] }),
    change("money", "numeric", "assignment", ["'1.25'"], ["1.25"]),
    change("boolean", "int", "cast", ["true", "NULL"], ["1", null]),
    change("int", "boolean", "cast", ["0", "1"], ["false", "true"], { refuses: ["2"] }),
    change("int", "bit(8)", "cast", ["5"], ["00000101"], { refuses: ["256", "-1"] }),
    change("bit(8)", "int", "cast", ["'00000101'"], ["5"]),
    change("bit(4)", "bit(8)", "assignment", [], [], { refuses: ["'0101'"] }),
    change("varbit(4)", "varbit(8)", "assignment", ["'01'"], ["01"]),
    change("varbit(8)", "varbit(4)", "assignment", ["'01'"], ["01"], { refuses: ["'010101'"] }),
    change("json", "jsonb", "assignment", [`'{"a": 1}'`], [`{"a": 1}`]),
    change("jsonb", "json", "assignment", [`'{"a": 1}'`], [`{"a": 1}`]),
    change("jsonb", "int", "cast", ["'5'"], ["5"], { refuses: [`'"a"'`, "'1.5'", "'3000000000'", "'null'"] }),
    change("jsonb", "boolean", "cast", ["'true'"], ["true"], { refuses: ["'1'"] }),
    change("timestamp", "timestamptz", "cast", ["'2024-03-31 02:30'"], ["2024-03-31 02:30:00+00"]),
    change("timestamptz", "timestamp", "cast", ["'2024-03-31 02:30+02'"], ["2024-03-31 00:30:00"]),
    change("timestamp(3)", "timestamp(6)", "assignment", ["'2024-01-01 00:00:00.123'"], ["2024-01-01 00:00:00.123"]),
    change("timestamp", "timestamp(3)", "assignment", ["'2024-01-01 00:00:00.123'"], ["2024-01-01 00:00:00.123"], {
        refuses: ["'2024-01-01 00:00:00.123456'"],
    }),
    change("timestamp", "timestamptz(0)", "cast", ["'2024-01-01'"], ["2024-01-01 00:00:00+00"], {
        refuses: ["'2024-01-01 00:00:00.5'"],
    }),
    change("date", "timestamp", "assignment", ["'2024-01-01'", "'infinity'"], ["2024-01-01 00:00:00", "infinity"]),
    change("timestamp", "date", "assignment", ["'2024-01-01'"], ["2024-01-01"], { refuses: ["'2024-01-01 10:00'"] }),
    change("date", "timestamptz", "cast", ["'2024-01-01'"], ["2024-01-01 00:00:00+00"]),
    change("timestamptz", "date", "cast", ["'2024-01-01 00:00+00'"], ["2024-01-01"], {
        refuses: ["'2024-01-01 00:00+02'"],
    }),
    change("time", "timetz", "cast", ["'10:00'"], ["10:00:00+00"]),
    change("timetz", "time", "cast", ["'10:00+00'"], ["10:00:00"], { refuses: ["'10:00+02'"] }),
    change("time", "interval", "assignment", ["'10:00'"], ["10:00:00"]),
    change("interval", "time", "assignment", ["'10:00'"], ["10:00:00"], { refuses: ["'1 day 10:00'"] }),
    change("interval", "interval(0)", "assignment", ["'1 s'"], ["00:00:01"], { refuses: ["'1.5 s'"] }),
    change("cidr", "inet", "assignment", ["'10.0.0.0/8'"], ["10.0.0.0/8"]),
    change("inet", "cidr", "assignment", ["'10.0.0.0/8'"], ["10.0.0.0/8"], { refuses: ["'10.1.0.0/8'"] }),
    change("text", "int", "text", ["'12'", "NULL"], ["12", null], { refuses: ["'twelve'", "''"] }),
    change("int", "text", "assignment", ["12"], ["12"]),
    change("text", "uuid", "text", [`'${UUID}'`], [UUID], { refuses: ["'x'"] }),
    change("uuid", "text", "assignment", [`'${UUID}'`], [UUID]),
    change("text", "boolean", "text", ["'true'"], ["true"], { refuses: ["'maybe'"] }),
    change("text", "jsonb", "text", [`'{"a": 1}'`], [`{"a": 1}`], { refuses: ["'{'"] }),
    change("text", "numeric(4,1)", "text", ["'1.5'"], ["1.5"], { refuses: ["'x'", "'1.25'"] }),
    change("text", "timestamptz", "text", ["'2024-01-01 00:00+00'"], ["2024-01-01 00:00:00+00"], {
        refuses: ["'yesterday or so'"],
        oneWay: true,
    }),
    change("varchar(9)", "mood", "text", ["'happy'"], ["happy"], { refuses: ["'sad'"] }),
    change("mood", "text", "assignment", ["'happy'"], ["happy"]),
    change("mood[]", "text[]", "assignment", ["'{happy}'"], ["{happy}"]),
    change("text[]", "mood[]", "text", ["'{happy}'"], ["{happy}"], { refuses: ["'{sad}'"] }),
    change("int", "int[]", "cast", ["1", "NULL"], ["{1}", null]),
    change("int[]", "int", "cast", ["'{1}'", "NULL"], ["1", null], {
        refuses: ["'{1,2}'", "'{}'", "'{NULL}'", "'{{1}}'", "'[2:2]={1}'"],
    }),
    change(
        "text[]",
        "text",
        "cast",
        ["'{a}'", "NULL", "'{}'", "'{a,b}'", "'{NULL}'"],
        ["a", null, "{}", "{a,b}", "{NULL}"],
        {
            oneWay: true,
        },
    ),
    change("varchar(5)[]", "varchar(5)", "cast", ["'{abcde}'", "NULL"], ["abcde", null], { refuses: ["'{ab,cd}'"] }),
    change("text", "text[]", "cast", ["'a,b'"], ['{"a,b"}']),
    change("varchar(9)", "varchar(5)[]", "cast", ["'abc'"], ["{abc}"], { refuses: ["'abcdefg'"] }),
    change("text", "citext", "assignment", ["'Ab'"], ["Ab"]),
    change("citext", "text", "assignment", ["'Ab'"], ["Ab"]),
    change("citext", "varchar(3)", "assignment", ["'Ab'"], ["Ab"], { refuses: ["'Abcd'"] }),
    change("text", "xml", "cast", ["'<a/>'"], ["<a/>"], { refuses: ["'<a'"] }),
    change("xml", "text", "assignment", ["'<a/>'"], ["<a/>"]),
    change("int4range", "int4multirange", "cast", ["'[1,3)'"], ["{[1,3)}"], { oneWay: true, since: 14 }),
]

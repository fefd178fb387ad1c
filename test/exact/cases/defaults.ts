import { columnsCase, type ExactCase } from "../support/case.js"

const unescaped = "it does not escape texts (normalizeDefault)"

/** Every kind of default. Those that TypeORM reports for ever stand in false-differences.ts. */
export const defaultCases: readonly ExactCase[] = [
    columnsCase("defaults: numbers and booleans", {
        zero: { type: "int", default: 0 },
        positive: { type: "int", default: 42 },
        negative: { type: "int", default: -1 },
        small: { type: "smallint", default: 7 },
        big: { type: "bigint", default: "9007199254740993" },
        numeric: { type: "numeric", default: 12 },
        text: { type: "int", default: "5" },
        on: { type: "boolean", default: true },
        off: { type: "boolean", default: false },
    }),
    columnsCase("defaults: texts", {
        plain: { type: "varchar", default: "plain" },
        empty: { type: "varchar", default: "" },
        limited: { type: "varchar", length: 36, default: "A1" },
        blank: { type: "text", default: "two words " },
        unicode: { type: "text", default: "Grüße, 世界 🏠" },
        newline: { type: "text", default: "one\ntwo\ttabbed" },
        quotes: { type: "text", default: 'say "hi"' },
        dollar: { type: "text", default: "$$ $1 :name ?" },
        character: { type: "char", length: 4, default: "ab" },
        one: { type: "char", default: "x" },
        number: { type: "varchar", default: "0" },
        truth: { type: "text", default: "true" },
        nothing: { type: "text", default: "null" },
        uuid: { type: "uuid", default: "6f1d3c0e-5d5a-4d3e-9d0c-2f6f0a6c6b1a" },
    }),
    columnsCase(
        "defaults: texts that TypeORM does not escape",
        {
            apostrophe: { type: "text", default: "it's" },
            two: { type: "varchar", length: 20, default: "''" },
            array: { type: "text", array: true, default: ["it's"] },
        },
        { typeormFails: unescaped, typeormSeesDifferences: unescaped },
    ),
    columnsCase("defaults: backslashes", {
        path: { type: "text", default: "C:\\temp\\new" },
        end: { type: "text", default: "ends in \\" },
        both: { type: "text", default: "\\n is no newline" },
    }),
    columnsCase("defaults: functions", {
        now: { type: "timestamptz", default: () => "now()" },
        currentTimestamp: { type: "timestamptz", default: () => "CURRENT_TIMESTAMP" },
        lowerCase: { type: "timestamp", default: () => "current_timestamp" },
        random: { type: "double precision", default: () => "random()" },
        user: { type: "text", default: () => "CURRENT_USER" },
    }),
    columnsCase(
        "defaults: moments",
        {
            precise: { type: "timestamptz", precision: 3, default: () => "CURRENT_TIMESTAMP(3)" },
            local: { type: "timestamp", default: () => "LOCALTIMESTAMP" },
            localPrecise: { type: "timestamp", precision: 0, default: () => "LOCALTIMESTAMP(0)" },
            date: { type: "date", default: () => "CURRENT_DATE" },
            time: { type: "time", default: () => "LOCALTIME" },
            timetz: { type: "timetz", default: () => "current_time(2)" },
        },
        {
            typeormSeesDifferences: "it compares with its own spelling only",
            typeormWritesOtherwise: {
                why: "it writes them as PostgreSQL 9 printed them; the two spellings compare as the same",
                same: (text) =>
                    text
                        .replaceAll("('now'::text)::date", "CURRENT_DATE")
                        .replaceAll(/\('now'::text\)::timestamp(\(\d\))? with time zone/g, "CURRENT_TIMESTAMP$1")
                        .replaceAll(/\('now'::text\)::timestamp(\(\d\))? without time zone/g, "LOCALTIMESTAMP$1")
                        .replaceAll(/\('now'::text\)::time(\(\d\))? with time zone/g, "CURRENT_TIME$1")
                        .replaceAll(/\('now'::text\)::time(\(\d\))? without time zone/g, "LOCALTIME$1"),
            },
        },
    ),
    columnsCase(
        "defaults: none",
        {
            missing: { type: "text", nullable: true },
            undefined: { type: "text", nullable: true, default: undefined },
            null: { type: "text", nullable: true, default: null },
            nullNumber: { type: "int", nullable: true, default: null },
            functionOfNull: { type: "text", nullable: true, default: () => "NULL" },
        },
        { typeormSeesDifferences: "() => NULL is nothing to Postgres" },
    ),
    columnsCase(
        "defaults: objects and arrays",
        {
            jsonb: { type: "jsonb", default: {} },
            json: { type: "json", default: { a: [1, 2], b: null } },
            list: { type: "jsonb", default: [] },
            nested: { type: "jsonb", default: { text: "it's", deep: { yes: true } } },
            empty: { type: "text", array: true, default: [] },
            numbers: { type: "int", array: true, default: [1, 2, 3] },
            texts: { type: "text", array: true, default: ["a", "b"] },
            booleans: { type: "boolean", array: true, default: [true, false] },
            arrayText: { type: "varchar", array: true, default: "{a,b}" },
            simpleArray: { type: "simple-array", default: "a,b" },
        },
        { typeormSeesDifferences: "it does not know the boolean arrays and jsonb that it has stored" },
    ),
    columnsCase(
        "defaults: array elements that need quotes",
        {
            comma: { type: "text", array: true, default: ["a,b", "c"] },
            quote: { type: "text", array: true, default: ['say "hi"'] },
            nothing: { type: "text", array: true, default: ["", "null"] },
            nested: {
                type: "int",
                array: true,
                default: [
                    [1, 2],
                    [3, 4],
                ],
            },
        },
        { typeormFails: "it joins elements with commas, unquoted", typeormSeesDifferences: "the same" },
    ),
]

/** Every line of REFERENCE.md's "Perpetual false diffs" that is a matter of one column. */
export const falseDefaultCases: readonly ExactCase[] = [
    falseDifference('() => "ARRAY[]::text[]"', { type: "text", array: true, default: () => "ARRAY[]::text[]" }),
    falseDifference(
        "an array default with a space",
        { type: "text", array: true, default: ["a b"] },
        "an unquoted space",
    ),
    falseDifference("a jsonb default given as text", { type: "jsonb", default: '{"b":1, "a":2}' }),
    falseDifference("() => \"'{}'::jsonb\"", { type: "jsonb", default: () => "'{}'::jsonb" }),
    falseDifference("numeric 0.5", { type: "numeric", default: 0.5 }),
    falseDifference("numeric(10,2) 1.5", { type: "numeric", precision: 10, scale: 2, default: 1.5 }),
    falseDifference("a varchar default with ::", { type: "varchar", default: "a::b" }),
    falseDifference("uuid gen_random_uuid()", { type: "uuid", default: () => "gen_random_uuid()" }),
    falseDifference("1 + 2", { type: "int", default: () => "1 + 2" }),
    falseDifference("now() + interval '1 day'", { type: "timestamptz", default: () => "now() + interval '1 day'" }),
    falseDifference("now() + '1 day'::interval", { type: "timestamptz", default: () => "(now() + '1 day'::interval)" }),
    falseDifference("now() at time zone 'utc'", { type: "timestamp", default: () => "(now() at time zone 'utc')" }),
    falseDifference("timestamptz text", { type: "timestamptz", default: "2024-01-01T00:00:00Z" }),
    falseDifference("money 0", { type: "money", default: 0 }),
    falseDifference("() => NULL", { type: "int", nullable: true, default: () => "NULL" }),
]

function falseDifference(
    name: string,
    column: Parameters<typeof columnsCase>[1][string],
    why = "reported for ever",
): ExactCase {
    return columnsCase(`false difference: ${name}`, { value: column }, { typeormSeesDifferences: why })
}

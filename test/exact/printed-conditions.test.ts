import fc from "fast-check"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { builtIn, enumOf, type ColumnType } from "../../src/autogen/operations/column-type.js"
import { isPrintOf } from "../../src/autogen/kinds/catalog/printed-condition.js"
import { sharedVersions } from "../support/servers.js"
import { pgliteGround, serverGround, type Ground, type Place } from "./support/place.js"

const TABLE = `
    CREATE TYPE mood AS ENUM ('sad', 'it''s ok');
    CREATE TYPE "Mood" AS ENUM ('sad', 'it''s ok');
    CREATE TABLE room (
        small smallint, size integer, big bigint, price numeric(10,2), rate real, score double precision,
        name text, code varchar(20), "Title" varchar, mark char(4), open boolean, "user" text, "order" integer, value integer,
        feel mood, "Feel" "Mood", at timestamptz, "deletedAt" timestamp, day date, id uuid, tags text[]
    );`

const TYPES: Readonly<Record<string, ColumnType>> = {
    small: builtIn("smallint"),
    size: builtIn("integer"),
    big: builtIn("bigint"),
    price: builtIn("numeric", "10,2"),
    rate: builtIn("real"),
    score: builtIn("double precision"),
    name: builtIn("text"),
    code: builtIn("character varying", "20"),
    Title: builtIn("character varying"),
    mark: builtIn("character", "4"),
    open: builtIn("boolean"),
    user: builtIn("text"),
    order: builtIn("integer"),
    value: builtIn("integer"),
    feel: enumOf({ schema: "public", name: "mood" }),
    Feel: enumOf({ schema: "public", name: "Mood" }),
    at: builtIn("timestamp with time zone"),
    deletedAt: builtIn("timestamp without time zone"),
    day: builtIn("date"),
    id: builtIn("uuid"),
    tags: builtIn("text", null, true),
}

const typeOf = (name: string): ColumnType | null => (Object.hasOwn(TYPES, name) ? (TYPES[name] ?? null) : null)

/** What applications have, and what is told without asking. */
const USUAL = [
    '"price" >= 0',
    '"price" >= 0 AND "price" < 1000',
    "price>=0 and price<=99.95",
    '"size" > 3',
    "small <> 7 OR big != 12",
    "big IN (1, 2, 3)",
    "small in (1,2)",
    "size NOT IN (1, 2)",
    "rate < 5 AND score >= 0.5",
    "\"code\" IN ('a', 'b')",
    "code = 'it''s'",
    "name <> ''",
    "\"name\" IN ('a') OR name NOT IN ('b', 'c')",
    "mark = 'ab'",
    "mark IN ('ab', 'cd')",
    "feel = 'sad'",
    "feel IN ('sad', 'it''s ok')",
    '"deletedAt" IS NULL',
    'at IS NOT NULL AND "deletedAt" IS NULL AND day is null',
    "open",
    "NOT open",
    "open = true",
    "open IS NOT TRUE OR open IS FALSE",
    "size BETWEEN 1 AND 10",
    "size BETWEEN 1 AND 10 AND open",
    "open AND price BETWEEN 0 AND 5",
    "(size > 0 OR open) AND name IS NOT NULL",
    '("size" > 0)',
    "NOT (size > 0 AND open)",
    'size < value AND "order" >= 0',
    '"Title" = code',
    "length(name) > 0",
    'length(code) <= 10 AND char_length("Title") > 2',
    "\"user\" = 'me'",
    '"deletedAt" > "deletedAt"',
]

/** What is left to Postgres: other meanings, values or forms than the words show at once. */
const UNUSUAL = [
    "user = 'me'",
    "size > -1",
    "price > 1e3",
    "size > 0.5",
    "big > 99999999999",
    "rate = 0.1::real",
    "name LIKE 'a%'",
    "name = E'a\\tb'",
    "at > '2020-01-01'",
    "price IN (1, 2.5)",
    "score IN (1, 2)",
    "(size > 0 AND open) AND name IS NULL",
    "size > 0 AND (open AND name IS NULL)",
    "lower(name) = 'a'",
    "tags IS NULL OR 'a' = ANY (tags)",
    "size > 0 -- always",
    "size /* here */ > 0",
    "room.size > 0",
    "current_user = name",
    "code = 'a' 'b'",
    "coalesce(size, 0) > 0",
    "size IS DISTINCT FROM 3",
    "size + 1 > 0",
    "0 < size",
]

const column = fc.constantFrom(...Object.keys(TYPES)).map((name) => `"${name}"`)
const constant = fc.constantFrom("0", "1", "42", "0.5", "1000", "'a'", "'sad'", "''", "'it''s ok'", "true", "FALSE")
const operator = fc.constantFrom("=", "<>", "<", "<=", ">", ">=", "!=")
const atom = fc.oneof(
    fc.tuple(column, operator, fc.oneof(constant, column)).map((parts) => parts.join(" ")),
    fc
        .tuple(column, fc.constantFrom("IS NULL", "IS NOT NULL", "IS TRUE", "IS NOT FALSE"))
        .map((parts) => parts.join(" ")),
    fc
        .tuple(column, fc.constantFrom("IN", "NOT IN"), fc.array(constant, { minLength: 1, maxLength: 3 }))
        .map(([name, word, items]) => `${name} ${word} (${items.join(", ")})`),
    fc.tuple(column, constant, constant).map(([name, low, high]) => `${name} BETWEEN ${low} AND ${high}`),
    fc
        .tuple(fc.constantFrom("length", "char_length"), column, operator)
        .map(([name, of, sign]) => `${name}(${of}) ${sign} 1`),
    column,
)
const condition = fc.letrec<{ whole: string }>((tie) => ({
    whole: fc.oneof(
        { depthSize: "small" },
        atom,
        fc.tuple(tie("whole"), fc.constantFrom("AND", "OR"), tie("whole")).map((parts) => parts.join(" ")),
        tie("whole").map((inside) => `(${inside})`),
        tie("whole").map((inside) => `NOT ${inside}`),
    ),
})).whole

const grounds = [
    { where: "PGlite", open: pgliteGround },
    ...sharedVersions().map((version) => ({
        where: `PostgreSQL ${version}`,
        open: () => Promise.resolve(serverGround(version)),
    })),
]

describe.each(grounds)("what is told of a condition by its form, in $where", ({ open }) => {
    let ground: Ground
    let place: Place
    beforeAll(async () => {
        ground = await open()
        place = await ground.open()
        for (const sql of TABLE.split(";\n")) if (sql.trim() !== "") await place.query(sql)
    })
    afterAll(async () => {
        await place.close()
        await ground.close()
    })

    /** What Postgres prints of conditions, as a check and as a predicate; null of what it rejects. */
    async function printsOf(conditions: readonly string[]): Promise<readonly (readonly [string, string] | null)[]> {
        await place.query(`
            CREATE OR REPLACE FUNCTION pg_temp.print(condition text, OUT as_check text, OUT as_predicate text) LANGUAGE plpgsql AS $$
            BEGIN
                EXECUTE 'ALTER TABLE public.room ADD CONSTRAINT probe CHECK (' || condition || E'\\n)';
                EXECUTE 'CREATE INDEX probe ON public.room (size) WHERE ' || condition;
                PERFORM set_config('search_path', '', true);
                SELECT pg_get_expr(conbin, conrelid) INTO as_check FROM pg_constraint WHERE conname = 'probe';
                SELECT pg_get_expr(indpred, indrelid) INTO as_predicate FROM pg_index WHERE indexrelid = 'public.probe'::regclass;
                RAISE EXCEPTION 'done' USING ERRCODE = 'P9999';
            EXCEPTION WHEN SQLSTATE 'P9999' THEN NULL; WHEN OTHERS THEN as_check := NULL; as_predicate := NULL;
            END $$`)
        const rows = await place.query(
            "SELECT p.as_check, p.as_predicate FROM unnest($1::text[]) WITH ORDINALITY c(condition, n), pg_temp.print(c.condition) p ORDER BY n",
            [conditions],
        )
        return rows.map(({ as_check, as_predicate }) =>
            typeof as_check === "string" && typeof as_predicate === "string" ? [as_check, as_predicate] : null,
        )
    }

    test("usual conditions are told", async () => {
        const prints = await printsOf(USUAL)
        const untold = USUAL.filter((text, index) => !prints[index]?.every((print) => isPrintOf(text, print, typeOf)))
        expect(untold.map((text) => [text, prints[USUAL.indexOf(text)]])).toEqual([])
    })

    test("no two conditions that Postgres prints otherwise are taken for the same", async () => {
        const random = fc.sample(condition, { seed: 20, numRuns: 400 })
        const conditions = [...new Set([...USUAL, ...UNUSUAL, ...random])]
        const prints = await printsOf(conditions)
        const wrong: unknown[] = []
        let told = 0
        for (const [index, text] of conditions.entries()) {
            const own = prints[index]
            for (const print of prints.flatMap((other) => other ?? [])) {
                if (!isPrintOf(text, print, typeOf)) continue
                told++
                if (!own?.includes(print)) wrong.push([text, own, print])
            }
        }
        expect(wrong).toEqual([])
        expect(told).toBeGreaterThan(USUAL.length * 2)
    })

    test("what Postgres rejects is told of nothing", async () => {
        const random = fc.sample(condition, { seed: 21, numRuns: 200 })
        const prints = await printsOf(random)
        const rejected = random.filter((_, index) => prints[index] === null)
        expect(rejected.length).toBeGreaterThan(20)
        const all = prints.flatMap((each) => each ?? [])
        expect(rejected.filter((text) => all.some((print) => isPrintOf(text, print, typeOf)))).toEqual([])
    })
})

import { describe, expect, test } from "vitest"
import { statementsOf } from "../../src/autogen/core/plan.js"
import { planDatabases } from "../../src/autogen/planning/plan-entities.js"
import { sharedVersions, type ServerVersion } from "../support/servers.js"
import { describePairs, type Pair } from "./support/pairs.js"
import { serverGround } from "./support/place.js"

// Domains, from one catalog to another: made, dropped, altered in place, renamed, and over another base type with the rows that are there.

const ROOM = "CREATE TABLE room (id int PRIMARY KEY, code code, codes code[])"
const DOOR = "CREATE TABLE room (id int PRIMARY KEY, code code)"
const ROWS = {
    rows: "INSERT INTO room VALUES (1, 'a1', '{a1,b2}'), (2, 'b2', NULL)",
    keeps: "SELECT id, code::text, codes::text FROM room ORDER BY id",
    saysNot: /DROP COLUMN|DROP TABLE/,
} as const

const pairs: readonly Pair[] = [
    {
        name: "domains from nothing: of each part, over another, of an enum, of an array, and their columns",
        from: [],
        to: [
            "CREATE DOMAIN code AS varchar(36) COLLATE \"C\" DEFAULT 'it''s' NOT NULL CONSTRAINT long CHECK (length(VALUE) > 1) CONSTRAINT \"no Blank\" CHECK (VALUE NOT LIKE '% %')",
            "COMMENT ON DOMAIN code IS 'what is on the door; \"it''s\"'",
            "CREATE DOMAIN short AS code CHECK (length(VALUE) < 5)",
            "CREATE DOMAIN price AS numeric(10,2) CHECK (VALUE >= 0)",
            "CREATE TYPE mood AS ENUM ('sad', 'glad'); CREATE DOMAIN good AS mood DEFAULT 'glad' CHECK (VALUE <> 'sad')",
            "CREATE DOMAIN tags AS text[] CHECK (cardinality(VALUE) < 9)",
            'CREATE DOMAIN "Odd; name" AS interval day to second(3)',
            "CREATE DOMAIN plain AS timestamp(3) with time zone",
            `CREATE TABLE room (id int PRIMARY KEY, code code, short short DEFAULT 'ab', price price, mood good, tags tags, odd "Odd; name"[], plain plain)`,
        ],
    },
    {
        name: "the default, NOT NULL and the comment of a domain that columns have",
        from: ["CREATE DOMAIN code AS text", DOOR],
        to: ["CREATE DOMAIN code AS text DEFAULT 'x' NOT NULL; COMMENT ON DOMAIN code IS 'door'", DOOR],
        rows: "INSERT INTO room VALUES (1, 'a1')",
        keeps: "SELECT id, code::text FROM room",
        saysNot: /DROP COLUMN|DROP TABLE|DROP DOMAIN/,
    },
    {
        name: "checks that come, go, change, and get other names",
        from: [
            "CREATE DOMAIN code AS text CONSTRAINT a CHECK (VALUE <> 'a') CONSTRAINT b CHECK (length(VALUE) > 1) CONSTRAINT c CHECK (VALUE <> 'c')",
            DOOR,
        ],
        to: [
            "CREATE DOMAIN code AS text CONSTRAINT a CHECK (VALUE <> 'z') CONSTRAINT long CHECK (length(VALUE) > 1) CONSTRAINT d CHECK (VALUE <> 'd')",
            DOOR,
        ],
        rows: "INSERT INTO room VALUES (1, 'a1')",
        keeps: "SELECT id, code::text FROM room",
        saysNot: /DROP COLUMN|DROP TABLE|DROP DOMAIN|DROP CONSTRAINT "b"/,
    },
    {
        name: "a check and NOT NULL of a domain that a column has an array of: Postgres adds neither in place",
        from: ["CREATE DOMAIN code AS text", ROOM.replace("codes", "more code[], codes")],
        to: [
            "CREATE DOMAIN code AS text NOT NULL CHECK (length(VALUE) > 1)",
            ROOM.replace("codes", "more code[], codes").replace("codes code[]", "codes code[] DEFAULT '{ab}'"),
        ],
        rows: "INSERT INTO room VALUES (1, 'a1', '{a1}', '{a1,b2}')",
        keeps: "SELECT id, code::text, codes::text FROM room",
        saysNot: /DROP COLUMN|DROP TABLE/,
    },
    {
        name: "a check that is NOT VALID and becomes valid",
        from: [
            "CREATE DOMAIN code AS text",
            ROOM,
            "ALTER DOMAIN code ADD CONSTRAINT long CHECK (length(VALUE) > 1) NOT VALID",
        ],
        to: ["CREATE DOMAIN code AS text CONSTRAINT long CHECK (length(VALUE) > 1)", ROOM],
        ...ROWS,
    },
    {
        name: "another base type, under a default, a check, an index, a view and an array",
        from: [
            "CREATE DOMAIN code AS varchar(36) CHECK (length(VALUE) > 1)",
            `CREATE TABLE room (id int PRIMARY KEY, code code DEFAULT 'zz' UNIQUE, codes code[], CONSTRAINT nice CHECK (code <> 'q1'));
                CREATE INDEX room_lower ON room (lower(code)); CREATE VIEW open_room AS SELECT id, code FROM room;
                ALTER TABLE room ALTER code SET STATISTICS 50; COMMENT ON COLUMN room.code IS 'door'`,
        ],
        to: [
            "CREATE DOMAIN code AS varchar(64) CHECK (length(VALUE) > 1)",
            `CREATE TABLE room (id int PRIMARY KEY, code code DEFAULT 'zz' UNIQUE, codes code[], CONSTRAINT nice CHECK (code <> 'q1'));
                CREATE INDEX room_lower ON room (lower(code)); CREATE VIEW open_room AS SELECT id, code FROM room;
                ALTER TABLE room ALTER code SET STATISTICS 50; COMMENT ON COLUMN room.code IS 'door'`,
        ],
        ...ROWS,
    },
    {
        name: "a base type that values are converted to",
        from: [
            "CREATE DOMAIN amount AS integer CHECK (VALUE > 0)",
            "CREATE TABLE room (id int PRIMARY KEY, amount amount NOT NULL)",
        ],
        to: [
            "CREATE DOMAIN amount AS bigint CHECK (VALUE > 0)",
            "CREATE TABLE room (id int PRIMARY KEY, amount amount NOT NULL)",
        ],
        rows: "INSERT INTO room VALUES (1, 7)",
        keeps: "SELECT id, amount::text FROM room",
        saysNot: /DROP COLUMN|DROP TABLE/,
    },
    {
        name: "a domain under another name: its columns follow",
        from: [
            "CREATE DOMAIN code AS text NOT NULL CONSTRAINT long CHECK (length(VALUE) > 1)",
            "CREATE TABLE room (id int PRIMARY KEY, code code)",
        ],
        to: [
            "CREATE DOMAIN door AS text NOT NULL CONSTRAINT long CHECK (length(VALUE) > 1)",
            "CREATE TABLE room (id int PRIMARY KEY, code door)",
        ],
        rows: "INSERT INTO room VALUES (1, 'a1')",
        keeps: "SELECT id, code::text FROM room",
        saysNot: /DROP|TYPE/,
    },
    {
        name: "a domain in another schema: its columns follow",
        from: ["CREATE SCHEMA other; CREATE DOMAIN code AS text", ROOM],
        to: [
            "CREATE SCHEMA other; CREATE DOMAIN other.code AS text",
            ROOM.replaceAll(" code code", " code other.code").replace("code[]", "other.code[]"),
        ],
        ...ROWS,
        saysNot: /DROP|TYPE/,
    },
    {
        name: "a column that leaves a domain, which goes",
        from: ["CREATE DOMAIN code AS text CHECK (VALUE <> '')", ROOM],
        to: ["CREATE TABLE room (id int PRIMARY KEY, code text, codes text[])"],
        ...ROWS,
    },
    {
        name: "a column that takes to a new domain",
        from: ["CREATE TABLE room (id int PRIMARY KEY, code text, codes text[])"],
        to: ["CREATE DOMAIN code AS text CHECK (VALUE <> '')", ROOM],
        ...ROWS,
    },
    {
        name: "an enum and a domain over it that both go",
        from: [
            "CREATE TYPE mood AS ENUM ('sad', 'glad'); CREATE DOMAIN good AS mood",
            "CREATE TABLE room (id int PRIMARY KEY, mood good)",
        ],
        to: ["CREATE TABLE room (id int PRIMARY KEY)"],
    },
]

describePairs(pairs)

async function planned(version: ServerVersion, from: string, to: string) {
    const ground = serverGround(version)
    const [current, desired] = [await ground.open(), await ground.open()]
    try {
        await current.query(from)
        await desired.query(to)
        const { up, down, diagnostics } = await planDatabases(current, desired)
        const hazards = [...statementsOf(up)].flatMap((one) => one.hazards)
        return {
            sql: statementsOf(up).map(({ sql }) => sql),
            back: statementsOf(down).map(({ sql }) => sql),
            hazards: hazards.map(({ kind, object }) => `${kind} ${object}`),
            said: diagnostics.map(({ message }) => message),
        }
    } finally {
        await current.close()
        await desired.close()
    }
}

const FUNCTION = "CREATE FUNCTION away(x code) RETURNS int LANGUAGE sql AS 'SELECT 1'"

describe.each(sharedVersions().map((version) => ({ version })))("a plan, $version", ({ version }) => {
    const plan = (from: string, to: string) => planned(version, from, to)

    test("says what rows can make a constraint fail", async () => {
        const { sql, hazards } = await plan(
            "CREATE DOMAIN code AS text; CREATE TABLE room (code code)",
            "CREATE DOMAIN code AS text NOT NULL CONSTRAINT long CHECK (length(VALUE) > 1); CREATE TABLE room (code code)",
        )
        expect(sql).toEqual([
            'ALTER DOMAIN "public"."code" ADD CONSTRAINT "long" CHECK ((length(VALUE) > 1))',
            'ALTER DOMAIN "public"."code" SET NOT NULL',
        ])
        expect(hazards).toEqual(["may-fail-on-data domain:public.code", "may-fail-on-data domain:public.code"])
    })

    test("says that Postgres refuses what a function of no kind stands in the way of", async () => {
        const { hazards } = await plan(`CREATE DOMAIN code AS text; ${FUNCTION}`, "")
        expect(hazards).toEqual(["unmanaged-dependent domain:public.code"])
    })

    test("has no such hazard where a domain goes with the enum that it is over", async () => {
        const { hazards, sql } = await plan("CREATE TYPE mood AS ENUM ('sad'); CREATE DOMAIN good AS mood", "")
        expect(sql).toEqual(['DROP DOMAIN "public"."good"', 'DROP TYPE "public"."mood"'])
        expect(hazards).toEqual([])
    })

    test("recreates no enum under a domain, nor a domain under another: that is a hazard", async () => {
        const mood = (values: string) =>
            `CREATE TYPE mood AS ENUM (${values}); CREATE DOMAIN good AS mood; CREATE TABLE room (mood good)`
        const enums = await plan(mood("'sad', 'glad'"), mood("'glad', 'sad'"))
        expect(enums.hazards).toContain("unmanaged-dependent enum:public.mood")
        expect(enums.sql.join()).not.toMatch(/DROP COLUMN|DROP DOMAIN/)
        const code = (type: string) =>
            `CREATE DOMAIN code AS ${type}; CREATE DOMAIN short AS code; CREATE TABLE room (code short)`
        const domains = await plan(code("varchar(9)"), code("text"))
        expect(domains.hazards).toContain("unmanaged-dependent domain:public.code")
        expect(domains.sql.join()).not.toMatch(/DROP COLUMN|DROP DOMAIN "public"."short"/)
    })
})

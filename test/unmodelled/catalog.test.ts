import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { formatUnmodelled } from "../../src/autogen/check/format-unmodelled.js"
import type { Unmodelled } from "../../src/autogen/core/unmodelled.js"
import { inspect } from "../../src/autogen/inspect/inspect.js"
import { attributeRows } from "../../src/autogen/kinds/catalog/unmodelled/attributes.js"
import { objectRows } from "../../src/autogen/kinds/catalog/unmodelled/objects.js"
import { pgliteGround, serverGround, type Ground, type Place } from "../exact/support/place.js"
import { sharedVersions, type ServerVersion } from "../support/servers.js"

/** Something of everything that no kind reads: what makes it, and what is then said. */
const everything: readonly {
    readonly sql: string
    readonly said: readonly string[]
    readonly since?: ServerVersion
    /** What the embedded Postgres lacks. */
    readonly serverOnly?: true
}[] = [
    {
        sql: "CREATE FUNCTION f(int) RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT 1'",
        said: ["function public.f(integer)"],
    },
    { sql: "CREATE PROCEDURE pr(int) LANGUAGE sql AS 'SELECT 1'", said: ["procedure public.pr(integer)"] },
    { sql: "CREATE AGGREGATE ag (int) (sfunc = int4pl, stype = int)", said: ["aggregate public.ag(integer)"] },
    {
        sql: "CREATE DOMAIN pct AS int CONSTRAINT few CHECK (VALUE < 101); COMMENT ON CONSTRAINT few ON DOMAIN pct IS 'few'; REVOKE USAGE ON TYPE pct FROM public",
        said: [
            "comments on constraints (few few) of domain:public.pct",
            "privileges (not PUBLIC USAGE) of domain:public.pct",
        ],
    },
    { sql: `CREATE TYPE "odd Type" AS (x int)`, said: [`composite type public."odd Type"`] },
    { sql: "CREATE TYPE rg AS RANGE (subtype = int)", said: ["range type public.rg"] },
    { sql: "CREATE TYPE sh", said: ["shell type public.sh"] },
    {
        sql: "CREATE TABLE ne (a int CONSTRAINT ne_c CHECK (a > 0) NOT ENFORCED)",
        said: ["NOT ENFORCED of check:public.ne.ne_c"],
        since: 18,
    },
    {
        sql: "CREATE TABLE wo (a int4range, during int4range, CONSTRAINT wo_k PRIMARY KEY (a, during WITHOUT OVERLAPS))",
        said: ["WITHOUT OVERLAPS or PERIOD of primary-key:public.wo.wo_k"],
        since: 18,
    },
    { sql: "CREATE STATISTICS s ON a, c FROM t", said: ["statistics object public.s"] },
    { sql: "CREATE UNLOGGED SEQUENCE us", said: ["UNLOGGED of sequence:public.us"], since: 15 },
    { sql: "CREATE TABLE child () INHERITS (u)", said: ["inheritance (public.u) of table:public.child"] },
    { sql: `CREATE TABLE ty OF "odd Type"`, said: [`row type (OF public."odd Type") of table:public.ty`] },
    {
        sql: "CREATE TABLE log (id int, at date) PARTITION BY RANGE (at); CREATE TABLE log_1 PARTITION OF log DEFAULT; CREATE INDEX ON log_1 (id)",
        said: ["partition key (RANGE (at)) of table:public.log", "partition public.log_1"],
    },
    {
        sql: "CREATE ACCESS METHOD heap_too TYPE TABLE HANDLER heap_tableam_handler; CREATE TABLE am (a int) USING heap_too",
        said: ["access method heap_too", "access method (heap_too) of table:public.am"],
    },
    { sql: "CREATE PUBLICATION pub FOR TABLE t", said: ["publication pub"] },
    {
        sql: "CREATE FOREIGN DATA WRAPPER w; CREATE SERVER sv FOREIGN DATA WRAPPER w OPTIONS (host 'hush')",
        said: ["foreign-data wrapper w", "foreign server sv"],
    },
    {
        sql: "CREATE USER MAPPING FOR PUBLIC SERVER sv OPTIONS (password 'hush')",
        said: ["user mapping for public on sv"],
    },
    { sql: "CREATE FOREIGN TABLE ft (a int) SERVER sv", said: ["foreign table public.ft"] },
    { sql: `CREATE COLLATION co FROM "C"`, said: ["collation public.co"] },
    { sql: "CREATE CONVERSION cv FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8", said: ["conversion public.cv"] },
    {
        sql: "CREATE TEXT SEARCH CONFIGURATION tc (COPY = pg_catalog.english)",
        said: ["text search configuration public.tc"],
    },
    {
        sql: "CREATE TEXT SEARCH DICTIONARY td (TEMPLATE = pg_catalog.simple)",
        said: ["text search dictionary public.td"],
    },
    {
        sql: "CREATE TEXT SEARCH PARSER tp (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, LEXTYPES = prsd_lextype)",
        said: ["text search parser public.tp"],
    },
    { sql: "CREATE TEXT SEARCH TEMPLATE tt (LEXIZE = dsimple_lexize)", said: ["text search template public.tt"] },
    {
        sql: "CREATE OPERATOR === (LEFTARG = int, RIGHTARG = int, FUNCTION = int4eq)",
        said: ["operator public.===(integer,integer)"],
    },
    {
        sql: "CREATE OPERATOR FAMILY of1 USING btree; CREATE OPERATOR CLASS oc FOR TYPE int USING btree FAMILY of1 AS OPERATOR 1 <, FUNCTION 1 btint4cmp(int, int)",
        said: ["operator class public.oc USING btree", "operator family public.of1 USING btree"],
    },
    { sql: "CREATE CAST (pct AS text) WITH FUNCTION g(pct)", said: ["cast (public.pct AS pg_catalog.text)"] },
    {
        sql: "CREATE TRANSFORM FOR int LANGUAGE sql (FROM SQL WITH FUNCTION prsd_lextype(internal))",
        said: ["transform for integer language sql"],
    },
    { sql: "CREATE TRUSTED LANGUAGE la HANDLER plpgsql_call_handler", said: ["language la"] },
    {
        sql: "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC",
        said: ["default privileges for role postgres on tables"],
    },
    { sql: "CREATE EVENT TRIGGER evt ON ddl_command_start EXECUTE FUNCTION et()", said: ["event trigger evt"] },
    {
        sql: "ALTER TYPE mood OWNER TO pg_monitor; ALTER TABLE k OWNER TO pg_monitor",
        said: ["owner (pg_monitor) of enum:public.mood", "owner (pg_monitor) of table:public.k"],
    },
    { sql: "CREATE SCHEMA app AUTHORIZATION pg_monitor", said: ["owner (pg_monitor) of schema:app"] },
    {
        sql: "CREATE SCHEMA shared; GRANT USAGE ON SCHEMA shared TO pg_monitor; REVOKE CREATE ON SCHEMA shared FROM CURRENT_USER",
        said: ["privileges (not owner CREATE, pg_monitor USAGE) of schema:shared"],
    },
    { sql: "CREATE EXTENSION citext SCHEMA app", said: ["schema (app) of extension:citext"] },
]

/** What the others need, and is said too. */
const GROUND = `CREATE TYPE mood AS ENUM ('a'); CREATE TABLE k (a int); CREATE TABLE u (a int); CREATE TABLE t (a int, b text, c int);`
const GROUND_SAID = ["function public.et()", "function public.g(public.pct)"]

const CLEAN = `DROP SCHEMA IF EXISTS app, shared CASCADE; DROP EVENT TRIGGER IF EXISTS evt; DROP PUBLICATION IF EXISTS pub;
    DROP FOREIGN DATA WRAPPER IF EXISTS w CASCADE; DROP TRANSFORM IF EXISTS FOR int LANGUAGE sql; DROP LANGUAGE IF EXISTS la;
    ALTER DEFAULT PRIVILEGES REVOKE SELECT ON TABLES FROM PUBLIC; DROP ACCESS METHOD IF EXISTS heap_too CASCADE`

const grounds: readonly { readonly name: string; readonly version: ServerVersion; open(): Promise<Ground> }[] = [
    { name: "PGlite", version: 17, open: pgliteGround },
    ...sharedVersions().map((version) => ({
        name: `PostgreSQL ${version}`,
        version,
        open: () => Promise.resolve(serverGround(version)),
    })),
]

function text({ what, name, object, value }: Unmodelled): string {
    // Servers differ in how they name one.
    if (what === "transform") return `transform ${name?.replace(" on language", " language") ?? ""}`
    return name === null ? `${what}${value === "" ? "" : ` (${value})`} of ${object ?? ""}` : `${what} ${name}`
}

describe.each(grounds)("what no kind reads, in $name", ({ version, open }) => {
    let ground: Ground
    let place: Place
    beforeAll(async () => {
        ground = await open()
        place = await ground.open()
    })
    afterAll(async () => {
        await place.query(CLEAN)
        await place.close()
        await ground.close()
    })
    const said = async (): Promise<readonly string[]> => ((await inspect(place)).unmodelled ?? []).map(text)

    test("is nothing in an empty database, nor where all is read, nor what an extension brings", async () => {
        expect(await said()).toEqual([])
        await place.query(`CREATE EXTENSION citext; CREATE TYPE mood AS ENUM ('a');
            CREATE TABLE room (id serial PRIMARY KEY, code citext UNIQUE, mood mood, n int GENERATED ALWAYS AS IDENTITY, CHECK (n > 0));
            CREATE INDEX ix ON room (code) INCLUDE (n) WITH (fillfactor=70); CREATE VIEW v WITH (security_barrier) AS SELECT * FROM room;
            COMMENT ON TABLE room IS 'x'; GRANT SELECT ON room TO PUBLIC; ALTER TABLE room ENABLE ROW LEVEL SECURITY`)
        expect(await said()).toEqual(["schema (public) of extension:citext"])
        expect(formatUnmodelled(await inspect(place))).toBeNull()
        await place.query("DROP TABLE room CASCADE; DROP TYPE mood; DROP EXTENSION citext")
    })

    test("is named, each thing by itself, and by a role that may only connect", async () => {
        const possible = everything.filter(({ since = 13 }) => since <= version)
        await place.query(GROUND)
        for (const { sql } of possible) {
            if (sql.startsWith("CREATE CAST"))
                await place.query("CREATE FUNCTION g(pct) RETURNS text LANGUAGE sql AS 'SELECT null::text'")
            if (sql.startsWith("CREATE EVENT"))
                await place.query("CREATE FUNCTION et() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END'")
            await place.query(sql)
        }
        const expected = [...GROUND_SAID, ...possible.flatMap((one) => one.said)].sort()
        const schema = await inspect(place)
        expect((schema.unmodelled ?? []).map(text).sort()).toEqual(expected)
        // Passwords and hosts are compared, never said.
        expect(JSON.stringify(schema.unmodelled)).not.toContain("hush")
        await place.query("CREATE ROLE stranger; SET ROLE stranger")
        try {
            expect((await said()).filter((one) => !one.startsWith("owner")).sort()).toEqual(
                expected.filter((one) => !one.startsWith("owner")),
            )
        } finally {
            await place.query("RESET ROLE; DROP ROLE stranger")
        }
        expect(formatUnmodelled(schema)).toMatch(/^not modelled: .*4 functions?|not modelled: .*3 functions/)
        expect(formatUnmodelled(schema, true)).toContain("\n  partition key of table public.log: RANGE (at)\n")
    })
})

test("every row of the lists is tried", () => {
    const said = everything.flatMap((one) => one.said)
    const missing = [
        ...attributeRows.filter(({ what, of }) => {
            const isOf = (one: string): boolean => one.startsWith(what) && (of !== "enum" || one.includes(" enum:"))
            return what !== "tablespace" && !said.some(isOf)
        }),
        ...objectRows.filter(({ what }) => typeof what === "string" && !said.some((one) => one.startsWith(`${what} `))),
    ]
    expect(missing.map(({ what }) => what)).toEqual([])
})

describe("the line of check", () => {
    const one = (what: string, name: string | null, object: string | null = null): Unmodelled =>
        ({
            what,
            name,
            object,
            value: "",
            isPart: false,
            schema: null,
            stops: null,
            notice: "loud",
            neededBy: [],
        }) as Unmodelled
    const line = (...unmodelled: readonly Unmodelled[]) =>
        formatUnmodelled({ objects: new Map(), server: { version: 170000, defaultSchema: "public" }, unmodelled })

    test("counts objects, and of attributes the objects that have them", () => {
        expect(
            line(
                one("function", "a()"),
                one("function", "b()"),
                one("range type", "d"),
                one("storage parameters", null, "table:public.a"),
                one("storage parameters", null, "table:public.b"),
                one("storage parameters", null, "index:public.a.i"),
                one("operator family", "f"),
                one("operator family", "g"),
                one("operator class", "c"),
                one("operator class", "d"),
                one("default privileges", "p"),
            ),
        ).toBe(
            "not modelled: 2 functions, 1 range type, storage parameters of 2 tables, storage parameters of 1 index, 2 operator families, 2 operator classes, 1 default privileges; --verbose lists them",
        )
    })

    test("is not there where there is nothing, or only what is usual", () => {
        expect(line()).toBeNull()
        expect(line({ ...one("owner", null, "table:public.a"), notice: "environment" })).toBeNull()
    })
})

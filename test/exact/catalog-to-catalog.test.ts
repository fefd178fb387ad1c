import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { statementsOf } from "../../src/autogen/core/plan.js"
import { inspect } from "../../src/autogen/inspect/inspect.js"
import { planDatabases, planSchemas } from "../../src/autogen/plan-entities.js"
import type { Rename } from "../../src/autogen/schema/relocate.js"
import { sharedVersions, type ServerVersion } from "../support/servers.js"
import { pgliteGround, serverGround, type Ground, type Place } from "./support/place.js"

/** Two databases as SQL: planning must turn the first into the second, and back. */
interface Pair {
    readonly name: string
    readonly from: readonly string[]
    readonly to: readonly string[]
    /** SQL that inserts rows before the change. */
    readonly rows?: string
    /** A query whose answer must be the same before, after, and back again. */
    readonly keeps?: string
    readonly renames?: readonly Rename[]
    /** What must not occur in the SQL of the way up. */
    readonly saysNot?: RegExp
    /** The oldest server that has what the case needs. */
    readonly since?: ServerVersion
}

const DOMAIN = "CREATE DOMAIN mail AS varchar(320) CHECK (VALUE LIKE '%@%')"

/** What stays of the values of {@link mail}'s column. */
const KEPT_MAILS = {
    rows: "INSERT INTO room VALUES (1, 'a@b'), (2, NULL), (3, DEFAULT)",
    keeps: "SELECT id, mail::text FROM room ORDER BY id",
    saysNot: /DROP COLUMN/,
} as const

/** A table with a column of this type, and what can stand on it. */
function mail(type: string): string {
    return `CREATE TABLE room (id int PRIMARY KEY, mail ${type} DEFAULT 'x@y' UNIQUE, CONSTRAINT long CHECK (length(mail) > 2));
        CREATE INDEX room_lower ON room (lower(mail)) WHERE mail <> 'z@z'`
}

function excluded(number: string, range: string): string {
    return `CREATE TABLE stay (
        id int PRIMARY KEY, room ${number}, during ${range},
        CONSTRAINT one_room EXCLUDE USING btree (room WITH =),
        CONSTRAINT one_time EXCLUDE USING gist (during WITH &&) WHERE (room > 1),
        CONSTRAINT near EXCLUDE USING btree ((room + 1) WITH =) DEFERRABLE)`
}

function bed(deferrable: string): string {
    return `CREATE TABLE room (id int PRIMARY KEY);
        CREATE TABLE bed (room int CONSTRAINT bed_room REFERENCES room ON DELETE CASCADE ${deferrable})`
}

const pairs: readonly Pair[] = [
    {
        name: "a schema that goes with all that is in it",
        from: [
            "CREATE SCHEMA audit",
            "CREATE TYPE audit.level AS ENUM ('low', 'high')",
            "CREATE TABLE audit.log (id serial PRIMARY KEY, level audit.level)",
            "CREATE VIEW audit.high AS SELECT id FROM audit.log WHERE level = 'high'",
            "CREATE SEQUENCE audit.ticket",
        ],
        to: [],
    },
    {
        name: "a foreign key that goes over to another key of the same columns, from a primary key, a constraint and an index",
        from: [
            `CREATE TABLE room (id int, code text CONSTRAINT "by code" UNIQUE, floor int NOT NULL DEFAULT 1, CONSTRAINT pk PRIMARY KEY (id));
                CREATE UNIQUE INDEX "by both" ON room (id, code)`,
            `CREATE TABLE bed (room int REFERENCES room, code text REFERENCES room (code) ON DELETE SET NULL, FOREIGN KEY (room, code) REFERENCES room (id, code));
                COMMENT ON CONSTRAINT bed_room_fkey ON bed IS 'kept'`,
        ],
        to: [
            `CREATE TABLE room (id int CONSTRAINT "by id" UNIQUE, code text, floor int NOT NULL DEFAULT 1, CONSTRAINT "two of them" UNIQUE (code, id), CONSTRAINT pk PRIMARY KEY (id, floor));
                ALTER TABLE room ALTER id SET NOT NULL; CREATE UNIQUE INDEX "by code" ON room (code)`,
            `CREATE TABLE bed (room int REFERENCES room (id), code text REFERENCES room (code) ON DELETE SET NULL, FOREIGN KEY (room, code) REFERENCES room (id, code));
                COMMENT ON CONSTRAINT bed_room_fkey ON bed IS 'kept'`,
        ],
        rows: "INSERT INTO room VALUES (1, 'a'), (2, 'b'); INSERT INTO bed VALUES (1, 'a'), (NULL, 'b')",
        keeps: "SELECT room, code FROM bed ORDER BY code",
    },
    {
        name: "a view that groups by a primary key, whose key becomes another",
        from: [
            "CREATE TABLE room (id int, code text, floor int, CONSTRAINT pk PRIMARY KEY (id))",
            `CREATE VIEW "counted rooms" AS SELECT code, count(*) AS n FROM room GROUP BY id; COMMENT ON VIEW "counted rooms" IS 'kept'`,
            `CREATE MATERIALIZED VIEW many AS SELECT n FROM "counted rooms" WHERE n > 1`,
        ],
        to: [
            "CREATE TABLE room (id int NOT NULL, code text, floor int, CONSTRAINT room_pk PRIMARY KEY (floor))",
            `CREATE VIEW "counted rooms" AS SELECT code, count(*) AS n FROM room GROUP BY floor; COMMENT ON VIEW "counted rooms" IS 'kept'`,
            `CREATE MATERIALIZED VIEW many AS SELECT n FROM "counted rooms" WHERE n > 1`,
        ],
        rows: "INSERT INTO room VALUES (1, 'a', 3), (2, 'b', 4)",
        keeps: "SELECT id, code, floor FROM room ORDER BY id",
    },
    {
        name: "rights on a serial's sequence, which an identity takes the place of",
        from: [
            "CREATE TABLE room (id serial PRIMARY KEY)",
            "GRANT USAGE, SELECT ON SEQUENCE room_id_seq TO pg_monitor; GRANT UPDATE ON SEQUENCE room_id_seq TO pg_signal_backend WITH GRANT OPTION",
            "REVOKE UPDATE ON SEQUENCE room_id_seq FROM CURRENT_USER; GRANT SELECT ON SEQUENCE room_id_seq TO PUBLIC",
        ],
        to: ["CREATE TABLE room (id int GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY)"],
        rows: "INSERT INTO room DEFAULT VALUES",
        keeps: "SELECT id FROM room",
    },
    {
        name: "rights on enums that are made anew, and on one that is renamed",
        from: [
            "CREATE TYPE mood AS ENUM ('a', 'b'); CREATE TYPE \"it's\" AS ENUM ('x')",
            "REVOKE USAGE ON TYPE mood FROM PUBLIC; GRANT USAGE ON TYPE mood TO pg_monitor WITH GRANT OPTION; COMMENT ON TYPE mood IS 'kept'",
            'GRANT USAGE ON TYPE "it\'s" TO pg_monitor; REVOKE USAGE ON TYPE "it\'s" FROM CURRENT_USER',
            "CREATE TABLE room (id int, mood mood DEFAULT 'a', kind \"it's\")",
        ],
        to: [
            "CREATE TYPE mood AS ENUM ('b', 'a', 'c'); CREATE TYPE kind AS ENUM ('x')",
            "REVOKE USAGE ON TYPE mood FROM PUBLIC; GRANT USAGE ON TYPE mood TO pg_monitor WITH GRANT OPTION; COMMENT ON TYPE mood IS 'kept'",
            "GRANT USAGE ON TYPE kind TO pg_monitor; REVOKE USAGE ON TYPE kind FROM CURRENT_USER",
            "CREATE TABLE room (id int, mood mood DEFAULT 'a', kind kind)",
        ],
        rows: "INSERT INTO room VALUES (1, 'a', 'x'), (2, 'b', NULL)",
        keeps: "SELECT id, mood, kind FROM room ORDER BY id",
    },
    {
        name: "rights on sequences and enums that change",
        from: [
            "CREATE TYPE mood AS ENUM ('a'); CREATE SEQUENCE ticket; CREATE TYPE kind AS ENUM ('x')",
            "GRANT USAGE ON SEQUENCE ticket TO pg_monitor WITH GRANT OPTION; GRANT USAGE ON TYPE kind TO pg_monitor; REVOKE ALL ON TYPE kind FROM PUBLIC",
            "CREATE TABLE room (id serial, mood mood, kind kind)",
        ],
        to: [
            "CREATE TYPE mood AS ENUM ('a'); CREATE SEQUENCE ticket; CREATE TYPE kind AS ENUM ('x')",
            "GRANT USAGE ON SEQUENCE ticket TO pg_monitor; GRANT SELECT ON SEQUENCE ticket TO PUBLIC; REVOKE USAGE ON TYPE mood FROM PUBLIC",
            "CREATE TABLE room (id serial, mood mood, kind kind); GRANT ALL ON SEQUENCE room_id_seq TO pg_monitor",
        ],
    },
    {
        name: "tables that change places",
        from: ["CREATE SCHEMA audit", "CREATE TABLE audit.log (id int)", "CREATE TABLE room (id int)"],
        to: ["CREATE SCHEMA audit", "CREATE TABLE log (id int)", "CREATE TABLE audit.room (id int)"],
    },
    {
        name: "a default that becomes a value which its type gets in the same change, while another column leaves the type",
        from: [
            "CREATE TYPE mood AS ENUM ('high')",
            "CREATE TABLE bed (id int, camel mood DEFAULT 'high', pick mood DEFAULT 'high' NOT NULL)",
            "CREATE TABLE room (id int, camel mood DEFAULT 'high')",
        ],
        to: [
            "CREATE TYPE mood AS ENUM ('top', 'high', 'low')",
            `CREATE TABLE bed (id int, camel mood DEFAULT 'low', pick jsonb DEFAULT '{"a":1}' NOT NULL)`,
        ],
    },
    {
        name: "foreign keys in a circle",
        from: [],
        to: [
            "CREATE TABLE a (id int PRIMARY KEY, b int)",
            "CREATE TABLE b (id int PRIMARY KEY, a int REFERENCES a)",
            "ALTER TABLE a ADD CONSTRAINT a_b FOREIGN KEY (b) REFERENCES b",
        ],
    },
    {
        name: "a column that gets a domain, with a default, a check and indexes over it",
        from: [DOMAIN, mail("text")],
        to: [DOMAIN, mail("mail")],
        ...KEPT_MAILS,
    },
    {
        name: "a column whose domain becomes another, wider one",
        from: [DOMAIN, "CREATE DOMAIN long AS varchar(400)", mail("mail")],
        to: [DOMAIN, "CREATE DOMAIN long AS varchar(400)", mail("long")],
        ...KEPT_MAILS,
    },
    {
        name: "a column that leaves its domain for a plain type",
        from: [DOMAIN, mail("mail")],
        to: [DOMAIN, mail("varchar(300)")],
        ...KEPT_MAILS,
    },
    {
        name: "an array of a domain",
        from: [DOMAIN, "CREATE TABLE room (id int PRIMARY KEY, mails text[])"],
        to: [DOMAIN, "CREATE TABLE room (id int PRIMARY KEY, mails mail[])"],
        rows: "INSERT INTO room VALUES (1, '{a@b,c@d}'), (2, NULL)",
        keeps: "SELECT id, mails::text FROM room ORDER BY id",
        saysNot: /DROP COLUMN/,
    },
    {
        name: "a type under exclusions, one of them over an expression and partial",
        from: [excluded("int", "tsrange")],
        to: [excluded("bigint", "tstzrange")],
        rows: "INSERT INTO stay VALUES (1, 7, NULL), (2, 8, NULL)",
        keeps: "SELECT id, room::text FROM stay ORDER BY id",
        saysNot: /DROP COLUMN/,
    },
    ...[
        ["", "DEFERRABLE"],
        ["DEFERRABLE", "DEFERRABLE INITIALLY DEFERRED"],
        ["DEFERRABLE INITIALLY DEFERRED", ""],
    ].map(([from = "", to = ""]): Pair => ({
        name: `a foreign key, ${from || "not deferrable"} to ${to || "not deferrable"}, in place`,
        from: [bed(from)],
        to: [bed(to)],
        rows: "INSERT INTO room VALUES (1); INSERT INTO bed VALUES (1), (NULL)",
        keeps: "SELECT oid, conname, convalidated, conparentid, conindid FROM pg_constraint WHERE contype = 'f'",
        saysNot: /DROP CONSTRAINT|ADD CONSTRAINT|VALIDATE/,
    })),
    {
        name: "a sequence of its own that gets another name, and another step",
        from: ["CREATE SEQUENCE ticket INCREMENT 2", "CREATE TABLE room (no int DEFAULT nextval('ticket'))"],
        to: ["CREATE SEQUENCE voucher INCREMENT 5", "CREATE TABLE room (no int DEFAULT nextval('voucher'))"],
        rows: "INSERT INTO room DEFAULT VALUES; INSERT INTO room DEFAULT VALUES",
        keeps: "SELECT last_value, is_called FROM pg_sequences, LATERAL (SELECT last_value IS NOT NULL AS is_called) AS called",
        renames: [{ kind: "sequence", from: ["public", "ticket"], to: ["public", "voucher"] }],
        saysNot: /DROP SEQUENCE|CREATE SEQUENCE/,
    },
    { name: "a VIRTUAL generated column from nothing", since: 18, from: [], to: [generated("a * 2", "VIRTUAL")] },
    {
        name: "a generated column, STORED to VIRTUAL",
        since: 18,
        from: [generated("a * 2", "STORED")],
        to: [generated("a * 2", "VIRTUAL")],
    },
    {
        name: "the expression of a VIRTUAL generated column",
        since: 18,
        from: [generated("a * 2", "VIRTUAL")],
        to: [generated("a * 3", "VIRTUAL")],
    },
]

function generated(expression: string, kind: "STORED" | "VIRTUAL"): string {
    return `CREATE TABLE room (a int, b int GENERATED ALWAYS AS (${expression}) ${kind})`
}

interface Somewhere {
    readonly name: string
    readonly version: ServerVersion
    open(): Promise<Ground>
    /** Whether changes are made online. */
    readonly forms: readonly boolean[]
    /** What tells two schemas apart. A dump takes long on a server. */
    look(place: Place): Promise<unknown>
}

const grounds: readonly Somewhere[] = [
    { name: "PGlite", version: 18, open: pgliteGround, forms: [true], look: (place) => place.dump() },
    ...sharedVersions().map((version) => ({
        name: `PostgreSQL ${version}`,
        version,
        open: () => Promise.resolve(serverGround(version)),
        forms: [false, true],
        look: (place: Place) => place.fingerprint(),
    })),
]

describe.each(grounds)("one database against another in $name", ({ open, look, forms, version }) => {
    const possible = pairs.filter(({ since }) => since === undefined || since <= version)
    let ground: Ground
    beforeAll(async () => {
        ground = await open()
    })
    afterAll(() => ground.close())

    async function built<T>(statements: readonly string[], work: (place: Place) => Promise<T>): Promise<T> {
        const place = await ground.open()
        try {
            for (const statement of statements) await place.query(statement)
            return await work(place)
        } finally {
            await place.close()
        }
    }

    test.for(possible.flatMap((pair) => forms.map((online) => ({ ...pair, online }))))(
        "$name, online: $online",
        async ({ from, to, rows, keeps, renames, saysNot, online }) => {
            const target = await built(to, async (place) => ({
                schema: await inspect(place),
                looks: await look(place),
            }))
            await built(from, async (place) => {
                const start = await look(place)
                if (rows !== undefined) await place.query(rows)
                const kept = async (): Promise<unknown> => (keeps === undefined ? [] : place.query(keeps))
                const there = await kept()
                const plan = await planSchemas(await inspect(place), target.schema, { online, renames: renames ?? [] })
                for (const { sql } of statementsOf(plan.up)) {
                    if (saysNot) expect(sql).not.toMatch(saysNot)
                    await place.query(sql)
                }
                expect(await look(place)).toEqual(target.looks)
                expect(await kept()).toEqual(there)
                expect((await planSchemas(await inspect(place), target.schema)).changes).toEqual([])
                for (const { sql } of statementsOf(plan.down)) await place.query(sql)
                expect(await look(place)).toEqual(start)
                expect(await kept()).toEqual(there)
            })
        },
    )
})

describe.each(sharedVersions().map((version) => ({ version })))("two servers' databases, $version", ({ version }) => {
    test("are read side by side", async () => {
        const ground = serverGround(version)
        const [current, desired] = [await ground.open(), await ground.open()]
        try {
            await current.query("CREATE TABLE room (id int)")
            await desired.query("CREATE TABLE room (id int, floor int)")
            const plan = await planDatabases(current, desired)
            expect(statementsOf(plan.up).map(({ sql }) => sql)).toEqual([
                'ALTER TABLE "public"."room" ADD COLUMN "floor" integer',
            ])
            expect((await planDatabases(desired, desired)).changes).toEqual([])
        } finally {
            await current.close()
            await desired.close()
        }
    })
})

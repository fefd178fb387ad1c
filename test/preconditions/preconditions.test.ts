import "reflect-metadata"
import { Check, Column, DataSource, Entity, Index, PrimaryColumn } from "typeorm"
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { statementsOf, type Plan } from "../../src/autogen/core/plan.js"
import { inspect } from "../../src/autogen/inspect/inspect.js"
import { planEntities, planSchemas } from "../../src/autogen/planning/plan-entities.js"
import { pgliteGround, serverGround, type Ground, type Place } from "../exact/support/place.js"
import { sharedVersions } from "../support/servers.js"
import { sampled } from "../support/sampled.js"
import type { PlanOptions } from "../../src/autogen/planning/plan-options.js"

interface Case {
    readonly name: string
    readonly before: string
    readonly after: string
    /** Rows that stand in the way. */
    readonly bad: string
    /** Makes them good. */
    readonly repair: string
    readonly says: string
    readonly operations: readonly string[]
    /** What has to come before them. */
    readonly behind?: readonly string[]
    readonly options?: PlanOptions
    readonly since?: number
}

const ROOM = "CREATE TABLE room (id int PRIMARY KEY, code text, size int"

const cases: readonly Case[] = [
    {
        name: "nulls before NOT NULL",
        before: `${ROOM})`,
        after: `${ROOM} NOT NULL)`,
        bad: "INSERT INTO room VALUES (1, 'a', NULL), (2, 'b', NULL)",
        repair: "UPDATE room SET size = 1",
        says: `2 rows of "public"."room" without a value in "size", which becomes NOT NULL`,
        operations: ["requireNoNulls"],
    },
    {
        name: "duplicates before a unique constraint",
        before: `${ROOM})`,
        after: `${ROOM}, CONSTRAINT uq UNIQUE (code, size))`,
        bad: "INSERT INTO room VALUES (1, 'a', 1), (2, 'a', 1), (3, 'a', NULL), (4, 'a', NULL)",
        repair: "UPDATE room SET size = 2 WHERE id = 2",
        says: `1 value of "code", "size" in several rows, where each must be unique ("public"."room")`,
        operations: ["requireUnique"],
    },
    {
        name: "a second row before a unique constraint over a new column with a constant default",
        before: `${ROOM})`,
        after: `${ROOM}, slug text NOT NULL DEFAULT 'x' CONSTRAINT uq UNIQUE)`,
        bad: "INSERT INTO room VALUES (1, 'a', 1), (2, 'b', 1), (3, 'c', NULL)",
        repair: "DELETE FROM room WHERE id > 1",
        says: `1 value of "slug" in several rows, where each must be unique ("public"."room")`,
        operations: ["requireUnique"],
    },
    {
        name: "duplicates before a unique index over a column, and a new one with a constant default",
        before: `${ROOM})`,
        after: `${ROOM}, floor int DEFAULT 0); CREATE UNIQUE INDEX ix ON room (floor, code DESC)`,
        bad: "INSERT INTO room VALUES (1, 'a', 1), (2, 'a', 2), (3, NULL, 1), (4, NULL, 1)",
        repair: "DELETE FROM room WHERE id = 2",
        says: `1 value of "floor", "code" in several rows, where each must be unique ("public"."room")`,
        operations: ["requireUnique"],
    },
    {
        name: "duplicates before a unique index over an expression with a new column",
        before: `${ROOM})`,
        after: `${ROOM}, prefix varchar(4) NOT NULL DEFAULT 'it''s'); CREATE UNIQUE INDEX ix ON room ((prefix || lower(code))) WHERE prefix <> ''`,
        bad: "INSERT INTO room VALUES (1, 'a', 1), (2, 'A', 1), (3, 'b', 1)",
        repair: "DELETE FROM room WHERE id = 2",
        says: `1 value of ((((prefix)::text || lower(code)))) in several rows`,
        operations: ["requireUnique"],
    },
    {
        name: "a second null before NULLS NOT DISTINCT over a new column",
        before: `${ROOM})`,
        after: `${ROOM}, floor int, CONSTRAINT uq UNIQUE NULLS NOT DISTINCT (floor))`,
        bad: "INSERT INTO room VALUES (1, 'a', 1), (2, 'b', 1)",
        repair: "DELETE FROM room WHERE id = 2",
        says: `1 value of "floor" in several rows`,
        operations: ["requireUnique"],
        since: 15,
    },
    {
        name: "a new column whose default refers to nothing",
        before: `CREATE TABLE house (id bigint PRIMARY KEY); ${ROOM})`,
        after: `CREATE TABLE house (id bigint PRIMARY KEY); ${ROOM}, house int NOT NULL DEFAULT 7 CONSTRAINT fk REFERENCES house)`,
        bad: "INSERT INTO room VALUES (1, 'a', 1), (2, 'b', 1)",
        repair: "INSERT INTO house VALUES (7)",
        says: `2 rows of "public"."room" referring by "house" to no row of "public"."house"`,
        operations: ["requireReferences"],
    },
    {
        name: "half a reference by a new column before MATCH FULL",
        before: `CREATE TABLE house (a int, b text, PRIMARY KEY (a, b)); ${ROOM})`,
        after: `CREATE TABLE house (a int, b text, PRIMARY KEY (a, b)); ${ROOM}, house text, CONSTRAINT fk FOREIGN KEY (size, house) REFERENCES house MATCH FULL)`,
        bad: "INSERT INTO room VALUES (1, 'a', 1), (2, 'b', NULL)",
        repair: "UPDATE room SET size = NULL",
        says: `1 row of "public"."room" referring by "size", "house"`,
        operations: ["requireReferences"],
    },
    {
        name: "a check that the default of a new column breaks beside what is there",
        before: `${ROOM})`,
        after: `${ROOM}, "the top" numeric(4,1) NOT NULL DEFAULT 2.5, CONSTRAINT ck CHECK (room.size < "the top"))`,
        bad: "INSERT INTO room VALUES (1, 'a', 1), (2, 'b', 3), (3, 'c', NULL)",
        repair: "UPDATE room SET size = 2 WHERE id = 2",
        says: `1 row of "public"."room" breaking the condition`,
        operations: ["requireCheck"],
    },
    {
        name: "a check that a new column without a value breaks",
        before: `${ROOM})`,
        after: `${ROOM}, floor text, CONSTRAINT ck CHECK (floor IS NOT NULL OR size > 1))`,
        bad: "INSERT INTO room VALUES (1, 'a', 1), (2, 'b', 3)",
        repair: "DELETE FROM room WHERE id = 1",
        says: `1 row of "public"."room" breaking the condition`,
        operations: ["requireCheck"],
    },
    {
        name: "a check over what an extension of the same migration brings",
        before: `${ROOM})`,
        after: `CREATE EXTENSION citext; ${ROOM}, CONSTRAINT ck CHECK (code::citext <> 'none'::citext))`,
        bad: "INSERT INTO room VALUES (1, 'a', 1), (2, 'None', 3)",
        repair: "DELETE FROM room WHERE id = 2",
        says: `1 row of "public"."room" breaking the condition`,
        operations: ["requireCheck"],
        behind: ["createExtension"],
    },
    {
        name: "a text that becomes a type which an extension of the same migration brings",
        before: `CREATE TABLE room (code text)`,
        after: `CREATE EXTENSION hstore; CREATE TABLE room (code hstore)`,
        bad: "INSERT INTO room VALUES ('a=>1'), ('b'), ('c=>2')",
        repair: "DELETE FROM room WHERE code = 'b'",
        says: `1 row of "public"."room" with a value in "code" that cannot be read as`,
        operations: ["requireCastable"],
        behind: ["createExtension"],
    },
    {
        name: "duplicates before a unique key over a new column of an enum of the same migration",
        before: `${ROOM})`,
        after: `CREATE TYPE kind AS ENUM ('a', 'b'); ${ROOM}, kind kind NOT NULL DEFAULT 'b', CONSTRAINT uq UNIQUE (code, kind))`,
        bad: "INSERT INTO room VALUES (1, 'a', 1), (2, 'a', 3), (3, 'b', 4)",
        repair: "DELETE FROM room WHERE id = 1",
        says: `1 value of "code", "kind" in several rows`,
        operations: ["requireUnique"],
        behind: ["createEnum"],
    },
    {
        name: "a check over an enum of the same migration",
        before: `${ROOM})`,
        after: `CREATE TYPE "the kind" AS ENUM ('a', 'b'); ${ROOM}, CONSTRAINT ck CHECK (code::"the kind" > 'a'::"the kind"))`,
        bad: "INSERT INTO room VALUES (1, 'a', 1), (2, 'b', 3)",
        repair: "DELETE FROM room WHERE id = 1",
        says: `1 row of "public"."room" breaking the condition`,
        operations: ["requireCheck"],
        behind: ["createEnum"],
    },
    {
        name: "duplicate nulls before NULLS NOT DISTINCT",
        before: `${ROOM})`,
        after: `${ROOM}, CONSTRAINT uq UNIQUE NULLS NOT DISTINCT (size))`,
        bad: "INSERT INTO room VALUES (1, 'a', NULL), (2, 'a', NULL)",
        repair: "DELETE FROM room WHERE id = 2",
        says: `1 value of "size" in several rows`,
        operations: ["requireUnique"],
        since: 15,
    },
    {
        name: "duplicates before a primary key, by what becomes NOT NULL",
        before: "CREATE TABLE room (id int)",
        after: "CREATE TABLE room (id int PRIMARY KEY)",
        bad: "INSERT INTO room VALUES (1), (1)",
        repair: "DELETE FROM room WHERE ctid = (SELECT min(ctid) FROM room)",
        says: `1 value of "id" in several rows`,
        operations: ["requireNoNulls", "requireUnique"],
    },
    {
        name: "duplicates before a partial unique index over an expression",
        before: `${ROOM})`,
        after: `${ROOM}); CREATE UNIQUE INDEX ix ON room (lower(code) DESC, size) WHERE size > 1`,
        bad: "INSERT INTO room VALUES (1, 'a', 2), (2, 'A', 2), (3, 'b', 1), (4, 'B', 1)",
        repair: "UPDATE room SET code = 'c' WHERE id = 2",
        says: `1 value of (lower(code)), "size" in several rows`,
        operations: ["requireUnique"],
    },
    {
        name: "orphans before a foreign key",
        before: `CREATE TABLE house (id int PRIMARY KEY); ${ROOM})`,
        after: `CREATE TABLE house (id int PRIMARY KEY); ${ROOM}, CONSTRAINT fk FOREIGN KEY (size) REFERENCES house DEFERRABLE)`,
        bad: "INSERT INTO room VALUES (1, 'a', 7), (2, 'a', NULL)",
        repair: "INSERT INTO house VALUES (7)",
        says: `1 row of "public"."room" referring by "size" to no row of "public"."house"`,
        operations: ["requireReferences"],
    },
    {
        name: "half a reference before MATCH FULL",
        before: `CREATE TABLE house (a int, b int, PRIMARY KEY (a, b)); CREATE TABLE room (a int, b int)`,
        after: `CREATE TABLE house (a int, b int, PRIMARY KEY (a, b)); CREATE TABLE room (a int, b int, CONSTRAINT fk FOREIGN KEY (a, b) REFERENCES house MATCH FULL)`,
        bad: "INSERT INTO room VALUES (1, NULL), (NULL, NULL)",
        repair: "UPDATE room SET a = NULL",
        says: `1 row of "public"."room" referring by "a", "b"`,
        operations: ["requireReferences"],
    },
    {
        name: "rows that break a check",
        before: `${ROOM})`,
        after: `${ROOM}, CONSTRAINT ck CHECK (size > 0))`,
        bad: "INSERT INTO room VALUES (1, 'a', 0), (2, 'a', NULL)",
        repair: "UPDATE room SET size = 1",
        says: `1 row of "public"."room" breaking the condition (size > 0)`,
        operations: ["requireCheck"],
    },
    {
        name: "a value that an enum no longer has, in arrays too",
        before: "CREATE TYPE kind AS ENUM ('a', 'it''s'); CREATE TABLE room (one kind, many kind[])",
        after: "CREATE TYPE kind AS ENUM ('a'); CREATE TABLE room (one kind, many kind[])",
        bad: "INSERT INTO room VALUES ('a', '{a,it''s,NULL}'), (NULL, NULL)",
        repair: "UPDATE room SET many = '{a,NULL}'",
        says: `1 row of "public"."room" with another value in "many" than a`,
        operations: ["requireValues", "requireValues"],
    },
    {
        name: "a text that becomes an enum of the same migration",
        before: "CREATE TABLE room (kind text)",
        after: "CREATE TYPE kind AS ENUM ('a', 'b'); CREATE TABLE room (kind kind)",
        bad: "INSERT INTO room VALUES ('a'), ('c')",
        repair: "UPDATE room SET kind = 'b' WHERE kind = 'c'",
        says: `1 row of "public"."room" with another value in "kind" than a, b`,
        operations: ["requireValues"],
    },
    {
        name: "rows before a column that they would have no value for",
        before: "CREATE TABLE room (id int)",
        after: "CREATE TABLE room (id int, code text NOT NULL, kind text NOT NULL DEFAULT 'x', no serial)",
        bad: "INSERT INTO room VALUES (1)",
        repair: "DELETE FROM room",
        says: `1 row of "public"."room" without a value for the new column "code"`,
        operations: ["requireEmpty"],
    },
    {
        name: "under the names from before a rename, however hostile",
        before: `CREATE TABLE "a ""room""; --" ("$precondition$ 'x'" int, offending int)`,
        after: `CREATE TABLE room (size int NOT NULL, offending int, CONSTRAINT ck CHECK (size > 0 AND offending IS NULL))`,
        bad: `INSERT INTO "a ""room""; --" VALUES (NULL), (NULL)`,
        repair: `UPDATE "a ""room""; --" SET "$precondition$ 'x'" = 1`,
        says: `2 rows of "public"."a ""room""; --" without a value in "$precondition$ 'x'"`,
        operations: ["requireNoNulls", "requireCheck"],
        options: {
            renames: [
                { kind: "table", from: ["public", 'a "room"; --'], to: ["public", "room"] },
                {
                    kind: "column",
                    from: ["public", 'a "room"; --', "$precondition$ 'x'"],
                    to: ["public", "room", "size"],
                },
            ],
        },
    },
]

const grounds: readonly { readonly name: string; readonly version: number; open(): Promise<Ground> }[] = [
    { name: "PGlite", version: 18, open: pgliteGround },
    ...sharedVersions().map((version) => ({
        name: `PostgreSQL ${version}`,
        version,
        open: () => Promise.resolve(serverGround(version)),
    })),
]

describe.each(grounds)("preconditions in $name", ({ open, version }) => {
    let ground: Ground
    let place: Place
    beforeAll(async () => void (ground = await open()))
    afterAll(() => ground.close())
    beforeEach(async () => void (place = await ground.open()))
    afterEach(() => place.close())

    const planned = async (before: string, after: string, options?: PlanOptions): Promise<Plan> => {
        await place.query(after)
        const target = await inspect(place)
        await place.query("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
        await place.query(before)
        return planSchemas(await inspect(place), target, options)
    }
    const asked = (operations: Plan["up"]): readonly string[] =>
        operations.map(({ operation }) => operation.name).filter((name) => name.startsWith("require"))
    const run = async (operations: Plan["up"]): Promise<void> => {
        for (const { sql } of statementsOf(operations)) await place.query(sql)
    }

    sampled(cases.filter(({ since = 13 }) => since <= version))(
        "stop at $name, and let good rows pass",
        async (one) => {
            const plan = await planned(one.before, one.after, one.options)
            expect(asked(plan.up)).toEqual(one.operations)
            const { behind = [] } = one
            expect(
                plan.up.slice(0, behind.length + one.operations.length).map(({ operation }) => operation.name),
            ).toEqual([...behind, ...one.operations])
            await place.query(one.bad)
            const start = await place.fingerprint({})
            await place.query("BEGIN")
            const error = await run(plan.up).then(
                () => null,
                (thrown: unknown) => thrown as Error & { readonly detail?: string; readonly hint?: string },
            )
            await place.query("ROLLBACK")
            expect(error?.message).toContain(one.says)
            expect(error?.hint).toMatch(/, and run the migration again\.$/)
            expect(await place.fingerprint({})).toEqual(start)
            const query = /^See them with: (.*)$/s.exec(error?.detail ?? "")?.[1] ?? ""
            await place.query("BEGIN")
            await run(plan.up.slice(0, behind.length))
            expect((await place.query(query)).length).toBeGreaterThan(0)
            await place.query("ROLLBACK")
            await place.query(one.repair)
            await run(plan.up)
            await place.query("SELECT 1")
            await run(plan.down)
            expect(await place.fingerprint({})).toEqual(start)
        },
    )

    test("are not asked about what is made in the same migration, nor twice, nor where rows cannot break it", async () => {
        const plan = await planned(
            `${ROOM}, CONSTRAINT uq UNIQUE (code), CONSTRAINT ck CHECK (size > 0) NOT VALID)`,
            `${ROOM}, fresh int UNIQUE REFERENCES room CHECK (fresh > 0), CONSTRAINT uq UNIQUE (code) DEFERRABLE, CONSTRAINT ck CHECK (size > 0) NOT VALID);
             CREATE TABLE house (id int PRIMARY KEY, room int NOT NULL UNIQUE REFERENCES room CHECK (room > 0));
             CREATE INDEX ON room (size)`,
        )
        expect(asked(plan.up)).toEqual([])
        expect(asked(plan.down)).toEqual([])
    })

    test("ask in Postgres's words beside a new column, where a text may name the table with its schema", async () => {
        class Room {}
        PrimaryColumn("int")(Room.prototype, "id")
        Column({ type: "int", nullable: true })(Room.prototype, "size")
        Column({ type: "int", default: 7 })(Room.prototype, "top")
        Check("ck", "public.room.size < public.room.top")(Room)
        Index("ix", ["top", "size"], { unique: true, where: "public.room.top > 0" })(Room)
        Entity("room")(Room)
        await place.query("CREATE TABLE room (id int PRIMARY KEY, size int); INSERT INTO room VALUES (1, 8), (2, 3)")
        const dataSource = new DataSource({ type: "postgres", ...place.connection, entities: [Room] })
        const plan = await planEntities(dataSource, place)
        expect(asked(plan.up)).toEqual(["requireCheck", "requireUnique"])
        await expect(run(plan.up)).rejects.toThrow(`1 row of "public"."room" breaking the condition`)
        await place.query("UPDATE room SET size = 3")
        await expect(run(plan.up)).rejects.toThrow(`1 value of "top", "size" in several rows`)
        await place.query("DELETE FROM room WHERE id = 2")
        await run(plan.up)
        expect((await planEntities(dataSource, place)).changes).toEqual([])
    })

    test("are left out where nobody wants them", async () => {
        const [{ before, after }] = cases as [Case]
        expect(asked((await planned(before, after, { preconditions: false })).up)).toEqual([])
    })

    test("stand in the step where they matter when a change is made online", async () => {
        const plan = await planned(
            `${ROOM})`,
            `${ROOM} NOT NULL, CONSTRAINT ck CHECK (size > 0)); CREATE UNIQUE INDEX ix ON room (code)`,
            { online: true },
        )
        expect(plan.steps.map(({ up }) => asked(up))).toEqual([
            // All before the first step that changes anything, and again where it matters.
            ["requireNoNulls", "requireCheck", "requireUnique"],
            ["requireUnique"],
            [],
        ])
    })

    test("read, and hold no lock that stops anybody", async () => {
        const plan = await planned(cases[1]?.before ?? "", cases[1]?.after ?? "")
        const [first] = statementsOf(plan.up)
        expect(first).toMatchObject({ lock: "ACCESS SHARE", hazards: [{ kind: "scans-table" }] })
        expect(first?.sql).not.toMatch(/\b(INSERT|UPDATE|DELETE|ALTER|CREATE|DROP)\b/)
    })
})

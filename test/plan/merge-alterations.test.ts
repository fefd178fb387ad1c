import { describe, expect, test } from "vitest"
import { statementsOf } from "../../src/autogen/core/plan.js"
import { inspect } from "../../src/autogen/inspect/inspect.js"
import { planSchemas } from "../../src/autogen/planning/plan-entities.js"
import { serverGround, type Place } from "../exact/support/place.js"
import { sharedVersions } from "../support/servers.js"

const BEFORE = "CREATE TABLE room (id int PRIMARY KEY, a int DEFAULT 1, b int, c int, code text)"
const ROWS = "INSERT INTO room SELECT n, n, n, n, n FROM generate_series(1, 100) AS n"

interface Case {
    readonly about: string
    readonly before?: string
    readonly after: string
    /** How often the way up writes the table again, and what it does about tables. */
    readonly rewrites: number
    readonly statements: number
}

const cases: readonly Case[] = [
    {
        about: "types, among defaults, a predicate and a check that are made anew around one of them",
        before: "; CREATE INDEX room_a ON room (b) WHERE a > 0; ALTER TABLE room ADD CONSTRAINT room_b CHECK (b > 0)",
        after: "CREATE TABLE room (id int PRIMARY KEY, a bigint DEFAULT 1, b bigint, c numeric(9,2), code text, CONSTRAINT room_b CHECK (b > 0)); CREATE INDEX room_a ON room (b) WHERE a > 0",
        rewrites: 1,
        statements: 4,
    },
    {
        about: "a key and what refers to it in the same table",
        before: "; ALTER TABLE room ADD CONSTRAINT room_up FOREIGN KEY (b) REFERENCES room; CREATE UNIQUE INDEX room_ab ON room (a, b)",
        after: "CREATE TABLE room (id bigint PRIMARY KEY, a bigint DEFAULT 1, b bigint, c int, code text, CONSTRAINT room_up FOREIGN KEY (b) REFERENCES room); CREATE UNIQUE INDEX room_ab ON room (a, b)",
        rewrites: 1,
        statements: 3,
    },
    {
        about: "new columns whose values differ, those between them, types, NOT NULL and checks",
        after: `CREATE TABLE room (id int PRIMARY KEY, a int DEFAULT 1, b bigint, c int NOT NULL, code text NOT NULL, token uuid DEFAULT gen_random_uuid(),
            plain int, luck float DEFAULT random(), CONSTRAINT room_c CHECK (c > 0), CONSTRAINT room_plain CHECK (plain > 0))`,
        rewrites: 1,
        statements: 1,
    },
    {
        about: "nothing that costs no look at the rows",
        after: "CREATE TABLE room (id int PRIMARY KEY, a int DEFAULT 2, b int, c int, code varchar, plain int, x int DEFAULT 7)",
        rewrites: 0,
        statements: 4,
    },
    {
        about: "what another change needs in between is made by itself",
        before: "; CREATE VIEW big AS SELECT a FROM room",
        after: "CREATE TABLE room (id int PRIMARY KEY, a bigint DEFAULT 1, b bigint, c int, code text); CREATE VIEW big AS SELECT a FROM room",
        rewrites: 1,
        statements: 3,
    },
]

describe.each(sharedVersions().map((version) => ({ version })))("one ALTER TABLE on $version", ({ version }) => {
    const ground = serverGround(version)

    const countRewrites = async (place: Place, sql: readonly string[]): Promise<number> => {
        await place.query("CREATE TABLE rewrites (n int)")
        await place.query(
            "CREATE FUNCTION count_rewrite() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN INSERT INTO rewrites VALUES (1); END'",
        )
        await place.query("CREATE EVENT TRIGGER counting ON table_rewrite EXECUTE FUNCTION count_rewrite()")
        for (const one of sql) await place.query(one)
        const [{ count } = {}] = await place.query("SELECT count(*)::int AS count FROM rewrites")
        await place.query("DROP EVENT TRIGGER counting; DROP FUNCTION count_rewrite(); DROP TABLE rewrites")
        return Number(count)
    }

    test.for(cases)("$about", async ({ before = "", after, rewrites, statements }) => {
        const [place, there] = [await ground.open(), await ground.open()]
        try {
            await place.query(BEFORE + before)
            await place.query(ROWS)
            await there.query(after)
            const start = await place.dump()
            const plan = await planSchemas(await inspect(place), await inspect(there))
            const up = statementsOf(plan.up).map(({ sql }) => sql)
            expect(
                up.filter((sql) => sql.startsWith("ALTER TABLE")),
                up.join("\n"),
            ).toHaveLength(statements)
            expect(await countRewrites(place, up)).toBe(rewrites)
            expect(await place.dump({ notNullNames: "ignore" })).toBe(await there.dump({ notNullNames: "ignore" }))
            expect((await planSchemas(await inspect(place), await inspect(there))).changes).toEqual([])
            for (const { sql } of statementsOf(plan.down)) await place.query(sql)
            expect(await place.dump()).toBe(start)
            const [{ rows } = {}] = await place.query("SELECT count(*)::int AS rows FROM room WHERE a = id AND b = id")
            expect(rows).toBe(100)
        } finally {
            await place.close()
            await there.close()
        }
    })
})

import { describe, expect, test } from "vitest"
import { statementsOf, type Plan, type PlanStep } from "../../src/autogen/core/plan.js"
import { inspect } from "../../src/autogen/inspect/inspect.js"
import { planSchemas } from "../../src/autogen/planning/plan-entities.js"
import { serverGround, type Place } from "../exact/support/place.js"
import { sharedVersions } from "../support/servers.js"
import { expectStepsToMeet } from "../support/steps.js"
import { sampled } from "../support/sampled.js"

const START = ["CREATE TYPE mood AS ENUM ('sad', 'it''s')", "CREATE TABLE room (id int, mood mood DEFAULT 'sad')"]

/** What uses a value that the type only gets in the same change. */
const uses: readonly { readonly name: string; readonly target: readonly string[]; readonly steps: number }[] = [
    { name: "a default", target: ["CREATE TABLE room (id int, mood mood DEFAULT 'blue')"], steps: 2 },
    {
        name: "a check and a partial index",
        target: [
            "CREATE TABLE room (id int, mood mood DEFAULT 'sad', CHECK (mood <> 'it''s so'))",
            "CREATE INDEX blue_ix ON room (id) WHERE mood = 'blue'",
        ],
        steps: 2,
    },
    {
        name: "a new table, a view and a generated column",
        target: [
            "CREATE TABLE room (id int, mood mood DEFAULT 'sad')",
            "CREATE TABLE bed (mood mood DEFAULT 'blue', is_blue bool GENERATED ALWAYS AS (mood = 'blue') STORED)",
            "CREATE VIEW blue AS SELECT id FROM room WHERE mood = 'blue'",
        ],
        steps: 2,
    },
    {
        name: "nothing: one migration is enough",
        target: ["CREATE TABLE room (id int, mood mood DEFAULT 'sad', other mood DEFAULT 'it''s')"],
        steps: 1,
    },
]

/** What has a name that another gets, cannot go at once, and waits under a name of its own. */
const stepsAside: readonly {
    readonly name: string
    readonly start: readonly string[]
    readonly target: readonly string[]
    readonly renames: readonly string[]
    readonly rows: string
    /** The type as it shall be. */
    readonly type?: string
}[] = [
    {
        name: "a table under a foreign key",
        start: [
            "CREATE TABLE hall (id int PRIMARY KEY, other text)",
            "CREATE TABLE bed (id int, hall int REFERENCES hall)",
            "CREATE TABLE room (id int, mood mood DEFAULT 'sad')",
        ],
        target: ["CREATE TABLE bed (id int, hall int)", "CREATE TABLE hall (id int, mood mood DEFAULT 'blue')"],
        renames: ["room:hall"],
        rows: "SELECT string_agg(concat(id, ' ', coalesce(mood::text, 'null')), ', ' ORDER BY id) AS rows FROM hall",
    },
    {
        name: "a column under an index and a view",
        start: [
            "CREATE TABLE room (id int, mood mood DEFAULT 'sad', feel text)",
            "CREATE INDEX feel_ix ON room (feel)",
            "CREATE VIEW felt AS SELECT feel FROM room",
        ],
        target: [
            "CREATE TABLE room (id int, feel mood DEFAULT 'blue')",
            "CREATE VIEW felt AS SELECT feel FROM room WHERE feel = 'blue'",
        ],
        renames: ["room.mood:feel"],
        rows: "SELECT string_agg(concat(id, ' ', coalesce(feel::text, 'null')), ', ' ORDER BY id) AS rows FROM room",
    },
    {
        name: "an index of the name that another gets",
        start: [
            "CREATE TABLE room (id int, mood mood DEFAULT 'sad')",
            "CREATE TABLE hall (id int)",
            "CREATE INDEX ix ON hall (id)",
            "CREATE INDEX old_ix ON room (mood)",
        ],
        target: [
            "CREATE TABLE room (id int, mood mood DEFAULT 'blue')",
            "CREATE TABLE hall (id int)",
            "CREATE INDEX ix ON room (mood)",
        ],
        renames: [],
        rows: "SELECT string_agg(concat(id, ' ', coalesce(mood::text, 'null')), ', ' ORDER BY id) AS rows FROM room",
    },
    {
        name: "the type itself, which is renamed,",
        start: ["CREATE TABLE room (id int, mood mood DEFAULT 'sad')", "CREATE VIEW sad AS SELECT id FROM room"],
        type: "CREATE TYPE feeling AS ENUM ('sad', 'blue')",
        target: ["CREATE TABLE room (id int, mood feeling DEFAULT 'blue')", "CREATE VIEW sad AS SELECT id FROM room"],
        renames: ["enum mood:feeling"],
        rows: "SELECT string_agg(concat(id, ' ', coalesce(mood::text, 'null')), ', ' ORDER BY id) AS rows FROM room",
    },
    {
        name: "a value that is renamed, under a view,",
        start: [
            "CREATE TABLE room (id int, mood mood DEFAULT 'sad')",
            "CREATE VIEW low AS SELECT id FROM room WHERE mood = 'sad'",
        ],
        type: "CREATE TYPE mood AS ENUM ('low', 'blue')",
        target: [
            "CREATE TABLE room (id int, mood mood DEFAULT 'blue', CHECK (mood <> 'blue' OR id > 0))",
            "CREATE VIEW low AS SELECT id FROM room WHERE mood = 'low'",
        ],
        renames: ["enum-value mood.sad:low"],
        rows: "SELECT string_agg(concat(id, ' ', coalesce(replace(mood::text, 'low', 'sad'), 'null')), ', ' ORDER BY id) AS rows FROM room",
    },
]

describe.each(sharedVersions().map((version) => ({ version })))("a new enum value on $version", ({ version }) => {
    const ground = serverGround(version)

    const run = async (place: Place, steps: readonly PlanStep[], direction: "up" | "down"): Promise<void> => {
        for (const step of direction === "up" ? steps : [...steps].reverse()) {
            // As runners do: each migration in a transaction of its own.
            await place.query("BEGIN")
            for (const { sql } of statementsOf(step[direction])) await place.query(sql)
            await place.query("COMMIT")
        }
    }

    const meets = (place: Place, { steps }: Plan): Promise<void> =>
        expectStepsToMeet(
            steps,
            (operations) => run(place, [{ up: operations, down: [] }], "up"),
            () => place.fingerprint({ columnOrder: "ignore" }),
        )

    sampled(uses)("can be used at once by $name", async ({ target, steps }) => {
        const [place, there] = [await ground.open(), await ground.open()]
        try {
            for (const sql of START) await place.query(sql)
            await place.query("INSERT INTO room VALUES (1, 'sad'), (2, 'it''s'), (3, NULL)")
            const start = await place.dump()
            await there.query("CREATE TYPE mood AS ENUM ('sad', 'it''s', 'blue', 'it''s so')")
            for (const sql of target) await there.query(sql)
            const desired = await inspect(there)
            const planned = async (): Promise<Plan> => planSchemas(await inspect(place), desired)
            const plan = await planned()
            expect(plan.steps).toHaveLength(steps)
            await run(place, plan.steps, "up")
            expect(await place.dump()).toBe(await there.dump())
            expect((await planned()).changes).toEqual([])
            await run(place, plan.steps, "down")
            expect(await place.dump()).toBe(start)
            expect(await place.query("SELECT id, mood FROM room ORDER BY id")).toEqual([
                { id: 1, mood: "sad" },
                { id: 2, mood: "it's" },
                { id: 3, mood: null },
            ])
            await meets(place, plan)
        } finally {
            await place.close()
            await there.close()
        }
    })

    test.for(stepsAside)("can be used at once where $name steps aside for a rename", async (example) => {
        const [place, there] = [await ground.open(), await ground.open()]
        try {
            await place.query("CREATE TYPE mood AS ENUM ('sad')")
            for (const sql of example.start) await place.query(sql)
            await place.query("INSERT INTO room (id, mood) VALUES (1, 'sad'), (2, NULL)")
            const start = await place.dump({ columnOrder: "ignore" })
            await there.query(example.type ?? "CREATE TYPE mood AS ENUM ('sad', 'blue')")
            for (const sql of example.target) await there.query(sql)
            for (const online of [false, true]) {
                const plan = await planSchemas(await inspect(place), await inspect(there), {
                    renames: example.renames,
                    online,
                })
                expect(plan.steps.length).toBeGreaterThan(1)
                await run(place, plan.steps, "up")
                expect(await place.dump({ columnOrder: "ignore" })).toBe(await there.dump({ columnOrder: "ignore" }))
                expect(await place.query(example.rows)).toEqual([{ rows: "1 sad, 2 null" }])
                await run(place, plan.steps, "down")
                expect(await place.dump({ columnOrder: "ignore" })).toBe(start)
                await meets(place, plan)
            }
        } finally {
            await place.close()
            await there.close()
        }
    })

    test.for([false, true])("that is gone can be used again on the way down (online: %s)", async (online) => {
        const [place, there] = [await ground.open(), await ground.open()]
        try {
            await place.query("CREATE TYPE mood AS ENUM ('sad', 'blue')")
            await place.query("CREATE TABLE room (id int, other mood DEFAULT 'blue', mood mood DEFAULT 'blue')")
            await place.query("CREATE TABLE bed (mood mood DEFAULT 'blue')")
            await place.query("INSERT INTO room VALUES (1, 'blue', 'sad')")
            const start = await place.dump({ columnOrder: "ignore" })
            await there.query("CREATE TYPE mood AS ENUM ('sad')")
            await there.query("CREATE TABLE room (id int, mood mood DEFAULT 'sad')")
            if (online) await there.query("ALTER TABLE room ADD CHECK (id > 0)")
            const plan = await planSchemas(await inspect(place), await inspect(there), { online })
            // Right after what takes it away, so that the way back comes by wherever the change has stopped.
            expect(plan.steps.map(({ up }) => up.length === 0)).toEqual(online ? [false, true, false] : [false, true])
            await run(place, plan.steps, "up")
            expect(await place.dump()).toBe(await there.dump())
            await run(place, plan.steps, "down")
            expect(await place.dump({ columnOrder: "ignore" })).toBe(start)
            expect(await place.query("SELECT id, mood FROM room")).toEqual([{ id: 1, mood: "sad" }])
        } finally {
            await place.close()
            await there.close()
        }
    })
})

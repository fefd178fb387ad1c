import { describe, expect, test } from "vitest"
import { hazardsOf, statementsOf, type PlanStep } from "../../src/autogen/core/plan.js"
import { inspect } from "../../src/autogen/inspect/inspect.js"
import { planSchemas } from "../../src/autogen/planning/plan-entities.js"
import { serverGround, type Place } from "../exact/support/place.js"
import { sharedVersions } from "../support/servers.js"

const BEFORE = `CREATE TABLE room (id int PRIMARY KEY, "si ze" int, code text)`
const AFTER = `CREATE TABLE room (id int PRIMARY KEY, "si ze" int NOT NULL DEFAULT -7, code text NOT NULL DEFAULT upper('it''s'))`
const ROWS = `INSERT INTO room SELECT n, CASE WHEN n % 3 = 0 THEN n END, CASE WHEN n % 2 = 0 THEN 'x' END FROM generate_series(1, 25000) AS n`
const FILLED = `SELECT count(*) FILTER (WHERE "si ze" = -7 AND id % 3 > 0)::int AS sizes, count(*) FILTER (WHERE "si ze" = id)::int AS kept,
    count(*) FILTER (WHERE code = 'IT''S')::int AS codes, count(*) FILTER (WHERE code = 'x')::int AS old FROM room`
const WANTED = [{ sizes: 16667, kept: 8333, codes: 12500, old: 12500 }]

describe.each(sharedVersions().map((version) => ({ version })))("nulls before NOT NULL on $version", ({ version }) => {
    const ground = serverGround(version)

    /** As runners do: a transaction for each migration, unless one of its statements needs none. */
    const run = async (place: Place, steps: readonly PlanStep[], direction: "up" | "down"): Promise<void> => {
        for (const step of direction === "up" ? steps : [...steps].reverse()) {
            const statements = [...statementsOf(step.up), ...statementsOf(step.down)]
            const isOne = statements.every(({ transaction }) => transaction === "inside")
            if (isOne) await place.query("BEGIN")
            for (const { sql } of statementsOf(step[direction])) await place.query(sql)
            if (isOne) await place.query("COMMIT")
        }
    }

    test.for([false, true])("become the default (online: %s)", async (online) => {
        const [place, there] = [await ground.open(), await ground.open()]
        try {
            await place.query(BEFORE)
            await there.query(AFTER)
            await place.query(ROWS)
            const start = await place.dump()
            const plan = await planSchemas(await inspect(place), await inspect(there), { online })
            await run(place, plan.steps, "up")
            expect(await place.dump({ notNullNames: "ignore" })).toBe(await there.dump({ notNullNames: "ignore" }))
            expect(await place.query(FILLED)).toEqual(WANTED)
            expect((await planSchemas(await inspect(place), await inspect(there))).changes).toEqual([])
            await run(place, plan.steps, "down")
            expect(await place.dump()).toBe(start)
            expect(await place.query(FILLED)).toEqual(WANTED)
        } finally {
            await place.close()
            await there.close()
        }
    })

    test("are filled in batches of their own, and what was interrupted goes on", async () => {
        const [place, there] = [await ground.open(), await ground.open()]
        try {
            await place.query(BEFORE)
            await there.query(AFTER)
            await place.query(ROWS)
            const plan = await planSchemas(await inspect(place), await inspect(there), { online: true })
            const fills = plan.steps.findIndex(({ up }) => up.some(({ operation }) => operation.name === "backfill"))
            await run(place, plan.steps.slice(0, fills), "up")
            // Whoever leaves the value out now has one already, and rows without one can be updated.
            await place.query("INSERT INTO room (id) VALUES (0); DELETE FROM room WHERE id = 0 AND code = 'IT''S'")
            await place.query("UPDATE room SET id = id WHERE code IS NULL")
            await place.query(
                `CREATE FUNCTION stop() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN IF NEW.id = 23999 THEN RAISE ''stop''; END IF; RETURN NEW; END'`,
            )
            await place.query("CREATE TRIGGER stop BEFORE UPDATE ON room FOR EACH ROW EXECUTE FUNCTION stop()")
            await expect(run(place, plan.steps.slice(fills), "up")).rejects.toThrow("stop")
            const [{ done } = {}] = await place.query(
                `SELECT count(*)::int AS done FROM room WHERE "si ze" = -7 OR code = 'IT''S'`,
            )
            expect(done).toBeGreaterThanOrEqual(10_000)
            await place.query("DROP TRIGGER stop ON room; DROP FUNCTION stop()")
            await run(place, plan.steps.slice(fills), "up")
            expect(await place.query(FILLED)).toEqual(WANTED)
            expect(await place.dump({ notNullNames: "ignore" })).toBe(await there.dump({ notNullNames: "ignore" }))
        } finally {
            await place.close()
            await there.close()
        }
    })

    test("never come to be written in one go where a new column's default differs from row to row", async () => {
        const [place, there] = [await ground.open(), await ground.open()]
        try {
            await place.query(BEFORE)
            await there.query(
                `${BEFORE}; ALTER TABLE room ADD token uuid NOT NULL DEFAULT gen_random_uuid(), ADD luck float DEFAULT random();
                COMMENT ON COLUMN room.token IS 'secret'; CREATE UNIQUE INDEX token_ix ON room (token)`,
            )
            await place.query(ROWS)
            const start = await place.dump()
            const plan = await planSchemas(await inspect(place), await inspect(there), { online: true })
            expect(hazardsOf(plan.up).map(({ kind }) => kind)).not.toContain("rewrites-table")
            const [node] = await place.query("SELECT relfilenode FROM pg_class WHERE relname = 'room'")
            await run(place, plan.steps, "up")
            expect(await place.query("SELECT relfilenode FROM pg_class WHERE relname = 'room'")).toEqual([node])
            expect(await place.dump({ notNullNames: "ignore" })).toBe(await there.dump({ notNullNames: "ignore" }))
            expect(
                await place.query(
                    "SELECT count(DISTINCT token)::int AS tokens, count(DISTINCT luck) > 20000 AS lucky FROM room",
                ),
            ).toEqual([{ tokens: 25_000, lucky: true }])
            await run(place, plan.steps, "down")
            expect(await place.dump()).toBe(start)
        } finally {
            await place.close()
            await there.close()
        }
    })

    test("stop the plan where they have no default, or a key wants all values to differ", async () => {
        const place = await ground.open()
        try {
            await place.query("CREATE TABLE room (id int, size int)")
            const current = await inspect(place)
            const target = async (columns: string) => {
                await place.query(`DROP TABLE room; CREATE TABLE room (${columns})`)
                return inspect(place)
            }
            for (const columns of ["id int, size int NOT NULL", "id int, size int NOT NULL DEFAULT 7 UNIQUE"]) {
                const plan = await planSchemas(current, await target(columns))
                const names = plan.up.map(({ operation }) => operation.name)
                expect(names[0]).toBe("requireNoNulls")
                expect(names).not.toContain("backfill")
            }
        } finally {
            await place.close()
        }
    })
})

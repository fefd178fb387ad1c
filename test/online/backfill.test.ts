import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { parseBackfills } from "../../src/autogen/planning/backfills.js"
import type { DatabaseSchema } from "../../src/autogen/core/database-schema.js"
import { hazardsOf, statementsOf, type Operations, type Plan } from "../../src/autogen/core/plan.js"
import { inspect } from "../../src/autogen/inspect/inspect.js"
import { planSchemas } from "../../src/autogen/planning/plan-entities.js"
import { pgliteGround, type Ground, type Place } from "../exact/support/place.js"
import { expectStepsToMeet } from "../support/steps.js"

const BEFORE = "CREATE TABLE room (id int PRIMARY KEY, c text, n int, gone int NOT NULL, ty int)"
const AFTER = `CREATE TABLE room (id int PRIMARY KEY, c text NOT NULL, n bigint NOT NULL, ty text, d text NOT NULL,
    e text NOT NULL DEFAULT 'e', CHECK (n >= 0))`
const ROWS = `INSERT INTO room SELECT n, CASE WHEN n % 2 = 0 THEN 'c' || n END, CASE WHEN n % 3 = 0 THEN n END, n, n
    FROM generate_series(1, 25) AS n`
const backfill = {
    "room.c": "'c' || id",
    "public.room.n": "id * 2",
    "room.d": "coalesce(c, 'x') || id",
    "room.e": "upper(coalesce(c, 'y'))",
    "room.gone": "ty::int",
}
const usingDown = { "room.ty": "ty::int" }

describe("what rows get that have no value", () => {
    let ground: Ground
    beforeAll(async () => void (ground = await pgliteGround()))
    afterAll(() => ground.close())

    const placeOf = async (sql: string): Promise<Place> => {
        const place = await ground.open()
        await place.query(sql)
        return place
    }
    /** Only one place at a time is open. */
    const schemaOf = async (sql: string): Promise<DatabaseSchema> => {
        const place = await placeOf(sql)
        const schema = await inspect(place)
        await place.close()
        return schema
    }
    const run = async (place: Place, operations: Operations): Promise<void> => {
        for (const { sql } of statementsOf(operations)) await place.query(sql)
    }

    test.for([false, true])("is there on either way, wherever it stops (online: %s)", async (online) => {
        const target = await schemaOf(AFTER)
        const place = await placeOf(BEFORE)
        try {
            await place.query(ROWS)
            const start = await inspect(place)
            const plan = await planSchemas(start, target, { online, backfill, usingDown })
            expect(hazardsOf(plan.up).filter(({ kind }) => kind === "may-fail-on-data").length).toBeGreaterThan(0)
            await run(place, plan.up)
            expect((await planSchemas(await inspect(place), target)).changes).toEqual([])
            expect(
                await place.query("SELECT c, n, ty, d, e FROM room WHERE id IN (1, 2, 3) ORDER BY id"),
            ).toMatchObject([
                { c: "c1", ty: "1", d: "c11", e: "C1" },
                { c: "c2", ty: "2", d: "c22", e: "C2" },
                { c: "c3", ty: "3", d: "c33", e: "C3" },
            ])
            await run(place, plan.down)
            expect((await planSchemas(start, await inspect(place))).changes).toEqual([])
            expect(await place.query("SELECT count(*)::int AS rows FROM room WHERE gone = id AND ty = id")).toEqual([
                { rows: 25 },
            ])
            await expectStepsToMeet(
                plan.steps,
                (operations) => run(place, operations),
                () => place.fingerprint(),
            )
        } finally {
            await place.close()
        }
    })

    test("is asked about where nobody has said it", async () => {
        const target = await schemaOf(AFTER)
        const place = await placeOf(BEFORE)
        try {
            const asked: string[] = []
            const askBackfill = (question: { readonly name: string; readonly isNew: boolean }) => {
                asked.push(`${question.name} ${question.isNew}`)
                return Promise.resolve(question.name === "room.d" ? "'d'" : null)
            }
            const options = { askBackfill, backfill: { "room.c": "'c'" } }
            const plan = await planSchemas(await inspect(place), target, options)
            expect(asked.sort()).toEqual(["room.d true", "room.n false"])
            const names = plan.up.map(({ operation }) => operation.name)
            expect(names.filter((name) => name === "backfill")).toHaveLength(2)
            expect(names[0]).toBe("requireNoNulls")
        } finally {
            await place.close()
        }
    })

    test("is read from the command line", () => {
        expect(parseBackfills(["room.code='a' || id = b", '"a=b".c=1'])).toEqual({
            "room.code": "'a' || id = b",
            '"a=b".c': "1",
        })
        for (const text of ["room.code", "room.code=", "=1", ""])
            expect(() => parseBackfills([text])).toThrow(/is not a column's name/)
    })

    test("and a check that rows break is dropped again, and comes back with the next attempt", async () => {
        const target = await schemaOf("CREATE TABLE room (id int, c text NOT NULL, CHECK (id > 0))")
        const place = await placeOf("CREATE TABLE room (id int, c text)")
        try {
            await place.query("INSERT INTO room VALUES (1, NULL), (-1, 'a')")
            const plan: Plan = await planSchemas(await inspect(place), target, { online: true, preconditions: false })
            const [first, ...rest] = plan.steps.map(({ up }) => up)
            const goOn = async (): Promise<void> => {
                for (const up of rest) await run(place, up)
            }
            await run(place, first ?? [])
            await expect(goOn()).rejects.toThrow('1 row of "public"."room" with null in "c"')
            await place.query("UPDATE room SET id = 2 WHERE c IS NULL; INSERT INTO room VALUES (3, NULL)")
            await place.query("UPDATE room SET c = 'x' WHERE c IS NULL")
            await expect(goOn()).rejects.toThrow('1 row of "public"."room" breaking the condition (id > 0)')
            await place.query("UPDATE room SET c = 'y' WHERE id < 0; UPDATE room SET id = 5")
            await goOn()
            expect((await planSchemas(await inspect(place), target)).changes).toEqual([])
        } finally {
            await place.close()
        }
    })
})

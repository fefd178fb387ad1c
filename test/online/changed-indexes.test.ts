import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { statementsOf, type Plan } from "../../src/autogen/core/plan.js"
import { inspect } from "../../src/autogen/inspect/inspect.js"
import { planSchemas } from "../../src/autogen/planning/plan-entities.js"
import { pgliteGround, type Ground } from "../exact/support/place.js"

let ground: Ground
beforeAll(async () => void (ground = await pgliteGround()))
afterAll(() => ground.close())

/** Plans from one schema to the other, and holds that the way up and the way back lead where they should. */
async function changed(from: readonly string[], to: readonly string[]): Promise<Plan> {
    const there = await ground.open()
    for (const sql of to) await there.query(sql)
    const target = { schema: await inspect(there), dump: await there.dump() }
    await there.close()
    const place = await ground.open()
    try {
        for (const sql of from) await place.query(sql)
        const start = await place.dump()
        const plan = await planSchemas(await inspect(place), target.schema, { online: true })
        for (const { sql } of statementsOf(plan.up)) await place.query(sql)
        expect(await place.dump()).toBe(target.dump)
        for (const { sql } of statementsOf(plan.down)) await place.query(sql)
        expect(await place.dump()).toBe(start)
        return plan
    } finally {
        await place.close()
    }
}

describe("an index that is changed online", () => {
    test("goes back by the same steps, and only the one that builds concurrently is outside of a transaction", async () => {
        const table = "CREATE TABLE room (id int, size int CHECK (size > 0))"
        const other = "CREATE TABLE room (id int, size int CHECK (size > 1))"
        const { steps } = await changed(
            [table, "CREATE INDEX room_ix ON room (id)"],
            [other, "CREATE INDEX room_ix ON room (size)"],
        )
        const isOutside = (operations: Plan["up"]) =>
            statementsOf(operations).some(({ transaction }) => transaction === "outside")
        expect(steps.map(({ up, down }) => [isOutside(up), isOutside(down)])).toEqual([
            [false, false],
            [true, true],
            [false, false],
        ])
    })
})

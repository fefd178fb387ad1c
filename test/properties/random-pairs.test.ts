// @module-tag rest
import fc from "fast-check"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { databaseSchema, type DatabaseSchema } from "../../src/autogen/core/database-schema.js"
import { statementsOf, type Operations, type Plan } from "../../src/autogen/core/plan.js"
import { inspect } from "../../src/autogen/inspect/inspect.js"
import { planSchemas } from "../../src/autogen/planning/plan-entities.js"
import { fingerprint } from "../support/fingerprint.js"
import { rehearsalStage } from "../support/rehearsal.js"
import { grounds, runs, seed, type Ground } from "./grounds.js"
import { randomSchema, type RandomSchema } from "./random-schema.js"

/** The dump and the rehearsal are the dearer oracles: for every fifth pair, of many for some 500. Odd, so that both forms have them. */
const dumpEvery = (pairs: number): number => Math.max(5, Math.ceil(pairs / 500) | 1)

describe.each(grounds())("random pairs of schemas in $name", ({ pairs, open }) => {
    let ground: Ground
    const stage = rehearsalStage()
    beforeAll(async () => {
        ground = await open()
    })
    afterAll(async () => {
        await stage.close()
        await ground.close()
    })

    async function build(schema: RandomSchema): Promise<DatabaseSchema> {
        await ground.empty()
        for (const sql of schema.statements) await ground.exec(sql)
        return inspect(ground)
    }

    async function apply(operations: Operations): Promise<void> {
        for (const { sql } of statementsOf(operations)) await ground.exec(sql)
    }

    /** From the middle of the steps back, and from the end into the middle and on. */
    async function expectToMeet({ steps }: Plan, turn: number, target: readonly string[]): Promise<void> {
        if (steps.length < 2) return
        const start = await look()
        const done = 1 + (turn % (steps.length - 1))
        const [early, late] = [steps.slice(0, done), steps.slice(done)]
        // For both exceptions see expectStepsToMeet in test/support.
        if (late[0]?.up.length !== 0) {
            for (const { up } of early) await apply(up)
            for (const { down } of [...early].reverse()) await apply(down)
            expect(await look(), `back from step ${done} of ${steps.length}`).toEqual(start)
        }
        if (late.some(({ up }) => up.length === 0)) return
        for (const { up } of steps) await apply(up)
        for (const { down } of [...late].reverse()) await apply(down)
        for (const { up } of late) await apply(up)
        expect(await look(), `on from step ${done} of ${steps.length}`).toEqual(target)
    }

    const look = (): Promise<readonly string[]> => fingerprint((sql) => ground.query(sql))

    it(`are turned into one another and back (seed ${seed}, ${pairs} pairs)`, { timeout: 36_000_000 }, async () => {
        let count = 0
        await fc.assert(
            fc.asyncProperty(randomSchema, randomSchema, async (first, second) => {
                const withDump = count % dumpEvery(pairs) === 0
                const options = { online: count++ % 2 === 0 }
                const desired = await build(second)
                expect((await planSchemas(desired, desired)).changes).toEqual([])
                const target = await look()
                const targetDump = withDump ? await ground.dump() : ""
                const current = await build(first)
                const start = await look()
                const startDump = withDump ? await ground.dump() : ""
                const plan = await planSchemas(current, desired, options)
                const again = await planSchemas(reversed(current), reversed(desired), options)
                expect(statementsOf(again.up)).toEqual(statementsOf(plan.up))
                if (withDump) expect(await stage.rehearse(plan)).toMatchObject({ proven: true })
                await apply(plan.up)
                expect(await look()).toEqual(target)
                if (withDump) expect(await ground.dump()).toBe(targetDump)
                expect((await planSchemas(await inspect(ground), desired)).changes).toEqual([])
                await apply(plan.down)
                expect(await look()).toEqual(start)
                if (withDump) expect(await ground.dump()).toBe(startDump)
                if (count % 4 < 2) await expectToMeet(plan, count, target)
            }),
            { ...runs, numRuns: pairs },
        )
    })
})

/** The same schema, read in another order: nothing may depend on it. */
function reversed(schema: DatabaseSchema): DatabaseSchema {
    return databaseSchema([...schema.objects.values()].reverse(), schema.server)
}

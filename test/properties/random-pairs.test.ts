import type { PGlite } from "@electric-sql/pglite"
import fc from "fast-check"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { DatabaseSchema } from "../../src/autogen/core/database-schema.js"
import { statementsOf, type Operations } from "../../src/autogen/core/plan.js"
import type { Queryable } from "../../src/autogen/core/queryable.js"
import { inspect } from "../../src/autogen/inspect/inspect.js"
import { planSchemas } from "../../src/autogen/plan-entities.js"
import { createPglite, resetPglite } from "../support/pglite.js"
import { dumpSchema } from "../support/pg-dump.js"
import { fingerprint } from "../support/fingerprint.js"
import { randomSchema, type RandomSchema } from "./random-schema.js"

/** More with AUTOGEN_PAIRS, from a given seed with AUTOGEN_SEED. */
const numRuns = Number(process.env["AUTOGEN_PAIRS"] ?? 60)
const seed = Number(process.env["AUTOGEN_SEED"] ?? Date.now() % 2 ** 31)
/** The dump is the dearer oracle: every so many pairs. */
const DUMP_EVERY = 5

let pglite: PGlite
let queryable: Queryable

beforeAll(async () => {
    pglite = await createPglite()
    queryable = {
        query: async (sql, params) => (await pglite.query<Record<string, unknown>>(sql, params && [...params])).rows,
    }
})
afterAll(() => pglite.close())

async function build(schema: RandomSchema): Promise<DatabaseSchema> {
    await resetPglite(pglite)
    for (const sql of schema.statements) await pglite.exec(sql)
    return inspect(queryable)
}

async function apply(operations: Operations): Promise<void> {
    for (const { sql } of statementsOf(operations)) await pglite.exec(sql)
}

const look = (): Promise<readonly string[]> => fingerprint((sql) => queryable.query(sql))
const dump = (): Promise<string> => dumpSchema(pglite, { columnOrder: "ignore", notNullNames: "ignore" })

describe("random pairs of schemas", () => {
    it(`are turned into one another and back (seed ${seed}, ${numRuns} pairs)`, { timeout: 3_600_000 }, async () => {
        let pairs = 0
        await fc.assert(
            fc.asyncProperty(randomSchema, randomSchema, async (first, second) => {
                const withDump = pairs++ % DUMP_EVERY === 0
                const desired = await build(second)
                expect((await planSchemas(desired, desired)).changes).toEqual([])
                const target = await look()
                const targetDump = withDump ? await dump() : ""
                const current = await build(first)
                const start = await look()
                const startDump = withDump ? await dump() : ""
                const plan = await planSchemas(current, desired)
                await apply(plan.up)
                expect(await look()).toEqual(target)
                if (withDump) expect(await dump()).toBe(targetDump)
                expect((await planSchemas(await inspect(queryable), desired)).changes).toEqual([])
                await apply(plan.down)
                expect(await look()).toEqual(start)
                if (withDump) expect(await dump()).toBe(startDump)
            }),
            { numRuns, seed, endOnFailure: process.env["AUTOGEN_SHRINK"] === undefined },
        )
    })
})

import "reflect-metadata"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { hazardsOf, statementsOf, type Plan } from "../../src/autogen/core/plan.js"
import { inspect } from "../../src/autogen/inspect/inspect.js"
import { planSchemas } from "../../src/autogen/planning/plan-entities.js"
import type { DatabaseSchema } from "../../src/autogen/core/database-schema.js"
import { serverGround, type Ground, type Place } from "../exact/support/place.js"
import { sharedVersions } from "../support/servers.js"
import { typeChanges, type TypeChange } from "./type-changes.js"
import { sampledSuites } from "../support/sampled.js"

const START = "CREATE TYPE mood AS ENUM ('happy', 'calm'); CREATE EXTENSION citext"

/** Session settings under which a migration must do the same. */
const ZONES = ["UTC", "America/St_Johns"]

describe.each(sharedVersions())("on PostgreSQL %s", (version) => {
    let ground: Ground
    let place: Place
    let scratch: Place
    beforeAll(async () => {
        ground = serverGround(version)
        place = await ground.open()
        scratch = await ground.open()
        await place.query(START)
        await scratch.query(START)
    })
    afterAll(async () => {
        await place.close()
        await scratch.close()
        await ground.close()
    })

    const make = async (type: string, values: readonly string[] = []): Promise<void> => {
        await place.query(`DROP TABLE IF EXISTS sample; CREATE TABLE sample (id serial, v ${type})`)
        for (const value of values) await place.query(`INSERT INTO sample (v) VALUES (${value})`)
    }
    const schemaWith = async (type: string): Promise<DatabaseSchema> => {
        await scratch.query(`DROP TABLE IF EXISTS sample; CREATE TABLE sample (id serial, v ${type})`)
        return inspect(scratch)
    }
    const planned = async ({ to }: TypeChange): Promise<Plan> => planSchemas(await inspect(place), await schemaWith(to))
    const run = async (operations: Plan["up"]): Promise<void> => {
        for (const { sql } of statementsOf(operations)) await place.query(sql)
    }
    const texts = async (): Promise<readonly unknown[]> => {
        await place.query("SET timezone = 'UTC'")
        return (await place.query("SELECT v::text AS v FROM sample ORDER BY id")).map(({ v }) => v)
    }
    const fileNode = async (): Promise<unknown> => {
        const [row] = await place.query("SELECT relfilenode::text AS node FROM pg_class WHERE oid = 'sample'::regclass")
        return row?.["node"]
    }

    sampledSuites(typeChanges.filter(({ since = 13 }) => since <= version))("$from to $to", (change) => {
        test.each(ZONES)("keeps the values, in the time zone %s, and says what is rewritten", async (zone) => {
            await make(change.from, change.values)
            const before = await texts()
            const plan = await planned(change)
            const kinds = hazardsOf(plan.up).map(({ kind }) => kind)
            expect(kinds.includes("no-cast")).toBe(change.by === "text")
            // json takes more than jsonb, by characters and not by a condition that could be asked.
            const canFail = (change.refuses !== undefined || plan.up[0]?.operation.name.startsWith("require")) ?? false
            if (change.by === "assignment" && kinds.includes("rewrites-table") && change.to !== "jsonb")
                expect(kinds.includes("may-fail-on-data")).toBe(canFail)
            const using = statementsOf(plan.up).some(({ sql }) => /^ALTER TABLE .* USING /.test(sql))
            expect(using).toBe(change.by !== "assignment")
            await place.query(`SET timezone = '${zone}'`)
            const node = await fileNode()
            await run(plan.up)
            expect({ rewritten: (await fileNode()) !== node }).toEqual({ rewritten: kinds.includes("rewrites-table") })
            expect(await texts()).toEqual(change.become)
            expect((await planned(change)).changes).toEqual([])
            await place.query(`SET timezone = '${zone}'`)
            if (change.oneWay) return
            const nodeBack = await fileNode()
            await run(plan.down)
            const said = hazardsOf(plan.down).some(({ kind }) => kind === "rewrites-table")
            expect({ back: (await fileNode()) !== nodeBack }).toEqual({ back: said })
            expect(await texts()).toEqual(before)
        })

        const { refuses } = change
        if (refuses === undefined) return
        test("refuses what would be lost, before anything is touched", async () => {
            for (const value of refuses) {
                await make(change.from, [...change.values, value])
                const before = await texts()
                const plan = await planned(change)
                const [first] = statementsOf(plan.up)
                expect(first?.sql).toMatch(/^DO \$precondition\$/)
                await expect(place.query(first?.sql ?? ""), value).rejects.toThrow(
                    /^(error: )?1 row of "public"."sample"/,
                )
                expect(await texts()).toEqual(before)
            }
        })
    })
})

import { afterAll, beforeAll, describe, expect } from "vitest"
import { hazardsOf, statementsOf, type Operations, type Plan } from "../../src/autogen/core/plan.js"
import { inspect } from "../../src/autogen/inspect/inspect.js"
import { planSchemas } from "../../src/autogen/planning/plan-entities.js"
import { builtIn, namedGrounds } from "../exact/support/grounds.js"
import type { Ground, Place } from "../exact/support/place.js"
import { unmodelledPairs, type UnmodelledPair } from "./pairs.js"
import { sampled } from "../support/sampled.js"

/** What costs rows or their values is said by others, and tested there. */
const OF_OTHERS = [
    "deletes-data",
    "rewrites-table",
    "scans-table",
    "may-fail-on-data",
    "blocks-reads",
    "blocks-writes",
    "not-reversible",
]

describe.each(namedGrounds())("two databases that differ in what no kind reads, in $name", ({ version, open }) => {
    let ground: Ground
    beforeAll(async () => {
        ground = await open()
    })
    afterAll(() => ground.close())

    const built = <T>(sql: string, work: (place: Place) => Promise<T>): Promise<T> => builtIn(ground, sql, work)

    const possible = unmodelledPairs.filter(({ since = 13 }) => since <= version)
    sampled(possible)("$name", async (pair) => {
        const target = await built(pair.to, async (place) => ({
            schema: await inspect(place),
            looks: await looks(place),
        }))
        await built(pair.from, async (place) => {
            const start = await looks(place)
            if (pair.rows !== undefined) await place.query(pair.rows)
            const planning = planSchemas(await inspect(place), target.schema, { renames: pair.renames ?? [] })
            if (pair.refused) {
                await expect(planning).rejects.toMatchObject({ code: "UNMODELLED", message: pair.refused })
                return
            }
            const plan = await planning
            expectSaid(plan, pair)
            if (pair.stops) return expectStop(place, plan.up)
            await run(place, plan.up)
            if (pair.after) expect((await place.query(pair.after[0])).map(Object.values)).toEqual(pair.after[1])
            if (pair.leads !== false) expect(await looks(place)).toEqual(target.looks)
            expect((await planSchemas(await inspect(place), target.schema)).changes).toEqual([])
            if (pair.noWayBack) return expect(run(place, plan.down)).rejects.toThrow(pair.noWayBack)
            await run(place, plan.down)
            if (pair.leads !== false) expect(await looks(place)).toEqual(start)
        })
    })
})

function looks(place: Place): Promise<unknown> {
    return place.fingerprint()
}

async function run(place: Place, operations: Operations): Promise<void> {
    for (const { sql } of statementsOf(operations)) await place.query(sql)
}

/** Matched one by one: no word too many, none too few. */
function expectSaid({ diagnostics, up }: Plan, { warns = [], hazards = [] }: UnmodelledPair): void {
    const warned = diagnostics.filter(({ severity }) => severity === "warning")
    expect(warned.map(({ code }) => code)).toEqual(warned.map(() => "unmodelled"))
    expect(warned.map(({ message }) => message)).toEqual(
        warns.map((pattern): unknown => expect.stringMatching(pattern)),
    )
    const found = hazardsOf(up).filter(({ kind }) => !OF_OTHERS.includes(kind))
    expect(found.map(({ kind, object, reason }) => `${kind} ${object}: ${reason}`)).toEqual(
        hazards.map((pattern): unknown => expect.stringMatching(pattern)),
    )
}

/** Runs until Postgres refuses: that is where it was said. */
async function expectStop(place: Place, up: Operations): Promise<void> {
    await place.query("BEGIN")
    for (const { sql, hazards } of statementsOf(up)) {
        const refused = await place.query(sql).then(
            () => false,
            () => true,
        )
        if (!refused) continue
        await place.query("ROLLBACK")
        expect(hazards.map(({ kind }) => kind)).toContain("unmanaged-dependent")
        return
    }
    throw new Error("Postgres does not refuse it")
}

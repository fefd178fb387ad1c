import { afterAll, beforeAll, describe, expect } from "vitest"
import { hazardsOf, statementsOf, type Plan } from "../../src/autogen/core/plan.js"
import { planSchemas } from "../../src/autogen/planning/plan-entities.js"
import { inspect } from "../../src/autogen/inspect/inspect.js"
import { catalogPairs, type CatalogPair } from "./cases/catalog-pairs.js"
import { builtIn, namedGrounds } from "./support/grounds.js"
import type { Ground, Place } from "./support/place.js"
import { sampled } from "../support/sampled.js"

describe.each(namedGrounds())("the right plan, or a loud word, in $name", ({ isEmbedded, version, open }) => {
    const look = (place: Place): Promise<unknown> => (isEmbedded ? place.dump() : place.fingerprint())
    let ground: Ground
    beforeAll(async () => {
        ground = await open()
    })
    afterAll(() => ground.close())

    const built = <T>(sql: string, work: (place: Place) => Promise<T>): Promise<T> => builtIn(ground, sql, work)
    const isPossible = ({ from, to, since = 13 }: CatalogPair): boolean =>
        since <= version && !(isEmbedded && `${from}${to}`.includes("CREATE EXTENSION"))

    sampled(catalogPairs.filter(isPossible))("$name", async (pair) => {
        const target = await built(pair.to, async (place) => ({
            schema: await inspect(place),
            looks: await look(place),
        }))
        await built(pair.from, async (place) => {
            const start = await look(place)
            if (pair.rows !== undefined) await place.query(pair.rows)
            const planning = planSchemas(await inspect(place), target.schema, { renames: pair.renames ?? [] })
            if (pair.refused !== undefined) {
                await expect(planning).rejects.toMatchObject({
                    code: "UNMODELLED",
                    message: expect.stringContaining(pair.refused) as string,
                })
                return
            }
            const plan = await planning
            expect(loudWords(plan)).toEqual(
                pair.said === undefined ? [] : expect.arrayContaining([expect.stringContaining(pair.said) as string]),
            )
            if (pair.said !== undefined) return
            if (pair.prints !== undefined) return expect(plan.changes).toEqual([])
            await run(place, statementsOf(plan.up))
            expect(await look(place)).toEqual(target.looks)
            expect((await planSchemas(await inspect(place), target.schema)).changes).toEqual([])
            await run(place, statementsOf(plan.down))
            expect(await look(place)).toEqual(start)
        })
    })
})

async function run(place: Place, statements: readonly { readonly sql: string }[]): Promise<void> {
    for (const { sql } of statements) await place.query(sql)
}

/** What says that a plan does not do all, or loses something. */
function loudWords({ diagnostics, up, down }: Plan): readonly string[] {
    return [
        ...diagnostics
            .filter(({ code, severity }) => code === "unmodelled" && severity === "warning")
            .map(({ message, object }) => `${object ?? ""}: ${message}`),
        ...[...hazardsOf(up), ...hazardsOf(down)]
            .filter(({ kind }) => kind === "loses-attribute" || kind === "unmanaged-dependent")
            .map(({ object, reason }) => `${object}: ${reason}`),
    ]
}

import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { hazardsOf, statementsOf, type Plan } from "../../src/autogen/core/plan.js"
import { planSchemas } from "../../src/autogen/plan-entities.js"
import { inspect } from "../../src/autogen/inspect/inspect.js"
import { sharedVersions, type ServerVersion } from "../support/servers.js"
import { catalogPairs, type CatalogPair } from "./cases/catalog-pairs.js"
import { pgliteGround, serverGround, type Ground, type Place } from "./support/place.js"

interface Somewhere {
    readonly name: string
    readonly version: ServerVersion
    open(): Promise<Ground>
    look(place: Place): Promise<unknown>
}

const grounds: readonly Somewhere[] = [
    { name: "PGlite", version: 18, open: pgliteGround, look: (place) => place.dump() },
    ...sharedVersions().map((version) => ({
        name: `PostgreSQL ${version}`,
        version,
        open: () => Promise.resolve(serverGround(version)),
        look: (place: Place) => place.fingerprint(),
    })),
]

/** These are the database's, not a schema's. */
const CLEAN = "DROP PUBLICATION IF EXISTS p, pub; DROP FOREIGN DATA WRAPPER IF EXISTS d CASCADE"

describe.each(grounds)("the right plan, or a loud word, in $name", ({ name, version, open, look }) => {
    let ground: Ground
    beforeAll(async () => {
        ground = await open()
    })
    afterAll(() => ground.close())

    const built = async <T>(sql: string, work: (place: Place) => Promise<T>): Promise<T> => {
        const place = await ground.open()
        try {
            if (sql !== "") await place.query(sql)
            return await work(place)
        } finally {
            await place.query(CLEAN)
            await place.close()
        }
    }
    const isPossible = ({ from, to, since = 13 }: CatalogPair): boolean =>
        since <= version && !(name === "PGlite" && `${from}${to}`.includes("CREATE EXTENSION"))

    test.for(catalogPairs.filter(isPossible))("$name", async (pair) => {
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

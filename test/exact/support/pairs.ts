import { afterAll, beforeAll, describe, expect } from "vitest"
import { statementsOf } from "../../../src/autogen/core/plan.js"
import { inspect } from "../../../src/autogen/inspect/inspect.js"
import { planSchemas } from "../../../src/autogen/planning/plan-entities.js"
import type { Rename } from "../../../src/autogen/schema/relocate.js"
import { sharedVersions, type ServerVersion } from "../../support/servers.js"
import { pgliteGround, serverGround, type Ground, type Place } from "./place.js"
import { sampled } from "../../support/sampled.js"

/** Two databases as SQL: planning must turn the first into the second, and back. */
export interface Pair {
    readonly name: string
    readonly from: readonly string[]
    readonly to: readonly string[]
    /** SQL that inserts rows before the change. */
    readonly rows?: string
    /** A query whose answer must be the same before, after, and back again. */
    readonly keeps?: string
    readonly renames?: readonly Rename[]
    /** What must not occur in the SQL of the way up. */
    readonly saysNot?: RegExp
    /** Whether it needs an extension, which the embedded Postgres of these tests has not. */
    readonly extended?: boolean
    /** The oldest server that has what the case needs. */
    readonly since?: ServerVersion
}

interface Somewhere {
    readonly name: string
    readonly version: ServerVersion
    open(): Promise<Ground>
    /** Whether changes are made online. */
    readonly forms: readonly boolean[]
    /** What tells two schemas apart. A dump takes long on a server. */
    look(place: Place): Promise<unknown>
}

const grounds: readonly Somewhere[] = [
    { name: "PGlite", version: 18, open: pgliteGround, forms: [true], look: (place) => place.dump() },
    ...sharedVersions().map((version) => ({
        name: `PostgreSQL ${version}`,
        version,
        open: () => Promise.resolve(serverGround(version)),
        forms: [false, true],
        look: (place: Place) => place.fingerprint(),
    })),
]

/** Plans each pair on every ground, carries the plan out, and takes it back. */
export function describePairs(pairs: readonly Pair[]): void {
    describe.each(grounds)("one database against another in $name", (ground) => {
        describePairsIn(ground, pairs)
    })
}

function describePairsIn({ name, open, look, forms, version }: Somewhere, pairs: readonly Pair[]): void {
    const possible = pairs.filter(
        ({ since = 13, extended = false }) => since <= version && !(extended && name === "PGlite"),
    )
    let ground: Ground
    beforeAll(async () => {
        ground = await open()
    })
    afterAll(() => ground.close())

    async function built<T>(statements: readonly string[], work: (place: Place) => Promise<T>): Promise<T> {
        const place = await ground.open()
        try {
            for (const statement of statements) await place.query(statement)
            return await work(place)
        } finally {
            await place.close()
        }
    }

    sampled(possible.flatMap((pair) => forms.map((online) => ({ ...pair, online }))))(
        "$name, online: $online",
        async ({ from, to, rows, keeps, renames, saysNot, online }) => {
            const target = await built(to, async (place) => ({
                schema: await inspect(place),
                looks: await look(place),
            }))
            await built(from, async (place) => {
                const start = await look(place)
                if (rows !== undefined) await place.query(rows)
                const kept = async (): Promise<unknown> => (keeps === undefined ? [] : place.query(keeps))
                const there = await kept()
                const plan = await planSchemas(await inspect(place), target.schema, { online, renames: renames ?? [] })
                for (const { sql } of statementsOf(plan.up)) {
                    if (saysNot) expect(sql).not.toMatch(saysNot)
                    await place.query(sql)
                }
                expect(await look(place)).toEqual(target.looks)
                expect(await kept()).toEqual(there)
                expect((await planSchemas(await inspect(place), target.schema)).changes).toEqual([])
                for (const { sql } of statementsOf(plan.down)) await place.query(sql)
                expect(await look(place)).toEqual(start)
                expect(await kept()).toEqual(there)
            })
        },
    )
}

import fc from "fast-check"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { databaseSchema, type DatabaseSchema } from "../../src/autogen/core/database-schema.js"
import { statementsOf, type Operations } from "../../src/autogen/core/plan.js"
import type { Queryable } from "../../src/autogen/core/queryable.js"
import { inspect } from "../../src/autogen/inspect/inspect.js"
import { planSchemas } from "../../src/autogen/plan-entities.js"
import { createDatabase } from "../support/databases.js"
import { createPglite, resetPglite } from "../support/pglite.js"
import { dumpSchema } from "../support/pg-dump.js"
import { fingerprint } from "../support/fingerprint.js"
import { rehearsalStage } from "../support/rehearsal.js"
import { serverFor, sharedVersions, type ServerVersion } from "../support/servers.js"
import { emptySchemas, randomSchema, type RandomSchema } from "./random-schema.js"

/** More with AUTOGEN_PAIRS, from a given seed with AUTOGEN_SEED. */
const numRuns = Number(process.env["AUTOGEN_PAIRS"] ?? 300)
const seed = Number(process.env["AUTOGEN_SEED"] ?? Date.now() % 2 ** 31)
/** The place of one pair in a run, as a failure prints it. */
const path = process.env["AUTOGEN_PATH"]
/** The dump and the rehearsal are the dearer oracles: every so many pairs. */
const DUMP_EVERY = 5
/** A server gets every tenth pair unless the number of pairs is given. */
const onServers = process.env["AUTOGEN_PAIRS"] === undefined ? Math.ceil(numRuns / 10) : numRuns

/** A database that is emptied for every schema. */
interface Ground extends Queryable {
    exec(sql: string): Promise<void>
    empty(): Promise<void>
    dump(): Promise<string>
    close(): Promise<void>
}

const dumpOptions = { columnOrder: "ignore", notNullNames: "ignore" } as const

async function embedded(): Promise<Ground> {
    const db = await createPglite()
    return {
        query: async (sql, params) => (await db.query<Record<string, unknown>>(sql, params && [...params])).rows,
        exec: async (sql) => void (await db.exec(sql)),
        empty: () => resetPglite(db),
        dump: () => dumpSchema(db, dumpOptions),
        close: () => db.close(),
    }
}

async function onServer(version: ServerVersion): Promise<Ground> {
    const database = await createDatabase(serverFor(version), { prefix: "pairs" })
    return {
        query: (sql, params) => database.query(sql, params),
        exec: async (sql) => void (await database.query(sql)),
        empty: async () => void (await database.query(`ROLLBACK; SET client_min_messages = error; ${emptySchemas}`)),
        dump: () => dumpSchema(database, dumpOptions),
        close: () => database.close(),
    }
}

const grounds = [
    { name: "PGlite", pairs: numRuns, open: embedded },
    ...sharedVersions().map((version) => ({
        name: `PostgreSQL ${version}`,
        pairs: onServers,
        open: () => onServer(version),
    })),
]

describe.each(grounds)("random pairs of schemas in $name", ({ pairs, open }) => {
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

    const look = (): Promise<readonly string[]> => fingerprint((sql) => ground.query(sql))

    it(`are turned into one another and back (seed ${seed}, ${pairs} pairs)`, { timeout: 36_000_000 }, async () => {
        let count = 0
        await fc.assert(
            fc.asyncProperty(randomSchema, randomSchema, async (first, second) => {
                const withDump = count % DUMP_EVERY === 0
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
            }),
            {
                numRuns: pairs,
                seed,
                ...(path === undefined ? {} : { path }),
                endOnFailure: process.env["AUTOGEN_SHRINK"] === undefined,
            },
        )
    })
})

/** The same schema, read in another order: nothing may depend on it. */
function reversed(schema: DatabaseSchema): DatabaseSchema {
    return databaseSchema([...schema.objects.values()].reverse(), schema.server)
}

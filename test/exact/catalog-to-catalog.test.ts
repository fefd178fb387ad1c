import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { statementsOf } from "../../src/autogen/core/plan.js"
import { inspect } from "../../src/autogen/inspect/inspect.js"
import { planDatabases, planSchemas } from "../../src/autogen/plan-entities.js"
import { sharedVersions, type ServerVersion } from "../support/servers.js"
import { pgliteGround, serverGround, type Ground, type Place } from "./support/place.js"

/** Two databases as SQL: planning must turn the first into the second, and back. */
interface Pair {
    readonly name: string
    readonly from: readonly string[]
    readonly to: readonly string[]
    /** The oldest server that has what the case needs. */
    readonly since?: ServerVersion
}

const pairs: readonly Pair[] = [
    {
        name: "a schema that goes with all that is in it",
        from: [
            "CREATE SCHEMA audit",
            "CREATE TYPE audit.level AS ENUM ('low', 'high')",
            "CREATE TABLE audit.log (id serial PRIMARY KEY, level audit.level)",
            "CREATE VIEW audit.high AS SELECT id FROM audit.log WHERE level = 'high'",
            "CREATE SEQUENCE audit.ticket",
        ],
        to: [],
    },
    {
        name: "tables that change places",
        from: ["CREATE SCHEMA audit", "CREATE TABLE audit.log (id int)", "CREATE TABLE room (id int)"],
        to: ["CREATE SCHEMA audit", "CREATE TABLE log (id int)", "CREATE TABLE audit.room (id int)"],
    },
    {
        name: "a default that becomes a value which its type gets in the same change, while another column leaves the type",
        from: [
            "CREATE TYPE mood AS ENUM ('high')",
            "CREATE TABLE bed (id int, camel mood DEFAULT 'high', pick mood DEFAULT 'high' NOT NULL)",
            "CREATE TABLE room (id int, camel mood DEFAULT 'high')",
        ],
        to: [
            "CREATE TYPE mood AS ENUM ('top', 'high', 'low')",
            `CREATE TABLE bed (id int, camel mood DEFAULT 'low', pick jsonb DEFAULT '{"a":1}' NOT NULL)`,
        ],
    },
    {
        name: "foreign keys in a circle",
        from: [],
        to: [
            "CREATE TABLE a (id int PRIMARY KEY, b int)",
            "CREATE TABLE b (id int PRIMARY KEY, a int REFERENCES a)",
            "ALTER TABLE a ADD CONSTRAINT a_b FOREIGN KEY (b) REFERENCES b",
        ],
    },
    { name: "a VIRTUAL generated column from nothing", since: 18, from: [], to: [generated("a * 2", "VIRTUAL")] },
    {
        name: "a generated column, STORED to VIRTUAL",
        since: 18,
        from: [generated("a * 2", "STORED")],
        to: [generated("a * 2", "VIRTUAL")],
    },
    {
        name: "the expression of a VIRTUAL generated column",
        since: 18,
        from: [generated("a * 2", "VIRTUAL")],
        to: [generated("a * 3", "VIRTUAL")],
    },
]

function generated(expression: string, kind: "STORED" | "VIRTUAL"): string {
    return `CREATE TABLE room (a int, b int GENERATED ALWAYS AS (${expression}) ${kind})`
}

const grounds: readonly { readonly name: string; readonly version: ServerVersion; open(): Promise<Ground> }[] = [
    { name: "PGlite", version: 18, open: pgliteGround },
    ...sharedVersions().map((version) => ({
        name: `PostgreSQL ${version}`,
        version,
        open: () => Promise.resolve(serverGround(version)),
    })),
]

describe.each(grounds)("one database against another in $name", ({ open, version }) => {
    const possible = pairs.filter(({ since }) => since === undefined || since <= version)
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

    test.for(possible)("$name", async ({ from, to }) => {
        const target = await built(to, async (place) => ({ schema: await inspect(place), dump: await place.dump() }))
        await built(from, async (place) => {
            const start = await place.dump()
            const plan = await planSchemas(await inspect(place), target.schema)
            for (const { sql } of statementsOf(plan.up)) await place.query(sql)
            expect(await place.dump()).toBe(target.dump)
            expect((await planSchemas(await inspect(place), target.schema)).changes).toEqual([])
            for (const { sql } of statementsOf(plan.down)) await place.query(sql)
            expect(await place.dump()).toBe(start)
        })
    })
})

describe.each(sharedVersions().map((version) => ({ version })))("two servers' databases, $version", ({ version }) => {
    test("are read side by side", async () => {
        const ground = serverGround(version)
        const [current, desired] = [await ground.open(), await ground.open()]
        try {
            await current.query("CREATE TABLE room (id int)")
            await desired.query("CREATE TABLE room (id int, floor int)")
            const plan = await planDatabases(current, desired)
            expect(statementsOf(plan.up).map(({ sql }) => sql)).toEqual([
                'ALTER TABLE "public"."room" ADD COLUMN "floor" integer',
            ])
            expect((await planDatabases(desired, desired)).changes).toEqual([])
        } finally {
            await current.close()
            await desired.close()
        }
    })
})

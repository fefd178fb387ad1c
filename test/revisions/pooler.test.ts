// @module-tag rest
import { setTimeout as sleep } from "node:timers/promises"
import pg from "pg"
import { DataSource } from "typeorm"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { inspect } from "../../src/autogen/inspect/inspect.js"
import { current } from "../../src/autogen/revisions/current.js"
import { downgrade } from "../../src/autogen/revisions/downgrade.js"
import type { Progress } from "../../src/autogen/revisions/progress.js"
import { openSession } from "../../src/autogen/revisions/session.js"
import { upgrade } from "../../src/autogen/revisions/upgrade.js"
import { createDatabase, type Database } from "../support/databases.js"
import { pgbouncer, roundRobinPooler, startPgbouncer, type Pooler } from "../support/pooler.js"
import { serverFor } from "../support/servers.js"
import { createRoom, inSession, migration, rejection, three, threeNames, type Options } from "./support.js"

type Address = Parameters<typeof roundRobinPooler>[0]

// The double goes round its connections; PgBouncer itself is tried where the machine has it.
const poolers: readonly { readonly name: string; readonly start: (address: Address) => Promise<Pooler> }[] = [
    { name: "a pooler that goes round its connections", start: (address) => roundRobinPooler(address) },
    ...(pgbouncer === undefined
        ? []
        : [{ name: "PgBouncer", start: (address: Address) => startPgbouncer(pgbouncer ?? "", address) }]),
]

describe.each(poolers)("behind $name, in transaction mode", ({ start }) => {
    let database: Database
    let pooler: Pooler
    beforeEach(async () => {
        database = await createDatabase(serverFor(16), { prefix: "pooled" })
        const { host, port, user, password } = serverFor(16)
        pooler = await start({ host, port, user, password, database: database.name })
    })
    afterEach(async () => {
        await pooler.close()
        await database.close()
    })
    const through = (options: Options): DataSource => {
        const { user, password } = serverFor(16)
        const address = { host: "127.0.0.1", port: pooler.port, username: user, password, database: database.name }
        return new DataSource({ type: "postgres", ...address, ...options })
    }

    /** What server processes of this database hold or have set once nobody is at work. */
    const leaks = async (): Promise<unknown> => {
        const locks = await database.query(
            "SELECT locktype FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
        )
        const settings = new Set<unknown>()
        const { user, password } = serverFor(16)
        for (let turn = 0; turn < 4; turn++) {
            const client = new pg.Client({
                host: "127.0.0.1",
                port: pooler.port,
                user,
                password,
                database: database.name,
            })
            await client.connect()
            const { rows } = await client.query(
                "SELECT current_setting('client_connection_check_interval') || current_setting('lock_timeout') || current_setting('search_path') AS all",
            )
            settings.add(rows[0].all)
            await client.end()
        }
        return { locks, settings: [...settings] }
    }
    const NO_LEAKS = { locks: [], settings: ['00"$user", public'] }

    test("runs are recorded, those that fail too, and nothing is left in the pool", async () => {
        const fails = migration("Fail1700000000009", "SELECT 1 / 0")
        await inSession(through({ migrations: [...three, fails] }), async (session) => {
            await rejection(upgrade(session, { recording: { toolVersion: "0.0.1" } }))
        })
        const rows = await database.query("SELECT name, state, sqlstate FROM typeorm_autogen_runs ORDER BY started_at")
        expect(rows).toEqual([
            ...threeNames.map((name) => ({ name, state: "finished", sqlstate: null })),
            { name: fails.name, state: "failed", sqlstate: "22012" },
        ])
        expect(await leaks()).toEqual(NO_LEAKS)
    })

    test("the situation is found out, and nothing is left in the pool", async () => {
        await inSession(through({ migrations: three }), async (session) => {
            expect(session.isPooled).toBe(true)
            expect(await upgrade(session)).toEqual({ executed: threeNames, pending: [] })
            expect((await current(session)).pending).toEqual([])
            expect((await inspect(session)).objects.size).toBeGreaterThan(3)
            expect((await downgrade(session, { to: "base" })).reverted).toEqual([...threeNames].reverse())
        })
        expect(await leaks()).toEqual(NO_LEAKS)
        if (pooler.used !== null) expect(new Set(pooler.used()).size).toBeGreaterThan(1)
    })

    test("two runners keep apart, also from one that connects directly", async () => {
        const heard: Progress[] = []
        const waiting = (): number => heard.filter(({ kind }) => kind === "waiting").length
        const slow = migration("Slow1700000000000", async (queryRunner) => {
            await queryRunner.query("CREATE TABLE slow (n int)")
            while (waiting() < 2) await sleep(20)
        })
        const run = (source: DataSource): Promise<readonly string[]> =>
            inSession(source, async (session) => {
                const { executed } = await upgrade(session, { onProgress: (progress) => heard.push(progress) })
                return executed
            })
        const sources = [
            through({ migrations: [slow] }),
            through({ migrations: [slow] }),
            new DataSource({ type: "postgres", url: database.url, migrations: [slow] }),
        ]
        const executed = await Promise.all(sources.map(run))
        expect(executed.flat()).toEqual([slow.name])
        expect(heard.filter(({ kind }) => kind === "started")).toHaveLength(1)
        expect(waiting()).toBe(2)
        expect(await leaks()).toEqual(NO_LEAKS)
    })

    test("a pool of one connection is enough", async () => {
        await inSession(through({ migrations: [createRoom], poolSize: 1 }), async (session) => {
            expect((await upgrade(session)).executed).toEqual([createRoom.name])
        })
    })

    test("steps outside of transactions run under the lock too", async () => {
        const index = migration("Ix1700000000009", "CREATE INDEX CONCURRENTLY room_ix ON room (id)", [], {
            transaction: false,
        })
        await inSession(through({ migrations: [createRoom, index] }), async (session) => {
            expect((await upgrade(session)).executed).toEqual([createRoom.name, index.name])
        })
        expect(await leaks()).toEqual(NO_LEAKS)
    })

    test("a runner that loses its lock stops, and says so", async () => {
        const slow = migration("Slow1700000000000", ["CREATE TABLE slow (n int)", "SELECT pg_sleep(30)"])
        const error = await inSession(through({ migrations: [slow] }), async (session) => {
            const running = rejection(upgrade(session))
            const holder = `SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted
                AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`
            const asleep =
                "SELECT 1 FROM pg_stat_activity WHERE query ~ '^SELECT pg_sleep' AND datname = current_database()"
            let rows = await database.query(holder)
            while (rows.length === 0 || (await database.query(asleep)).length === 0) {
                await sleep(20)
                rows = await database.query(holder)
            }
            await database.query(`SELECT pg_terminate_backend(${String(rows[0]?.["pid"])})`)
            return running
        })
        expect(error).toMatchObject({ code: "LOCK_LOST" })
        while (
            (
                await database.query(
                    "SELECT 1 FROM pg_stat_activity WHERE query ~ '^SELECT pg_sleep' AND state = 'active' AND datname = current_database()",
                )
            ).length > 0
        )
            await sleep(20)
        expect(await database.query("SELECT to_regclass('slow')::text AS t")).toEqual([{ t: null }])
    })

    test("an interruption stops what runs there, and nobody else's statement", async () => {
        const slow = migration("Slow1700000000000", ["CREATE TABLE slow (n int)", "SELECT pg_sleep(30)"])
        const other = through({})
        await other.initialize()
        const theirs = other.query("SELECT pg_sleep(2), 'theirs' AS whose")
        const controller = new AbortController()
        const error = await inSession(through({ migrations: [slow] }), async (session) => {
            setTimeout(() => controller.abort(), 500)
            return rejection(upgrade(session, { signal: controller.signal }))
        })
        expect(error).toMatchObject({ code: "INTERRUPTED" })
        expect(await theirs).toMatchObject([{ whose: "theirs" }])
        await other.destroy()
        while (
            (
                await database.query(
                    "SELECT 1 FROM pg_stat_activity WHERE query ~ '^SELECT pg_sleep' AND state = 'active' AND datname = current_database()",
                )
            ).length > 0
        )
            await sleep(20)
        expect(await database.query("SELECT to_regclass('slow')::text AS t")).toEqual([{ t: null }])
    })

    test("directUrl connects past it", async () => {
        const session = await openSession(through({ migrations: [createRoom] }), { directUrl: database.url })
        try {
            expect(session.isPooled).toBe(false)
            expect((await upgrade(session)).executed).toEqual([createRoom.name])
        } finally {
            await session.close()
        }
        expect(await leaks()).toEqual(NO_LEAKS)
    })
})

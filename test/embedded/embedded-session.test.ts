import { join } from "node:path"
import { setTimeout as delay } from "node:timers/promises"
import pg from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { type EmbeddedPostgres, openEmbeddedPostgres } from "../../src/autogen/rehearse/embedded-postgres.js"
import { EmbeddedSession, type SessionClient } from "../../src/autogen/rehearse/embedded-session.js"
import { embeddedStream } from "../../src/autogen/rehearse/embedded-stream.js"
import { temporaryFolder } from "./children.js"
import { rest } from "../support/sampled.js"

let postgres: EmbeddedPostgres

beforeAll(async () => {
    postgres = await openEmbeddedPostgres()
})

afterAll(async () => {
    await postgres.close()
})

async function connected(): Promise<pg.Client> {
    const client = new pg.Client({ stream: postgres.stream, ssl: false })
    await client.connect()
    return client
}

describe("one connection", () => {
    it("reads values as from a server, and several statements at once", async () => {
        expect(await postgres.query("SELECT 1::int8 AS big, 1.50::numeric AS exact, '{1,2}'::int[] AS list")).toEqual([
            { big: "1", exact: "1.50", list: [1, 2] },
        ])
        expect(await postgres.query("SELECT 1 AS a; SELECT 2 AS b")).toEqual([{ b: 2 }])
        expect(await postgres.query("SELECT 1 WHERE false")).toEqual([])
        const date = new Date("2024-01-02T03:04:05.678Z")
        expect(await postgres.query("SELECT $1::timestamptz AS at, $2::jsonb AS data", [date, { a: 1 }])).toEqual([
            { at: date, data: { a: 1 } },
        ])
    })

    it("calls itself what a server does", async () => {
        const [row] = await postgres.query(
            "SELECT current_setting('search_path') AS path, current_setting('timezone') AS zone",
        )
        expect(row).toEqual({ path: '"$user", public', zone: "UTC" })
    })

    it("gets errors with code and position, and goes on", async () => {
        for (const params of [undefined, [1]]) {
            const sql = params === undefined ? "SELECT nope" : "SELECT nope + $1"
            await expect(postgres.query(sql, params)).rejects.toMatchObject({
                code: "42703",
                position: "8",
                severity: "ERROR",
            })
            await expect(postgres.query("SELECT $1::int AS one", [1])).resolves.toEqual([{ one: 1 }])
        }
        await expect(postgres.exec("SELECT 1; SELECT 1/0; SELECT 2")).rejects.toMatchObject({ code: "22012" })
    })

    it("carries large statements and answers", async () => {
        const text = "ä".repeat(3_000_000)
        expect(await postgres.query("SELECT length($1::text) AS length", [text])).toEqual([{ length: 3_000_000 }])
        const rows = await postgres.query("SELECT i, repeat('x', 100) AS text FROM generate_series(1, 50000) i")
        expect(rows).toHaveLength(50_000)
        expect(rows.at(-1)).toEqual({ i: 50_000, text: "x".repeat(100) })
    })

    it("creates extensions on demand", async () => {
        const available = await postgres.query("SELECT name FROM pg_available_extensions")
        expect(available.length).toBeGreaterThan(30)
        for (const name of [
            "citext",
            "hstore",
            "ltree",
            "uuid-ossp",
            "pg_trgm",
            "pgcrypto",
            "btree_gist",
            "unaccent",
        ]) {
            await postgres.exec(`CREATE EXTENSION "${name}"`)
        }
        expect(
            await postgres.query("SELECT 'A'::citext = 'a' AS same, length(uuid_generate_v4()::text) AS length"),
        ).toEqual([{ same: true, length: 36 }])
    })

    it("passes on notices and notifications", async () => {
        const [listener, speaker] = [await connected(), await connected()]
        const heard: string[] = []
        listener.on("notification", ({ channel, payload }) => heard.push(`${channel}: ${payload ?? ""}`))
        speaker.on("notice", ({ message }) => heard.push(message ?? ""))
        await listener.query("LISTEN news")
        await speaker.query("DO $$ BEGIN RAISE NOTICE 'hello'; END $$")
        await speaker.query("NOTIFY news, 'today'")
        await listener.query("SELECT 1")
        expect(heard.sort()).toEqual(["hello", "news: today"])
        await Promise.all([listener.end(), speaker.end()])
    })

    it("survives COPY FROM STDIN, which would take PGlite down", async () => {
        const client = await connected()
        await client.query("CREATE TABLE copied (id integer)")
        await expect(client.query("COPY copied FROM STDIN")).rejects.toMatchObject({ code: "57014" })
        await expect(client.query({ text: "COPY copied FROM STDIN", name: "c" })).rejects.toMatchObject({
            code: "0A000",
        })
        expect((await client.query("SELECT count(*)::int AS count FROM copied")).rows).toEqual([{ count: 0 }])
        await client.query("BEGIN")
        await expect(client.query({ text: "COPY copied FROM STDIN", name: "d" })).rejects.toMatchObject({
            code: "0A000",
        })
        await client.query("ROLLBACK")
        await client.end()
    })

    it("fetches in portions", async () => {
        const client = await connected()
        const result = await client.query({ text: "SELECT i FROM generate_series(1, 10) i", rows: 3 } as pg.QueryConfig)
        expect(result.rows).toHaveLength(10)
        expect((await client.query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }])
        await client.end()
    })
})

describe("several connections", () => {
    it("keep transactions apart", async () => {
        const [one, two] = [await connected(), await connected()]
        await one.query("CREATE TABLE apart (id integer)")
        await one.query("BEGIN")
        await one.query("INSERT INTO apart VALUES (1)")
        const count = two.query("SELECT count(*)::int AS count FROM apart")
        await one.query("INSERT INTO apart VALUES (2)")
        await one.query("ROLLBACK")
        expect((await count).rows).toEqual([{ count: 0 }])
        await Promise.all([one.end(), two.end()])
    })

    it("use the same name for different prepared statements", async () => {
        const clients = await Promise.all([connected(), connected(), connected()])
        for (let round = 0; round < 3; round++) {
            const answers = await Promise.all(
                clients.map((client, at) =>
                    client.query({ name: "same", text: `SELECT ${at} + $1 AS sum`, values: [10] }),
                ),
            )
            expect(answers.map(({ rows }) => rows[0]?.sum as number)).toEqual([10, 11, 12])
        }
        const prepared = "SELECT name FROM pg_prepared_statements WHERE name LIKE 'autogen%'"
        expect(await postgres.query(prepared)).toHaveLength(3)
        await Promise.all(clients.map((client) => client.end()))
        expect(await postgres.query(prepared)).toEqual([])
    })

    it("roll back and clean up after one that goes", async () => {
        const one = await connected()
        await one.query("CREATE TABLE left_behind (id integer)")
        await one.query(
            "SET search_path TO nowhere; CREATE TEMP TABLE passing (id integer); SELECT pg_advisory_lock(1)",
        )
        await one.query("BEGIN; INSERT INTO public.left_behind VALUES (1)")
        await one.end()
        expect(await postgres.query("SELECT * FROM left_behind")).toEqual([])
        expect(await postgres.query("SELECT to_regclass('passing') AS temporary, current_schema() AS schema")).toEqual([
            { temporary: null, schema: "public" },
        ])
        expect(await postgres.query("SELECT 1 FROM pg_locks WHERE locktype = 'advisory'")).toEqual([])
    })

    it("roll back one that is cut off in the middle of a query", async () => {
        const one = await connected()
        one.on("error", () => undefined)
        await one.query("CREATE TABLE cut (id integer)")
        await one.query("BEGIN")
        const pending = one.query("INSERT INTO cut VALUES (1)")
        void one.end()
        await expect(pending).rejects.toThrow("terminated")
        expect(await postgres.query("SELECT * FROM cut")).toEqual([])
    })

    it("serve a pool with many queries at once", async () => {
        const pool = new pg.Pool({ stream: postgres.stream, ssl: false, max: 5 })
        const answers = await Promise.all(
            Array.from({ length: 100 }, async (_, i) => {
                if (i % 10 > 0) return (await pool.query("SELECT $1::int AS i", [i])).rows[0].i as number
                const client = await pool.connect()
                await client.query("BEGIN")
                const { rows } = await client.query("SELECT $1::int AS i", [i])
                await delay(2)
                await client.query("COMMIT")
                client.release()
                return rows[0].i as number
            }),
        )
        expect(answers).toEqual(Array.from({ length: 100 }, (_, i) => i))
        await pool.end()
    })

    it("get an error instead of waiting forever for an idle transaction", rest, async () => {
        const [holder, waiting] = [await connected(), await connected()]
        await holder.query("BEGIN")
        const started = Date.now()
        await expect(waiting.query("SELECT $1::int", [1])).rejects.toMatchObject({
            code: "55P03",
            message: expect.stringContaining("one session") as string,
            hint: expect.stringContaining("DATABASE_URL") as string,
        })
        expect(Date.now() - started).toBeGreaterThan(9_000)
        expect((await holder.query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }])
        await holder.query("COMMIT")
        expect((await waiting.query("SELECT 2 AS two")).rows).toEqual([{ two: 2 }])
        await Promise.all([holder.end(), waiting.end()])
    })

    it("wait as long as the transaction is busy", async () => {
        const frames: Record<string, string> = { b: "T", w: "T", c: "I", o: "I" }
        const session = new EmbeddedSession({
            run: (bytes) =>
                Promise.resolve(Buffer.from([90, 0, 0, 0, 5, (frames[String(bytes)] ?? "I").charCodeAt(0)])),
            patience: 100,
        })
        const client = (): SessionClient => ({
            notify: () => undefined,
            fail: () => undefined,
            statements: new Map(),
        })
        const [busy, other] = [client(), client()]
        const send = (who: SessionClient, text: string): Promise<Buffer> =>
            session.submit(who, { messages: [{ type: "Q", bytes: Buffer.from(text) }], ends: true })
        await send(busy, "b")
        const waiting = send(other, "o")
        for (let i = 0; i < 8; i++) {
            await delay(40)
            await send(busy, "w")
        }
        await send(busy, "c")
        expect(String((await waiting).subarray(5))).toBe("I")
    })
})

describe("a Postgres that has died", () => {
    it("tells everyone, and does not take the process with it", async () => {
        const doomed = await openEmbeddedPostgres()
        const exitCode = process.exitCode
        const bystander = new pg.Client({ stream: doomed.stream, ssl: false })
        const errors: unknown[] = []
        bystander.on("error", (error) => errors.push(error))
        await bystander.connect()
        await doomed.exec("CREATE TABLE copied (id integer)")
        // Disguised, so that it is not recognised: PGlite finds no data and exits.
        await expect(doomed.query("COPY copied FROM/**/STDIN")).rejects.toMatchObject({
            code: "EMBEDDED_FAILED",
        })
        await expect(bystander.query("SELECT 1")).rejects.toMatchObject({ code: "EMBEDDED_FAILED" })
        expect(process.exitCode).toBe(exitCode)
        await doomed.close()
    })

    it("is started again by the next connection, with what was committed", async () => {
        const stream = embeddedStream(join(temporaryFolder(), "data"))
        const pool = new pg.Pool({ stream, ssl: false, max: 3 })
        pool.on("error", () => undefined)
        await pool.query("CREATE TABLE kept (id integer)")
        await Promise.all(Array.from({ length: 3 }, (_, id) => pool.query("INSERT INTO kept VALUES ($1)", [id])))
        await expect(pool.query("COPY kept FROM/**/STDIN")).rejects.toMatchObject({ code: "EMBEDDED_FAILED" })
        await expect.poll(() => pool.totalCount, { timeout: 20_000 }).toBe(0)
        const { rows } = await pool.query<{ count: number }>("SELECT count(*)::int AS count FROM kept")
        expect(rows).toEqual([{ count: 3 }])
        await pool.end()
    })
})

describe("a database in memory", () => {
    it("is one for all connections that come at once", async () => {
        const stream = embeddedStream()
        const clients = await Promise.all(
            [1, 2, 3].map(async () => {
                const client = new pg.Client({ stream, ssl: false })
                await client.connect()
                return client
            }),
        )
        const [first, ...others] = clients
        await first?.query("CREATE TABLE shared (id int)")
        for (const client of others) await client.query("SELECT * FROM shared")
        for (const client of clients) await client.end()
    })
})

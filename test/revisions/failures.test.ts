import { inspect } from "node:util"
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { wholeStatement } from "../../src/autogen/core/shown-statement.js"
import { current } from "../../src/autogen/revisions/current.js"
import { downgrade } from "../../src/autogen/revisions/downgrade.js"
import { revisionGraph } from "../../src/autogen/revisions/graph/revision-graph.js"
import { knownMigrations } from "../../src/autogen/revisions/migration-files.js"
import type { Progress } from "../../src/autogen/revisions/progress.js"
import { upgrade, type UpgradeOptions } from "../../src/autogen/revisions/upgrade.js"
import {
    addFloor,
    addPrice,
    columnsOf,
    createRoom,
    inSession,
    migration,
    places,
    rejection,
    three,
    threeNames,
    versions,
    type Options,
    type Place,
} from "./support.js"

const [one = "", two = "", last = ""] = threeNames
const create = versions[0]?.create ?? (() => Promise.reject(new Error("no TypeORM")) as never)

describe.each(places)("migrations on $place", ({ place: name, open }) => {
    let place: Place
    beforeAll(async () => void (place = await open()))
    afterAll(() => place.close())
    beforeEach(() =>
        inSession(create(place), (session) =>
            session.query(
                "DROP TABLE IF EXISTS room, migrations, typeorm_metadata; DROP SCHEMA IF EXISTS hotel CASCADE",
            ),
        ),
    )

    const up = (migrations: Options["migrations"], options: UpgradeOptions = {}, more: Options = {}) =>
        inSession(create(place, { migrations: migrations ?? [], ...more }), (session) => upgrade(session, options))
    const state = () => inSession(create(place, { migrations: three }), current)
    const columns = () => inSession(create(place), (session) => columnsOf(session, "room"))

    test("are reverted once where TypeORM's runner has recorded them a second time", async () => {
        await up(three)
        await inSession(create(place), (session) =>
            session.query(`INSERT INTO migrations ("timestamp", name) SELECT "timestamp", name FROM migrations`),
        )
        expect(await state()).toMatchObject({ head: last, executed: threeNames, pending: [] })
        await inSession(create(place, { migrations: three }), async (session) => {
            expect(await downgrade(session)).toEqual({ reverted: [last] })
            expect(await downgrade(session, { steps: 5 })).toEqual({ reverted: [two, one] })
        })
        expect(await state()).toMatchObject({ head: null, executed: [], pending: threeNames })
    })

    test("run one by one, and as far as it is asked", async () => {
        const heard: Progress[] = []
        const onProgress = (progress: Progress): void => void heard.push(progress)
        expect(await up([...three].reverse(), { to: "AddFloor", onProgress })).toEqual({
            executed: [one, two],
            pending: [last],
        })
        const about = (migration: string, index: number) => ({ migration, direction: "up", index, count: 2 })
        expect(heard).toEqual([
            { kind: "started", ...about(one, 1) },
            { kind: "finished", ...about(one, 1) },
            { kind: "started", ...about(two, 2) },
            { kind: "finished", ...about(two, 2) },
        ])
        expect(await state()).toMatchObject({ head: two, executed: [one, two], pending: [last] })
        expect((await up(three, { to: "1700000000003" })).executed).toEqual([last])
        expect(await up(three)).toEqual({ executed: [], pending: [] })
        expect(await columns()).toEqual(["id", "floor", "price"])
    })

    test("go back as far as it is asked", async () => {
        await up(three)
        await inSession(create(place, { migrations: three }), async (session) => {
            const unknown = await rejection(downgrade(session, { to: "AddPool" }))
            expect(unknown.code).toBe("REVISION_UNKNOWN")
            expect(unknown.next).toContain(one)
            expect((await rejection(downgrade(session, { to: "Add" }))).message).toContain("2 migrations")
            expect(await downgrade(session, { to: one })).toEqual({ reverted: [last, two] })
            expect(await downgrade(session, { steps: 5 })).toEqual({ reverted: [one] })
            expect(await downgrade(session)).toEqual({ reverted: [] })
        })
    })

    test("are only recorded when faked", async () => {
        await up(three, { fake: true })
        expect(await columns()).toEqual([])
        expect((await state()).executed).toEqual(threeNames)
        await inSession(create(place, { migrations: three }), (session) => downgrade(session, { fake: true, steps: 2 }))
        expect((await state()).executed).toEqual([one])
    })

    test("roll back when they fail, and stay pending", async () => {
        const failing = migration(two, ["ALTER TABLE room ADD floor int", "ALTER TABLE room ADD id int"])
        const error = await rejection(up([createRoom, failing, addPrice]))
        expect(error.code).toBe("MIGRATION_FAILED")
        expect(error.message).toBe(
            `the migration "${two}" failed: column "id" of relation "room" already exists\n` +
                "  at ALTER TABLE room ADD id int\n" +
                `it was rolled back and is still pending; what ran before it stays: ${one}`,
        )
        expect(error.fields).toEqual({
            migration: two,
            direction: "up",
            outcome: "rolled back",
            sql: "ALTER TABLE room ADD id int",
            code: "42701",
            completed: [one],
        })
        expect(await columns()).toEqual(["id"])
        expect(await state()).toMatchObject({ head: one, pending: [two, last] })
        expect((await up(three)).executed).toEqual([two, last])
    })

    test("leave what was done outside a transaction, and say so", async () => {
        const failing = migration(two, ["ALTER TABLE room ADD floor int", "SELECT 1/0"], [], { transaction: false })
        const error = await rejection(up([createRoom, failing]))
        expect(error.message).toContain("it runs outside a transaction: what ran before this stays")
        expect(error.fields).toMatchObject({ outcome: "partly done", code: "22012" })
        expect(await columns()).toEqual(["id", "floor"])
        expect((await state()).pending).toEqual([two, last])
    })

    test("run outside a transaction where they or the DataSource ask for it", async () => {
        const seen: unknown[] = []
        const look = (name: string, more: object) =>
            migration(
                name,
                (queryRunner) => Promise.resolve(seen.push(queryRunner.isTransactionActive)),
                async () => undefined,
                more,
            )
        const plain = look("Plain1700000000001", {})
        const outside = look("Outside1700000000002", { transaction: false })
        const inside = look("Inside1700000000003", { transaction: true })
        for (const mode of [undefined, "each", "all", "none"] as const) {
            const more = mode === undefined ? {} : { migrationsTransactionMode: mode }
            await up([plain, outside, inside], {}, more)
            await inSession(create(place), (session) => session.query("DELETE FROM migrations"))
        }
        const each = [true, false, true]
        expect(seen).toEqual([...each, ...each, ...each, false, false, true])
    })

    test("may not leave a transaction open", async () => {
        const open = migration(one, (queryRunner) => queryRunner.startTransaction(), [], { transaction: false })
        const error = await rejection(up([open]))
        expect(error.message).toContain("started a transaction and not committed it")
        expect((await state()).executed).toEqual([])
    })

    test("may end their transaction themselves", async () => {
        const ending = migration(one, async (queryRunner) => {
            await queryRunner.query("CREATE TABLE room (id int)")
            await queryRunner.commitTransaction()
        })
        expect((await up([ending])).executed).toEqual([one])
        expect((await state()).executed).toEqual([one])
    })

    test.each([
        [
            "COMMIT",
            "COMMIT",
            /has committed its transaction itself: what ran before that stays, and it is still pending/,
            true,
        ],
        ["a hidden COMMIT", "SELECT 1; COMMIT; BEGIN", /has committed its transaction itself/, true],
        ["ROLLBACK", "ROLLBACK", /has rolled its transaction back itself: what ran after that stays/, false],
        ["a savepoint", "SAVEPOINT a; ROLLBACK TO SAVEPOINT a", /it was rolled back and is still pending/, false],
    ])("that end their transaction by %s and fail say what stays", async (_, sql, message, stays) => {
        const ending = migration(one, ["CREATE TABLE room (id int)", sql, "SELECT 1 / 0"])
        const error = await rejection(up([ending]))
        expect(error).toMatchObject({ code: "MIGRATION_FAILED", message: expect.stringMatching(message) as string })
        expect((await state()).executed).toEqual([])
        await inSession(create(place, {}), async (session) => {
            const [row] = await session.query("SELECT to_regclass('room') IS NOT NULL AS stays")
            expect(row).toEqual({ stays })
        })
    })

    test("that roll their transaction back are not recorded as done", async () => {
        const ending = migration(one, ["CREATE TABLE room (id int)", "ROLLBACK"])
        const error = await rejection(up([ending]))
        expect(error.message).toContain("it has rolled its transaction back itself")
        expect((await state()).executed).toEqual([])
    })

    test("may create the very schema that their history lies in", async () => {
        const options: Options = { schema: "hotel" }
        await up([migration(one, "CREATE SCHEMA hotel", "DROP SCHEMA hotel")], {}, options)
        await inSession(create(place, options), async (session) => {
            expect(await session.query("SELECT name FROM hotel.migrations")).toEqual([{ name: one }])
        })
    })

    test("show no password of a failing statement", async () => {
        for (const sql of [
            "ALTER ROLE nobody_at_all PASSWORD 'tops3cret'",
            "DO $$ BEGIN EXECUTE 'ALTER ROLE nobody_at_all PASS' || 'WORD ''tops3cret'''; END $$",
            "INSERT INTO nothing (password) VALUES ('tops3cret')",
            "ALTER ROLE nobody_at_all PASSWORD tops3cret",
            "SELECT 1 / 0 /* tops3cret */ AS password",
        ]) {
            const error = await rejection(up([migration(one, sql)]))
            // As a logger would write it, with all that it comes from.
            expect(inspect(error, { depth: 10, showHidden: true }), sql).not.toContain("tops3cret")
            expect(wholeStatement(error)).toContain(sql)
        }
    })

    test("that are missing in the code are a warning, and cannot be reverted", async () => {
        await up(three)
        await inSession(create(place, { migrations: [createRoom, addFloor] }), async (session) => {
            const { diagnostics, head } = await current(session)
            expect(head).toBe(last)
            expect(diagnostics).toEqual([expect.objectContaining({ severity: "warning", code: "migration-missing" })])
            const error = await rejection(downgrade(session, { steps: 2 }))
            expect(error.code).toBe("MIGRATION_MISSING")
            expect(error.message).toContain(last)
        })
        expect(await columns()).toEqual(["id", "floor", "price"])
    })

    test("make the table that TypeORM's migrations of views write into", async () => {
        const { EntitySchema } = await import("typeorm")
        const View = new EntitySchema({
            name: "V",
            type: "view",
            expression: "SELECT 1 AS id",
            columns: { id: { type: "int" } },
        })
        const view = migration(one, "INSERT INTO typeorm_metadata(type, name, value) VALUES ('VIEW', 'v', 'SELECT 1')")
        expect((await up([view], {}, { entities: [View] })).executed).toEqual([one])
    })

    test("stop between two at a signal", async () => {
        const abort = new AbortController()
        const first = migration(one, "CREATE TABLE room (id int)")
        const onProgress = ({ kind }: Progress): void => void (kind === "finished" && abort.abort())
        const error = await rejection(up([first, addFloor, addPrice], { signal: abort.signal, onProgress }))
        expect(error.code).toBe("INTERRUPTED")
        expect(error.fields).toEqual({ completed: [one], left: [two, last] })
        expect((await state()).pending).toEqual([two, last])
    })

    test("roll back at a signal between two statements", async () => {
        const abort = new AbortController()
        const interrupted = migration(one, async (queryRunner) => {
            await queryRunner.query("CREATE TABLE room (id int)")
            abort.abort()
            await queryRunner.query("CREATE TABLE other (id int)")
        })
        const error = await rejection(up([interrupted], { signal: abort.signal }))
        expect(error.code).toBe("INTERRUPTED")
        expect(error.message).toContain("it was rolled back and is still pending")
        expect(await columns()).toEqual([])
    })

    // The embedded Postgres has one thread: while it computes, nobody can tell it to stop.
    const pools = name === "PostgreSQL 16" ? [10, 1] : []
    for (const poolSize of pools) {
        test(`cancel the statement that runs, with a pool of ${poolSize}`, async () => {
            const abort = new AbortController()
            const slow = migration(one, ["CREATE TABLE room (id int)", "SELECT pg_sleep(60)"])
            const started = Date.now()
            const running = rejection(up([slow], { signal: abort.signal }, { poolSize }))
            setTimeout(() => abort.abort(), 300)
            expect((await running).code).toBe("INTERRUPTED")
            expect(Date.now() - started).toBeLessThan(15_000)
            expect(await columns()).toEqual([])
            expect((await up(three)).executed).toEqual(threeNames)
        })
    }

    test("begin nothing after a signal", async () => {
        const error = await rejection(up(three, { signal: AbortSignal.abort() }))
        expect(error.code).toBe("INTERRUPTED")
        expect((await state()).executed).toEqual([])
    })

    test("give the lock back, also after a failure", async () => {
        const dataSource = await create(place, { migrations: [migration(one, "SELECT 1/0")] }).initialize()
        await rejection(inSession(dataSource, (session) => upgrade(session)))
        await inSession(dataSource, async (session) => {
            const locks = await session.query(
                "SELECT 1 FROM pg_locks l JOIN pg_database d ON d.oid = l.database AND d.datname = current_database() WHERE l.locktype = 'advisory'",
            )
            expect(locks).toEqual([])
        })
        await dataSource.destroy()
    })
})

describe("the names of migrations", () => {
    const known = (...classes: readonly unknown[]) =>
        knownMigrations({ migrations: classes.map((each) => new (each as new () => object)()) } as never)
    const revising = (name: string, revises: readonly string[]) =>
        Object.assign(migration(name, []), { revision: { revises } })

    test("need a timestamp, and are unique", () => {
        expect(() => known(migration("CreateRoom", []))).toThrow(/"CreateRoom" has no timestamp/)
        expect(() => known(createRoom, createRoom)).toThrow(/two migrations have the name/)
        const named = migration("t", [], [], { name: "Named1700000000009" })
        expect(known(named, createRoom).map(({ timestamp }) => timestamp)).toEqual([1700000000001, 1700000000009])
    })

    test("lead to the heads", () => {
        const a = revising("A1700000000001", [])
        const b = revising("B1700000000002", ["A1700000000001"])
        const c = revising("C1700000000003", ["A1700000000001"])
        const merge = revising("M1700000000004", ["B1700000000002", "C1700000000003"])
        expect(revisionGraph([]).heads).toEqual([])
        expect(revisionGraph(known(...three)).heads).toEqual([last])
        expect(revisionGraph(known(c, b, a)).heads).toEqual(["B1700000000002", "C1700000000003"])
        expect(revisionGraph(known(a, b, c, merge)).heads).toEqual(["M1700000000004"])
        expect(revisionGraph(known(createRoom, revising("N1700000000005", [one]))).heads).toEqual(["N1700000000005"])
        expect(revisionGraph(known(a, b, c, merge, migration("P1700000000006", []))).heads).toEqual(["P1700000000006"])
    })
})

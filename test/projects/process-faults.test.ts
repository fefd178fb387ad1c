import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { rest, sampled } from "../support/sampled.js"
import { serverFor, startServer } from "../support/servers.js"
import { within } from "../support/within.js"
import { faultProject, MIGRATIONS, type FaultPlace, type FaultProject, type State } from "./support/fault-project.js"

// A process or a server that ends in the middle: what is left, what is said of it, and that the next run finishes the work.

let project: FaultProject
let place: FaultPlace
beforeAll(async () => {
    project = await faultProject(serverFor(16))
})
afterAll(() => project.close())
beforeEach(async () => {
    place = await project.place()
})
afterEach(() => place.close())

const EMPTY: State = { executed: [], columns: [], isIndexed: null, filled: null }
const after = (count: 1 | 2 | 3, more: Partial<State> = {}): State => ({
    executed: MIGRATIONS.slice(0, count),
    columns: count === 1 ? ["id", "code"] : ["id", "code", "floor", "price"],
    isIndexed: count === 3 ? true : null,
    filled: 0,
    ...more,
})
const DONE: State = { ...after(3), executed: MIGRATIONS, filled: 2500 }

interface Point {
    readonly point: string
    readonly at: RegExp
    readonly when: "before" | "after"
    /** What is left of it, whatever ends the run there. */
    readonly left: State
    /** What a run says whose connection is cut there, and one that is interrupted. */
    readonly says: RegExp
}

const ROLLED_BACK = /it was rolled back and is still pending(?:;|$)/m
const UNKNOWN = /lost while it was committed, so that it may or may not have been executed[^]*next {2}run `current`/
const UNDER_WAY =
    /what ran before this stays, the statement under way may be done or not, and it is still pending(?:;|$)/m

const points: readonly Point[] = [
    { point: "before the lock", at: /try_advisory_lock/, when: "before", left: EMPTY, says: /before any migration/ },
    { point: "after the lock", at: /try_advisory_lock/, when: "after", left: EMPTY, says: /before any migration/ },
    { point: "before the first statement", at: /CREATE TABLE room/, when: "before", left: EMPTY, says: ROLLED_BACK },
    { point: "in a transaction", at: /CREATE TABLE room/, when: "after", left: EMPTY, says: ROLLED_BACK },
    { point: "between statements", at: /ADD floor/, when: "after", left: after(1), says: ROLLED_BACK },
    { point: "before the bookkeeping", at: /INSERT INTO .*mig/, when: "before", left: EMPTY, says: ROLLED_BACK },
    { point: "before COMMIT", at: /^COMMIT/, when: "before", left: EMPTY, says: UNKNOWN },
    { point: "between two migrations", at: /^COMMIT/, when: "after", left: after(1), says: UNKNOWN },
    { point: "outside a transaction", at: /^CREATE INDEX CONC/, when: "before", left: after(2), says: UNDER_WAY },
    {
        point: "after what is outside, before its bookkeeping",
        at: /^CREATE INDEX CONC/,
        when: "after",
        left: after(2, { isIndexed: true }),
        says: UNDER_WAY,
    },
]

const isThere = async (left: State): Promise<void> => {
    // The server sees that its client is gone, and rolls back, a moment later.
    await expect.poll(() => place.state(), { timeout: 10_000, interval: 30 }).toEqual(left)
}

async function finishes(): Promise<void> {
    const { code, text } = await place.start(["upgrade"]).ended
    expect(code, text).toBe(0)
    expect(await place.state()).toEqual(DONE)
}

describe("kill -9", () => {
    sampled(points, 5)("$point", async ({ at, when, left }) => {
        const held = place.proxy.holdAt(at, when)
        const run = place.start(["upgrade"])
        await held
        run.child.kill("SIGKILL")
        expect(await run.ended).toMatchObject({ code: "SIGKILL" })
        await isThere(left)
        await finishes()
    })

    test("in the middle of a backfill's batches", async () => {
        const { query } = place.database
        const held = place.proxy.holdAt(/^CREATE INDEX CONC/, "after")
        const run = place.start(["upgrade"])
        const { release } = await held
        await query(`CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(60); RETURN NEW; END $$;
            CREATE TRIGGER wait BEFORE UPDATE ON room FOR EACH ROW WHEN (OLD.id = 1500) EXECUTE FUNCTION wait()`)
        release()
        await expect.poll(() => place.state(), { timeout: 20_000 }).toEqual(after(3, { filled: 1000 }))
        run.child.kill("SIGKILL")
        await run.ended
        await query("DROP TRIGGER wait ON room")
        await finishes()
    })

    test("while down runs", async () => {
        await finishes()
        const held = place.proxy.holdAt(/DROP price/, "after")
        const run = place.start(["downgrade", "base"])
        await held
        run.child.kill("SIGKILL")
        await run.ended
        await isThere(after(2))
        await finishes()
    })
})

describe("a connection that is cut", () => {
    sampled(points, 5)("$point", async ({ at, when, left, says }) => {
        const held = place.proxy.holdAt(at, when)
        const run = place.start(["upgrade"])
        await held
        place.proxy.cut()
        const { code, text } = await run.ended
        expect(code).toBe(1)
        expect(text).toMatch(says)
        expect(text).not.toMatch(/INTERNAL|correct the migration/)
        await isThere(left)
    })

    test.each([
        ["before", false],
        ["after", true],
    ] as const)("%s the bookkeeping of what runs outside a transaction", async (when, isRecorded) => {
        const first = place.proxy.holdAt(/^CREATE INDEX CONC/, "after")
        const run = place.start(["upgrade"])
        const { release } = await first
        const held = place.proxy.holdAt(/INSERT INTO .*mig/, when)
        release()
        await held
        place.proxy.cut()
        const { text } = await run.ended
        expect(text).toMatch(/all of it was run outside a transaction and stays;.* may or may not have it(?:;|$)/m)
        await isThere(isRecorded ? after(3) : after(2, { isIndexed: true }))
        await finishes()
    })

    test("while a database is only read is no mistake of ours", async () => {
        const held = place.proxy.holdAt(/pg_catalog\.pg_class/, "before")
        const run = place.start(["current"])
        await held
        place.proxy.cut()
        const { code, text } = await run.ended
        expect(code).toBe(1)
        expect(text).toMatch(/error CONNECTION_FAILED the connection to 127\.0\.0\.1:\d+ was lost/)
    })
})

describe("a signal where the server answers nothing", () => {
    const some = points.filter((_, at) => at % 2 === 0)
    sampled(some, 3)("$point", async ({ at, when, left, says }) => {
        const held = place.proxy.holdAt(at, when)
        const run = place.start(["upgrade"])
        await held
        const { code, text } = await within(2_000, () => {
            run.child.kill(when === "before" ? "SIGTERM" : "SIGINT")
            return run.ended
        })
        expect(code).toBe(1)
        expect(text).toMatch(/error INTERRUPTED/)
        expect(text).toMatch(says)
        await isThere(left)
    })

    test("a server process that is frozen", async () => {
        const held = place.proxy.holdAt(/ADD floor/, "before")
        const run = place.start(["upgrade"])
        const { release } = await held
        const [row] = await place.database.query(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND state = 'idle in transaction'",
        )
        const pid = Number(row?.["pid"])
        process.kill(pid, "SIGSTOP")
        try {
            release()
            const { text } = await within(2_000, () => {
                run.child.kill("SIGINT")
                return run.ended
            })
            expect(text).toMatch(ROLLED_BACK)
        } finally {
            process.kill(pid, "SIGCONT")
        }
        await isThere(after(1))
        await finishes()
    })
})

test("an immediate stop of the server is told, with what stays", async () => {
    const server = await startServer(16)
    const other = await faultProject(server)
    const there = await other.place()
    there.database.client.on("error", () => undefined)
    const held = there.proxy.holdAt(/ADD price/, "before")
    const run = there.start(["upgrade"])
    await held
    // Held until the server is gone: whoever let it go on before that could not say how far it comes.
    await server.stop()
    const { code, text } = await run.ended
    expect(code).toBe(1)
    expect(text).toMatch(/it was rolled back and is still pending; what ran before it stays: First/)
    expect(text).toMatch(/next {2}see in the server's log why the connection was lost, and run `upgrade` again/)
    await there.proxy.close()
    other.close()
})

describe("a server that refuses", () => {
    test("for want of disk space (raised as SQLSTATE 53100 by an event trigger), in a transaction and outside", async () => {
        const { query } = place.database
        await query(`CREATE FUNCTION full_disk() RETURNS event_trigger LANGUAGE plpgsql
            AS $$ BEGIN RAISE 'No space left on device' USING ERRCODE = '53100'; END $$`)
        const full = (tag: string): string =>
            `DROP EVENT TRIGGER IF EXISTS full_disk; CREATE EVENT TRIGGER full_disk ON ddl_command_end WHEN TAG IN ('${tag}') EXECUTE FUNCTION full_disk()`
        await query(full("ALTER TABLE"))
        const inside = await place.start(["upgrade"]).ended
        expect(inside).toMatchObject({ code: 1 })
        expect(inside.text).toMatch(/No space left[^]*rolled back[^]*next {2}free disk space on the server, and run/)
        expect(await place.state()).toEqual(after(1))
        await query(full("CREATE INDEX"))
        const outside = await place.start(["upgrade"]).ended
        expect(outside.text).toMatch(/runs outside a transaction[^]*next {2}free disk space on the server; see what/)
        expect(await place.state()).toEqual(after(2, { isIndexed: false }))
        await query("DROP EVENT TRIGGER full_disk")
        await finishes()
    })

    test("to write at all", async () => {
        const { query, name } = place.database
        await query(`ALTER DATABASE "${name}" SET default_transaction_read_only = on`)
        const next = /next {2}this database, or this role, may only read/
        const inside = await place.start(["upgrade"]).ended
        expect(inside).toMatchObject({ code: 1 })
        expect(inside.text).toMatch(ROLLED_BACK)
        expect(inside.text).toMatch(next)
        const beside = await place.start(["upgrade"], { options: { schema: "rooms" } }).ended
        expect(beside.text).toMatch(/MIGRATION_FAILED the server refused a statement before any migration was run/)
        expect(beside.text).toMatch(next)
        expect((await place.start(["current"]).ended).text).toMatch(/pending First/)
        await query(`ALTER DATABASE "${name}" RESET default_transaction_read_only`)
        await finishes()
    })
})

describe("runners at once", () => {
    test("twenty: each migration once", rest, async () => {
        const runs = Array.from({ length: 20 }, () => place.start(["upgrade"], { isProxied: false }).ended)
        const ended = await Promise.all(runs)
        expect(ended.map(({ code, text }) => (code === 0 ? 0 : text))).toEqual(ended.map(() => 0))
        expect(ended.filter(({ text }) => /done 4 run/.test(text))).toHaveLength(1)
        expect(await place.state()).toEqual(DONE)
    })

    test("TypeORM's beside ours: whoever is late skips what the other has done", async () => {
        const held = place.proxy.holdAt(/CREATE TABLE room/, "before")
        const ours = place.start(["upgrade"])
        const { release } = await held
        const theirs = place.start(["migration:run", "-t", "each"], { isTypeorm: true, isProxied: false })
        // Its next one waits for our transaction to end.
        await expect.poll(() => place.state(), { timeout: 20_000 }).toMatchObject({ executed: MIGRATIONS.slice(0, 2) })
        release()
        const ended = [await ours.ended, await theirs.ended]
        expect(ended.map(({ code, text }) => (code === 0 ? 0 : text))).toEqual([0, 0])
        expect(ended[0]?.text).toMatch(/skipped First\d+: another runner did it/)
        // TypeORM's runner takes no lock and does not look again: what it ran outside a transaction it may record beside ours, which
        // then tells it once, and has nothing left to run.
        const { executed, ...state } = await place.state()
        expect({ ...state, executed: [...new Set(executed)] }).toEqual(DONE)
        expect((await place.start(["upgrade"]).ended).text).toMatch(/up to date nothing is pending/)
        expect((await place.start(["current"]).ended).text).toMatch(/^Fill1700000000004 \(head\)$/m)
    })
})

describe("the record of a run that kill -9 ends", () => {
    interface Recorded {
        readonly point: string
        readonly at: RegExp
        readonly when: "before" | "after"
        readonly which: number
        /** What stands in the row of that migration; null: there is none. */
        readonly state: "started" | "finished" | null
    }
    const recorded: readonly Recorded[] = [
        { point: "before it starts", at: /^INSERT INTO .*_runs/, when: "before", which: 0, state: null },
        { point: "when it has started", at: /^INSERT INTO .*_runs/, when: "after", which: 0, state: "started" },
        { point: "inside its transaction", at: /CREATE TABLE room/, when: "after", which: 0, state: "started" },
        { point: "after its end is written, before COMMIT", at: /^COMMIT/, when: "before", which: 0, state: "started" },
        { point: "after COMMIT", at: /^COMMIT/, when: "after", which: 0, state: "finished" },
        { point: "outside a transaction", at: /^CREATE INDEX CONC/, when: "after", which: 2, state: "started" },
    ]
    sampled(recorded, ({ point }) => point === "inside its transaction")(
        "$point",
        async ({ at, when, which, state }) => {
            const name = MIGRATIONS[which]
            const read = async (): Promise<unknown> => {
                const [row] = await place.database
                    .query(`SELECT state, ended_at IS NULL AS open FROM typeorm_autogen_runs WHERE name = '${name}'`)
                    .catch(() => [])
                return row === undefined ? null : { ...row }
            }
            const held = place.proxy.holdAt(at, when)
            const run = place.start(["upgrade"])
            await held
            run.child.kill("SIGKILL")
            await run.ended
            const expected = state === null ? null : { state, open: state === "started" }
            await expect.poll(read, { timeout: 10_000, interval: 30 }).toEqual(expected)
            // In the history exactly where the end is recorded: both are written in one transaction.
            await expect.poll(async () => (await place.state()).executed.includes(name)).toBe(state === "finished")
            await finishes()
            expect(await read()).toEqual({ state: "finished", open: false })
        },
    )
})

import { afterEach, describe, expect, test, vi } from "vitest"
import { announce, hearing, whileWaiting } from "../../src/autogen/core/announce.js"
import { borrowPostgres, closeSpare, freshPostgres, prepareSpare } from "../../src/autogen/rehearse/spare-postgres.js"
import { rest } from "../support/sampled.js"

describe("a Postgres that was only asked", () => {
    afterEach(closeSpare)

    /** What makes one known again: statistics of the process go on. */
    const mark = async (postgres: { query(sql: string): Promise<readonly object[]> }) =>
        (await postgres.query("SELECT pg_catalog.pg_postmaster_start_time()::text AS started"))[0]

    test("is given to the next one, as it was", async () => {
        const first = await borrowPostgres()
        await first.query("BEGIN")
        await first.query("CREATE TABLE room (id int)")
        await first.query("CREATE ROLE passing")
        await first.query("ROLLBACK")
        const started = await mark(first)
        await first.close()
        const next = await borrowPostgres()
        expect(await mark(next)).toEqual(started)
        await next.close()
    })

    test("is closed where anything was left behind", rest, async () => {
        for (const sql of [
            "CREATE TABLE room (id int)",
            "CREATE ROLE left_behind",
            "SET search_path = pg_catalog",
            "BEGIN; SELECT 1/0",
        ]) {
            const first = await borrowPostgres()
            await first.query(sql).catch(() => undefined)
            const started = await mark(first).catch(() => undefined)
            await first.close()
            const next = await borrowPostgres()
            expect([sql, await mark(next)]).not.toEqual([sql, started])
            expect(await next.query("SELECT 1 FROM pg_catalog.pg_class WHERE relname = 'room'")).toEqual([])
            await next.close()
        }
    })

    test("is taken for good by who needs one of his own; two at once have two", async () => {
        prepareSpare()
        const [one, other] = await Promise.all([freshPostgres(), borrowPostgres()])
        await one.query("CREATE TABLE room (id int)")
        expect(await other.query("SELECT 1 FROM pg_catalog.pg_class WHERE relname = 'room'")).toEqual([])
        await one.close()
        await other.close()
    })
})

describe("what takes its time", () => {
    afterEach(() => void vi.useRealTimers())

    test("is said once after a second, and again where the text has changed", async () => {
        vi.useFakeTimers()
        const said: string[] = []
        let count = 0
        const work = hearing(
            (text) => said.push(text),
            () =>
                whileWaiting(
                    () => `run ${count}`,
                    () => new Promise<void>((resolve) => setTimeout(resolve, 20_000)),
                ),
        )
        await vi.advanceTimersByTimeAsync(900)
        expect(said).toEqual([])
        await vi.advanceTimersByTimeAsync(6_000)
        expect(said).toEqual(["run 0"])
        count = 7
        await vi.advanceTimersByTimeAsync(14_000)
        await work
        expect(said).toEqual(["run 0", "run 7"])
        await vi.advanceTimersByTimeAsync(20_000)
        expect(said).toHaveLength(2)
    })

    test("is said to nobody who does not listen", async () => {
        announce("nothing")
        expect(
            await whileWaiting(
                () => "nothing",
                () => Promise.resolve(1),
            ),
        ).toBe(1)
    })
})

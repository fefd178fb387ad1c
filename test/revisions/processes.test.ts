// @module-tag rest
import { spawn, type ChildProcess } from "node:child_process"
import { once } from "node:events"
import { createInterface } from "node:readline"
import { fileURLToPath } from "node:url"
import { DataSource } from "typeorm"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { current } from "../../src/autogen/revisions/current.js"
import type { Progress } from "../../src/autogen/revisions/progress.js"
import { upgrade } from "../../src/autogen/revisions/upgrade.js"
import { createDatabase, type Database } from "../support/databases.js"
import { serverFor } from "../support/servers.js"
import { inSession, migration, places, three, threeNames } from "./support.js"

const script = fileURLToPath(new URL("runner-child.ts", import.meta.url))
const steps = [1, 2, 3, 4, 5].map((number) => `Step170000000000${number}`)

type Line = Readonly<Record<string, unknown>>

interface Runner {
    readonly process: ChildProcess
    readonly lines: Line[]
    until(test: (line: Line) => boolean): Promise<Line>
    readonly ended: Promise<unknown>
}

let database: Database
let runners: Runner[]
beforeEach(async () => {
    database = await createDatabase(serverFor(16))
    runners = []
})
afterEach(async () => {
    for (const runner of runners) runner.process.kill("SIGKILL")
    await Promise.all(runners.map(({ ended }) => ended))
    await database.close()
})

function start(environment: Readonly<Record<string, string>> = {}): Runner {
    const child = spawn(process.execPath, ["--import", "@oxc-node/core/register", script], {
        env: { ...process.env, URL: database.url, ...environment },
        stdio: ["ignore", "pipe", "inherit"],
    })
    const lines: Line[] = []
    const waiting: { readonly test: (line: Line) => boolean; readonly resolve: (line: Line) => void }[] = []
    createInterface({ input: child.stdout }).on("line", (text) => {
        const line = JSON.parse(text) as Line
        lines.push(line)
        for (const { test, resolve } of waiting) if (test(line)) resolve(line)
    })
    const runner: Runner = {
        process: child,
        lines,
        until: (test) => {
            const found = lines.find(test)
            if (found !== undefined) return Promise.resolve(found)
            return new Promise((resolve) => waiting.push({ test, resolve }))
        },
        ended: once(child, "close"),
    }
    runners.push(runner)
    return runner
}

const isResult = (line: Line): boolean => "executed" in line || "code" in line
const hasStarted =
    (name: string | undefined) =>
    (line: Line): boolean =>
        line["kind"] === "started" && line["migration"] === name
const executed = async (): Promise<readonly unknown[]> =>
    (await database.query("SELECT name FROM migrations ORDER BY id")).map((row) => row["name"])

describe("two runners", () => {
    test("run each migration once, whoever comes first, with either version of TypeORM", async () => {
        const both = [start({ SECONDS: "1" }), start({ SECONDS: "1", TYPEORM: "0.3" })]
        const results = await Promise.all(both.map((runner) => runner.until(isResult)))
        expect(results.map((result) => result["executed"]).sort()).toEqual([[], steps])
        expect(await executed()).toEqual(steps)
        const waiting = both.flatMap(({ lines }) => lines).filter((line) => line["kind"] === "waiting")
        expect(waiting).toEqual([
            { kind: "waiting", processId: expect.any(Number) as number, application: "runner-child" },
        ])
    })

    test.each(places)("of one process do so, too, on $place", async ({ open }) => {
        const place = await open()
        const dataSource = (): DataSource => new DataSource({ type: "postgres", ...place.options, migrations: three })
        await inSession(dataSource(), current)
        const runs = [1, 2, 3].map(() => inSession(dataSource(), (session) => upgrade(session)))
        const names = (await Promise.all(runs)).flatMap((result) => result.executed)
        expect(names.sort()).toEqual([...threeNames].sort())
        await place.close()
    })
})

describe("a runner", () => {
    test("that is killed leaves nothing half done, and does not keep the next one waiting", async () => {
        const killed = start({ SECONDS: "60" })
        await killed.until(hasStarted(steps[1]))
        await statementRuns("pg_sleep(60)")
        killed.process.kill("SIGKILL")
        const began = Date.now()
        const result = await start().until(isResult)
        expect(result["executed"]).toEqual(steps.slice(1))
        expect(Date.now() - began).toBeLessThan(20_000)
        expect(await executed()).toEqual(steps)
    })

    test("that is interrupted cancels its statement and rolls back", async () => {
        const runner = start({ SECONDS: "60" })
        await statementRuns("pg_sleep(60)")
        runner.process.kill("SIGINT")
        const result = await runner.until(isResult)
        expect(result).toMatchObject({ code: "INTERRUPTED" })
        expect(result["message"]).toContain(steps[1])
        await runner.ended
        expect(await executed()).toEqual(steps.slice(0, 1))
        expect(await database.query("SELECT to_regclass('step_1') AS step")).toEqual([{ step: null }])
    })

    test("that loses its connection says so", async () => {
        const runner = start({ SECONDS: "60" })
        await statementRuns("pg_sleep(60)")
        await database.query(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'runner-child' AND datname = current_database()",
        )
        const result = await runner.until(isResult)
        expect(result).toMatchObject({ code: "MIGRATION_FAILED" })
        expect(result["message"]).toContain("rolled back and is still pending")
        await runner.ended
    })

    test("that waits for another one can be interrupted, too", async () => {
        await database.query("CREATE TABLE seen (note text)")
        const first = start({ SECONDS: "60" })
        await statementRuns("pg_sleep(60)")
        const abort = new AbortController()
        const heard: Progress[] = []
        const dataSource = new DataSource({
            type: "postgres",
            url: database.url,
            migrations: [migration(steps[0] ?? "", "")],
        })
        const waits = inSession(dataSource, (session) =>
            upgrade(session, {
                signal: abort.signal,
                onProgress: (progress) => {
                    heard.push(progress)
                    abort.abort()
                },
            }),
        )
        await expect(waits).rejects.toMatchObject({ code: "INTERRUPTED" })
        expect(heard).toHaveLength(1)
        // Asking where the database stands does not wait.
        expect((await inSession(dataSource, current)).executed).toEqual(steps.slice(0, 1))
        first.process.kill("SIGKILL")
    })
})

async function statementRuns(part: string): Promise<void> {
    const sql = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND state = 'active' AND query = $1"
    while ((await database.query(sql, [`SELECT ${part}`])).length === 0) {
        await new Promise((resolve) => setTimeout(resolve, 50))
    }
}

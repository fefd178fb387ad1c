// @module-tag rest
import { spawn } from "node:child_process"
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { createDatabase, type Database } from "../support/databases.js"
import { serverFor, startServer, type Server, type StartedServer } from "../support/servers.js"
import { installedModules, linkModules } from "./support/installed.js"
import { ormconfig, plainProject } from "./support/story.js"

// Tenants on three servers, two runs at once, and a run that is killed in the middle.

const root = realpathSync(mkdtempSync(join(tmpdir(), "autogen-tenants-")))
const servers: StartedServer[] = []
const databases: Database[] = []

const migration = (at: string, sql: string): string => `
export class Step${at} {
    name = "Step${at}"
    async up(queryRunner) { await queryRunner.query(${JSON.stringify(sql)}) }
    async down(queryRunner) { await queryRunner.query("SELECT 1") }
}
`

function write(files: Readonly<Record<string, string>>): void {
    for (const [path, text] of Object.entries(files)) {
        mkdirSync(dirname(join(root, path)), { recursive: true })
        writeFileSync(join(root, path), text)
    }
}

interface Ended {
    readonly code: number | null
    readonly out: string
    readonly all: string
}

interface Running {
    readonly ended: Promise<Ended>
    kill(): void
}

function start(args: readonly string[], env: Readonly<Record<string, string>>): Running {
    const child = spawn(process.execPath, [join(root, "node_modules/typeorm-autogen/dist/cli/main.js"), ...args], {
        cwd: root,
        env: { PATH: process.env["PATH"], NO_COLOR: "1", ...env },
        stdio: ["ignore", "pipe", "pipe"],
    })
    let out = ""
    let err = ""
    child.stdout.on("data", (text: Buffer) => (out += text.toString()))
    child.stderr.on("data", (text: Buffer) => (err += text.toString()))
    return {
        ended: new Promise((resolve) => child.on("close", (code) => resolve({ code, out, all: out + err }))),
        kill: () => void child.kill("SIGKILL"),
    }
}

async function database(server: Server): Promise<Database> {
    const made = await createDatabase(server, { prefix: "tenants" })
    databases.push(made)
    return made
}

beforeAll(async () => {
    linkModules(await installedModules(), root)
    for (let count = 0; count < 2; count++) servers.push(await startServer(16))
    const config = ormconfig().replace("src/migrations/*.ts", "src/migrations/*.js")
    write({
        ...(plainProject as Readonly<Record<string, string>>),
        "ormconfig.ts": `${config}\nexport const autogen = { tenants: process.env["TENANTS"]?.split(" ") ?? [] }\n`,
        "src/migrations/1763800000000-room.js": migration("1763800000000", "CREATE TABLE room (id int PRIMARY KEY)"),
    })
}, 240_000)
afterAll(async () => {
    await Promise.all(databases.map((each) => each.close()))
    await Promise.all(servers.map((server) => server.stop()))
    rmSync(root, { recursive: true, force: true })
})

describe("tenants", { timeout: 240_000 }, () => {
    it("on three servers, by URL: no output holds a password", async () => {
        const made = [await database(serverFor(16))]
        for (const server of servers) made.push(await database(server))
        const urls = made.map(({ url }) => url)
        const wrong = (urls[2] ?? "").replace(/:[^:@]+@/, ":hush-hush-secret@")
        const [base = ""] = urls
        const failing = await start(["upgrade", "--tenants", "--continue-on-failure", "--debug"], {
            DATABASE_URL: base,
            TENANTS: [...urls, `${wrong}_missing`].join(" "),
        }).ended
        expect(failing.code, failing.all).toBe(1)
        expect(failing.all).toMatch(/4 tenants: 3 upgraded, 0 up to date; 1 failed: 127\.0\.0\.1:\d+\/\w+_missing/)
        const password = encodeURIComponent(serverFor(16).password)
        for (const secret of ["hush-hush-secret", password, serverFor(16).password])
            expect(failing.all).not.toContain(secret)
        for (const each of made)
            expect(await each.query("SELECT count(*)::int AS n FROM public.migrations")).toEqual([{ n: 1 }])
        const again = await start(["upgrade", "--tenants", "--json"], { DATABASE_URL: base, TENANTS: urls.join(" ") })
            .ended
        expect(again.code, again.all).toBe(0)
        expect(again.all).not.toContain(password)
        expect((JSON.parse(again.out) as { readonly tenants: unknown[] }).tenants).toHaveLength(3)
    })

    it("two runs at once: each migration once for each tenant, both are done", async () => {
        const shared = await database(serverFor(16))
        const names = Array.from({ length: 8 }, (_, index) => `t${index}`)
        const env = { DATABASE_URL: shared.url, TENANTS: names.join(" ") }
        const runs = await Promise.all([
            start(["upgrade", "--tenants"], env).ended,
            start(["upgrade", "--tenants"], env).ended,
        ])
        for (const { code, all } of runs) expect(code, all).toBe(0)
        for (const name of names)
            expect(await shared.query(`SELECT name FROM ${name}.migrations`)).toEqual([{ name: "Step1763800000000" }])
    })

    it("killed in the middle: the next run takes what is left", async () => {
        const shared = await database(serverFor(16))
        const names = Array.from({ length: 8 }, (_, index) => `t${index}`)
        const env = { DATABASE_URL: shared.url, TENANTS: names.join(" ") }
        write({
            // The fifth waits for as long as this lock is held.
            "src/migrations/1763800000001-slow.js": migration(
                "1763800000001",
                "DO $$ BEGIN IF pg_catalog.current_schema() = 't4' THEN PERFORM pg_catalog.pg_advisory_xact_lock(4711); END IF; END $$",
            ),
        })
        await shared.query("SELECT pg_advisory_lock(4711)")
        const killed = start(["upgrade", "--tenants", "--concurrency", "1"], env)
        const waiting = "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND objid = 4711"
        await expect.poll(() => shared.query(waiting), { timeout: 60_000, interval: 50 }).not.toEqual([])
        killed.kill()
        await killed.ended
        await shared.query("SELECT pg_advisory_unlock(4711)")
        const left = await start(["current", "--tenants"], env).ended
        expect(left.all).toMatch(/t3 Step1763800000001 \(head\)/)
        expect(left.all).toMatch(/t5 base, 2 pending/)
        const next = await start(["upgrade", "--tenants"], env).ended
        expect(next.code, next.all).toBe(0)
        expect(next.all).toMatch(/8 tenants: 4 upgraded, 4 up to date/)
        for (const name of names)
            expect(await shared.query(`SELECT count(*)::int AS n FROM ${name}.migrations`)).toEqual([{ n: 2 }])
    })
})

import { readdirSync, writeFileSync } from "node:fs"
import { hostname } from "node:os"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { lockFolder } from "../../src/autogen/rehearse/embedded-lock.js"
import { openEmbeddedPostgres } from "../../src/autogen/rehearse/embedded-postgres.js"
import { startChild, temporaryFolder } from "./children.js"
import { rest } from "../support/sampled.js"

const holder = (folder: string): string => `
    import { lockFolder } from "rehearse/embedded-lock.ts"
    await lockFolder(${JSON.stringify(folder)})
    console.log(process.pid)
    setInterval(() => undefined, 1000)
`

describe("the lock of a folder", () => {
    it("names the process that holds it, and is free when that process was killed", async () => {
        const folder = temporaryFolder()
        const child = startChild(holder(folder))
        const pid = Number(await child.line())
        await expect(lockFolder(folder)).rejects.toMatchObject({
            code: "EMBEDDED_IN_USE",
            message: expect.stringContaining(`pid ${pid}`) as string,
            fields: { folder, pid },
        })
        child.kill()
        await child.ended
        const lock = await lockFolder(folder)
        expect(readdirSync(folder)).toHaveLength(1)
        lock.release()
        lock.release()
        expect(readdirSync(folder)).toEqual([])
    })

    it("is given back when the process exits without a word", async () => {
        const folder = temporaryFolder()
        const child = startChild(`${holder(folder)}; process.exit(0)`)
        await child.ended
        expect(readdirSync(folder)).toEqual([])
    })

    it("is not held by a stranger who got the pid of a dead owner", async () => {
        const folder = temporaryFolder()
        const first = await lockFolder(folder)
        const file = join(folder, readdirSync(folder)[0] ?? "")
        first.release()
        const claim = { pid: 1, host: hostname() }
        // Without a start time (no /proc) the pid alone decides, and process 1 always lives.
        writeFileSync(`${file}-a`, JSON.stringify({ ...claim, namespace: await namespaceOf(folder) }))
        await expect(lockFolder(folder)).rejects.toMatchObject({ code: "EMBEDDED_IN_USE" })
        const started = "another boot/1"
        writeFileSync(`${file}-a`, JSON.stringify({ ...claim, namespace: await namespaceOf(folder), started }))
        const lock = await lockFolder(folder)
        lock.release()
    })

    it("believes an owner on another machine", async () => {
        const folder = temporaryFolder()
        writeFileSync(join(folder, "lock-7-x"), JSON.stringify({ pid: 2 ** 22 - 1, host: "elsewhere" }))
        await expect(lockFolder(folder)).rejects.toMatchObject({
            code: "EMBEDDED_IN_USE",
            message: expect.stringContaining('on "elsewhere"') as string,
            next: expect.stringContaining("lock-7-x") as string,
        })
    })

    it("goes to exactly one of many who take over from the dead", rest, async () => {
        const folder = temporaryFolder()
        const dead = startChild(holder(folder))
        await dead.line()
        dead.kill()
        await dead.ended
        const race = `
            import { lockFolder } from "rehearse/embedded-lock.ts"
            while (Date.now() < ${Date.now() + 3000});
            await lockFolder(${JSON.stringify(folder)}).then(() => console.log("got it"), (error) => console.log(error.code))
            setInterval(() => undefined, 1000)
        `
        const children = Array.from({ length: 5 }, () => startChild(race))
        const outcomes = await Promise.all(children.map((child) => child.line()))
        for (const child of children) child.kill()
        expect(outcomes.filter((outcome) => outcome === "got it").length).toBe(1)
        expect(outcomes.filter((outcome) => outcome === "EMBEDDED_IN_USE").length).toBe(4)
    })
})

describe("an embedded folder", () => {
    it("keeps what was committed when its process is killed while it writes", rest, async () => {
        const dataDir = join(temporaryFolder(), "data")
        const child = startChild(`
            import { openEmbeddedPostgres } from "rehearse/embedded-postgres.ts"
            const postgres = await openEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)} })
            await postgres.exec("CREATE TABLE entry (id integer PRIMARY KEY, text text)")
            for (let id = 1; ; id++) {
                await postgres.query("INSERT INTO entry VALUES ($1, repeat('x', 4000))", [id])
                await new Promise((resolve) => process.stdout.write(id + "\\n", resolve))
            }
        `)
        let committed = 0
        while (committed < 300) committed = Number(await child.line())
        await expect(openEmbeddedPostgres({ dataDir })).rejects.toMatchObject({ code: "EMBEDDED_IN_USE" })
        child.kill()
        const { output } = await child.ended
        committed = Number(output.trim().split("\n").at(-1))

        const postgres = await openEmbeddedPostgres({ dataDir })
        const [row] = await postgres.query("SELECT count(*)::int AS count, max(id) AS max FROM entry")
        expect(row?.["count"]).toBe(row?.["max"])
        expect(row?.["count"]).toBeGreaterThanOrEqual(committed)
        expect(await postgres.query("SELECT id FROM entry WHERE length(text) <> 4000")).toEqual([])
        await postgres.close()
    })

    it("begins again when its process was killed while it was being made", async () => {
        const dataDir = join(temporaryFolder(), "data")
        const child = startChild(`
            import { openEmbeddedPostgres } from "rehearse/embedded-postgres.ts"
            import { existsSync } from "node:fs"
            import { syncBuiltinESMExports } from "node:module"
            import fs from "node:fs"
            const write = fs.writeFileSync
            let count = 0
            fs.writeFileSync = (file, ...rest) => {
                if (String(file).startsWith(${JSON.stringify(dataDir)}) && ++count > 100) process.kill(process.pid, "SIGKILL")
                return write(file, ...rest)
            }
            syncBuiltinESMExports()
            await openEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)} })
        `)
        expect((await child.ended).code).toBeNull()
        expect(readdirSync(dataDir)).not.toContain("PG_VERSION")
        const postgres = await openEmbeddedPostgres({ dataDir })
        expect(await postgres.query("SELECT 1 AS one")).toEqual([{ one: 1 }])
        await postgres.close()
    })
})

/** The pid namespace as the lock writes it. */
async function namespaceOf(folder: string): Promise<string | undefined> {
    const other = temporaryFolder()
    const lock = await lockFolder(other)
    const { readFileSync } = await import("node:fs")
    const { namespace } = JSON.parse(readFileSync(join(other, readdirSync(other)[0] ?? folder), "utf8")) as {
        namespace?: string
    }
    lock.release()
    return namespace
}

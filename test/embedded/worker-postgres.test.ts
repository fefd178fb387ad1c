import { expect, test } from "vitest"
import { openEmbeddedPostgres } from "../../src/autogen/rehearse/embedded-postgres.js"
import { within } from "../support/within.js"
import { startChild } from "./children.js"

const ENDLESS = "DO $$ BEGIN LOOP END LOOP; END $$"
const OPEN = `
import { openEmbeddedPostgres } from "rehearse/embedded-postgres.js"
const postgres = await openEmbeddedPostgres()
`

test("a statement that takes too long ends, and its Postgres with it; timers go on meanwhile", async () => {
    const postgres = await openEmbeddedPostgres()
    await postgres.query("SELECT 1")
    postgres.limit(30_000)
    await postgres.query("SELECT pg_catalog.pg_sleep(0.1)")
    postgres.limit(500)
    let ticks = 0
    const timer = setInterval(() => ticks++, 20)
    await expect(postgres.query(ENDLESS)).rejects.toMatchObject({
        code: "STATEMENT_TIMEOUT",
        message: "the statement has run for 0.5 s in the embedded Postgres, which cannot be interrupted, and was ended",
        fields: { milliseconds: 500 },
    })
    clearInterval(timer)
    // A thread that waits for the statement would hear none; how many there are is a matter of what else runs on the machine.
    expect(ticks).toBeGreaterThan(2)
    await expect(postgres.query("SELECT 1")).rejects.toThrow()
    await postgres.close()
})

test("without a limit a statement may take its time, and a limit can be taken back", async () => {
    const postgres = await openEmbeddedPostgres()
    postgres.limit(300)
    postgres.limit(null)
    await postgres.query("SELECT pg_catalog.pg_sleep(0.6)")
    await postgres.close()
})

test("a process ends by itself while one is open, and not before a query is answered", async () => {
    const child = startChild(`${OPEN}
void postgres.query("SELECT pg_catalog.pg_sleep(0.3), 7 AS n").then(([row]) => console.log(row?.n))
`)
    expect(await child.ended).toMatchObject({ code: 0, output: "7" })
})

test("a signal is heard while a statement runs that never ends, and the process ends at once", async () => {
    const child = startChild(`${OPEN}
process.on("SIGTERM", () => process.exit(5))
setTimeout(() => console.log("running"), 200)
await postgres.query("${ENDLESS}")
`)
    expect(await child.line()).toBe("running")
    const ended = await within(2_000, () => {
        child.kill("SIGTERM")
        return child.ended
    })
    expect(ended).toMatchObject({ code: 5 })
})

test("what the process was started with is not for the thread: a loader, a debugger's options", async () => {
    const child = startChild(
        `${OPEN}
console.log((await postgres.query("SELECT 1 AS n"))[0]?.n)
await postgres.close()
`,
        {
            env: {
                NODE_OPTIONS: "--trace-warnings --import=data:text/javascript,console.log(import.meta.url.length>0)",
            },
        },
    )
    // Once, for the process.
    expect(await child.ended).toMatchObject({ code: 0, output: "true\n1" })
})

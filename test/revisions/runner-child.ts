import "reflect-metadata"
import { DataSource } from "typeorm"
import { DataSource as DataSource03 } from "typeorm-0.3"
import { openSession } from "../../src/autogen/revisions/session.js"
import { upgrade } from "../../src/autogen/revisions/upgrade.js"
import { migration } from "./support.js"

// A runner in a process of its own: prints its progress and its result as lines of JSON. SIGINT interrupts it.
const { URL: url, SECONDS: seconds = "0", TYPEORM: version } = process.env
const names = [1, 2, 3, 4, 5].map((number) => `Step170000000000${number}`)
const migrations = names.map((name, at) =>
    migration(name, [`CREATE TABLE step_${at} (id int)`, `SELECT pg_sleep(${at === 1 ? seconds : "0.05"})`]),
)
const options = { type: "postgres", url, migrations, applicationName: "runner-child" }
const dataSource =
    version === "0.3"
        ? (new DataSource03(options as never) as unknown as DataSource)
        : new DataSource(options as ConstructorParameters<typeof DataSource>[0])
const say = (value: unknown): void => console.log(JSON.stringify(value))
const abort = new AbortController()
process.once("SIGINT", () => abort.abort())
const session = await openSession(dataSource)
try {
    say(await upgrade(session, { onProgress: say, signal: abort.signal }))
} catch (error) {
    say({ code: (error as { code?: unknown }).code, message: (error as Error).message })
} finally {
    await session.close()
}

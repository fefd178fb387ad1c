// `npm run bench:waits`: how long others wait for a table while a plan runs on it, online and in the plain forms, in one run on one
// server. Rows by `npm run bench:waits -- 500000`; the server's version by BENCH_PG (16). Prints a table in Markdown.
import pg from "pg"
import { statementsOf, type PlanStep } from "../src/autogen/core/plan.js"
import { inspect } from "../src/autogen/inspect/inspect.js"
import { planSchemas } from "../src/autogen/planning/plan-entities.js"
import { createDatabase, type Database } from "../test/support/databases.js"
import { startServer, type ServerVersion } from "../test/support/servers.js"

const rows = Number(process.argv[2] ?? 500_000)
const version = Number(process.env["BENCH_PG"] ?? 16) as ServerVersion

const BEFORE = `
    CREATE TABLE building (id int PRIMARY KEY);
    CREATE TABLE room (id int PRIMARY KEY, code varchar(36), size int, building int)`
/** A change each, of what stands in BEFORE. */
const changes: readonly (readonly [string, string])[] = [
    ["an index", "CREATE INDEX room_code_ix ON room (code)"],
    ["a unique constraint", "ALTER TABLE room ADD CONSTRAINT room_code_uq UNIQUE (code)"],
    ["a foreign key", "ALTER TABLE room ADD CONSTRAINT room_building_fk FOREIGN KEY (building) REFERENCES building"],
    ["a check", "ALTER TABLE room ADD CONSTRAINT room_size_ck CHECK (size < 1000000000)"],
    ["NOT NULL", "ALTER TABLE room ALTER building SET NOT NULL"],
    ["NOT NULL, nulls become the default", "ALTER TABLE room ALTER size SET NOT NULL, ALTER size SET DEFAULT 7"],
    ["a column with a default", "ALTER TABLE room ADD floor int NOT NULL DEFAULT 0"],
    ["a longer varchar", "ALTER TABLE room ALTER code TYPE varchar(64)"],
]

interface Waits {
    /** Milliseconds: the whole change, and the longest that one read and one write took meanwhile. */
    readonly change: number
    readonly read: number
    readonly write: number
}

const server = await startServer(version)
try {
    console.log(`\n${rows} rows, PostgreSQL ${version}; the longest wait of another connection, in milliseconds:\n`)
    console.log("| Change | online: read | write | whole change | plain: read | write | whole change |")
    console.log("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for (const [name, sql] of changes) {
        const measured = [await measure(sql, true), await measure(sql, false)]
        const cells = measured.flatMap(({ read, write, change }) =>
            [read, write, change].map((time) => time.toFixed(0)),
        )
        console.log(`| ${[name, ...cells].join(" | ")} |`)
    }
} finally {
    await server.stop()
}

async function measure(sql: string, online: boolean): Promise<Waits> {
    const [place, there] = [await open(), await open()]
    try {
        await there.query(sql)
        const plan = await planSchemas(await inspect(place), await inspect(there), { online })
        await place.query(`INSERT INTO building SELECT generate_series(1, 1000)`)
        await place.query(
            `INSERT INTO room SELECT n, 'room ' || n, CASE WHEN n % 3 > 0 THEN n END, 1 + n % 1000 FROM generate_series(1, ${rows}) AS n`,
        )
        await place.query("VACUUM ANALYZE")
        return await watched(place, () => run(place, plan.steps))
    } finally {
        await place.close()
        await there.close()
    }
}

async function open(): Promise<Database> {
    const database = await createDatabase(server, { prefix: "waits" })
    await database.query(BEFORE)
    return database
}

/** Reads and writes rows of the table all the time on two other connections while the work lasts. */
async function watched(place: Database, work: () => Promise<void>): Promise<Waits> {
    let isOver = false
    const longest = async (sql: () => string): Promise<number> => {
        const client = new pg.Client({ connectionString: place.url })
        await client.connect()
        let most = 0
        try {
            while (!isOver) {
                const started = performance.now()
                await client.query(sql())
                most = Math.max(most, performance.now() - started)
            }
        } finally {
            await client.end()
        }
        return most
    }
    const id = (): number => 1 + Math.floor(Math.random() * rows)
    const reads = longest(() => `SELECT code FROM room WHERE id = ${id()}`)
    const writes = longest(() => `UPDATE room SET building = 1 + (building + 1) % 1000 WHERE id = ${id()}`)
    const started = performance.now()
    try {
        await work()
    } finally {
        isOver = true
    }
    const change = performance.now() - started
    return { change, read: await reads, write: await writes }
}

/** As a runner does: a transaction for each migration, unless one of its statements must be outside of any. */
async function run(place: Database, steps: readonly PlanStep[]): Promise<void> {
    for (const { up, down } of steps) {
        const isOne = [...statementsOf(up), ...statementsOf(down)].every(({ transaction }) => transaction === "inside")
        if (isOne) await place.query("BEGIN")
        for (const { sql } of statementsOf(up)) await place.query(sql)
        if (isOne) await place.query("COMMIT")
    }
}

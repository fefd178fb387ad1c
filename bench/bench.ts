// `npm run bench`: how long an in-sync check takes, against pg_dump and TypeORM's own schema builder on the same server in the same
// run. Sizes by `npm run bench -- 100 1000 10000`; the server's version by BENCH_PG (16); the most MiB of heap that Node gives to the check
// by BENCH_HEAP. Prints a table in Markdown.
import { execFileSync, spawnSync } from "node:child_process"
import { rmSync } from "node:fs"
import { join } from "node:path"
import { createDatabase } from "../test/support/databases.js"
import { startServer, type ServerVersion } from "../test/support/servers.js"
import { repository, writeBenchProject } from "./bench-project.js"

/** TypeORM's builder and its metadata are quadratic: beyond this many tables nobody waits for the one, or twice for the other. */
const MOST_FOR_TYPEORM = 1000

const loader = ["--import", "@oxc-node/core/register"]
const sizes = process.argv.slice(2).map(Number)
const version = Number(process.env["BENCH_PG"] ?? 16) as ServerVersion
const heap = process.env["BENCH_HEAP"]
const nativeDump = findNativeDump()

/** A whole process of the command line: milliseconds, bytes. */
interface Check {
    readonly time: number
    readonly peak: number
}

/** What was measured at one size: milliseconds, bytes. */
interface Measurement {
    readonly tables: number
    readonly check: Check
    /** Null where pg_dump fails: it locks every table at once, for which a server may lack room. */
    readonly dump: number | null
    readonly inside: {
        readonly metadata: number
        readonly inspection: number
        readonly check: number
        readonly queries: number
    }
    readonly generate: { readonly check: number; readonly generate: number }
    readonly history: { readonly first: number; readonly second: number }
    readonly log: number | null
}

/** Loaded before the command: the memory that its process had at its peak, in bytes, goes into file descriptor 3. */
const TELL_PEAK = `import { writeSync } from "node:fs"
process.on("exit", () => writeSync(3, String(process.resourceUsage().maxRSS * 1024)))`

const measurements: Measurement[] = []
const server = await startServer(version)
try {
    for (const tables of sizes.length > 0 ? sizes : [100, 1000]) measurements.push(await measure(tables))
} finally {
    await server.stop()
    // What has been measured is shown, whatever comes after it.
    if (measurements.length > 0) print(measurements)
}

async function measure(tables: number): Promise<Measurement> {
    const folder = writeBenchProject(tables)
    const database = await createDatabase(server, { prefix: "bench" })
    const environment = {
        ...process.env,
        BENCH_URL: database.url,
        NODE_OPTIONS: "",
        AUTOGEN_CACHE: join(folder, "cache"),
    }
    const child = (script: string, ...args: readonly string[]): string =>
        execFileSync(process.execPath, [...loader, join(repository, "bench", script), ...args], {
            cwd: repository,
            env: environment,
            encoding: "utf8",
            stdio: ["ignore", "pipe", "inherit"],
            maxBuffer: 1 << 30,
        })
    try {
        progress(`${tables} tables: building`)
        child("in-process.ts", folder, "build")
        progress(`${tables} tables: the check, inside one process`)
        const inside = JSON.parse(child("in-process.ts", folder, "check")) as Measurement["inside"]
        progress(`${tables} tables: generate, inside one process`)
        const generate = JSON.parse(child("in-process.ts", folder, "generate")) as Measurement["generate"]
        progress(`${tables} tables: the check against the history, twice`)
        const history = JSON.parse(child("in-process.ts", folder, "history")) as Measurement["history"]
        progress(`${tables} tables: the check, whole processes`)
        const runs = tables > MOST_FOR_TYPEORM ? 1 : 2
        const checks = Array.from({ length: runs }, () => wholeCheck(folder, environment))
        const check = {
            time: Math.min(...checks.map(({ time }) => time)),
            peak: Math.max(...checks.map(({ peak }) => peak)),
        }
        progress(`${tables} tables: pg_dump, whole processes`)
        const dump = unlessItFails(() =>
            best(runs, () =>
                nativeDump
                    ? execFileSync(nativeDump, ["--schema-only", "--dbname", database.url], { maxBuffer: 1 << 30 })
                    : child("dump-process.ts", database.url),
            ),
        )
        if (tables > MOST_FOR_TYPEORM) return { tables, check, dump, inside, generate, history, log: null }
        progress(`${tables} tables: TypeORM's builder`)
        const { log } = JSON.parse(child("in-process.ts", folder, "typeorm")) as { log: number }
        return { tables, check, dump, inside, generate, history, log }
    } finally {
        await database.close()
        rmSync(folder, { recursive: true, force: true })
    }
}

/** One run of the command line on a project that is in sync. */
function wholeCheck(folder: string, environment: NodeJS.ProcessEnv): Check {
    const limits = heap === undefined ? [] : [`--max-old-space-size=${heap}`]
    const script = [join(repository, "dist/cli/main.js"), "check"]
    const begun = performance.now()
    const { status, output } = spawnSync(
        process.execPath,
        [...limits, "--import", `data:text/javascript,${encodeURIComponent(TELL_PEAK)}`, ...script],
        { cwd: folder, env: environment, encoding: "utf8", stdio: ["ignore", "pipe", "pipe", "pipe"] },
    )
    const time = performance.now() - begun
    if (status !== 0) throw new Error(`the check failed: ${output.join("\n")}`)
    return { time, peak: Number(output[3]) }
}

/** The fastest of so many runs: the first may pay for cold caches. */
function best(runs: number, work: () => unknown): number {
    const times = Array.from({ length: runs }, () => {
        const begun = performance.now()
        work()
        return performance.now() - begun
    })
    return Math.min(...times)
}

function unlessItFails(measure: () => number): number | null {
    try {
        return measure()
    } catch (error) {
        progress(error instanceof Error ? error.message : String(error))
        return null
    }
}

/** A pg_dump of the machine's own that is as new as the server, if there is one. */
function findNativeDump(): string | undefined {
    try {
        const said = execFileSync("pg_dump", ["--version"], { encoding: "utf8" })
        return Number(/(\d+)/.exec(said)?.[1]) >= version ? "pg_dump" : undefined
    } catch {
        return undefined
    }
}

function print(rows: readonly Measurement[]): void {
    const dump = nativeDump ? "pg_dump" : "pg_dump 18 as WebAssembly"
    const titles = [
        "tables",
        "check, whole process",
        `${dump}, whole process`,
        "ratio",
        "check, inside",
        "of it inspection",
        "queries",
        "TypeORM's log(), inside",
        "ratio",
        "TypeORM's metadata",
        "check, memory at its peak",
    ]
    const lines = rows.map((row) => [
        String(row.tables),
        seconds(row.check.time),
        row.dump === null ? "fails" : seconds(row.dump),
        row.dump === null ? "" : ratio(row.check.time, row.dump),
        seconds(row.inside.check),
        seconds(row.inside.inspection),
        String(row.inside.queries),
        row.log === null ? "not run" : seconds(row.log),
        row.log === null ? "" : ratio(row.inside.check, row.log),
        seconds(row.inside.metadata),
        `${Math.round(row.check.peak / 2 ** 20)} MiB`,
    ])
    const table = [titles, titles.map(() => "---:"), ...lines].map((cells) => `| ${cells.join(" | ")} |`)
    for (const { tables, inside, dump: dumped, generate, history } of rows) {
        const against = dumped === null ? "" : `check (inside) : ${dump} ${times(inside.check, dumped)}; `
        process.stdout.write(
            `${tables} tables: ${against}check : inspection ${times(inside.check, inside.inspection)}; generate : check ${times(generate.generate, generate.check)}; second check against the history : first ${times(history.second, history.first)}\n`,
        )
    }
    const [smaller, larger] = rows.slice(-2)
    process.stdout.write(`PostgreSQL ${version}, Node ${process.version}\n\n${table.join("\n")}\n\n`)
    if (!smaller || !larger) return
    const growth = larger.inside.check / smaller.inside.check
    process.stdout.write(
        `\n${larger.tables / smaller.tables} times the tables take ${growth.toFixed(1)} times the check.\n`,
    )
}

function seconds(milliseconds: number): string {
    return `${(milliseconds / 1000).toFixed(2)} s`
}

function ratio(part: number, whole: number): string {
    return `1 : ${(whole / part).toFixed(1)}`
}

function times(part: number, whole: number): string {
    return `${(part / whole).toFixed(2)} (${seconds(part)} : ${seconds(whole)})`
}

function progress(text: string): void {
    process.stderr.write(`${text}\n`)
}

// `npm run bench:tenants`: one history run for many schemas of one server, and a check of all of them against a check of each, in one run. So many
// schemas by `npm run bench:tenants -- 1000`, so many tables in each by a second number; the server's version by BENCH_PG (16). Prints a table in
// Markdown.
import { mkdirSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { checkTenants, generate, upgradeTenants } from "../src/autogen/index.js"
import { createDatabase } from "../test/support/databases.js"
import { startServer, type ServerVersion } from "../test/support/servers.js"
import { repository, writeBenchProject } from "./bench-project.js"

const count = Number(process.argv[2] ?? 1000)
const tables = Number(process.argv[3] ?? 5)
const version = Number(process.env["BENCH_PG"] ?? 16) as ServerVersion

/** So many are checked one by one: all of them would take as many times longer. */
const SAMPLE = Math.min(20, count)

const names = Array.from({ length: count }, (_, index) => `tenant_${String(index).padStart(5, "0")}`)
const folder = writeBenchProject(tables)
mkdirSync(join(folder, "migrations"))
writeFileSync(
    join(folder, "ormconfig.ts"),
    `import "reflect-metadata"
import { DataSource } from "typeorm"
export default new DataSource({
    type: "postgres", url: process.env.BENCH_URL, installExtensions: false, uuidExtension: "pgcrypto",
    entities: [import.meta.dirname + "/entities/*.ts"], migrations: [import.meta.dirname + "/migrations/*.ts"],
})
export const autogen = { tenants: ${JSON.stringify(names)} }
`,
)
const config = join(folder, "ormconfig.ts")
const server = await startServer(version)
const database = await createDatabase(server, { prefix: "bench" })
process.env["BENCH_URL"] = database.url
try {
    const { file, source } = await generate({ config, name: "first", rehearse: false, dryRun: true })
    // The folder has no package of that name.
    const op = JSON.stringify(join(repository, "src/autogen/op/index.ts"))
    writeFileSync(file ?? "", (source ?? "").replace(/["']typeorm-autogen\/op["']/, op))
    const half = Math.floor(count / 2)
    const oneByOne = await timed(() => upgraded(names.slice(0, half), 1))
    const severally = await timed(() => upgraded(names.slice(half), 8))
    await database.query("ANALYZE")
    const idle = await timed(() => upgraded(names, 8))
    const all = await timed(() => checked(names))
    const each = await timed(async () => {
        for (const name of names.slice(0, SAMPLE)) await checked([name])
    })
    console.log(`\n${count} schemas of ${tables} tables, PostgreSQL ${version}:\n`)
    console.log("| What | whole | for each | ratio |\n| --- | ---: | ---: | ---: |")
    row("upgrade, one at a time", oneByOne, half, 1)
    row("upgrade, 8 at a time", severally, count - half, severally / (count - half) / (oneByOne / half))
    row("upgrade, nothing pending", idle, count, idle / count / (oneByOne / half))
    row(`check, each by itself (${SAMPLE} of them)`, each, SAMPLE, 1)
    row("check, all at once", all, count, all / count / (each / SAMPLE))
} finally {
    await database.close()
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
}

async function upgraded(tenants: readonly string[], concurrency: number): Promise<void> {
    const { tenants: done, notRun } = await upgradeTenants({ config, tenants, concurrency })
    const failed = done.find(({ error }) => error !== null)
    if (failed?.error) throw new Error(`${failed.tenant}: ${failed.error.message}`)
    if (notRun.length > 0) throw new Error(`${notRun.length} tenants did not run`)
}

async function checked(tenants: readonly string[]): Promise<void> {
    const { inSync, groups } = await checkTenants({ config, tenants })
    if (!inSync) throw new Error(groups.map(({ error, result }) => error?.message ?? result?.drifts.length).join("; "))
}

async function timed(work: () => Promise<unknown>): Promise<number> {
    const begun = performance.now()
    await work()
    return performance.now() - begun
}

function row(what: string, time: number, of: number, ratio: number): void {
    console.log(`| ${what} | ${(time / 1000).toFixed(1)} s | ${(time / of).toFixed(1)} ms | ${ratio.toFixed(3)} |`)
}

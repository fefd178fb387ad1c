// The child process of the bench that measures inside: `node … in-process.ts FOLDER build|check|generate|history|typeorm`. Prints one line of JSON.
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import type { DataSource } from "typeorm"
import { checkDrift, generate, inspect, planEntities, statementsOf, type Queryable } from "typeorm-autogen"
import { writeBenchHistory } from "./bench-project.js"

const [folder = "", task = ""] = process.argv.slice(2)
const module = (await import(pathToFileURL(join(folder, "ormconfig.ts")).href)) as { default: DataSource }
const dataSource = module.default
const started = performance.now()
await dataSource.initialize()
const metadata = performance.now() - started
const runner = dataSource.createQueryRunner()
let queries = 0
const connection: Queryable = {
    query: async (sql, params) => {
        queries++
        return (await runner.query(sql, params && [...params])) as Record<string, unknown>[]
    },
}

const tasks: Readonly<Record<string, () => Promise<object>>> = {
    /** Creates the tables. */
    async build() {
        const plan = await timed(() => planEntities(dataSource, connection))
        const statements = statementsOf(plan.value.up)
        writeBenchHistory(
            folder,
            statements.map(({ sql }) => sql),
        )
        for (const statement of statements) await connection.query(statement.sql)
        await connection.query("ANALYZE")
        return { planning: plan.milliseconds, statements: statements.length }
    },
    async check() {
        const looks = []
        for (let round = 0; round < 3; round++) {
            const inspection = await timed(() => inspect(connection, { schemas: ["public"] }))
            queries = 0
            const plan = await timed(() => planEntities(dataSource, connection))
            if (plan.value.changes.length > 0) throw new Error(`not in sync: ${plan.value.changes.length} changes`)
            looks.push({ inspection: inspection.milliseconds, check: plan.milliseconds, queries })
        }
        const [best] = looks.sort((a, b) => a.check - b.check)
        return { metadata, ...best }
    },
    /** A check and a generate that find one column missing. */
    async generate() {
        await connection.query('ALTER TABLE "bench_00000" DROP COLUMN "score"')
        try {
            const check = await timed(() => planEntities(dataSource, connection))
            const generated = await timed(() => generate({ cwd: folder, dryRun: true, name: "bench" }))
            if (generated.value.plan.changes.length !== 1) throw new Error("not one change")
            return { check: check.milliseconds, generate: generated.milliseconds }
        } finally {
            await connection.query('ALTER TABLE "bench_00000" ADD COLUMN "score" double precision')
        }
    },
    /** The same check against the history twice: the second one finds a cache. */
    async history() {
        const options = { cwd: folder, config: "history.ts", against: "history" } as const
        const [first, second] = [await timed(() => checkDrift(options)), await timed(() => checkDrift(options))]
        if (!first.value.inSync || !second.value.inSync) throw new Error("the history is not in sync")
        return { first: first.milliseconds, second: second.milliseconds }
    },
    async typeorm() {
        const log = await timed(() => dataSource.driver.createSchemaBuilder().log())
        return { log: log.milliseconds, found: log.value.upQueries.length }
    },
}

async function timed<T>(work: () => Promise<T>): Promise<{ readonly value: T; readonly milliseconds: number }> {
    const begun = performance.now()
    return { value: await work(), milliseconds: performance.now() - begun }
}

const result = await tasks[task]?.()
await runner.release()
await dataSource.destroy()
process.stdout.write(`${JSON.stringify(result)}\n`)

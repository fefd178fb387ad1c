// The child process of the bench that measures inside: `node … in-process.ts FOLDER build|check|typeorm`. Prints one line of JSON.
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import type { DataSource } from "typeorm"
import { inspect, planEntities, statementsOf, type Queryable } from "typeorm-autogen"

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

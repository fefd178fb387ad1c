import { existsSync, readdirSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import * as current from "typeorm"
import * as previous from "typeorm-0.3"
import { describe, expect, it } from "vitest"
import { connectionFromEnvironment } from "../../src/autogen/rehearse/connection-options.js"
import { embeddedStream } from "../../src/autogen/rehearse/embedded-stream.js"
import { startChild, temporaryFolder } from "./children.js"
import { rest, sampledSuites } from "../support/sampled.js"

// The two versions have types of their own; what is used here is the same in both.
const versions = [
    ["1.1", current],
    ["0.3", previous as unknown as typeof current],
] as const

interface Room {
    id: number
    key: string
    code: string
    price: string | null
    since: Date
    tags: string[]
}

function dataSourceOf(typeorm: typeof current, stream: ReturnType<typeof embeddedStream>): current.DataSource {
    const room = new typeorm.EntitySchema<Room>({
        name: "room",
        columns: {
            id: { type: "integer", primary: true, generated: "increment" },
            key: { type: "uuid", generated: "uuid" },
            code: { type: "varchar", length: 36, unique: true },
            price: { type: "numeric", nullable: true },
            since: { type: "timestamptz", default: () => "now()" },
            tags: { type: "text", array: true, default: [] },
        },
    })
    class CreateNote1700000000000 {
        name = "CreateNote1700000000000"
        up = async (runner: current.QueryRunner): Promise<void> =>
            void (await runner.query(`CREATE TABLE "note" ("id" SERIAL PRIMARY KEY, "text" text NOT NULL)`))
        down = async (runner: current.QueryRunner): Promise<void> => void (await runner.query(`DROP TABLE "note"`))
    }
    return new typeorm.DataSource({
        type: "postgres",
        extra: { stream },
        entities: [room],
        migrations: [CreateNote1700000000000],
    })
}

sampledSuites(versions)("TypeORM %s", ([version, typeorm]) => {
    it("works over the stream", async () => {
        const dataSource = await dataSourceOf(typeorm, embeddedStream()).initialize()
        await dataSource.synchronize()
        const log = await dataSource.driver.createSchemaBuilder().log()
        expect(log.upQueries).toEqual([])
        expect(await dataSource.runMigrations()).toHaveLength(1)
        expect(await dataSource.showMigrations()).toBe(false)
        const rooms = dataSource.getRepository<Room>("room")
        const saved = await rooms.save({ code: "A1", price: "12.50", tags: ["large", "with, comma"] })
        expect(await rooms.findOneByOrFail({ id: saved.id })).toMatchObject({
            price: "12.50",
            tags: ["large", "with, comma"],
        })
        expect(saved.since).toBeInstanceOf(Date)
        await expect(rooms.insert({ code: "A1" })).rejects.toMatchObject({
            driverError: { code: "23505", table: "room" },
        })

        const failed = dataSource.transaction(async (manager) => {
            await manager.getRepository<Room>("room").insert({ code: "B1" })
            throw new Error("no")
        })
        await expect(failed).rejects.toThrow("no")
        const transactions = Array.from({ length: 12 }, (_, i) =>
            dataSource.transaction(async (manager) => {
                await manager.getRepository<Room>("room").insert({ code: `C${i}` })
                return manager.getRepository<Room>("room").count()
            }),
        )
        expect((await Promise.all(transactions)).sort((a, b) => a - b)).toEqual(
            Array.from({ length: 12 }, (_, i) => i + 2),
        )
        const counts = await Promise.all(Array.from({ length: 30 }, () => rooms.count()))
        expect(new Set(counts)).toEqual(new Set([13]))
        await dataSource.undoLastMigration()
        await dataSource.destroy()

        // In memory, the data belongs to the stream function.
        await dataSource.initialize()
        expect(await dataSource.getRepository("room").count()).toBe(13)
        await dataSource.destroy()
    })

    it("opens a folder with the first connection and closes it with the last", async () => {
        const folder = join(temporaryFolder(), "data")
        const dataSource = dataSourceOf(typeorm, embeddedStream(folder))
        expect(existsSync(folder)).toBe(false)
        await dataSource.initialize()
        await dataSource.synchronize()
        const claims = (): string[] => readdirSync(folder).filter((name) => name.startsWith("lock-"))
        expect(claims()).toHaveLength(1)
        await dataSource.destroy()
        await expect.poll(claims, { timeout: 20_000 }).toEqual([])
        await dataSource.initialize()
        expect(await dataSource.getRepository("room").count()).toBe(0)
        await dataSource.destroy()
    })

    it("lets the process end, without destroy too", rest, async () => {
        const folder = join(temporaryFolder(), "data")
        const script = (end: string): string => `
            import { DataSource } from "${createRequire(import.meta.url).resolve(version === "1.1" ? "typeorm" : "typeorm-0.3")}"
            import { embeddedStream } from "rehearse/embedded-stream.ts"
            const extra = { stream: embeddedStream(${JSON.stringify(folder)}), idleTimeoutMillis: 500 }
            const dataSource = await new DataSource({ type: "postgres", extra }).initialize()
            console.log(JSON.stringify(await dataSource.query("SELECT 1 AS one")))
            ${end}
        `
        for (const end of ["await dataSource.destroy()", "", "process.exitCode = 3; await dataSource.destroy()"]) {
            const { code, output, errors } = await startChild(script(end)).ended
            expect({ code, output, errors }).toEqual({
                code: end.includes("3") ? 3 : 0,
                output: '[{"one":1}]',
                errors: "",
            })
            expect(readdirSync(folder).filter((name) => name.startsWith("lock-"))).toEqual([])
        }
    })

    it("runs from its own command line", rest, async () => {
        const project = temporaryFolder()
        const root = fileURLToPath(new URL("../..", import.meta.url))
        const cli = join(root, "node_modules", version === "1.1" ? "typeorm" : "typeorm-0.3", "cli.js")
        const file = join(project, "data-source.mts")
        writeFileSync(
            file,
            `import { DataSource } from "${createRequire(import.meta.url).resolve(version === "1.1" ? "typeorm" : "typeorm-0.3")}"
            import { connectionFromEnvironment } from "${join(root, "src/autogen/rehearse/connection-options.ts")}"
            class First1700000000000 {
                async up(runner) { await runner.query("CREATE TABLE first (id integer)") }
                async down(runner) { await runner.query("DROP TABLE first") }
            }
            export default new DataSource({ ...connectionFromEnvironment({}), migrations: [First1700000000000] })`,
        )
        for (const [command, expected] of [
            ["migration:show", "[ ] First1700000000000"],
            ["migration:run", "First1700000000000 has been executed successfully"],
            ["migration:show", "[X] 1 First1700000000000"],
            ["migration:revert", "First1700000000000 has been reverted successfully"],
        ] as const) {
            const run = startChild(
                `process.argv.push("${command}", "-d", ${JSON.stringify(file)}); await import(${JSON.stringify(cli)})`,
                { cwd: project },
            )
            const { code, output, errors } = await run.ended
            expect(output + errors).toContain(expected)
            expect(code).toBe(0)
        }
        expect(readdirSync(project)).toContain(".postgres")
        expect(existsSync(join(project, ".postgres", "PG_VERSION"))).toBe(true)
    })
})

describe("connectionFromEnvironment", () => {
    it("is accepted by both versions' types", () => {
        const connection = connectionFromEnvironment({ DATABASE_URL: "postgres://localhost/app" })
        expect(new current.DataSource({ ...connection, entities: [] }).options.type).toBe("postgres")
        expect(new previous.DataSource({ ...connection, entities: [] }).options.type).toBe("postgres")
    })
})

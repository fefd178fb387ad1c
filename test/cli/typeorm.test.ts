// @module-tag rest
import "reflect-metadata"
import { describe, expect, it } from "vitest"
import { Column, DataSource, Entity, PrimaryGeneratedColumn } from "typeorm"
import { newDatabase, type Environment, type Place } from "./databases.js"
import { makeProject, ormconfig, type Project } from "./project.js"
import { sampledSuites } from "../support/sampled.js"

@Entity()
class Room {
    @PrimaryGeneratedColumn()
    id!: number

    @Column("varchar", { length: 36 })
    code!: string

    @Column({ type: "integer", nullable: true })
    size!: number | null
}

/** TypeORM's own schema builder on the database: what it does is TypeORM's word against ours. */
async function withTypeorm<T>({ database }: Place, work: (dataSource: DataSource) => Promise<T>): Promise<T> {
    const dataSource = new DataSource({ type: "postgres", url: database.url, entities: [Room] })
    await dataSource.initialize()
    try {
        return await work(dataSource)
    } finally {
        await dataSource.destroy()
    }
}

async function generated(project: Project, environment: Environment): Promise<void> {
    const said = await project.run(["generate", "--no-rehearse"], environment)
    expect(said, said.all).toMatchObject({ code: 0 })
}

describe("TypeORM's schema builder", () => {
    it("finds nothing to do after Room's first migration", async () => {
        const project = await makeProject()
        const place = await newDatabase()
        await generated(project, place.environment)
        expect(await project.run(["upgrade"], place.environment)).toMatchObject({ code: 0 })
        const { upQueries } = await withTypeorm(place, (dataSource) => dataSource.driver.createSchemaBuilder().log())
        expect(upQueries.map(({ query }) => query)).toEqual([])
    })

    it("makes a database in which check finds nothing", async () => {
        const project = await makeProject()
        const place = await newDatabase()
        await withTypeorm(place, (dataSource) => dataSource.synchronize())
        const said = await project.run(["check"], place.environment)
        expect(said, said.all).toMatchObject({ code: 0 })
    })
})

/** The loader for TypeScript under ES modules leaves CommonJS alone: there TypeORM's command line gets compiled files. */
const compiledGlob = 'entities: [Room],\n    migrations: [__dirname + "/src/migrations/*.{ts,js}"],'

sampledSuites(["module", "commonjs"] as const, 2)("TypeORM's command line in a project of type %s", (format) => {
    it("shows, runs and reverts our files, and takes turns with our command line", async () => {
        const isCompiled = format === "commonjs"
        const project = await makeProject({
            format,
            files: isCompiled ? { "ormconfig.ts": ormconfig(compiledGlob) } : {},
        })
        const { environment, database } = await newDatabase()
        const table = async (): Promise<unknown> =>
            (await database.query("SELECT to_regclass('room')::text AS name"))[0]?.["name"]
        const ours = async (...args: readonly string[]): Promise<string> => {
            const said = await project.run(args, environment)
            expect(said, said.all).toMatchObject({ code: 0 })
            return said.out
        }
        const theirs = async (command: string): Promise<string> => {
            const said = await project.typeorm(command, isCompiled ? "dist/ormconfig.js" : "ormconfig.ts", environment)
            // migration:show ends with 1 where something is pending.
            if (command !== "migration:show") expect(said, said.all).toMatchObject({ code: 0 })
            return said.all
        }
        await generated(project, environment)
        if (isCompiled) project.compile()
        expect(await theirs("migration:show")).toMatch(/\[ \] CreateRoom\d{13}/)
        expect(await theirs("migration:run")).toMatch(/CreateRoom\d{13} has been\s+executed successfully/)
        expect(await table()).toBe("room")
        expect(await ours("current")).toMatch(/^CreateRoom\d{13} \(head\)\n$/)
        expect(await ours("upgrade")).toContain("up to date")
        expect(await ours("downgrade")).toBe("done 1 reverted\n")
        expect(await table()).toBeNull()
        expect(await ours("upgrade")).toBe("done 1 run, 0 pending\n")
        expect(await theirs("migration:show")).toMatch(/\[X\] \d+ CreateRoom\d{13}/)
        expect(await theirs("migration:revert")).toMatch(/CreateRoom\d{13} has been\s+reverted successfully/)
        expect(await table()).toBeNull()
        expect(await ours("current")).toMatch(/^base\npending CreateRoom/)
    }, 300_000)
})

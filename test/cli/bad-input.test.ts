import { writeFileSync } from "node:fs"
import { beforeAll, describe, expect, it } from "vitest"
import { environmentOf, newDatabase, type Environment, type Place } from "./databases.js"
import { makeProject, ormconfig, room, type Project, type Said } from "./project.js"
import { rest } from "../support/sampled.js"
import { within } from "../support/within.js"

const password = "hidden-secret"
const nowhere: Environment = { DATABASE_URL: `postgres://nobody:${password}@127.0.0.1:1/none` }

/** Every refusal: exit 1, a code, a next step, no stack, no password, no result. */
function expectRefusal(said: Said, code: string): void {
    expect(said, said.all).toMatchObject({ code: 1, out: "" })
    expect(said.err).toMatch(new RegExp(`^error ${code} \\S`, "m"))
    expect(said.err).toMatch(/^next {2}\S/m)
    expect(said.err).not.toMatch(/^\s+at .*:\d+:\d+/m)
    expect(said.all).not.toContain(password)
}

/** Runs a command that must be refused, and sees that no file of the project has changed. */
async function refused(
    project: Project,
    code: string,
    args: readonly string[],
    environment?: Environment,
): Promise<Said> {
    const before = project.snapshot()
    const said = await project.run(args, environment)
    expectRefusal(said, code)
    expect(project.snapshot()).toEqual(before)
    return said
}

describe("a server that cannot be used", () => {
    let project: Project
    beforeAll(async () => {
        project = await makeProject()
    })

    it("unreachable server", async () => {
        for (const command of ["generate", "upgrade"]) {
            const { err } = await refused(project, "CONNECTION_REFUSED", [command], nowhere)
            expect(err).toContain("127.0.0.1:1")
        }
    })

    it("wrong password", async () => {
        const environment = environmentOf("postgres", { POSTGRES_PASSWORD: password })
        const { err } = await refused(project, "CONNECTION_PASSWORD", ["generate"], environment)
        expect(err).toContain('"postgres"')
    })

    it("missing database", async () => {
        const { err } = await refused(project, "CONNECTION_DATABASE_MISSING", ["upgrade"], environmentOf("not_there"))
        expect(err).toContain('next  CREATE DATABASE "not_there";')
    })

    it("some settings of the connection set, but not all", async () => {
        const { err } = await refused(project, "CONNECTION_SETTINGS_INCOMPLETE", ["check"], {
            POSTGRES_USER: "me",
            POSTGRES_PASSWORD: password,
        })
        expect(err).toContain("POSTGRES_HOSTNAME, APPLICATION_DB")
    })

    it("the stack only with --debug, and no password there either", async () => {
        const said = await project.run(["check", "--debug"], nowhere)
        expect(said.code).toBe(1)
        expect(said.err).toMatch(/^\s+at .*:\d+:\d+/m)
        expect(said.all).not.toContain(password)
    })
})

describe("a configuration that cannot be used", () => {
    const dataSource = 'new DataSource({ type: "postgres", entities: [] })'
    const imports = 'import "reflect-metadata"\nimport { DataSource } from "typeorm"\n'

    it.each<[name: string, code: string, config: string | null, shown: string]>([
        ["config missing", "CONFIG_NOT_FOUND", null, "npx typeorm-autogen init"],
        [
            "config without a DataSource",
            "CONFIG_NO_DATA_SOURCE",
            "export const port = 1",
            "ormconfig.ts exports no DataSource",
        ],
        [
            "config with two DataSources",
            "CONFIG_SEVERAL_DATA_SOURCES",
            `${imports}export const first = ${dataSource}\nexport const second = ${dataSource}`,
            "--data-source first",
        ],
        [
            "config that throws",
            "CONFIG_LOAD_FAILED",
            'throw new Error("no luck")\nexport {}',
            "ormconfig.ts:1:7: no luck",
        ],
        ["config with a syntax error", "CONFIG_SYNTAX", "export default {\n    type: \n}", "ormconfig.ts:3"],
        [
            "config with an option that is none",
            "CONFIG_INVALID",
            `${imports}export default ${dataSource}\nexport const autogen = { stile: "sql" }`,
            'did you mean "style"?',
        ],
        [
            "another driver than postgres",
            "DRIVER_UNSUPPORTED",
            `${imports}export default new DataSource({ type: "sqljs", driver: {}, entities: [] })`,
            'of type "sqljs"',
        ],
    ])("%s", async (_, code, config, shown) => {
        const project = await makeProject({ files: { "ormconfig.ts": config } })
        const { err } = await refused(project, code, ["generate"], nowhere)
        expect(err).toContain(shown)
    })

    it("config with two DataSources, one of them named", async () => {
        const text = `${imports}export const first = ${dataSource}\nexport const second = ${dataSource}`
        const project = await makeProject({ files: { "ormconfig.ts": text } })
        const said = await project.run(["check", "--data-source", "second"], (await newDatabase()).environment)
        // It goes on to connect, where its options lead nowhere.
        expect(said.err).not.toContain("CONFIG_")
    })
})

describe("entities that cannot be used", rest, () => {
    it("an entity class that TypeORM rejects", async () => {
        const text =
            'import { Column, Entity } from "typeorm"\n@Entity()\nexport class Room {\n    @Column()\n    code!: string\n}\n'
        const project = await makeProject({ files: { "src/entities/room.ts": text } })
        const { err } = await refused(project, "ENTITIES_INVALID", ["generate"], nowhere)
        expect(err).toContain('"Room"')
    })

    it("an entity with a column of a type that Postgres does not have", async () => {
        const text = room().replace("length: 36", 'type: "nvarchar" as never')
        const project = await makeProject({ files: { "src/entities/room.ts": text } })
        const { err } = await refused(project, "ENTITIES_INVALID", ["generate"], nowhere)
        expect(err).toContain("Room.code")
    })

    it("an entity file with a syntax error", async () => {
        const project = await makeProject({
            files: { "src/entities/room.ts": room().replace("id!: number", "id!: number =") },
        })
        const { err } = await refused(project, "CONFIG_SYNTAX", ["check"], nowhere)
        expect(err).toContain("src/entities/room.ts")
    })

    it("two entities on one table that declare a column differently", async () => {
        const other = room(64).replace("@Entity()", '@Entity("room")').replace("class Room", "class Chamber")
        const config = ormconfig('entities: [Room, Chamber],\n    migrations: ["src/migrations/*.ts"],')
        const project = await makeProject({
            files: {
                "src/entities/chamber.ts": other,
                "ormconfig.ts": `import { Chamber } from "./src/entities/chamber.js"\n${config}`,
            },
        })
        const { environment } = await newDatabase()
        const { err } = await refused(project, "ENTITIES_CONTRADICT", ["generate"], environment)
        expect(err).toMatch(/Chamber.*code|code.*Chamber/)
    })
})

describe("a file that cannot be written", rest, () => {
    let place: Place
    beforeAll(async () => {
        place = await newDatabase()
    })

    it("unwritable folder: a file is in its place", async () => {
        const project = await makeProject({ files: { "src/migrations": "not a folder" } })
        for (const args of [
            ["create", "backfill"],
            ["generate", "--no-rehearse"],
        ]) {
            const { err } = await refused(project, "FILE_UNWRITABLE", args, place.environment)
            expect(err).toContain("src/migrations")
        }
        const { err } = await refused(project, "FILE_UNWRITABLE", [
            "init",
            "--migrations-folder",
            "src/migrations/deep",
        ])
        expect(err).toContain("src/migrations")
    })

    it("unwritable folder: one where nobody may write, root included", async () => {
        const project = await makeProject()
        for (const folder of ["/proc/migrations", "/proc/migrations/deeper"]) {
            project.write("ormconfig.ts", ormconfig().replace('"src/migrations" }', `"${folder}" }`))
            const { err } = await refused(project, "FILE_UNWRITABLE", ["create", "backfill"], nowhere)
            expect(err).toContain(folder)
        }
    })

    it("a file of the same name", async () => {
        // The clock is the only part of the name that changes: it stands still here.
        const clock = "data:text/javascript,Date.now = () => 1763800000000"
        const project = await makeProject()
        const file = "src/migrations/1763800000000-backfill.ts"
        project.write(file, "// not a migration, and not to be lost\n")
        const { err } = await refused(project, "FILE_EXISTS", ["create", "backfill"], {
            NODE_OPTIONS: `--import="${clock}"`,
        })
        expect(err).toContain(file)
    })
})

describe("a name that cannot be a migration's", rest, () => {
    let project: Project
    beforeAll(async () => {
        project = await makeProject()
    })

    it.each([
        ["slashes", "../../add/floor"],
        ["quotes", 'add "floor" and `wall`'],
        ["emoji", "add floor 🏢"],
    ])("a name with %s", async (_, name) => {
        const { err } = await refused(project, "NAME_INVALID", ["create", name], nowhere)
        expect(err).toContain("letters, digits, spaces, - and _")
    })

    it("the same for generate, before anything is asked of a server", async () => {
        await refused(project, "NAME_INVALID", ["generate", "../../add/floor"], nowhere)
    })

    it("a name with spaces, which is none of them", async () => {
        expect(await project.run(["create", " backfill  the codes "], nowhere)).toMatchObject({ code: 0 })
        const [file = ""] = project.migrations()
        expect(file).toMatch(/^\d{13}-backfill-the-codes\.ts$/)
        expect(project.read(`src/migrations/${file}`)).toMatch(/export class BackfillTheCodes\d{13} /)
    })

    it("a name in letters of another script, which is none either", async () => {
        expect(await project.run(["create", "додати поверх"], nowhere)).toMatchObject({ code: 0 })
        expect(project.migrations().at(-1)).toMatch(/^\d{13}-додати-поверх\.ts$/)
    })
})

/** A migration of these statements, as people write it. */
function migration(name: string, up: string): string {
    return `import type { MigrationInterface, QueryRunner } from "typeorm"
export class ${name} implements MigrationInterface {
    async up(queryRunner: QueryRunner): Promise<void> {
        ${up}
    }
    async down(queryRunner: QueryRunner): Promise<void> {
        await queryRunner.query("DROP TABLE first")
    }
}
`
}

describe("a migration that does not come to its end", rest, () => {
    const tables = "SELECT to_regclass('first')::text AS first, to_regclass('second')::text AS second"

    it("throws halfway: rolled back, named, still pending", async () => {
        const project = await makeProject()
        const { environment, database } = await newDatabase()
        project.write(
            "src/migrations/1763800000000-one.ts",
            migration("One1763800000000", 'await queryRunner.query("CREATE TABLE first ()")'),
        )
        project.write(
            "src/migrations/1763800000001-two.ts",
            migration(
                "Two1763800000001",
                'await queryRunner.query("CREATE TABLE second ()")\nawait queryRunner.query("SELECT no_such_column FROM first")',
            ),
        )
        const { err } = await refused(project, "MIGRATION_FAILED", ["upgrade"], environment)
        expect(err).toContain('the migration "Two1763800000001" failed: column "no_such_column" does not exist')
        expect(err).toContain("it was rolled back and is still pending")
        expect(await database.query(tables)).toEqual([{ first: "first", second: null }])
        expect((await project.run(["current"], environment)).out).toBe("One1763800000000\npending Two1763800000001\n")
    })

    it("throws halfway in the embedded Postgres: the same", async () => {
        const project = await makeProject()
        const text = migration(
            "One1763800000000",
            'await queryRunner.query("CREATE TABLE first ()")\nthrow new Error("enough")',
        )
        project.write("src/migrations/1763800000000-one.ts", text)
        const { err } = await refused(project, "MIGRATION_FAILED", ["upgrade"])
        expect(err).toContain('"One1763800000000" failed: enough')
        expect((await project.run(["current"])).out).toBe("base\npending One1763800000000\n")
        project.write("src/migrations/1763800000000-one.ts", text.replace('throw new Error("enough")', ""))
        expect(await project.run(["upgrade"])).toMatchObject({ code: 0 })
    })

    it.each(["SIGINT", "SIGTERM"] as const)(
        "is interrupted by %s (Ctrl-C is SIGINT): rolled back, still pending",
        async (signal) => {
            const project = await makeProject()
            const { environment, database } = await newDatabase()
            const statements = ["CREATE TABLE first ()", "SELECT pg_sleep(60)", "CREATE TABLE second ()"]
            const up = statements.map((sql) => `await queryRunner.query("${sql}")`).join("\n")
            project.write("src/migrations/1763800000000-slow.ts", migration("Slow1763800000000", up))
            const before = project.snapshot()
            const running = project.start(["upgrade"], environment)
            await running.saw("Slow1763800000000")
            await sleepingIn(database)
            const started = Date.now()
            running.child.kill(signal)
            const said = await running.said
            expectRefusal(said, "INTERRUPTED")
            expect(Date.now() - started).toBeLessThan(10_000)
            expect(said.err).toContain(
                'the migration "Slow1763800000000" was interrupted; it was rolled back and is still pending',
            )
            expect(await database.query(tables)).toEqual([{ first: null, second: null }])
            expect(
                await database.query(
                    "SELECT pid FROM pg_stat_activity WHERE query LIKE '%pg_sleep(60)%' AND state = 'active' AND pid <> pg_backend_pid() AND datname = current_database()",
                ),
            ).toEqual([])
            expect((await project.run(["current"], environment)).out).toBe("base\npending Slow1763800000000\n")
            expect(project.snapshot()).toEqual(before)
        },
    )
})

describe("a command that is interrupted by Ctrl-C", rest, () => {
    it("writes nothing any more: generate", async () => {
        const project = await makeProject()
        // The configuration says when the command has come so far that it must answer to the signal.
        project.write("ormconfig.ts", `console.error("loading")\n${ormconfig()}`)
        const before = project.snapshot()
        const running = project.start(["generate", "--against", "history"])
        await running.saw("loading")
        running.child.kill("SIGINT")
        expectRefusal(await running.said, "INTERRUPTED")
        await new Promise((resolve) => setTimeout(resolve, 100))
        expect(project.snapshot()).toEqual(before)
    })

    it("ends also while the embedded Postgres works on a statement that never ends", async () => {
        const project = await makeProject()
        const up = 'await queryRunner.query("DO $$ BEGIN LOOP END LOOP; END $$")'
        project.write("src/migrations/1763800000000-endless.ts", migration("Endless1763800000000", up))
        const before = project.snapshot()
        const running = project.start(["check", "--against", "history"])
        await running.saw("replaying the migrations: 0 of 1 have run")
        const said = await within(2_000, () => {
            running.child.kill("SIGTERM")
            return running.said
        })
        expectRefusal(said, "INTERRUPTED")
        expect(project.snapshot()).toEqual(before)
    })

    it("is not waited for forever: a migration that no query leads back", async () => {
        const project = await makeProject()
        const { environment, database } = await newDatabase()
        const up =
            'await queryRunner.query("CREATE TABLE first ()")\nawait new Promise((resolve) => setTimeout(resolve, 60_000))'
        project.write("src/migrations/1763800000000-slow.ts", migration("Slow1763800000000", up))
        const running = project.start(["upgrade"], environment)
        await running.saw("Slow1763800000000")
        await new Promise((resolve) => setTimeout(resolve, 500))
        running.child.kill("SIGINT")
        expectRefusal(await running.said, "INTERRUPTED")
        expect(await database.query("SELECT to_regclass('first')::text AS first")).toEqual([{ first: null }])
        expect((await project.run(["current"], environment)).out).toBe("base\npending Slow1763800000000\n")
    })
})

async function sleepingIn({ query }: Place["database"]): Promise<void> {
    const sleeping =
        "SELECT 1 FROM pg_stat_activity WHERE query LIKE '%pg_sleep(60)%' AND pid <> pg_backend_pid() AND datname = current_database()"
    while ((await query(sleeping)).length === 0) await new Promise((resolve) => setTimeout(resolve, 50))
}

describe("the embedded Postgres's folder", () => {
    it("open in another process: refused, with that process named, and never harmed", rest, async () => {
        const project = await makeProject()
        expect(await project.run(["generate", "--no-rehearse"])).toMatchObject({ code: 0 })
        const slow =
            'await queryRunner.query("CREATE TABLE first ()")\nconsole.error("inside")\nawait new Promise((resolve) => setTimeout(resolve, 60_000))'
        project.write("src/migrations/9763800000000-slow.ts", migration("Slow9763800000000", slow))
        const first = project.start(["upgrade"])
        await first.saw("inside")
        try {
            const { err } = await refused(project, "EMBEDDED_IN_USE", ["current"])
            expect(err).toContain(`pid ${first.child.pid}`)
            expect(err).toContain(".postgres")
            await refused(project, "EMBEDDED_IN_USE", ["upgrade"])
        } finally {
            first.child.kill("SIGKILL")
            await first.said
        }
        const said = await project.run(["current"])
        expect(said, said.all).toMatchObject({
            code: 0,
            out: expect.stringMatching(/^CreateRoom\d+\npending Slow9763800000000\n$/),
        })
    })

    it("that is not one: refused", async () => {
        const project = await makeProject()
        writeFileSync(project.path(".postgres"), "a file")
        const said = await project.run(["current"])
        expectRefusal(said, "EMBEDDED_FAILED")
    })
})

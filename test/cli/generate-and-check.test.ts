import { beforeAll, describe, expect, it } from "vitest"
import { newDatabase, type Environment } from "./databases.js"
import { floor, makeProject, room, type Project } from "./project.js"
import { rest } from "../support/sampled.js"

/** An address where nobody listens: whoever connects fails. */
const nowhere: Environment = { DATABASE_URL: "postgres://nobody:hidden-secret@127.0.0.1:1/none" }

/** The only line of a command that has nothing else to say on standard error. */
const openingLine = /^database \S+ on \S+:\d+, schema public; ormconfig\.ts\n$/

describe("a project whose migrations have run", () => {
    let project: Project
    let environment: Environment
    beforeAll(async () => {
        project = await makeProject()
        environment = (await newDatabase()).environment
        const generated = await project.run(["generate", "--no-rehearse"], environment)
        expect(generated, generated.all).toMatchObject({ code: 0 })
        expect(await project.run(["upgrade"], environment)).toMatchObject({ code: 0 })
    })

    it("without a difference, generate says so, writes nothing and gives 0", rest, async () => {
        const before = project.snapshot()
        const said = await project.run(["generate"], environment)
        expect(said).toEqual({
            code: 0,
            out: "in sync no difference between the entities and the database: nothing to write\n",
            err: expect.stringMatching(openingLine),
            all: expect.any(String),
        })
        expect(project.snapshot()).toEqual(before)
    })

    it("without a difference, check --json has the same shape", async () => {
        const { code, out, err } = await project.run(["check", "--json"], environment)
        expect({ code, err, document: JSON.parse(out) }).toEqual({
            code: 0,
            err: expect.stringMatching(openingLine),
            document: { version: 1, inSync: true, pending: [], drifts: [], diagnostics: [] },
        })
    })

    describe("and whose entity has changed", () => {
        beforeAll(() => project.write("src/entities/room.ts", room(64, floor)))

        it("check gives 2 and names the object, the change, and the entity's file and property", async () => {
            const { code, out } = await project.run(["check"], environment)
            expect(code).toBe(2)
            expect(out).toBe(
                [
                    "public.room",
                    "  ~ column public.room.code  character varying(36) not null → character varying(64) not null  (Room.code, src/entities/room.ts)",
                    "  + column public.room.floor  integer  (Room.floor, src/entities/room.ts)",
                    "",
                ].join("\n"),
            )
        })

        it("check --json has a stable shape", rest, async () => {
            const { code, out } = await project.run(["check", "--json"], environment)
            expect(code).toBe(2)
            expect(JSON.parse(out)).toEqual({
                version: 1,
                inSync: false,
                pending: [],
                drifts: [
                    {
                        object: "column:public.room.code",
                        kind: "column",
                        change: "alter",
                        attributes: ["type"],
                        from: "character varying(36) not null",
                        to: "character varying(64) not null",
                        group: "public.room",
                        entity: "Room",
                        property: "code",
                        file: "src/entities/room.ts",
                        line: 8,
                        cause: "entities",
                    },
                    {
                        object: "column:public.room.floor",
                        kind: "column",
                        change: "create",
                        attributes: [],
                        from: null,
                        to: "integer",
                        group: "public.room",
                        entity: "Room",
                        property: "floor",
                        file: "src/entities/room.ts",
                        line: 14,
                        cause: "entities",
                    },
                ],
                diagnostics: [],
                question: "database-entities",
                problems: [],
                nextSteps: ["run `npx typeorm-autogen generate` and commit the file"],
            })
        })

        it("generate --dry-run prints the migration and nothing else, and writes nothing", rest, async () => {
            const before = project.snapshot()
            const { code, out, err } = await project.run(["generate", "--dry-run"], environment)
            expect(code).toBe(0)
            expect(out).toMatch(/^import type .*export class AlterRoom\d{13} implements MigrationInterface .*\}\n$/s)
            expect(err).toContain("proven up and down in the embedded Postgres")
            expect(project.snapshot()).toEqual(before)
        })

        it("generate --json has a stable shape", rest, async () => {
            const { code, out } = await project.run(
                ["generate", "add floor", "--json", "--dry-run", "--no-rehearse"],
                environment,
            )
            expect(code).toBe(0)
            const document: Record<string, unknown> = JSON.parse(out)
            expect(Object.keys(document)).toEqual([
                "version",
                "inSync",
                "migration",
                "migrations",
                "file",
                "written",
                "proven",
                "changes",
                "up",
                "down",
                "source",
                "diagnostics",
                "refused",
                "renameCandidates",
            ])
            expect(document).toMatchObject({
                version: 1,
                inSync: false,
                migration: expect.stringMatching(/^AddFloor\d{13}$/),
                file: expect.stringMatching(/\/src\/migrations\/\d{13}-add-floor\.ts$/),
                written: false,
                proven: false,
                changes: [{ object: "column:public.room.code" }, { object: "column:public.room.floor" }],
                up: [
                    {
                        sql: 'ALTER TABLE "public"."room" ALTER COLUMN "code" TYPE character varying(64)',
                        transaction: "inside",
                    },
                    { sql: 'ALTER TABLE "public"."room" ADD COLUMN "floor" integer', hazards: [] },
                ],
                down: [{ hazards: [{ kind: "scans-table" }] }, {}, { hazards: [{ kind: "deletes-data" }] }],
                source: expect.stringContaining("export class AddFloor"),
            })
        })

        it("generate --style sql writes plain queries, without any import of ours", rest, async () => {
            const { code, out } = await project.run(
                ["generate", "--style", "sql", "--dry-run", "--no-rehearse"],
                environment,
            )
            expect(code).toBe(0)
            expect(out).toContain("await queryRunner.query(")
            expect(out).not.toContain("typeorm-autogen")
        })

        it("generate --against history asks no server", rest, async () => {
            const { code, out, err } = await project.run(
                ["generate", "--against", "history", "--dry-run", "--no-rehearse"],
                nowhere,
            )
            expect({ code, err }).toMatchObject({ code: 0 })
            expect(out).toContain('op.addColumn("room", column("floor", integer()))')
        })

        it("check --against history asks no server either", rest, async () => {
            expect(await project.run(["check", "--against", "history"], nowhere)).toMatchObject({ code: 2 })
        })

        it("check gives 1 on an error", rest, async () => {
            const said = await project.run(["check"], nowhere)
            expect(said).toMatchObject({ code: 1, out: "", err: expect.stringMatching(/^error CONNECTION_REFUSED /m) })
            expect(said.all).not.toContain("hidden-secret")
        })

        it("an error under --json is JSON too", async () => {
            const { code, out } = await project.run(["check", "--json"], nowhere)
            expect(code).toBe(1)
            expect(JSON.parse(out)).toEqual({
                error: {
                    code: "CONNECTION_REFUSED",
                    message: "nothing accepts connections at 127.0.0.1:1",
                    next: expect.stringContaining("start the Postgres server"),
                },
            })
        })

        it("generate writes, and refuses to write it again while it is pending", rest, async () => {
            const first = await project.run(["generate", "add floor", "--no-rehearse"], environment)
            expect(first).toMatchObject({
                code: 0,
                out: expect.stringMatching(/^written src\/migrations\/\d+-add-floor\.ts\n$/),
            })
            const before = project.snapshot()
            const second = await project.run(["generate", "add floor"], environment)
            expect(second).toMatchObject({ code: 1, out: "" })
            expect(second.err).toMatch(
                /^error MIGRATIONS_PENDING .*AddFloor\d+.*\nnext .*typeorm-autogen upgrade.*--against history/m,
            )
            expect(project.snapshot()).toEqual(before)
            const history = await project.run(["generate", "--against", "history"], nowhere)
            expect(history, history.all).toMatchObject({ code: 0, out: expect.stringMatching(/^in sync/) })
            const checked = await project.run(["check", "--json"], environment)
            expect(checked.code).toBe(2)
            expect(JSON.parse(checked.out)).toMatchObject({
                inSync: false,
                pending: [expect.stringMatching(/^AddFloor/)],
            })
        })
    })
})

describe("a new project", () => {
    it("is wired by init, and init again changes nothing", async () => {
        const project = await makeProject({ files: { "ormconfig.ts": null } })
        const first = await project.run(["init"])
        expect(first, first.all).toMatchObject({ code: 0 })
        expect(first.out).toContain("created ormconfig.ts")
        const before = project.snapshot()
        expect(before["package.json"]).toContain("typeorm-autogen generate")
        expect(await project.run(["init"])).toMatchObject({ code: 0, out: expect.not.stringContaining("created") })
        expect(project.snapshot()).toEqual(before)
        const generated = await project.run(["generate", "--against", "history", "--no-rehearse", "--dry-run"])
        expect(generated, generated.all).toMatchObject({ code: 0, out: expect.stringContaining("createTable") })
    })

    it("gets empty migrations by create, without a database", async () => {
        const project = await makeProject()
        const { environment } = await newDatabase()
        expect(await project.run(["create", "backfill codes"], nowhere)).toMatchObject({ code: 0 })
        const [file = ""] = project.migrations()
        expect(file).toMatch(/^\d{13}-backfill-codes\.ts$/)
        expect(await project.run(["upgrade"], environment)).toMatchObject({ code: 0, out: "done 1 run, 0 pending\n" })
        expect(await project.run(["current"], environment)).toMatchObject({
            out: expect.stringMatching(/^BackfillCodes\d+ \(head\)\n$/),
        })
    })

    it("is told what commands there are, and that a wrong one is an error", async () => {
        const project = await makeProject()
        const help = await project.run(["--help"])
        for (const command of ["init", "generate", "create", "check", "upgrade", "downgrade", "current"]) {
            expect(help.out).toMatch(new RegExp(`^ {2}${command} `, "m"))
        }
        expect(help.code).toBe(0)
        expect(await project.run(["generat"])).toMatchObject({
            code: 1,
            err: expect.stringContaining("Did you mean generate?"),
        })
        expect(await project.run(["generate", "--dry-rum"])).toMatchObject({
            code: 1,
            err: expect.stringContaining("--dry-run"),
        })
        expect(await project.run(["downgrade", "--steps", "none"])).toMatchObject({
            code: 1,
            err: expect.stringMatching(/^error USAGE/m),
        })
    })
})

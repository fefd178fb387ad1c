// @module-tag rest
import { describe, expect, it } from "vitest"
import { newDatabase } from "./databases.js"
import { floor, makeProject, room } from "./project.js"

const attnum = "SELECT attnum FROM pg_attribute WHERE attrelid = 'room'::regclass AND attname = 'code'"

// The same on the embedded Postgres is the quickstart's story: test/readme/quickstart.test.ts.
describe.each(["module", "commonjs"] as const)("Room's story in a project of type %s", (format) => {
    it("is generated, runs, changes in place and goes back", async () => {
        const project = await makeProject({ format })
        const { environment, database } = await newDatabase()
        const { query } = database
        const run = (...args: readonly string[]) => project.run(args, environment)

        const first = await run("generate")
        expect(first, first.all).toMatchObject({ code: 0 })
        expect(first.out).toMatch(/^written src\/migrations\/\d{13}-create-room\.ts\n$/)
        expect(first.err).toContain("proven up and down in the embedded Postgres")
        const [firstFile = ""] = project.migrations()
        expect(project.read(`src/migrations/${firstFile}`)).toContain('await op.createTable("room", [')

        const again = await run("generate")
        expect(again).toMatchObject({ code: 1, out: "" })
        expect(again.err).toContain("error MIGRATIONS_PENDING a migration has not run on this database: CreateRoom")
        expect(project.migrations()).toHaveLength(1)

        expect(await run("upgrade")).toMatchObject({ code: 0, out: "done 1 run, 0 pending\n" })
        await query("INSERT INTO room (code, size) VALUES ('B-101', 20), ('Attic', NULL)")
        const rows = await query("SELECT id, code, size FROM room ORDER BY id")
        const place = await query(attnum)
        const before = project.snapshot()
        expect(await run("generate")).toMatchObject({ code: 0, out: expect.stringMatching(/^in sync /) })
        expect(project.snapshot()).toEqual(before)

        project.write("src/entities/room.ts", room(64, floor))
        const second = await run("generate", "wider code and a floor")
        expect(second, second.all).toMatchObject({ code: 0 })
        const [, secondFile = ""] = project.migrations()
        expect(secondFile).toMatch(/^\d{13}-wider-code-and-a-floor\.ts$/)
        const text = project.read(`src/migrations/${secondFile}`)
        expect(text).toContain("op.alterColumn(")
        expect(text).not.toContain('op.dropColumn("room", "code")')
        expect(await run("current")).toMatchObject({
            code: 0,
            out: expect.stringMatching(/^CreateRoom\d+\npending WiderCode/),
        })
        expect(await run("upgrade")).toMatchObject({ code: 0 })
        expect(await query("SELECT id, code, size FROM room ORDER BY id")).toEqual(rows)
        expect(await query(attnum)).toEqual(place)
        expect(await run("check")).toMatchObject({
            code: 0,
            out: "in sync the database is what the entities declare\n",
        })

        expect(await run("downgrade")).toMatchObject({ code: 0, out: "done 1 reverted\n" })
        expect(await query("SELECT * FROM room ORDER BY id")).toEqual(rows)
        expect(await query(attnum)).toEqual(place)
        expect(await run("current")).toMatchObject({
            code: 0,
            out: expect.stringMatching(/^CreateRoom\d+\npending WiderCode/),
        })
        expect(await run("downgrade", "base", "--allow", "deletes-data")).toMatchObject({ code: 0 })
        expect(await query("SELECT to_regclass('room')::text AS room")).toEqual([{ room: null }])
        expect(await run("downgrade")).toMatchObject({ code: 0, out: "at base nothing to revert\n" })
    }, 300_000)
})

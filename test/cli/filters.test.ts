// @module-tag rest
import { describe, expect, it } from "vitest"
import { newDatabase } from "./databases.js"
import { makeProject, ormconfig } from "./project.js"

describe("a project with filters", () => {
    it("checks and generates by them", async () => {
        const project = await makeProject()
        const { environment, database } = await newDatabase()
        const options = '{ migrationsFolder: "src/migrations", exclude: { tables: "room" } }'
        const config = ormconfig().replace('{ migrationsFolder: "src/migrations" }', options)
        expect(config).toContain("exclude")
        project.write("ormconfig.ts", config)
        for (const args of [["check"], ["check", "--against", "history"], ["generate"]]) {
            const said = await project.run(args, environment)
            expect(said, said.all).toMatchObject({ code: 0, out: expect.stringContaining("in sync") })
        }
        project.write("ormconfig.ts", config.replace('tables: "room"', 'table: "room"'))
        expect((await project.run(["check"], environment)).err).toContain('did you mean "tables"?')
        project.write("ormconfig.ts", ormconfig())
        expect(await project.run(["check"], environment)).toMatchObject({ code: 2 })
        await database.query(
            "CREATE TABLE a (); CREATE TABLE b (); CREATE TABLE c (); CREATE TABLE d (id serial PRIMARY KEY)",
        )
        const { err } = await project.run(["check"], environment)
        expect(err).toContain("note 4 objects are unmanaged")
        expect(err).toContain("table (4) a, b, c, d")
    })
})

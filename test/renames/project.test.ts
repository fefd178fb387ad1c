// @module-tag rest
import { describe, expect, it } from "vitest"
import { newDatabase } from "../cli/databases.js"
import { makeProject, room } from "../cli/project.js"

describe.each(["module", "commonjs"] as const)("a project of type %s", (format) => {
    it("declares a rename, keeps the rows, and is in sync afterwards although the declaration stays", async () => {
        const project = await makeProject({ format })
        const { environment, database } = await newDatabase()
        const run = (...args: readonly string[]) => project.run(args, environment)
        const first = await run("generate", "--no-rehearse")
        expect(first, first.all).toMatchObject({ code: 0 })
        expect(await run("upgrade")).toMatchObject({ code: 0 })
        await database.query("INSERT INTO room (code, size) VALUES ('B-101', 3)")
        const renamed = room()
            .replace(
                "@Column({ length: 36 })\n    code",
                '@RenamedFrom("code")\n    @Column({ length: 36 })\n    reference',
            )
            .replace("@Entity()", '@Entity("chamber")\n@RenamedFrom("room")')
        project.write("src/entities/room.ts", `import { RenamedFrom } from "typeorm-autogen/declare"\n${renamed}`)
        const second = await run("generate")
        expect(second, second.all).toMatchObject({ code: 0 })
        expect(second.err).toContain("proven up and down")
        expect(second.err).not.toContain("deletes-data")
        expect(await run("upgrade")).toMatchObject({ code: 0 })
        expect(await database.query("SELECT reference, size FROM chamber")).toEqual([{ reference: "B-101", size: 3 }])
        expect(await run("check")).toMatchObject({ code: 0, err: expect.not.stringMatching(/warning|note/) })
        expect(await run("downgrade")).toMatchObject({ code: 0 })
        expect(await database.query("SELECT code, size FROM room")).toEqual([{ code: "B-101", size: 3 }])
    })
})

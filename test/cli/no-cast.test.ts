// @module-tag rest
import { describe, expect, it } from "vitest"
import { newDatabase } from "./databases.js"
import { makeProject, room } from "./project.js"

// Postgres has no cast from varchar to uuid: what happens to the values is somebody's decision.

const asUuid = room(36).replace(
    /@Column\(\{ length: 36 \}\)|@Column\(\{ type: "varchar", length: 36 \}\)/,
    '@Column("uuid")',
)
const ID = "6f1c1f1e-9a53-4c0e-8a5e-0a8d3c1b2a00"

describe("a type that no cast leads to", () => {
    it("is refused with the choices, and made by the one that is taken", async () => {
        expect(asUuid).not.toBe(room(36))
        const project = await makeProject()
        const { database, environment } = await newDatabase()
        const run = (...command: readonly string[]) => project.run(command, environment)
        expect(await run("generate", "--no-rehearse")).toMatchObject({ code: 0 })
        expect(await run("upgrade")).toMatchObject({ code: 0 })
        await database.query("INSERT INTO room (code) VALUES ($1)", [ID])
        project.write("src/entities/room.ts", asUuid)
        const refused = await run("generate", "codes are ids")
        expect(refused, refused.all).toMatchObject({ code: 1 })
        for (const said of ["HAZARD_REFUSED", "no-cast", "public.room.code", "--allow no-cast", "--using"])
            expect(refused.err).toContain(said)
        expect(project.migrations()).toHaveLength(1)
        const anew = await run("generate", "--dry-run", "--recreate", "room.code", "--no-rehearse")
        expect(anew, anew.all).toMatchObject({ code: 0 })
        for (const said of ["dropColumn", "addColumn", "requireEmpty", "--allow deletes-data"])
            expect(anew.all).toContain(said)
        const dry = await run("generate", "--dry-run", "--allow", "no-cast", "--no-rehearse")
        expect(dry, dry.all).toMatchObject({ code: 0 })
        const generated = await run("generate", "codes are ids", "--using", "room.code:lower(code)::uuid")
        expect(generated, generated.all).toMatchObject({ code: 0 })
        expect(generated.err).toContain("proven")
        expect(project.read(`src/migrations/${project.migrations().at(-1) ?? ""}`)).toContain("lower(code)::uuid")
        const upgraded = await run("upgrade")
        expect(upgraded, upgraded.all).toMatchObject({ code: 0 })
        expect(await run("check")).toMatchObject({ code: 0 })
        const [kept] = await database.query("SELECT code, pg_typeof(code)::text AS type FROM room")
        expect(kept).toEqual({ code: ID, type: "uuid" })
        const reverted = await run("downgrade")
        expect(reverted, reverted.all).toMatchObject({ code: 0 })
        expect(await database.query("SELECT code FROM room")).toEqual([{ code: ID }])
    })

    it("is no reason to take what is no conversion, or a hazard that there is not", async () => {
        const project = await makeProject()
        const { environment } = await newDatabase()
        for (const options of [
            ["--using", "room.code"],
            ["--allow", "delete-data"],
            ["--using", "room.code:x", "--recreate", "room.code"],
        ]) {
            const { code, err } = await project.run(["generate", ...options], environment)
            expect(code).toBe(1)
            expect(err).toContain("USAGE")
        }
    })
})

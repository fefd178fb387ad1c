// @module-tag rest
import { describe, expect, it } from "vitest"
import { newDatabase } from "./databases.js"
import { makeProject } from "./project.js"

const room = (values: readonly string[]): string => `import { Column, Entity, PrimaryGeneratedColumn } from "typeorm"

@Entity()
export class Room {
    @PrimaryGeneratedColumn()
    id!: number

    @Column({ type: "enum", enum: ${JSON.stringify(values)}, enumName: "mood" })
    mood!: string
}
`

describe("a value of an enum that goes", () => {
    it("stops the migration at its rows, or takes them along where --map says to what", async () => {
        const project = await makeProject({ files: { "src/entities/room.ts": room(["happy", "sad"]) } })
        const { database, environment } = await newDatabase()
        const run = (...command: readonly string[]) => project.run(command, environment)
        expect(await run("generate", "--no-rehearse")).toMatchObject({ code: 0 })
        expect(await run("upgrade")).toMatchObject({ code: 0 })
        await database.query("INSERT INTO room (mood) VALUES ('sad'), ('happy')")
        project.write("src/entities/room.ts", room(["happy"]))
        const hinted = await run("generate", "--dry-run", "--no-rehearse")
        expect(hinted, hinted.all).toMatchObject({ code: 0 })
        expect(hinted.err).toContain("--map 'public.mood.sad:<value that stays>'")
        for (const [map, code] of [
            ["mood.sad", "USAGE"],
            ["mood.sat:happy", "MAP_INVALID"],
        ] as const) {
            const refused = await run("generate", "--map", map)
            expect(refused, refused.all).toMatchObject({ code: 1 })
            expect(refused.err).toContain(code)
        }
        const generated = await run("generate", "sad no more", "--map", "mood.sad:happy")
        expect(generated, generated.all).toMatchObject({ code: 0 })
        for (const said of ["proven", "not-reversible"]) expect(generated.err).toContain(said)
        expect(project.read(`src/migrations/${project.migrations().at(-1) ?? ""}`)).toContain('map: { sad: "happy" }')
        const upgraded = await run("upgrade")
        expect(upgraded, upgraded.all).toMatchObject({ code: 0 })
        expect(await run("check")).toMatchObject({ code: 0 })
        expect(await database.query("SELECT mood FROM room")).toEqual([{ mood: "happy" }, { mood: "happy" }])
        const reverted = await run("downgrade")
        expect(reverted, reverted.all).toMatchObject({ code: 0 })
        await database.query("UPDATE room SET mood = 'sad' WHERE id = 1")
    })
})

// @module-tag rest
import { describe, expect, it } from "vitest"
import { newDatabase } from "./databases.js"
import { makeProject } from "./project.js"

const room = (columns: string): string => `import { Column, Entity, PrimaryGeneratedColumn } from "typeorm"

@Entity()
export class Room {
    @PrimaryGeneratedColumn()
    id!: number

${columns}
}
`

describe("a column that becomes NOT NULL, and one whose default differs from row to row", () => {
    it("are filled in batches by migrations of their own, proven, run and reverted together", async () => {
        const before = `    @Column({ type: "integer", nullable: true })\n    size!: number | null`
        const project = await makeProject({ files: { "src/entities/room.ts": room(before) } })
        const { database, environment } = await newDatabase()
        const run = (...command: readonly string[]) => project.run(command, environment)
        expect(await run("generate", "--no-rehearse")).toMatchObject({ code: 0 })
        expect(await run("upgrade")).toMatchObject({ code: 0 })
        await database.query(
            "INSERT INTO room (size) SELECT CASE WHEN n > 2 THEN n END FROM generate_series(1, 4) AS n",
        )
        project.write(
            "src/entities/room.ts",
            room(`    @Column({ type: "integer", default: 7 })
    size!: number

    @Column({ type: "uuid", default: () => "gen_random_uuid()" })
    token!: string`),
        )
        const generated = await run("generate", "sizes and tokens", "--online")
        expect(generated, generated.all).toMatchObject({ code: 0 })
        for (const said of ["proven", "not-reversible column:public.room.size"]) expect(generated.err).toContain(said)
        expect(generated.err).not.toContain("not-reversible column:public.room.token")
        expect(generated.err).not.toContain("rewrites-table")
        const file = project.read(`src/migrations/${project.migrations().at(-1) ?? ""}`)
        expect(file).toContain('await op.backfill("room", "size", 7, { batchSize: 10000 })')
        expect(file).toContain('await op.backfill("room", "token", sql("gen_random_uuid()"), {')
        const upgraded = await run("upgrade")
        expect(upgraded, upgraded.all).toMatchObject({ code: 0 })
        expect(await run("check")).toMatchObject({ code: 0 })
        expect(
            await database.query(
                "SELECT array_agg(size ORDER BY id) AS sizes, count(DISTINCT token)::int AS tokens FROM room",
            ),
        ).toEqual([{ sizes: [7, 7, 3, 4], tokens: 4 }])
        const reverted = await run("downgrade", "--allow", "deletes-data")
        expect(reverted, reverted.all).toMatchObject({ code: 0 })
        await database.query("INSERT INTO room (size) VALUES (NULL)")
        const again = await run("upgrade")
        expect(again, again.all).toMatchObject({ code: 0 })
        expect(await run("check")).toMatchObject({ code: 0 })
    })
})

// @module-tag rest
import { describe, expect, it } from "vitest"
import { newDatabase } from "./databases.js"
import { makeProject, room } from "./project.js"

// What is new stands on a table that is there: the rehearsal must have that table, although nothing of it changes.

const tightened = room(36)
    .replace("import {", "import { Check, Index,")
    .replace("@Entity(", '@Index("room_code", ["code"])\n@Check("room_size", \'length("code") > 0\')\n@Entity(')

describe("a change that only adds to a table", () => {
    it.each([
        { name: "at once", args: ["--no-online"] },
        { name: "online", args: [] },
    ])("is proven, runs, is in sync and goes back: $name", async ({ args }) => {
        const project = await makeProject()
        const { environment } = await newDatabase()
        const run = (...command: readonly string[]) => project.run(command, environment)
        expect(await run("generate", "--no-rehearse")).toMatchObject({ code: 0 })
        expect(await run("upgrade")).toMatchObject({ code: 0 })
        project.write("src/entities/room.ts", tightened)
        const generated = await run("generate", "tighten rooms", ...args)
        expect(generated, generated.all).toMatchObject({ code: 0 })
        expect(generated.err).toContain("proven up and down in the embedded Postgres")
        const upgraded = await run("upgrade")
        expect(upgraded, upgraded.all).toMatchObject({ code: 0 })
        expect(await run("check")).toMatchObject({ code: 0 })
        const reverted = await run("downgrade")
        expect(reverted, reverted.all).toMatchObject({ code: 0 })
        const { code, out } = await run("check")
        expect(code).toBe(2)
        expect(out).toContain("room_size")
    })
})

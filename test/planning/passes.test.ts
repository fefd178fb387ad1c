import "reflect-metadata"
import { Column, Entity, PrimaryColumn } from "typeorm"
import { describe, expect, it } from "vitest"
import { passLine } from "../../src/autogen/cli/print-pass.js"
import type { ObjectKey } from "../../src/autogen/core/object-key.js"
import type { PassReport } from "../../src/autogen/planning/plan-options.js"
import { planPasses } from "../../src/autogen/planning/plan-passes.js"
import { sampledSuites } from "../support/sampled.js"
import { places } from "../filters/support.js"

@Entity("room")
class Room {
    @PrimaryColumn({ primaryKeyConstraintName: "room_pk" }) id!: number
    @Column("text") reference!: string
}

const TABLE = "CREATE TABLE room (id int CONSTRAINT room_pk PRIMARY KEY, code text NOT NULL);"

sampledSuites(places)("the passes of a plan, on $place", ({ use }) => {
    const ground = use()

    async function passes(setup: string, options: object): Promise<readonly PassReport[]> {
        await ground.exec(setup)
        const told: PassReport[] = []
        await ground.plan([Room], { ...options, onPass: (pass) => told.push(pass) })
        return told
    }

    it("are told in their order, each with what it has changed", async () => {
        const told = await passes(`${TABLE} CREATE INDEX by_hand ON room (code)`, {
            renames: ["room.code:reference"],
            isManaged: () => false,
        })
        expect(told.map(({ name }) => name)).toEqual(planPasses.map(({ name }) => name))
        const pass = (name: string): PassReport | undefined => told.find((one) => one.name === name)
        expect(pass("renames")?.renames).toEqual([
            { kind: "column", from: ["public", "room", "code"], to: ["public", "room", "reference"] },
        ])
        expect(pass("unmanaged objects")?.added).toContain("index:public.room.by_hand")
        expect(pass("value mappings")).toMatchObject({ added: [], changed: [], removed: [], renames: [] })
    })

    it("say so where there is nothing to change", async () => {
        const told = await passes(TABLE.replace("code", "reference"), {})
        expect(told.map(({ changes }) => changes)).toEqual(planPasses.map(() => 0))
    })
})

describe("a pass as a line", () => {
    const nothing = {
        name: "renames",
        milliseconds: 2.6,
        added: [],
        changed: [],
        removed: [],
        renames: [],
        diagnostics: [],
    }

    it("says what it has changed", () => {
        expect(passLine({ ...nothing, changes: 0 })).toBe("pass 'renames' (3 ms): 0 changes")
        const key = "index:public.room.by_hand" as ObjectKey
        expect(passLine({ ...nothing, added: [key], removed: [key], changes: 1 })).toBe(
            "pass 'renames' (3 ms): + index:public.room.by_hand; - index:public.room.by_hand; 1 change",
        )
    })

    it("shows eight keys at most, and nothing that a terminal obeys", () => {
        const keys = Array.from({ length: 10 }, (_, index) => `table:public.t\u001b${index}` as ObjectKey)
        const line = passLine({ ...nothing, changed: keys, changes: 2 })
        expect(line).toContain(" and 2 more; 2 changes")
        expect(line).not.toContain("\u001b")
    })
})

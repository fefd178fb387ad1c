import { describe, expect, test } from "vitest"
import { dataLoss } from "../../src/autogen/core/hazards/data-loss.js"
import { failures } from "../../src/autogen/core/hazards/failures.js"
import { locks } from "../../src/autogen/core/hazards/locks.js"
import { objectKey } from "../../src/autogen/core/object-key.js"
import type { PlannedOperation } from "../../src/autogen/core/plan.js"
import { hazard, statement, type Hazard } from "../../src/autogen/core/statement.js"
import { emitMigration } from "../../src/autogen/emit/emit-migration.js"
import { downComment, operationComment } from "../../src/autogen/emit/hazard-comments.js"
import { alterPlan, createPlan, options } from "./examples.js"

const column = (...path: readonly string[]) => objectKey("column", path)
const planned = (...hazards: readonly (readonly Hazard[])[]): PlannedOperation => ({
    operation: { name: "execute", args: [] },
    statements: hazards.map((own, index) => statement(`SELECT ${index}`, { hazards: own })),
    objects: [],
})
const mood = column("public", "room", "mood")

describe("the hazards of an operation in a file", () => {
    test("are one line, without the safer way", () => {
        expect(operationComment(planned([hazard(locks.typeChanged, mood)]), "public")).toEqual([
            "// rewrites-table: ACCESS EXCLUSIVE while every row is rewritten",
        ])
        const both = planned([hazard(locks.typeChanged, mood), hazard(failures.typeChanged, mood)])
        expect(operationComment(both, "public")).toEqual([
            "// rewrites-table: ACCESS EXCLUSIVE while every row is rewritten; may-fail-on-data: fails if a value does not fit; nothing is truncated",
        ])
        expect(operationComment(planned([]), "public")).toEqual([])
    })

    test("name their objects where there are several, and each hazard once", () => {
        const many = planned(
            [hazard(locks.enumChanged, mood)],
            [hazard(locks.enumChanged, column("app", "bed", "mood")), hazard(locks.enumChanged, mood)],
        )
        expect(operationComment(many, "public")).toEqual([
            "// rewrites-table: ACCESS EXCLUSIVE while every row is rewritten (room.mood, app.bed.mood)",
        ])
    })

    test.each(["operations", "sql"] as const)("stand nowhere else: style %s", async (style) => {
        for (const plan of [alterPlan, createPlan]) {
            const text = await emitMigration(plan, { ...options, style })
            expect(text).not.toContain("safer")
            const comments = text.split("\n").flatMap((line) => (line.trim().startsWith("//") ? [line.trim()] : []))
            const dangerous = plan.up.filter((one) => one.statements.some(({ hazards }) => hazards.length > 0))
            expect(comments).toHaveLength(dangerous.length + 1)
            const [, down = ""] = text.split("async down")
            expect(down.split("\n")[1]?.trim()).toBe(downComment(plan.down, "public")[0])
            expect(down.match(/\/\/ /g)).toHaveLength(1)
        }
    })
})

describe("the hazards of a way down in a file", () => {
    const dropped = (name: string): PlannedOperation =>
        planned([hazard(dataLoss.columnDropped, column("public", "room", name))])

    test("are one line, the worst first, with few names", () => {
        const down = [
            planned([hazard(locks.typeChanged, mood)]),
            ...["a", "b", "c", "d", "e"].map(dropped),
            planned([hazard(failures.typeChanged, mood)]),
        ]
        expect(downComment(down, "public")).toEqual([
            "// deletes-data: room.a, room.b, room.c and 2 more; rewrites-table: room.mood; may-fail-on-data: room.mood",
        ])
        expect(downComment([planned([])], "public")).toEqual([])
    })

    test("cannot end their comment, whatever a name holds", () => {
        const [line = ""] = downComment([dropped("x\nprocess.exit()\u2028")], "public")
        expect(line).toMatch(/^\/\/ deletes-data: room\.U&"[^\n\u2028]*"$/)
    })
})

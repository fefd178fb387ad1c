import { stripVTControlCharacters } from "node:util"
import { describe, expect, test } from "vitest"
import { downLine, printDown, printHazards } from "../../src/autogen/cli/print-hazards.js"
import { dataLoss } from "../../src/autogen/core/hazards/data-loss.js"
import { failures } from "../../src/autogen/core/hazards/failures.js"
import { locks, rowReads } from "../../src/autogen/core/hazards/locks.js"
import { objectKey } from "../../src/autogen/core/object-key.js"
import { hazard, rowsRead, type Hazard } from "../../src/autogen/core/statement.js"

const column = (...path: readonly string[]) => objectKey("column", path)
const code = column("public", "room", "code")
const deleted = (name: string): Hazard => hazard(dataLoss.columnDropped, column("public", "room", name))
const hazards = [
    rowsRead("ACCESS SHARE", objectKey("table", ["public", "room"]), rowReads.precondition),
    hazard(locks.typeChanged, code),
    hazard(failures.typeChanged, code),
    deleted("size"),
    hazard(failures.typeChanged, column("app", "bed", "code")),
]

/** What is printed on a terminal of so many columns, or into a pipe. */
function printed(list: readonly Hazard[], width?: number): readonly string[] {
    const lines: string[] = []
    printHazards({ out: () => undefined, err: (text) => lines.push(text), width }, "hazards of up", list)
    return lines.flatMap((text) => stripVTControlCharacters(text).split("\n"))
}

describe("hazards of up", () => {
    test("stand kind by kind, the worst first, a line each, and the safer way once below", () => {
        expect(printed(hazards)).toEqual([
            "hazards of up",
            "  deletes-data column:public.room.size: all values of the column are deleted",
            "    safer: drop it in a later release, once nothing reads it and a backup exists",
            "  rewrites-table column:public.room.code: ACCESS EXCLUSIVE while every row is rewritten",
            "    safer: add a column, backfill in batches, swap names",
            "  scans-table table:public.room: every row is read; reads and writes continue",
            "    safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`",
            "  may-fail-on-data column:public.room.code: fails if a value does not fit; nothing is truncated",
            "  may-fail-on-data column:app.bed.code: fails if a value does not fit; nothing is truncated",
            "    safer: check the rows before you deploy",
        ])
    })

    test.each([40, 60, 80, 120])("fit a terminal of %i columns", (width) => {
        const lines = printed(hazards, width)
        expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(width)
        expect(lines.map((line) => line.trim()).join(" ")).toBe(
            printed(hazards)
                .map((line) => line.trim())
                .join(" "),
        )
    })

    test("of a name that is wider than the terminal keep it whole", () => {
        const name = "x".repeat(60)
        const lines = printed([deleted(name)], 40)
        expect(lines).toContain(`      column:public.room.${name}:`)
    })

    test("show what does not show, on the line of its hazard", () => {
        const lines = printed([deleted("a\nb\u202ec")], 200)
        expect(lines).toHaveLength(3)
        expect(lines.join()).not.toContain("\u202e")
    })

    test("are not mentioned where there are none", () => {
        expect(printed([])).toEqual([])
    })
})

describe("hazards of down", () => {
    test("are one line: the worst, and how many more", () => {
        expect(downLine([deleted("floor")], "public")).toBe("down: deletes data in room.floor")
        expect(downLine([...hazards, deleted("floor")], "public")).toBe(
            "down: deletes data in room.size, room.floor; 4 more, see --verbose",
        )
        expect(downLine(["a", "b", "c", "d"].map(deleted), "app")).toBe(
            "down: deletes data in public.room.a, public.room.b, public.room.c; 1 more, see --verbose",
        )
        expect(downLine([], "public")).toBeNull()
    })

    test("are wrapped as all else", () => {
        const lines: string[] = []
        printDown({ out: () => undefined, err: (text) => lines.push(text), width: 30 }, hazards, "public")
        expect(stripVTControlCharacters(lines.join("\n"))).toBe(
            "down: deletes data in\n    room.size; 4 more, see\n    --verbose",
        )
    })
})

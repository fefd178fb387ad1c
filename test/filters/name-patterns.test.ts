import { describe, expect, it } from "vitest"
import { nameMatcher } from "../../src/autogen/schema/name-patterns.js"

const room = ["sales_eu", "room", "code"]

describe("a pattern of names", () => {
    it.each([
        ["its own name", "code"],
        ["any name", "*"],
        ["a part of a name", "c*e"],
        ["one character each", "c??e"],
        ["the name of what holds it", "room.code"],
        ["the whole path", "sales_*.room.*"],
        ["quotes around a plain name", '"room"."code"'],
    ])("meets a path by %s", (_what, pattern) => {
        expect(nameMatcher(pattern)(room)).toBe(true)
    })

    it.each([
        ["another name", "room"],
        ["a part of it only", "cod"],
        ["upper case", "CODE"],
        ["more parts than there are", "db.sales_eu.room.code"],
        ["a star in quotes", '"c*e"'],
        ["a star that would have to reach over a dot", "sales_*.code"],
        ["nothing", ""],
    ])("does not meet it by %s", (_what, pattern) => {
        expect(nameMatcher(pattern)(room)).toBe(false)
    })

    it("takes what stands in quotes, and what is special elsewhere, literally", () => {
        expect(nameMatcher('"my.table*"')(["public", "my.table*"])).toBe(true)
        expect(nameMatcher('"my.table*"')(["public", "my.tables"])).toBe(false)
        expect(nameMatcher('"a""b"')(['a"b'])).toBe(true)
        expect(nameMatcher("a+(b)[c]{2}|^$/-")(["a+(b)[c]{2}|^$/-"])).toBe(true)
        expect(nameMatcher("a\\b")(["a\\b"])).toBe(true)
        expect(nameMatcher("?")(["\u{1f3e2}"])).toBe(true)
    })

    it("may be one of several, or a predicate", () => {
        const isMeant = nameMatcher(["guest", ([schema]) => schema === "sales_eu"])
        expect(isMeant(room)).toBe(true)
        expect(isMeant(["public", "guest"])).toBe(true)
        expect(isMeant(["public", "room"])).toBe(false)
        expect(nameMatcher([])(room)).toBe(false)
    })
})

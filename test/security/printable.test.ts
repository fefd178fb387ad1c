import { describe, expect, it } from "vitest"
import { namedBy, objectKey, pathText, relationOf } from "../../src/autogen/core/object-key.js"
import { isPrintable, printable, printableOutput } from "../../src/autogen/core/printable.js"
import { parseNames } from "../../src/autogen/schema/rename-spec.js"

/** One of each sort that a terminal, an editor or a reviewer does not show as what it is. */
const HIDDEN = {
    "end of line": "\n",
    "carriage return": "\r",
    tab: "\t",
    bell: "\u0007",
    escape: "\u001b",
    delete: "\u007f",
    "C1 next line": "\u0085",
    "C1 control sequence": "\u009b",
    "soft hyphen": "\u00ad",
    "Arabic letter mark": "\u061c",
    "Hangul filler": "\u3164",
    "zero-width space": "\u200b",
    "zero-width joiner": "\u200d",
    "left-to-right mark": "\u200e",
    "line separator": "\u2028",
    "right-to-left override": "\u202e",
    isolate: "\u2066",
    "word joiner": "\u2060",
    "byte order mark": "\ufeff",
    "variation selector": "\ufe0f",
    tag: "\u{e0041}",
    "lone surrogate": "\ud800",
    "private use": "\ue000",
}

describe.each(Object.entries(HIDDEN))("%s", (_, character) => {
    const text = `room${character}in sync`

    it("shows as an escape, on the line where it stands", () => {
        expect(isPrintable(text)).toBe(false)
        const shown = printable(text)
        expect(isPrintable(shown)).toBe(true)
        expect(shown).toMatch(/^room\\[\w\\]+in sync$/)
        expect(JSON.parse(`"${shown}"`)).toBe(text)
    })

    it("stands in a key as SQL writes it, and is read back", () => {
        const key = objectKey("table", ["public", text])
        expect(isPrintable(key)).toBe(true)
        expect(relationOf(key)).toBe(pathText(["public", text]))
        if (character === "\ud800") return // no name of Postgres has it
        expect(parseNames(pathText(["public", text]))).toEqual(["public", text])
    })

    it("is an escape in whatever a command prints", () => {
        if (character === "\n" || character === "\t") return
        expect(isPrintable(printableOutput(text))).toBe(true)
        expect(JSON.parse(printableOutput(JSON.stringify({ name: text })))).toEqual({ name: text })
    })
})

describe("what is shown", () => {
    it("keeps what can be read, in any script", () => {
        for (const text of ["room", "Größe", "部屋", "غرفة", "café", "a b", 'x"y', "100 %"])
            expect(printable(text)).toBe(text)
    })

    it("keeps the lines and colours of an output, and nothing else that a terminal obeys", () => {
        expect(printableOutput("\u001b[31mred\u001b[39m\n\tnext")).toBe("\u001b[31mred\u001b[39m\n\tnext")
        expect(printableOutput("\u001b]0;title\u0007\u001b[2Jgone")).toBe("\\u001b]0;title\\u0007\\u001b[2Jgone")
    })

    it("has one key for each name", () => {
        const names = ["a\nb", "a\\000ab", 'U&"a\\000ab"', "a\\\\000ab", 'a"\n', "a\u{e0041}", "a\\+0e0041", "A", "a.b"]
        expect(new Set(names.map((name) => objectKey("table", ["public", name]))).size).toBe(names.length)
        for (const name of names) expect(namedBy(pathText([name]))).toBe(name)
    })
})

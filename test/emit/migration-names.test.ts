import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { migrationClassName, migrationFileName, migrationSlug } from "../../src/autogen/emit/migration-names.js"

const timestamp = 1763817600000

describe("names of migrations", () => {
    it.each([
        ["add floor", "AddFloor", "add-floor"],
        ["AddFloor", "AddFloor", "add-floor"],
        ["add_floor-to  room", "AddFloorToRoom", "add-floor-to-room"],
        ["  Add floor ", "AddFloor", "add-floor"],
        ["roomUUIDColumn", "RoomUUIDColumn", "room-uuid-column"],
        ["2fa set-up", "Migration2faSetUp", "2fa-set-up"],
        ["v2", "V2", "v2"],
        ["añadir piso", "AñadirPiso", "añadir-piso"],
        ["éclair", "Éclair", "éclair"],
        ["階を追加", "階を追加", "階を追加"],
        ["class", "Class", "class"],
    ])("%j", (name, className, slug) => {
        expect(migrationClassName(name, timestamp)).toBe(`${className}${timestamp}`)
        expect(migrationSlug(name)).toBe(slug)
        expect(migrationFileName(name, timestamp)).toBe(`${timestamp}-${slug}.ts`)
    })

    it.each([
        "",
        "   ",
        "---",
        "a/b",
        "a\\b",
        "..",
        "a.b",
        'a"b',
        "a'b",
        "a`b",
        "a\nb",
        "a\0b",
        "🚀",
        "a\u200bb",
        "a\u202eb",
        "1️⃣",
        "a:b",
        "$a",
        "ㅤ",
    ])("%j is refused", (name) => {
        for (const make of [migrationSlug, () => migrationClassName(name, timestamp)])
            expect(() => make(name)).toThrowError(
                expect.objectContaining({ code: "NAME_INVALID", next: expect.any(String) as string }),
            )
    })

    it.each([0, 1, 176381760000, 17638176000000, 1763817600000.5, NaN, -1763817600000])(
        "the timestamp %d is refused",
        (wrong) => {
            expect(() => migrationFileName("a", wrong)).toThrowError(expect.objectContaining({ code: "NAME_INVALID" }))
        },
    )

    it("are cut between words, where they are too long for a file", () => {
        expect(migrationSlug("word ".repeat(100))).toBe(`${"word-".repeat(19)}word`)
        expect(migrationSlug("x".repeat(500))).toBe("x".repeat(100))
        expect(Buffer.byteLength(migrationFileName("階".repeat(500), timestamp))).toBeLessThan(255)
    })

    it("are identifiers and harmless files, or refused", () => {
        fc.assert(
            fc.property(fc.string({ unit: "grapheme", maxLength: 40 }), (name) => {
                let className: string
                try {
                    className = migrationClassName(name, timestamp)
                } catch (error) {
                    expect(error).toMatchObject({ code: "NAME_INVALID" })
                    return
                }
                expect(className).toMatch(/^[\p{ID_Start}][\p{ID_Continue}]*\d{13}$/u)
                expect(migrationFileName(name, timestamp)).toMatch(/^\d{13}-[\p{L}\p{M}\p{Nd}-]+\.ts$/u)
            }),
        )
    })
})

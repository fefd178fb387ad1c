import * as typeorm from "typeorm"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { shellArgument, specName } from "../../src/autogen/core/spec-name.js"
import { parseRename } from "../../src/autogen/schema/rename-spec.js"
import { tableOf } from "../exact/support/case.js"
import { pgliteGround, type Ground } from "../exact/support/place.js"
import { errorOf, losses, namesOf, planAgainst, sqlOf } from "./support.js"

let ground: Ground
beforeAll(async () => void (ground = await pgliteGround()))
afterAll(() => ground.close())

const before = [
    "CREATE TABLE room (id int PRIMARY KEY, code text NOT NULL, note text NOT NULL)",
    `CREATE TABLE "a.b" (id int PRIMARY KEY, "x:y" text NOT NULL)`,
]
const after = () => [
    tableOf(typeorm, "chamber", { reference: { type: "text" }, note: { type: "text" } }),
    tableOf(typeorm, "plain", { x: { type: "text" } }),
]

describe("what is written", () => {
    it.each([
        ["room.code:reference", null, ["room", "code"], ["reference"]],
        ["public.room:hotel.chamber", null, ["public", "room"], ["hotel", "chamber"]],
        [' enum  "Mood" : temper ', "enum", ["Mood"], ["temper"]],
        ['"a.b"."x:""y""":z', null, ["a.b", 'x:"y"'], ["z"]],
        ["enum-value mood.sad:blue", "enum-value", ["mood", "sad"], ["blue"]],
        ["straße:weg", null, ["straße"], ["weg"]],
    ])("%s", (text, kind, from, to) => {
        expect(parseRename(text)).toEqual({ text, kind, from, to })
        expect(parseRename(`${specName(from)}:${specName(to)}`)).toMatchObject({ from, to })
    })

    it.each(["", "room", "room:", ":room", "a:b:c", "a..b:c", "a.:b", 'a":b', "two words here a:b"])(
        "not %j",
        (text) => {
            expect(() => parseRename(text)).toThrow(expect.objectContaining({ code: "USAGE" }))
        },
    )

    it("is quoted for the shell where it must be", () => {
        expect(shellArgument("room.code:reference")).toBe("room.code:reference")
        expect(shellArgument(`"it's":b`)).toBe(`'"it'\\''s":b'`)
    })
})

describe("what it means", () => {
    it("a table and its columns, whatever comes first", async () => {
        const renames = ["room.code:reference", "room:chamber", '"a.b":plain', '"a.b"."x:y":plain.x']
        const plan = await planAgainst(ground, before, after(), { renames })
        expect(namesOf(plan)).toEqual(
            expect.arrayContaining([
                'table:public."a.b" -> table:public.plain',
                "table:public.room -> table:public.chamber",
                "column:public.chamber.code -> column:public.chamber.reference",
                'column:public.plain."x:y" -> column:public.plain.x',
            ]),
        )
        expect(losses(plan)).toEqual([])
    })

    it.each(["room:chamber", "table room:chamber", "public.room:public.chamber", "public.room:chamber"])(
        "%s",
        async (rename) => {
            const plan = await planAgainst(ground, before, after(), { renames: [rename] })
            expect(namesOf(plan)[0]).toBe("table:public.room -> table:public.chamber")
        },
    )

    it.each(["index by_note:by_text", "room.by_note:by_text", "by_note:by_text"])("%s", async (rename) => {
        const made = tableOf(typeorm, "room", { code: { type: "text" }, note: { type: "text" } })
        typeorm.Index("by_text", ["note", "code"])(made)
        const sql = [before[0] ?? "", "CREATE INDEX by_note ON room (note)"]
        const plan = await planAgainst(ground, sql, [made], { renames: [rename] })
        expect(namesOf(plan)).toContain("index:public.room.by_note -> index:public.room.by_text")
    })

    it("a schema, with the tables in it", async () => {
        const made = tableOf(typeorm, "room", { code: { type: "text" } }, { schema: "inn" })
        const sql = ["CREATE SCHEMA hotel", "CREATE TABLE hotel.room (id int PRIMARY KEY, code text NOT NULL)"]
        const plan = await planAgainst(ground, sql, [made], {
            renames: ["schema hotel:inn"],
        })
        expect(sqlOf(plan)[0]).toBe('ALTER SCHEMA "hotel" RENAME TO "inn"')
        expect(losses(plan)).toEqual([])
    })

    it("as data, of anything that has a name", async () => {
        const renames = [{ kind: "table", from: ["public", "room"], to: ["public", "chamber"] }]
        expect(namesOf(await planAgainst(ground, before, after(), { renames }))[0]).toMatch(/^table:public.room ->/)
    })
})

describe("what it cannot mean", () => {
    const refused = async (...renames: readonly string[]): Promise<string> => {
        const { code, message, next } = await errorOf(planAgainst(ground, before, after(), { renames }))
        return `${code} ${message}; ${next}`
    }

    it.each([
        ["rom:chamber", `RENAME_INVALID "rom:chamber": nothing in the database is called rom; did you mean room?`],
        [
            "room:chambre",
            `nothing that the entities declare is called chambre where room could become it; did you mean chamber?`,
        ],
        ["tabel room:chamber", `USAGE "tabel room:chamber" begins with "tabel"`],
        ["column room:chamber", "RENAME_INVALID"],
        ["room.code:chamber.nothing", "RENAME_INVALID"],
        ["room.code:plain.x", "RENAME_INVALID"],
    ])("%s", async (rename, said) => {
        expect(await refused(rename)).toContain(said)
    })

    it("two things at once", async () => {
        expect(await refused("room:chamber", "room:plain")).toMatch(/^RENAME_INVALID conflicting renames/)
    })

    it("several things: it lists them", async () => {
        const made = ["one", "two"].map((name) => tableOf(typeorm, name, { b: { type: "text" } }))
        const sql = ["one", "two"].map((name) => `CREATE TABLE ${name} (id int PRIMARY KEY, a text NOT NULL)`)
        const error = await errorOf(planAgainst(ground, sql, made, { renames: ["a:b"] }))
        expect(`${error.code} ${error.message}`).toBe('RENAME_INVALID "a:b" may mean several renames')
        expect(error.next).toBe(
            "choose one: --rename 'column public.one.a:public.one.b' or --rename 'column public.two.a:public.two.b'",
        )
    })

    it("the name of what is not ours to drop", async () => {
        const made = tableOf(typeorm, "room", { code: { type: "text" } })
        const sql = ["CREATE TABLE old (id int PRIMARY KEY, code text)", "CREATE TABLE room (id int)"]
        const error = await errorOf(planAgainst(ground, sql, [made], { renames: ["old:room"], isManaged: () => false }))
        expect(error.message).toContain('"table:public.room", which no migration of this project created')
    })
})

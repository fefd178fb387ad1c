import * as typeorm from "typeorm"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { RenamedFrom, withRenames } from "../../src/autogen/declare/renamed-from.js"
import { column } from "../exact/cases/declared-renames.js"
import { tableOf, type Class } from "../exact/support/case.js"
import { pgliteGround, type Ground } from "../exact/support/place.js"
import { errorOf, losses, namesOf, planAgainst } from "./support.js"

let ground: Ground
beforeAll(async () => void (ground = await pgliteGround()))
afterAll(() => ground.close())

const chamber = (): Class => {
    const made = tableOf(typeorm, "chamber", { reference: { type: "text" } })
    RenamedFrom("room")(made)
    column(made, "reference", "code")
    return made
}

const room = "CREATE TABLE room (id int CONSTRAINT pk PRIMARY KEY, code text NOT NULL)"

describe("@RenamedFrom", () => {
    it("renames where the old names are there", async () => {
        const plan = await planAgainst(ground, [room], [chamber()])
        expect(namesOf(plan).slice(0, 2)).toEqual([
            "table:public.room -> table:public.chamber",
            "column:public.chamber.code -> column:public.chamber.reference",
        ])
        expect(losses(plan)).toEqual([])
    })

    it("renames only what is left to be renamed", async () => {
        const half = "CREATE TABLE chamber (id int PRIMARY KEY, code text NOT NULL)"
        const plan = await planAgainst(ground, [half], [chamber()])
        expect(namesOf(plan)).toContain("column:public.chamber.code -> column:public.chamber.reference")
    })

    it("means nothing where nothing has the old name", async () => {
        expect(namesOf(await planAgainst(ground, [], [chamber()]))).toContain("create table:public.chamber")
        const done = `CREATE TABLE chamber (id int CONSTRAINT "PK_x" PRIMARY KEY, reference text NOT NULL)`
        const plan = await planAgainst(ground, [done], [chamber()])
        expect(namesOf(plan).filter((name) => /table|column/.test(name))).toEqual([])
        expect(plan.diagnostics).toEqual([])
    })

    it("warns where the database has both names, and renames nothing", async () => {
        const both = "CREATE TABLE chamber (id int PRIMARY KEY, code text, reference text NOT NULL)"
        const plan = await planAgainst(ground, [both], [chamber()])
        expect(namesOf(plan)).toContain("drop column:public.chamber.code")
        expect(plan.diagnostics).toEqual([
            {
                severity: "warning",
                code: "renamed-already",
                object: "column:public.chamber.reference",
                message:
                    'chamber.reference declares that "column:public.chamber.code" has been renamed to "column:public.chamber.reference", but the database has both: nothing is renamed',
            },
        ])
    })

    it("says nothing where somebody else has the old name by now", async () => {
        const sql = [room, "CREATE TABLE chamber (id int PRIMARY KEY, reference text NOT NULL)"]
        const plan = await planAgainst(ground, sql, [chamber(), tableOf(typeorm, "room", { code: { type: "text" } })])
        expect(namesOf(plan).filter((name) => /table|column/.test(name))).toEqual([])
        expect(plan.diagnostics).toEqual([])
    })

    it("takes several old names of one property: the one that is there counts", async () => {
        const made = tableOf(typeorm, "room", { reference: { type: "text" } })
        column(made, "reference", "label")
        column(made, "reference", "code")
        expect(namesOf(await planAgainst(ground, [room], [made]))).toContain(
            "column:public.room.code -> column:public.room.reference",
        )
    })

    it("does not rename what is left out by a filter", async () => {
        const plan = await planAgainst(ground, [room], [chamber()], { exclude: { tables: "room" } })
        expect(namesOf(plan)).toContain("create table:public.chamber")
    })
})

describe("@RenamedFrom that makes no sense", () => {
    const refused = async (...entities: readonly Class[]): Promise<string> => {
        const { code, message } = await errorOf(planAgainst(ground, [room], entities))
        return `${code} ${message}`
    }
    const two = (): Class => tableOf(typeorm, "room", { a: { type: "text" }, b: { type: "text" } })

    it("two properties of one column", async () => {
        const made = two()
        column(made, "a", "code")
        column(made, "b", "code")
        expect(await refused(made)).toBe(
            'ENTITIES_CONTRADICT room.a and room.b both declare to be renamed from "column:public.room.code"',
        )
    })

    it("two classes of one table", async () => {
        const [first, second] = [tableOf(typeorm, "first", {}), tableOf(typeorm, "second", {})]
        RenamedFrom("room")(first)
        RenamedFrom("public.room")(second)
        expect(await refused(first, second)).toMatch(/^ENTITIES_CONTRADICT first and second both declare/)
    })

    it("names that change places: it would happen again and again", async () => {
        const made = two()
        column(made, "a", "b")
        column(made, "b", "a")
        const error = await errorOf(planAgainst(ground, [room], [made]))
        expect(error.code).toBe("ENTITIES_CONTRADICT")
        expect(error.next).toContain(
            "generate --rename public.room.a:public.room.b --rename public.room.b:public.room.a",
        )
    })

    it("a property that is no column", async () => {
        const made = two()
        RenamedFrom("code")(made.prototype as object, "nothing")
        expect(await refused(made)).toBe("ENTITIES_INVALID @RenamedFrom on room.nothing, which is not a column")
    })

    it("no name", async () => {
        const made = two()
        column(made, "a", "")
        expect(await refused(made)).toMatch(/^ENTITIES_INVALID @RenamedFrom on room.a has no old name/)
    })

    it("a value that the enum does not have", async () => {
        const made = tableOf(typeorm, "room", { kind: { type: "enum", enum: ["a", "b"] } })
        column(made, "kind", { values: { c: "a" } })
        expect(await refused(made)).toContain(`old name of "c", which is not a value of the enum`)
    })

    it("an EntitySchema's property that is no column", async () => {
        const schema = new typeorm.EntitySchema<Record<string, unknown>>({
            name: "room",
            columns: { id: { type: "int", primary: true } },
        })
        const error = await errorOf(planAgainst(ground, [], [withRenames(schema, { columns: { code: "old" } })]))
        expect(error.message).toBe("@RenamedFrom on room.code, which is not a column")
    })
})

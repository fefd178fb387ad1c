import * as typeorm from "typeorm"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { RenamedFrom, withRenames } from "../../src/autogen/declare/renamed-from.js"
import { tableOf, type Class } from "../exact/support/case.js"
import { pgliteGround, type Ground } from "../exact/support/place.js"
import { losses, namesOf, planAgainst } from "./support.js"

let ground: Ground
beforeAll(async () => void (ground = await pgliteGround()))
afterAll(() => ground.close())

const ROOM = "CREATE TABLE room (id int PRIMARY KEY)"
const GUEST = "CREATE TABLE guest (id int PRIMARY KEY)"
const junction = (name: string, a = `"roomId"`, b = `"guestId"`): string =>
    `CREATE TABLE ${name} (${a} int REFERENCES room ON DELETE CASCADE ON UPDATE CASCADE, ${b} int REFERENCES guest ON DELETE CASCADE ON UPDATE CASCADE, PRIMARY KEY (${a}, ${b}))`

const linked = (properties: readonly string[], room = "chamber"): readonly Class[] => {
    const [rooms, guests] = [tableOf(typeorm, room, {}), tableOf(typeorm, "guest", {})]
    if (room !== "room") RenamedFrom("room")(rooms)
    for (const property of properties) {
        typeorm.ManyToMany(() => guests)(rooms.prototype as object, property)
        typeorm.JoinTable()(rooms.prototype as object, property)
    }
    return [rooms, guests]
}
const notes = (plan: Awaited<ReturnType<typeof planAgainst>>) =>
    plan.diagnostics.flatMap(({ code, message }) => (code === "rename-followed" ? [message] : []))

describe("a junction table", () => {
    it("follows by its name, without a word", async () => {
        const plan = await planAgainst(ground, [ROOM, GUEST, junction("room_guests_guest")], linked(["guests"]))
        expect(namesOf(plan)).toEqual(
            expect.arrayContaining([
                "table:public.room -> table:public.chamber",
                "table:public.room_guests_guest -> table:public.chamber_guests_guest",
                `column:public.chamber_guests_guest."roomId" -> column:public.chamber_guests_guest."chamberId"`,
            ]),
        )
        expect(losses(plan)).toEqual([])
        expect(notes(plan)).toEqual([])
    })

    it("follows by what it links where it has another name, with a word", async () => {
        const plan = await planAgainst(ground, [ROOM, GUEST, junction("stays", "r", "g")], linked(["guests"]))
        expect(namesOf(plan)).toEqual(
            expect.arrayContaining([
                "table:public.stays -> table:public.chamber_guests_guest",
                `column:public.chamber_guests_guest.r -> column:public.chamber_guests_guest."chamberId"`,
                `column:public.chamber_guests_guest.g -> column:public.chamber_guests_guest."guestId"`,
            ]),
        )
        expect(losses(plan)).toEqual([])
        expect(notes(plan)).toEqual([expect.stringContaining("if that is another relation")])
    })

    it.each([
        ["two could have become it", [junction("stays", "r", "g"), junction("visits", "r", "g")], ["guests"]],
        ["it could have become two", [junction("stays", "r", "g")], ["guests", "friends"]],
        ["it holds more than links", [junction("stays", "r", "g"), "ALTER TABLE stays ADD since date"], ["guests"]],
    ])("does not follow where %s", async (_, tables, properties) => {
        const plan = await planAgainst(ground, [ROOM, GUEST, ...tables], linked(properties))
        expect(losses(plan)).toContain("table:public.stays")
        expect(notes(plan)).toEqual([])
    })

    it("does not follow where neither side has another name: it may be another relation", async () => {
        const sql = [ROOM, GUEST, junction("room_friends_guest")]
        expect(losses(await planAgainst(ground, sql, linked(["guests"], "room")))).toEqual([
            "table:public.room_friends_guest",
        ])
    })

    it("does not follow where another entity has its old name, or its new one is taken", async () => {
        const sql = [ROOM, GUEST, junction("room_guests_guest")]
        const other = tableOf(typeorm, "room_guests_guest", {})
        expect(namesOf(await planAgainst(ground, sql, [...linked(["guests"]), other]))).toContain(
            "create table:public.chamber_guests_guest",
        )
        const both = [...sql, junction("chamber_guests_guest", `"chamberId"`)]
        expect(namesOf(await planAgainst(ground, both, linked(["guests"])))).toContain(
            "drop table:public.room_guests_guest",
        )
    })

    it("goes by the name that somebody gives it", async () => {
        const sql = [ROOM, GUEST, junction("room_guests_guest"), junction("stays", "r", "g")]
        const plan = await planAgainst(ground, sql, linked(["guests"]), {
            renames: ["stays:chamber_guests_guest", "stays.r:chamberId", "stays.g:guestId"],
        })
        expect(namesOf(plan)).toContain("table:public.stays -> table:public.chamber_guests_guest")
        expect(losses(plan)).toEqual(["table:public.room_guests_guest"])
    })

    it("stays where a filter leaves it out", async () => {
        const sql = [ROOM, GUEST, junction("room_guests_guest")]
        const plan = await planAgainst(ground, sql, linked(["guests"]), { exclude: { tables: "*_guests_*" } })
        expect(namesOf(plan).filter((name) => name.includes("guests"))).toEqual([])
    })

    it("follows schemas without classes, and the property that withRenames names", async () => {
        const guest = new typeorm.EntitySchema({ name: "guest", columns: { id: { type: "int", primary: true } } })
        const room = withRenames(
            new typeorm.EntitySchema<{ id: number; visitors: object[] }>({
                name: "chamber",
                columns: { id: { type: "int", primary: true } },
                relations: { visitors: { type: "many-to-many", target: "guest", joinTable: true } },
            }),
            { table: "room", columns: { visitors: "guests" } },
        )
        const plan = await planAgainst(ground, [ROOM, GUEST, junction("room_guests_guest")], [room, guest])
        expect(namesOf(plan)).toContain("table:public.room_guests_guest -> table:public.chamber_visitors_guest")
        expect(losses(plan)).toEqual([])
    })
})

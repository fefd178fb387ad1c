import { describe, expect, it } from "vitest"
import { compareSchemas } from "../../src/autogen/compare/compare.js"
import type { SchemaObject } from "../../src/autogen/core/schema-object.js"
import { onlineForms } from "../../src/autogen/plan/online-forms.js"
import { check, column, foreignKey, index, primaryKey, schemaOf, table } from "./objects.js"

const ROOM = [table("room"), column("room.id", undefined, { nullable: false }), primaryKey("room.room_pk", ["id"])]
const BED = [table("bed"), column("bed.room")]

/** The forms of what a change adds: what stands in its place at each way point, then the last one. */
function forms(
    before: readonly SchemaObject[],
    after: readonly SchemaObject[],
    online = true,
): Readonly<Record<string, readonly (readonly unknown[])[]>> {
    const [current, desired] = [schemaOf(...before), schemaOf(...after)]
    const { changes, renamed } = compareSchemas(current, desired)
    return Object.fromEntries(
        [...onlineForms(changes, { renamed, desired, online })].map(([key, { waypoints, final }]) => [
            key,
            [...waypoints.map(({ objects }) => objects.map(({ definition }) => definition)), [final.definition]],
        ]),
    )
}

describe("on tables that exist, online", () => {
    it("an index is built beside readers and writers, after a transaction has ended", () => {
        const found = forms(ROOM, [...ROOM, index("room.by_id", "id")])
        expect(found["index:public.room.by_id"]?.at(-1)).toMatchObject([{ concurrently: true }])
    })

    it("a check and a foreign key hold for new rows first, then for all", () => {
        const found = forms(
            [...ROOM, ...BED],
            [
                ...ROOM,
                ...BED,
                check("room.positive", "(id > 0)", ["id"]),
                foreignKey("bed.bed_room", ["room"], "room(id)"),
            ],
        )
        for (const key of ["check:public.room.positive", "foreign-key:public.bed.bed_room"]) {
            expect(found[key], key).toMatchObject([[{ validated: false }], [{ validated: true }]])
        }
    })

    it("NOT NULL is proven by a check before it is set", () => {
        const required = column("bed.room", undefined, { nullable: false })
        const found = forms([...BED], [table("bed"), required])
        expect(Object.keys(found)).toEqual(["column:public.bed.room"])
        expect(found["column:public.bed.room"]?.length).toBeGreaterThan(1)
    })

    it("a key takes over an index that was built beside readers and writers", () => {
        const plain = [table("room"), column("room.id", undefined, { nullable: false })]
        const found = forms(plain, ROOM)
        expect(found["primary-key:public.room.room_pk"]?.length).toBeGreaterThan(1)
    })
})

describe("there are no forms", () => {
    it("of what is in a table that is new", () => {
        expect(forms([], [...ROOM, index("room.by_id", "id")])).toEqual({})
    })

    it("where all is done at once", () => {
        expect(forms(ROOM, [...ROOM, index("room.by_id", "id")], false)).toEqual({})
    })

    it("of what is dropped", () => {
        expect(forms([...ROOM, index("room.by_id", "id")], ROOM)).toEqual({})
    })
})

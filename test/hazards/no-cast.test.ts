import "reflect-metadata"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { statementsOf, type Plan } from "../../src/autogen/core/plan.js"
import type { DatabaseSchema } from "../../src/autogen/core/database-schema.js"
import { inspect } from "../../src/autogen/inspect/inspect.js"
import { parseAutogenOptions } from "../../src/autogen/load/autogen-options.js"
import { planSchemas } from "../../src/autogen/plan-entities.js"
import { hazardsRefused, refusedHazards } from "../../src/autogen/refuse-hazards.js"
import { parseConversions, type Conversions } from "../../src/autogen/user-conversions.js"
import { serverGround, type Place } from "../exact/support/place.js"
import { sharedVersions } from "../support/servers.js"

const UUID = "6f1d3c0e-5d5a-4d3e-9d0c-2f6f0a6c6b1a"

describe.each(sharedVersions())("a change without a cast, on PostgreSQL %s", (version) => {
    let place: Place
    let target: DatabaseSchema
    beforeEach(async () => {
        place = await serverGround(version).open()
        await place.query(`CREATE TABLE room (code uuid, "a.b" int)`)
        target = await inspect(place)
        await place.query(`DROP TABLE room; CREATE TABLE room (code text DEFAULT 'x', "a.b" text)`)
        await place.query(`INSERT INTO room VALUES ('${UUID}', '7'), ('', '8')`)
    })
    afterEach(() => place.close())

    const planned = async (using?: Conversions): Promise<Plan> =>
        planSchemas(await inspect(place), target, using === undefined ? {} : { using })

    test("is refused with the choices, whatever else is allowed", async () => {
        const refused = refusedHazards(await planned(), ["deletes-data"])
        expect(refused.map(({ kind, object }) => `${kind} ${object}`)).toEqual([
            'no-cast column:public.room."a.b"',
            "no-cast column:public.room.code",
        ])
        const { message, next } = hazardsRefused(refused)
        expect(message).toContain("Postgres has no cast from text to uuid")
        expect(next).toContain("--allow no-cast")
        expect(next).toContain("--using 'public.room.code:<SQL expression over the old row>'")
        expect(next).toContain("remove the column in one migration")
        expect(refusedHazards(await planned(), ["no-cast"])).toEqual([])
    })

    test.each(["room.code", "public.room.code", '"room"."code"'.replaceAll('"', "")])(
        "is made by the user's own words, by the name %s",
        async (name) => {
            const plan = await planned({ [name]: "NULLIF(code, '')::uuid", "room.a.b": '"a.b"::int + 1' })
            expect(refusedHazards(plan, [])).toEqual([])
            for (const { sql } of statementsOf(plan.up)) await place.query(sql)
            expect(await place.query(`SELECT code::text, "a.b" AS b FROM room ORDER BY b`)).toEqual([
                { code: UUID, b: 8 },
                { code: null, b: 9 },
            ])
        },
    )

    test("is the user's own decision even in the very words of the library", async () => {
        const plan = await planned({ "room.code": '"code"::text::uuid', 'room."a.b"': '"a.b"::text::integer' })
        expect(refusedHazards(plan, [])).toEqual([])
    })

    test.each(["room.cod", "code", "room", "", "public.room", "__proto__.x"])("knows no column %j", async (name) => {
        await expect(planned({ [name]: "NULL" })).rejects.toMatchObject({ code: "USAGE" })
        if (name === "room.cod")
            await expect(planned({ [name]: "NULL" })).rejects.toMatchObject({ next: /"room.code"/ })
    })
})

describe("conversions of a command line", () => {
    test("are a name, a colon, and SQL with whatever it has", () => {
        expect(parseConversions(["room.code:code::uuid", "\"a:b\".c: x ? ':'"])).toEqual({
            "room.code": "code::uuid",
            '"a:b".c': "x ? ':'",
        })
    })

    test.each(["room.code", "room.code:", ":code::uuid", "", " : "])("are not %j", (text) => {
        expect(() => parseConversions([text])).toThrow(expect.objectContaining({ code: "USAGE" }))
    })

    test.each([[[]], ["room.code:x"], [{ a: 1 }], [{ a: " " }], [null], [7]])(
        "of a configuration are not %j",
        (using) => {
            expect(() => parseAutogenOptions({ using })).toThrow(expect.objectContaining({ code: "CONFIG_INVALID" }))
        },
    )

    test.each([["yes"], [1], [null]])("preconditions are not %j", (preconditions) => {
        expect(() => parseAutogenOptions({ preconditions })).toThrow(
            expect.objectContaining({ code: "CONFIG_INVALID" }),
        )
    })
})

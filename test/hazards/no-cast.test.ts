import "reflect-metadata"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { statementsOf, type Plan } from "../../src/autogen/core/plan.js"
import type { DatabaseSchema } from "../../src/autogen/core/database-schema.js"
import { inspect } from "../../src/autogen/inspect/inspect.js"
import { parseAutogenOptions } from "../../src/autogen/load/autogen-options.js"
import { planSchemas } from "../../src/autogen/planning/plan-entities.js"
import { hazardsRefused, refusedHazards } from "../../src/autogen/commands/refuse-hazards.js"
import { parseConversions, type Conversions } from "../../src/autogen/planning/user-conversions.js"
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
        expect(message).toContain("no cast from text to uuid")
        expect(next).toContain("--allow no-cast")
        expect(next).toContain("--using 'public.room.code:<SQL expression over the old row>'")
        expect(next).toContain("--recreate public.room.code --allow deletes-data")
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

    test("is left undone where the column is to begin anew, with what stands on it", async () => {
        await place.query(`CREATE INDEX by_hand ON room (code); COMMENT ON COLUMN room.code IS 'mine'`)
        const plan = await planSchemas(await inspect(place), target, {
            using: { "room.code": null, 'room."a.b"': null },
            isManaged: ({ kind }) => kind !== "index" && kind !== "comment",
            online: true,
        })
        expect(refusedHazards(plan, []).map(({ kind, object }) => `${kind} ${object}`)).toEqual([
            "deletes-data column:public.room.code",
            'deletes-data column:public.room."a.b"',
        ])
        expect(refusedHazards(plan, ["deletes-data"])).toEqual([])
        for (const { sql } of statementsOf(plan.up)) await place.query(sql)
        expect(await place.query(`SELECT code, "a.b" AS b, pg_typeof(code)::text AS t FROM room`)).toEqual([
            { code: null, b: null, t: "uuid" },
            { code: null, b: null, t: "uuid" },
        ])
        expect(await place.query("SELECT 1 AS there FROM pg_indexes WHERE indexname = 'by_hand'")).toHaveLength(1)
        // A uuid is a text: on the way back the new values are kept.
        await place.query(`UPDATE room SET code = '${UUID}'`)
        for (const { sql } of statementsOf(plan.down)) await place.query(sql)
        expect(await place.query("SELECT DISTINCT code FROM room")).toEqual([{ code: UUID }])
    })

    test("asks for an empty table where the new column has no value", async () => {
        const other = await serverGround(version).open()
        await other.query("CREATE TABLE room (code uuid NOT NULL)")
        const desired = await inspect(other)
        await other.close()
        const plan = await planSchemas(await inspect(place), desired, { using: { "room.code": null } })
        expect(plan.up[0]?.operation.name).toBe("requireEmpty")
        await expect(place.query(statementsOf(plan.up)[0]?.sql ?? "")).rejects.toThrow(/2 rows/)
    })

    test("is not to begin anew where its type stays", async () => {
        await place.query("ALTER TABLE room ADD same int")
        const desired = await inspect(place)
        for (const name of ["room.same", "room.code"])
            await expect(planSchemas(await inspect(place), desired, { using: { [name]: null } })).rejects.toMatchObject(
                { code: "USAGE", message: expect.stringContaining("does not change") as string },
            )
        await expect(planned({ "room.cod": null })).rejects.toMatchObject({ next: /"room.code"/ })
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

    test("say which columns begin anew", () => {
        expect(parseConversions(["room.code:x"], ["room.size"])).toEqual({ "room.code": "x", "room.size": null })
        expect(() => parseConversions(["room.code:x"], ["room.code"])).toThrow(
            expect.objectContaining({ code: "USAGE" }),
        )
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

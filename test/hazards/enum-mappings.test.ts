import "reflect-metadata"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import type { AutogenError } from "../../src/autogen/core/errors.js"
import { hazardsOf, statementsOf, type Plan } from "../../src/autogen/core/plan.js"
import { inspect } from "../../src/autogen/inspect/inspect.js"
import { planSchemas } from "../../src/autogen/planning/plan-entities.js"
import { parseMapping } from "../../src/autogen/schema/rename-spec.js"
import { serverGround, type Ground, type Place } from "../exact/support/place.js"
import { sharedVersions } from "../support/servers.js"
import type { PlanOptions } from "../../src/autogen/planning/plan-options.js"

const START = `CREATE TYPE mood AS ENUM ('happy', 'sad', 'low', 'it''s "so"', '__proto__');
    CREATE TYPE other AS ENUM ('a', 'b');
    CREATE SCHEMA hotel; CREATE TYPE hotel.mood AS ENUM ('x', 'y');
    CREATE TABLE room (id int, mood mood, moods mood[], other other, hotel hotel.mood)`
const END = `CREATE TYPE mood AS ENUM ('happy', 'calm');
    CREATE SCHEMA hotel; CREATE TYPE hotel.mood AS ENUM ('x');
    CREATE TABLE room (id int, mood mood, moods mood[], hotel hotel.mood)`

describe("what is written", () => {
    test.each([
        ["mood.sad:happy", ["mood", "sad"], ["happy"]],
        [' hotel.mood."":"a.b" ', ["hotel", "mood", ""], ["a.b"]],
        ['"Mood"."it""s":x', ["Mood", 'it"s'], ["x"]],
    ])("%s", (text, from, to) => {
        expect(parseMapping(text)).toEqual({ text, kind: null, from, to })
    })

    test.each(["", "mood", "sad:happy", "mood.sad:", "mood.sad:mood.happy", "enum mood.sad:happy", "mood.sad:a:b"])(
        "not %j",
        (text) => {
            expect(() => parseMapping(text)).toThrow(expect.objectContaining({ code: "USAGE" }))
        },
    )
})

describe.each(sharedVersions())("values that go, on PostgreSQL %s", (version) => {
    const ground: Ground = serverGround(version)
    let place: Place
    let target: Place
    beforeEach(async () => {
        place = await ground.open()
        target = await ground.open()
        await place.query(START)
        await target.query(END)
    })
    afterEach(async () => {
        await place.close()
        await target.close()
    })

    const planned = async (map?: PlanOptions["map"], more: PlanOptions = {}): Promise<Plan> =>
        planSchemas(await inspect(place), await inspect(target), { ...(map ? { map } : {}), ...more })
    const run = async (operations: Plan["up"]): Promise<void> => {
        await place.query("BEGIN")
        try {
            for (const { sql } of statementsOf(operations)) await place.query(sql)
            await place.query("COMMIT")
        } catch (error) {
            await place.query("ROLLBACK")
            throw error
        }
    }
    const moods = async () => place.query("SELECT id, mood::text, moods::text, hotel::text FROM room ORDER BY id")

    test("stop a migration with the number of their rows, and the flag is said", async () => {
        await place.query(`INSERT INTO room VALUES (1, 'sad'), (2, 'low')`)
        const plan = await planned(["mood.sad:happy"])
        const failing = hazardsOf(plan.up).filter(({ kind }) => kind === "may-fail-on-data")
        expect(failing.map(({ object, safer }) => `${object} ${safer ?? ""}`)).toEqual(
            expect.arrayContaining([
                `column:public.room.mood map these rows: --map 'public.mood.low:<value that stays>' --map 'public.mood."it'\\''s ""so""":<value that stays>' --map 'public.mood.__proto__:<value that stays>'`,
                "column:public.room.hotel map these rows: --map 'hotel.mood.y:<value that stays>'",
            ]),
        )
        await expect(run(plan.up)).rejects.toThrow(/1 row of "public"."room" with another value in "mood"/)
        expect(await moods()).toHaveLength(2)
    })

    test("become others in columns and arrays, old and new", async () => {
        await place.query(
            `INSERT INTO room VALUES (1, 'sad', '{sad,low,NULL}', 'a', 'y'), (2, 'it''s "so"', '{__proto__}', 'b', 'x')`,
        )
        const map = [
            "mood.sad:happy",
            "public.mood.low:calm",
            { kind: "enum", path: ["public", "mood"], from: `it's "so"`, to: "calm" },
            "mood.__proto__:happy",
            "hotel.mood.y:x",
        ]
        const plan = await planned(map)
        expect(hazardsOf(plan.up).filter(({ kind }) => kind === "deletes-data")).toHaveLength(1)
        const once = hazardsOf(plan.up).filter(({ kind }) => kind === "not-reversible")
        expect(once.map(({ object }) => object).sort()).toEqual([
            "column:public.room.hotel",
            "column:public.room.mood",
            "column:public.room.moods",
        ])
        expect(once.map(({ reason }) => reason).join()).toContain('"sad" becomes "happy"')
        await run(plan.up)
        expect(await moods()).toEqual([
            { id: 1, mood: "happy", moods: "{happy,calm,NULL}", hotel: "x" },
            { id: 2, mood: "calm", moods: "{happy}", hotel: "x" },
        ])
        expect((await planned()).changes).toEqual([])
        // Two values became "calm": the way back does not guess which.
        await expect(run(plan.down)).rejects.toThrow(/"mood" than happy/)
        await place.query("UPDATE room SET mood = 'happy', moods = '{}'")
        await run(plan.down)
        expect(await moods()).toHaveLength(2)
    })

    test("come back where the new value is the only one that came for them", async () => {
        await place.query(`INSERT INTO room VALUES (1, 'sad', '{sad,happy}'), (2, 'happy', NULL)`)
        const plan = await planned(["mood.sad:calm"])
        expect(hazardsOf(plan.up).some(({ kind }) => kind === "not-reversible")).toBe(false)
        const before = await moods()
        await run(plan.up)
        expect(await moods()).toMatchObject([{ mood: "calm", moods: "{calm,happy}" }, { mood: "happy" }])
        await run(plan.down)
        expect(await moods()).toEqual(before)
    })

    test.each([
        ["mod.sad:happy", "the database has no enum mod", "mood"],
        ["hotel.mod.x:y", "the database has no enum hotel.mod", "hotel.mood"],
        ["other.a:b", "the entities declare no type public.other", "--rename"],
        ["mood.sat:happy", "public.mood has no value sat", "did you mean sad?"],
        ["mood.happy:calm", "public.mood.happy is kept", "only rows of removed values"],
        ["mood.calm:happy", "public.mood has no value calm", "the removed values are sad"],
        ["mood.sad:hapy", "the entities declare no value hapy of public.mood", "did you mean happy?"],
        ["mood.sad:low", "low is removed too", "happy, calm"],
        ["mood.sad:sad", "sad is removed too", "happy, calm"],
    ])("%s is refused", async (text, message, next) => {
        const error = await planned([text]).then(
            () => expect.fail("nothing was thrown"),
            (thrown: unknown) => thrown as AutogenError,
        )
        expect(error).toMatchObject({ code: "MAP_INVALID" })
        expect(error.message).toContain(message)
        expect(error.next).toContain(next)
    })

    test("are mapped once, and not renamed too", async () => {
        await expect(planned(["mood.sad:happy", "public.mood.sad:calm"])).rejects.toMatchObject({
            code: "MAP_INVALID",
            message: expect.stringContaining("mapped twice") as string,
        })
        await expect(planned(["mood.sad:happy"], { renames: ["enum-value mood.sad:calm"] })).rejects.toMatchObject({
            code: "MAP_INVALID",
            message: expect.stringContaining("is renamed to calm") as string,
        })
    })

    test("may make two keys one, which Postgres refuses before anything is lost", async () => {
        await place.query("CREATE UNIQUE INDEX once ON room (mood); INSERT INTO room VALUES (1, 'sad'), (2, 'happy')")
        await target.query("CREATE UNIQUE INDEX once ON room (mood)")
        await expect(run((await planned(["mood.sad:happy"])).up)).rejects.toThrow(/unique/)
        expect(await moods()).toMatchObject([{ mood: "sad" }, { mood: "happy" }])
    })
})

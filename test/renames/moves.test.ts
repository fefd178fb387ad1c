import { afterAll, beforeAll, describe, expect } from "vitest"
import { statementsOf } from "../../src/autogen/core/plan.js"
import { inspect } from "../../src/autogen/inspect/inspect.js"
import { planSchemas } from "../../src/autogen/planning/plan-entities.js"
import { pgliteGround, serverGround, type Ground } from "../exact/support/place.js"
import { sharedVersions } from "../support/servers.js"
import { sampled } from "../support/sampled.js"

interface Move {
    readonly name: string
    readonly start: readonly string[]
    readonly target: readonly string[]
    readonly renames: readonly string[]
    /** Which is carried along, and who has its name. Absent: it works, up and down. */
    readonly refused?: readonly [string, string]
}

const HOTEL = "CREATE SCHEMA hotel"

const moves: readonly Move[] = [
    {
        name: "an index of a name that is taken there",
        start: [
            HOTEL,
            "CREATE TABLE room (id int)",
            "CREATE INDEX ix ON room (id)",
            "CREATE TABLE hotel.bed (id int)",
            "CREATE INDEX ix ON hotel.bed (id)",
        ],
        target: [
            HOTEL,
            "CREATE TABLE hotel.room (id int)",
            "CREATE INDEX room_ix ON hotel.room (id)",
            "CREATE TABLE hotel.bed (id int)",
            "CREATE INDEX ix ON hotel.bed (id)",
        ],
        renames: ["public.room:hotel.room"],
        refused: ["index:public.room.ix", "index:hotel.bed.ix"],
    },
    {
        name: "a primary key of a name that is taken there",
        start: [
            HOTEL,
            "CREATE TABLE room (id int CONSTRAINT pk PRIMARY KEY)",
            "CREATE TABLE hotel.bed (id int CONSTRAINT pk PRIMARY KEY)",
        ],
        target: [
            HOTEL,
            "CREATE TABLE hotel.room (id int CONSTRAINT room_pk PRIMARY KEY)",
            "CREATE TABLE hotel.bed (id int CONSTRAINT pk PRIMARY KEY)",
        ],
        renames: ["public.room:hotel.room"],
        refused: ["primary-key:public.room.pk", "primary-key:hotel.bed.pk"],
    },
    {
        name: "a serial's sequence of a name that is taken there",
        start: [HOTEL, "CREATE TABLE room (id serial)", "CREATE TABLE hotel.room (id serial)"],
        target: [HOTEL, "CREATE TABLE hotel.hall (id serial)", "CREATE TABLE hotel.room (id serial)"],
        renames: ["public.room:hotel.hall"],
        refused: ["sequence:public.room_id_seq", "sequence:hotel.room_id_seq"],
    },
    {
        name: "an index of a name that is free there, with others of it elsewhere",
        start: [
            HOTEL,
            "CREATE TABLE room (id serial PRIMARY KEY)",
            "CREATE INDEX ix ON room (id)",
            "CREATE TABLE hotel.bed (id int)",
            "CREATE INDEX other ON hotel.bed (id)",
        ],
        target: [
            HOTEL,
            "CREATE TABLE hotel.room (id serial PRIMARY KEY)",
            "CREATE INDEX ix ON hotel.room (id)",
            "CREATE TABLE hotel.bed (id int)",
            "CREATE INDEX other ON hotel.bed (id)",
        ],
        renames: ["public.room:hotel.room"],
    },
    {
        name: "identities and columns while tables of one name change places",
        start: [
            HOTEL,
            "CREATE TABLE room (id int GENERATED ALWAYS AS IDENTITY CONSTRAINT one_pk PRIMARY KEY)",
            "CREATE TABLE hotel.room (id int GENERATED ALWAYS AS IDENTITY CONSTRAINT two_pk PRIMARY KEY, two int)",
        ],
        target: [
            HOTEL,
            "CREATE TABLE hotel.room (id int GENERATED ALWAYS AS IDENTITY CONSTRAINT one_pk PRIMARY KEY)",
            "CREATE TABLE room (id int GENERATED ALWAYS AS IDENTITY CONSTRAINT two_pk PRIMARY KEY, two int)",
        ],
        renames: ["public.room:hotel.room", "hotel.room:public.room"],
    },
    {
        name: "an index to where another of its name has just left",
        start: [
            HOTEL,
            "CREATE SCHEMA inn",
            "CREATE TABLE room (id int)",
            "CREATE INDEX ix ON room (id)",
            "CREATE TABLE hotel.room (id int, two int)",
            "CREATE INDEX ix ON hotel.room (id)",
        ],
        target: [
            HOTEL,
            "CREATE SCHEMA inn",
            "CREATE TABLE hotel.room (id int)",
            "CREATE INDEX ix ON hotel.room (id)",
            "CREATE TABLE inn.room (id int, two int)",
            "CREATE INDEX ix ON inn.room (id)",
        ],
        renames: ["public.room:hotel.room", "hotel.room:inn.room"],
    },
]

const grounds: readonly { readonly name: string; open(): Promise<Ground> }[] = [
    { name: "PGlite", open: pgliteGround },
    ...sharedVersions().map((version) => ({
        name: `PostgreSQL ${version}`,
        open: () => Promise.resolve(serverGround(version)),
    })),
]

describe.each(grounds)("a table that goes to another schema carries along, in $name", ({ open }) => {
    let ground: Ground
    beforeAll(async () => void (ground = await open()))
    afterAll(() => ground.close())

    sampled(moves)("$name", async ({ start, target, renames, refused }) => {
        const there = await ground.open()
        for (const sql of target) await there.query(sql)
        const [desired, dump] = [await inspect(there), await there.dump()]
        await there.close()
        const place = await ground.open()
        try {
            for (const sql of start) await place.query(sql)
            const before = await place.dump()
            const planning = planSchemas(await inspect(place), desired, { renames })
            if (refused) {
                const [object, holder] = refused
                await expect(planning).rejects.toMatchObject({ code: "RENAME_INVALID", fields: { object, holder } })
                // Postgres would have refused it.
                await expect(place.query("ALTER TABLE room SET SCHEMA hotel")).rejects.toThrow(/already exists/)
                return
            }
            const { up, down } = await planning
            for (const { sql } of statementsOf(up)) await place.query(sql)
            expect(await place.dump()).toBe(dump)
            for (const { sql } of statementsOf(down)) await place.query(sql)
            expect(await place.dump()).toBe(before)
        } finally {
            await place.close()
        }
    })
})

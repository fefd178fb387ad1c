import "reflect-metadata"
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { statementsOf, type Plan } from "../../src/autogen/core/plan.js"
import type { DatabaseSchema } from "../../src/autogen/core/database-schema.js"
import { emitMigration } from "../../src/autogen/emit/emit-migration.js"
import { inspect } from "../../src/autogen/inspect/inspect.js"
import { planSchemas } from "../../src/autogen/planning/plan-entities.js"
import { versions } from "../revisions/support.js"
import { sharedVersions } from "../support/servers.js"
import { pgliteGround, serverGround, type Ground, type Place } from "../exact/support/place.js"
import { classesOf } from "./support.js"
import type { PlanOptions } from "../../src/autogen/planning/plan-options.js"

const START = [
    "CREATE TABLE owner (id int PRIMARY KEY)",
    "CREATE TABLE room (id int PRIMARY KEY, code varchar(36), size int, owner int, CONSTRAINT room_pair UNIQUE (id, size))",
    "CREATE INDEX room_size_ix ON room (size)",
]

const ROWS = [
    "INSERT INTO owner SELECT generate_series(1, 100)",
    "INSERT INTO room SELECT n, 'room ' || n, n, n FROM generate_series(1, 100) n",
]

const TARGET = [
    "CREATE TABLE owner (id int PRIMARY KEY)",
    `CREATE TABLE room (
        id int PRIMARY KEY, code varchar(36) NOT NULL, size int, owner int,
        CONSTRAINT room_pair UNIQUE (id, owner), CONSTRAINT room_key UNIQUE (code, owner) DEFERRABLE,
        CONSTRAINT room_size CHECK (size > 0), CONSTRAINT room_owner FOREIGN KEY (owner) REFERENCES owner
    )`,
    "CREATE INDEX room_size_ix ON room (size, owner)",
    "CREATE UNIQUE INDEX room_code ON room (code)",
    // A new table has no rows and no users: nothing there is done in steps.
    "CREATE TABLE bed (id int PRIMARY KEY, room int NOT NULL REFERENCES room, CHECK (room > 0))",
    "CREATE INDEX bed_room ON bed (room)",
]

const UNREADABLE_LOCKS = /ADD CONSTRAINT (?!.*(NOT VALID|USING INDEX))|CREATE (UNIQUE )?INDEX (?!CONCURRENTLY)/

const grounds: readonly { readonly name: string; open(): Promise<Ground> }[] = [
    { name: "PGlite", open: pgliteGround },
    ...sharedVersions().map((version) => ({
        name: `PostgreSQL ${version}`,
        open: () => Promise.resolve(serverGround(version)),
    })),
]

describe.each(grounds)("online changes in $name", ({ open }) => {
    let ground: Ground
    let place: Place
    let target: { readonly schema: DatabaseSchema; readonly dump: string }
    beforeAll(async () => {
        ground = await open()
        const there = await ground.open()
        for (const sql of TARGET) await there.query(sql)
        target = { schema: await inspect(there), dump: await there.dump() }
        await there.close()
    })
    afterAll(() => ground.close())
    beforeEach(async () => {
        place = await ground.open()
        for (const sql of START) await place.query(sql)
    })
    afterEach(() => place.close())

    const planned = async (options: PlanOptions = {}): Promise<Plan> =>
        planSchemas(await inspect(place), target.schema, { online: true, ...options })
    const sqlOf = (operations: Plan["up"]): readonly string[] => statementsOf(operations).map(({ sql }) => sql)

    test("are made in steps that hold no strong lock while rows are read", async () => {
        const { steps, up, down } = await planned()
        expect(steps.map((step) => statementsOf(step.up).some(({ transaction }) => transaction === "outside"))).toEqual(
            [false, true, false],
        )
        expect(sqlOf(up)).toEqual(steps.flatMap((step) => sqlOf(step.up)))
        expect(sqlOf(down)).toEqual([...steps].reverse().flatMap((step) => sqlOf(step.down)))
        const isBuiltIfMissing = (sql: string): boolean => sql.startsWith("DO $build_missing$")
        const onRoom = sqlOf(up).filter((sql) => /"room"/.test(sql) && !/"bed"/.test(sql) && !isBuiltIfMissing(sql))
        expect(onRoom.filter((sql) => UNREADABLE_LOCKS.test(sql))).toEqual([])
        expect(onRoom.some((sql) => /VALIDATE CONSTRAINT "room_owner"/.test(sql))).toBe(true)
        const last = sqlOf(steps[2]?.up ?? []).filter((sql) => !isBuiltIfMissing(sql))
        expect(last.map((sql) => sql.replace(/autogen_not_null_\d+/, "helper"))).toEqual([
            'ALTER TABLE "public"."room" ALTER COLUMN "code" SET NOT NULL',
            'ALTER TABLE "public"."room" ADD CONSTRAINT "room_key" UNIQUE USING INDEX "autogen_new_room_key" DEFERRABLE INITIALLY IMMEDIATE',
            'DROP INDEX "public"."room_size_ix"',
            'ALTER TABLE "public"."room" DROP CONSTRAINT "room_pair"',
            'ALTER TABLE "public"."room" ADD CONSTRAINT "room_pair" UNIQUE USING INDEX "autogen_new_room_pair"',
            'ALTER INDEX "public"."autogen_new_room_size_ix" RENAME TO "room_size_ix"',
            'ALTER TABLE "public"."room" DROP CONSTRAINT IF EXISTS "helper"',
        ])
    })

    test("lead where the plain forms lead, with all rows, and back", async () => {
        for (const sql of ROWS) await place.query(sql)
        const start = await place.dump()
        const plan = await planned()
        for (const sql of sqlOf(plan.up)) await place.query(sql)
        expect(await place.dump()).toBe(target.dump)
        expect((await planned()).changes).toEqual([])
        for (const sql of sqlOf(plan.down)) await place.query(sql)
        expect(await place.dump()).toBe(start)
        expect(await place.query("SELECT count(*)::int AS rooms FROM room")).toEqual([{ rooms: 100 }])
    })

    test("can be run again after an index failed over the rows", async () => {
        for (const sql of ROWS) await place.query(sql)
        await place.query("UPDATE room SET code = 'same' WHERE id < 3")
        const { steps } = await planned({ preconditions: false })
        const [first, step, ...last] = steps
        for (const sql of sqlOf(first?.up ?? [])) await place.query(sql)
        const build = async (): Promise<void> => {
            for (const sql of sqlOf(step?.up ?? [])) await place.query(sql)
        }
        await expect(build()).rejects.toThrow(/could not create unique index|duplicate/)
        await place.query("UPDATE room SET code = 'other' WHERE id = 1")
        await build()
        for (const sql of last.flatMap(({ up }) => sqlOf(up))) await place.query(sql)
        expect(await place.dump()).toBe(target.dump)
    })

    test("stay in one migration unless they are asked for", async () => {
        const plan = await planSchemas(await inspect(place), target.schema)
        expect(plan.steps).toHaveLength(1)
        expect(statementsOf(plan.up).filter(({ transaction }) => transaction === "outside")).toEqual([])
    })
})

describe.each(sharedVersions().map((version) => ({ version })))("online migrations on $version", ({ version }) => {
    test.each(versions)(
        "are classes of one file that the runner of TypeORM $version runs and reverts in order",
        async ({ create }) => {
            const ground = serverGround(version)
            const [place, there] = [await ground.open(), await ground.open()]
            try {
                for (const sql of [...START, ...ROWS]) await place.query(sql)
                for (const sql of TARGET) await there.query(sql)
                const start = await place.dump()
                const plan = await planSchemas(await inspect(place), await inspect(there), { online: true })
                const timestamp = 1763800000000
                const options = { name: "tighten rooms", timestamp, revises: [], defaultSchema: "public" } as const
                const source = await emitMigration(plan, { ...options, style: "sql" })
                expect(await emitMigration(plan, { ...options, style: "operations" })).toContain("concurrently: true")
                const classes = await classesOf(source)
                expect(Object.keys(classes)).toEqual([
                    "TightenRooms1763800000000",
                    "TightenRoomsStepTwo1763800000001",
                    "TightenRoomsStepThree1763800000002",
                ])
                const dataSource = create({ options: place.connection }, { migrations: Object.values(classes) })
                await dataSource.initialize()
                await dataSource.runMigrations({ transaction: "each" })
                expect(await place.dump()).toBe(await there.dump())
                for (const _ of Object.keys(classes)) await dataSource.undoLastMigration({ transaction: "none" })
                await dataSource.destroy()
                expect(await place.dump()).toBe(start)
            } finally {
                await place.close()
                await there.close()
            }
        },
    )
})

import "reflect-metadata"
import { DataSource } from "typeorm"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { emitMigration } from "../../src/autogen/emit/emit-migration.js"
import type { DatabaseSchema } from "../../src/autogen/core/database-schema.js"
import { statementsOf, type Plan, type PlanStep } from "../../src/autogen/core/plan.js"
import { inspect } from "../../src/autogen/inspect/inspect.js"
import { planSchemas } from "../../src/autogen/planning/plan-entities.js"
import { apply } from "../exact/support/check-case.js"
import { pgliteGround, serverGround, type Ground, type Place } from "../exact/support/place.js"
import { sharedVersions } from "../support/servers.js"
import { expectStepsToMeet } from "../support/steps.js"
import { classesOf } from "./support.js"
import { sampled } from "../support/sampled.js"
import type { PlanOptions } from "../../src/autogen/planning/plan-options.js"

const LONG = `"${"pk äöü ".repeat(8).trim()}"`

interface KeyCase {
    readonly name: string
    readonly start: readonly string[]
    readonly target: readonly string[]
    /** Whether the key takes an index over. Default true. */
    readonly online?: boolean
    /** Whether the table has a key between all steps. */
    readonly always?: boolean
    /** Whether bed refers to it between all steps. */
    readonly refers?: boolean
}

const START = ["CREATE TABLE room (id int, code text)"]
const ROWS = "INSERT INTO room (id, code) SELECT n, 'room ' || n FROM generate_series(1, 100) n"

const cases: readonly KeyCase[] = [
    {
        name: "over a column that may be null",
        start: START,
        target: ["CREATE TABLE room (id int CONSTRAINT room_pk PRIMARY KEY, code text)"],
    },
    {
        name: "over several, under a name that is as long as can be",
        start: ["CREATE TABLE room (id int NOT NULL, code text)"],
        target: [`CREATE TABLE room (id int, code text, CONSTRAINT ${LONG} PRIMARY KEY (code, id))`],
    },
    {
        name: "over a column with a default",
        start: ["CREATE TABLE room (id int DEFAULT 0, code text)"],
        target: ["CREATE TABLE room (id int DEFAULT 0 CONSTRAINT room_pk PRIMARY KEY, code text)"],
    },
    {
        name: "over other columns than before",
        start: ["CREATE TABLE room (id int CONSTRAINT old_pk PRIMARY KEY, code text)"],
        target: ["CREATE TABLE room (id int, code text, CONSTRAINT room_pk PRIMARY KEY (id, code))"],
        always: true,
    },
    {
        name: "over other columns than before, under its name",
        start: ["CREATE TABLE room (id int CONSTRAINT room_pk PRIMARY KEY, code text)"],
        target: ["CREATE TABLE room (id int, code text, CONSTRAINT room_pk PRIMARY KEY (code, id))"],
        always: true,
    },
    {
        name: "over another column, the old one going",
        start: [
            "CREATE TABLE room (id int, code text, old int GENERATED ALWAYS AS IDENTITY CONSTRAINT old_pk PRIMARY KEY)",
        ],
        target: ["CREATE TABLE room (id int CONSTRAINT room_pk PRIMARY KEY, code text)"],
    },
    {
        name: "over a new column whose values differ",
        start: START,
        target: [
            "CREATE TABLE room (id int, code text, key uuid DEFAULT gen_random_uuid() CONSTRAINT room_pk PRIMARY KEY)",
        ],
    },
    {
        name: "over a new serial",
        start: START,
        target: ["CREATE TABLE room (id int, code text, key serial CONSTRAINT room_pk PRIMARY KEY)"],
    },
    {
        name: "that the foreign key of a new table refers to",
        start: START,
        target: [
            "CREATE TABLE room (id int CONSTRAINT room_pk PRIMARY KEY, code text)",
            "CREATE TABLE bed (room int CONSTRAINT bed_room REFERENCES room); COMMENT ON CONSTRAINT bed_room ON bed IS 'in a room'",
        ],
    },
    {
        name: "that new foreign keys refer to, its own table's too",
        start: ["CREATE TABLE room (id int, code text, next int)", "CREATE TABLE bed (room int)"],
        target: [
            "CREATE TABLE room (id int CONSTRAINT room_pk PRIMARY KEY, code text, next int CONSTRAINT room_next REFERENCES room)",
            "CREATE TABLE bed (room int CONSTRAINT bed_room REFERENCES room)",
        ],
    },
    {
        name: "over other columns than before, with a foreign key of the same name",
        start: [
            "CREATE TABLE room (id int CONSTRAINT room_pk PRIMARY KEY, code text, floor int NOT NULL DEFAULT 1)",
            "CREATE TABLE bed (room int CONSTRAINT bed_room REFERENCES room, floor int DEFAULT 1)",
        ],
        target: [
            "CREATE TABLE room (id int, code text, floor int DEFAULT 1, CONSTRAINT room_pk PRIMARY KEY (id, floor))",
            "CREATE TABLE bed (room int, floor int DEFAULT 1, CONSTRAINT bed_room FOREIGN KEY (room, floor) REFERENCES room)",
        ],
        always: true,
        refers: true,
    },
    {
        name: "in another order, with a foreign key of another name over the same columns",
        start: [
            "CREATE TABLE room (id int NOT NULL, code text, key int NOT NULL DEFAULT 7, CONSTRAINT old_pk PRIMARY KEY (id))",
            "CREATE TABLE bed (room int CONSTRAINT old_fk REFERENCES room)",
            "CREATE TABLE desk (room int CONSTRAINT desk_room REFERENCES room)",
        ],
        target: [
            "CREATE TABLE room (id int NOT NULL, code text, key int NOT NULL DEFAULT 7, CONSTRAINT room_uq UNIQUE (id), CONSTRAINT room_pk PRIMARY KEY (id, key))",
            "CREATE TABLE bed (room int CONSTRAINT new_fk REFERENCES room (id) ON DELETE CASCADE)",
            "CREATE TABLE desk (room int CONSTRAINT desk_room REFERENCES room (id))",
        ],
        always: true,
        refers: true,
    },
    {
        name: "that a new foreign key refers to, together with a new unique index that another does",
        start: ["CREATE TABLE room (id int, code text)", "CREATE TABLE bed (room int, code text)"],
        target: [
            "CREATE TABLE room (id int CONSTRAINT room_pk PRIMARY KEY, code text); CREATE UNIQUE INDEX room_code ON room (code)",
            "CREATE TABLE bed (room int CONSTRAINT bed_room REFERENCES room, code text CONSTRAINT bed_code REFERENCES room (code))",
        ],
    },
    {
        name: "that a view groups by, besides a foreign key: at once",
        start: START,
        target: [
            "CREATE TABLE room (id int CONSTRAINT room_pk PRIMARY KEY, code text)",
            "CREATE VIEW codes AS SELECT code, count(*) AS rooms FROM room GROUP BY id",
            "CREATE TABLE bed (room int CONSTRAINT bed_room REFERENCES room)",
        ],
        online: false,
    },
    {
        name: "of a partitioned table: at once",
        start: [
            "CREATE TABLE room (id int, code text) PARTITION BY RANGE (id)",
            "CREATE TABLE rooms PARTITION OF room FOR VALUES FROM (0) TO (1000)",
        ],
        target: [
            "CREATE TABLE room (id int CONSTRAINT room_pk PRIMARY KEY, code text) PARTITION BY RANGE (id)",
            "CREATE TABLE rooms PARTITION OF room FOR VALUES FROM (0) TO (1000)",
        ],
        online: false,
    },
]

const grounds: readonly { readonly name: string; open(): Promise<Ground> }[] = [
    { name: "PGlite", open: pgliteGround },
    ...sharedVersions().map((version) => ({
        name: `PostgreSQL ${version}`,
        open: () => Promise.resolve(serverGround(version)),
    })),
]

/** Looks at whole tables, as ADD PRIMARY KEY does, or builds an index in a transaction. */
const AT_ONCE = /ADD (CONSTRAINT .* )?PRIMARY KEY \(|CREATE UNIQUE INDEX (?!CONCURRENTLY)/

/** Builds it after all where the step is run once more: not here, where nothing is read. */
const IF_MISSING = /^DO \$build_missing\$/

const KEYS = "SELECT count(*)::int AS keys FROM pg_constraint WHERE conrelid = 'room'::regclass AND contype = 'p'"
const REFERENCES = "SELECT count(*)::int AS keys FROM pg_constraint WHERE conrelid = 'bed'::regclass AND contype = 'f'"
const SCANS = "SELECT pg_stat_get_xact_numscans('public.room'::regclass)::int AS scans"

describe.each(grounds)("a primary key of a table that exists, in $name", ({ open }) => {
    let ground: Ground
    beforeAll(async () => void (ground = await open()))
    afterAll(() => ground.close())

    const run = async (
        place: Place,
        step: PlanStep,
        direction: "up" | "down",
        { online = false, between }: { readonly online?: boolean; readonly between?: () => Promise<void> } = {},
    ): Promise<void> => {
        const statements = statementsOf(step[direction])
        const inside = statements.every(({ transaction }) => transaction === "inside")
        if (inside) await place.query("BEGIN")
        for (const { sql, hazards, lock } of statements) {
            const before = inside ? (await place.query(SCANS))[0]?.["scans"] : null
            await place.query(sql)
            if (!inside || !online || !/USING INDEX|SET NOT NULL|build_missing/.test(sql)) continue
            // Under the strongest lock, but in a moment: nothing is read, and nothing is said to be.
            expect([sql, (await place.query(SCANS))[0]?.["scans"], hazards, lock]).toEqual([
                sql,
                before,
                [],
                IF_MISSING.test(sql) ? null : "ACCESS EXCLUSIVE",
            ])
        }
        if (inside) await place.query("COMMIT")
        await between?.()
    }
    const built = async (sqls: readonly string[]): Promise<readonly [DatabaseSchema, string]> => {
        const there = await ground.open()
        for (const sql of sqls) await there.query(sql)
        const made = [await inspect(there), await there.dump()] as const
        await there.close()
        return made
    }

    sampled(cases)("$name", async ({ start, target, online = true, always = false, refers = false }) => {
        const [desired, dump] = await built(target)
        const place = await ground.open()
        try {
            for (const sql of [...start, ROWS]) await place.query(sql)
            const before = await place.dump()
            const planned = async (options: PlanOptions = {}): Promise<Plan> =>
                planSchemas(await inspect(place), desired, { online: true, ...options })
            const plan = await planned()
            expect(statementsOf(plan.up).some(({ sql }) => AT_ONCE.test(sql) && !IF_MISSING.test(sql))).toBe(!online)
            const hasKey = async (): Promise<void> => {
                if (always) expect(await place.query(KEYS)).toEqual([{ keys: 1 }])
                if (refers) expect(await place.query(REFERENCES)).toEqual([{ keys: 1 }])
            }
            for (const step of plan.steps) await run(place, step, "up", { online, between: hasKey })
            expect(await place.dump()).toBe(dump)
            expect((await planned()).changes).toEqual([])
            expect(await place.query("SELECT count(*)::int AS rooms, sum(id)::int AS ids FROM room")).toEqual([
                { rooms: 100, ids: 5050 },
            ])
            for (const step of [...plan.steps].reverse()) await run(place, step, "down", { between: hasKey })
            expect(await place.dump()).toBe(before)
            await expectStepsToMeet(
                plan.steps,
                (operations) => apply(place, operations),
                () => place.fingerprint(),
            )
        } finally {
            await place.close()
        }
    })

    test("is stopped by nulls and duplicates, and can be run again once they are gone", async () => {
        const [desired, dump] = await built(cases[0]?.target ?? [])
        const place = await ground.open()
        try {
            for (const sql of [...START, ROWS]) await place.query(sql)
            await place.query("UPDATE room SET id = NULL WHERE id = 1; UPDATE room SET id = 2 WHERE id = 3")
            const { steps } = await planSchemas(await inspect(place), desired, { online: true })
            const [first, second, ...last] = steps
            if (!first || !second) throw new Error("one step")
            const refused = async (step: PlanStep, reason: RegExp): Promise<void> => {
                await expect(run(place, step, "up")).rejects.toThrow(reason)
                await place.query("ROLLBACK")
            }
            // Asked before the first step that changes anything, and the rest before the step that it is for.
            await refused(first, /1 row of "public"."room"/)
            await place.query("UPDATE room SET id = 1 WHERE id IS NULL")
            await run(place, first, "up")
            await refused(second, /several rows/)
            // As a migration without preconditions, or another writer, would have it: an index that failed is in the way.
            const build = statementsOf(second.up).find(({ sql }) => sql.startsWith("CREATE UNIQUE INDEX"))?.sql ?? ""
            await expect(place.query(build)).rejects.toThrow(/could not create unique index/)
            await place.query("UPDATE room SET id = 3 WHERE ctid = (SELECT max(ctid) FROM room WHERE id = 2)")
            for (const step of [second, ...last]) await run(place, step, "up")
            expect(await place.dump()).toBe(dump)
        } finally {
            await place.close()
        }
    })

    test("is made at once unless it is asked for online", async () => {
        const [desired] = await built(cases[0]?.target ?? [])
        const place = await ground.open()
        try {
            for (const sql of START) await place.query(sql)
            const plan = await planSchemas(await inspect(place), desired)
            expect(plan.steps).toHaveLength(1)
            expect(statementsOf(plan.up).at(-1)?.sql).toMatch(AT_ONCE)
        } finally {
            await place.close()
        }
    })
})

describe.each(sharedVersions().map((version) => ({ version })))(
    "a primary key by TypeORM's runner on $version",
    ({ version }) => {
        sampled(cases.filter(({ name }) => /may be null|than before$|differ/.test(name)))(
            "$name",
            async ({ start, target }) => {
                const ground = serverGround(version)
                const [place, there] = [await ground.open(), await ground.open()]
                try {
                    for (const sql of [...start, ROWS]) await place.query(sql)
                    for (const sql of target) await there.query(sql)
                    const before = await place.dump()
                    const plan = await planSchemas(await inspect(place), await inspect(there), { online: true })
                    const options = {
                        name: "add the key",
                        timestamp: 1763800000000,
                        revises: [],
                        defaultSchema: "public",
                    } as const
                    expect(await emitMigration(plan, { ...options, style: "operations" })).toContain("usingIndex: ")
                    const classes = await classesOf(await emitMigration(plan, { ...options, style: "sql" }))
                    const migrations = Object.values(classes)
                    const dataSource = new DataSource({ type: "postgres", ...place.connection, migrations })
                    await dataSource.initialize()
                    await dataSource.runMigrations({ transaction: "each" })
                    expect(await place.dump()).toBe(await there.dump())
                    for (const _ of migrations) await dataSource.undoLastMigration({ transaction: "none" })
                    await dataSource.destroy()
                    expect(await place.dump()).toBe(before)
                } finally {
                    await place.close()
                    await there.close()
                }
            },
        )
    },
)

import "reflect-metadata"
import type { PGlite } from "@electric-sql/pglite"
import {
    Column,
    DataSource,
    Entity,
    Index,
    PrimaryColumn,
    PrimaryGeneratedColumn,
    ViewColumn,
    ViewEntity,
    type SelectQueryBuilder,
} from "typeorm"
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { isEmptyPlan, statementsOf, type Plan } from "../../src/autogen/core/plan.js"
import type { Queryable } from "../../src/autogen/core/queryable.js"
import { planEntities } from "../../src/autogen/planning/plan-entities.js"
import { openEmbeddedPostgres, type EmbeddedPostgres } from "../../src/autogen/rehearse/embedded-postgres.js"
import { createPglite, resetPglite } from "../support/pglite.js"
import { dumpSchema } from "../support/pg-dump.js"
import { rest } from "../support/sampled.js"
import type { PlanOptions } from "../../src/autogen/planning/plan-options.js"

@Entity("room")
class Room {
    @PrimaryGeneratedColumn() id!: number
    @Column({ length: 36 }) code!: string
    @Column({ type: "integer", nullable: true }) price!: number | null
}

@ViewEntity({ name: "cheap_room", expression: `SELECT id, code FROM "room" WHERE "price" < 100` })
class CheapRoom {
    @ViewColumn() id!: number
    @ViewColumn() code!: string
}

@ViewEntity({ name: "cheap_room", expression: `SELECT id, code, price FROM "room" WHERE "price" < 50` })
class CheaperRoom {
    @ViewColumn() id!: number
    @ViewColumn() code!: string
    @ViewColumn() price!: number
}

@ViewEntity({ name: "cheap_room", expression: `SELECT code FROM "room"` })
class NarrowRoom {
    @ViewColumn() code!: string
}

@ViewEntity({ name: "cheap_room", materialized: true, expression: `SELECT id, code FROM "room" WHERE "price" < 100` })
@Index("cheap_room_code", ["code"], { unique: true })
class StoredRoom {
    @ViewColumn() id!: number
    @ViewColumn() code!: string
}

@ViewEntity({ name: "a_cheap_code", expression: `SELECT code FROM cheap_room`, dependsOn: [CheapRoom] })
class CheapCode {
    @ViewColumn() code!: string
}

@ViewEntity({
    name: "counted",
    expression: (dataSource): SelectQueryBuilder<Room> =>
        dataSource
            .createQueryBuilder()
            .select("room.code", "code")
            .addSelect("count(*)", "n")
            .from(Room, "room")
            .groupBy("room.code"),
})
class Counted {
    @ViewColumn() code!: string
    @ViewColumn() n!: number
}

@Entity("room")
class WiderRoom {
    @PrimaryGeneratedColumn() id!: number
    @Column({ length: 64 }) code!: string
    @Column({ type: "integer", nullable: true }) price!: number | null
}

@ViewEntity({ name: "grouped", expression: `SELECT room.code, count(*) AS n FROM "room" GROUP BY room.id` })
class Grouped {
    @ViewColumn() code!: string
    @ViewColumn() n!: number
}

@ViewEntity({ name: "grouped", expression: `SELECT room.code, max(price) AS n FROM "room" GROUP BY room.id` })
class GroupedMore {
    @ViewColumn() code!: string
    @ViewColumn() n!: number
}

@ViewEntity({ name: "grouped", expression: `SELECT room.code, count(*) AS n FROM "room" GROUP BY room.id, price` })
class GroupedByBoth {
    @ViewColumn() code!: string
    @ViewColumn() n!: number
}

@Entity("room")
class KeyedRoom {
    @PrimaryGeneratedColumn() id!: number
    @Column({ length: 36 }) code!: string
    @PrimaryColumn("integer") price!: number
}

type Entities = readonly (new () => object)[]

let pglite: PGlite
let queryable: Queryable

beforeAll(async () => {
    pglite = await createPglite()
    queryable = {
        query: async (sql, params) => (await pglite.query<Record<string, unknown>>(sql, params && [...params])).rows,
    }
})
afterAll(() => pglite.close())
beforeEach(() => resetPglite(pglite))

function plan(entities: Entities, options: PlanOptions = { isManaged: () => true }): Promise<Plan> {
    return planEntities(new DataSource({ type: "postgres", entities: [...entities] }), queryable, options)
}

async function apply(operations: Plan["up"]): Promise<void> {
    for (const { sql } of statementsOf(operations)) await pglite.exec(sql)
}

async function build(entities: Entities): Promise<string> {
    await resetPglite(pglite)
    await apply((await plan(entities)).up)
    return dumpSchema(pglite)
}

/** Applies the change from one set of entities to another, and holds it to the oracles. Gives the operations' names. */
async function change(before: Entities, after: Entities): Promise<readonly string[]> {
    const target = await build(after)
    const start = await build(before)
    await pglite.exec("INSERT INTO room (code, price) VALUES ('a', 10), ('b', 70)")
    const forward = await plan(after)
    expect(forward.diagnostics).toEqual([])
    await apply(forward.up)
    expect(await dumpSchema(pglite)).toBe(target)
    expect((await plan(after)).changes).toEqual([])
    expect((await pglite.query("SELECT code FROM room ORDER BY code")).rows).toEqual([{ code: "a" }, { code: "b" }])
    await apply(forward.down)
    expect(await dumpSchema(pglite)).toBe(start)
    return forward.up.map(({ operation }) => operation.name)
}

describe("a view", () => {
    it.each([
        ["a plain view", [Room, CheapRoom]],
        ["a materialized view with an index", [Room, StoredRoom]],
        ["a view that reads a view", [CheapCode, CheapRoom, Room]],
        ["a view by a query builder", [Counted, Room]],
        ["a view that groups by a primary key", [Grouped, Room]],
    ])("%s is created, found again, and dropped", async (_name, entities) => {
        const forward = await plan(entities)
        expect(forward.diagnostics).toEqual([])
        await apply(forward.up)
        const again = await plan(entities)
        expect(again.changes).toEqual([])
        expect(again.diagnostics).toEqual([])
        await apply(forward.down)
        expect(await dumpSchema(pglite)).toBe("")
    })

    it("gets more columns and another condition by CREATE OR REPLACE", async () => {
        expect(await change([Room, CheapRoom], [Room, CheaperRoom])).toEqual(["createView"])
    })

    it("is made anew where columns go, with the views that read it", rest, async () => {
        expect(await change([Room, CheapRoom], [Room, NarrowRoom])).toEqual(["dropView", "createView"])
        expect(await change([Room, CheapRoom, CheapCode], [Room, NarrowRoom, CheapCode])).toEqual([
            "dropView",
            "dropView",
            "createView",
            "createView",
        ])
    })

    it("becomes materialized, and plain again", async () => {
        expect(await change([Room, CheapRoom], [Room, StoredRoom])).toEqual(["dropView", "createView", "createIndex"])
        expect(await change([Room, StoredRoom], [Room, CheapRoom])).toEqual(["dropView", "createView"])
    })

    it("becomes materialized although somebody has commented on the plain one, and says so", rest, async () => {
        await apply((await plan([Room, CheapRoom])).up)
        await pglite.exec("COMMENT ON VIEW cheap_room IS 'by hand'; COMMENT ON COLUMN cheap_room.code IS 'by hand'")
        const start = await dumpSchema(pglite)
        const forward = await plan([Room, StoredRoom])
        expect(forward.diagnostics.map(({ code, object }) => [code, object])).toEqual([
            ["unmanaged", "comment on view column:public.cheap_room.code"],
            ["unmanaged-dependent", "comment on view:public.cheap_room"],
        ])
        await apply(forward.up)
        expect((await plan([Room, StoredRoom])).changes).toEqual([])
        await apply(forward.down)
        expect(await dumpSchema(pglite)).toBe(start)
    })

    it("is rebuilt around a column whose type changes, with what reads it", rest, async () => {
        const names = await change([Room, CheapRoom, CheapCode], [WiderRoom, CheapRoom, CheapCode])
        expect(names).toEqual(["dropView", "dropView", "alterColumn", "createView", "createView"])
    })

    it("that groups by a primary key is rebuilt around what it reads, and around the key", rest, async () => {
        const around = ["dropView", "alterColumn", "createView"]
        expect(await change([Room, Grouped], [WiderRoom, Grouped])).toEqual(around)
        expect(await change([Room, Grouped], [WiderRoom, GroupedMore])).toEqual(around)
        const operations = [
            ...["requireNoNulls", "requireUnique", "alterColumn"],
            ...["dropView", "dropConstraint", "createPrimaryKey", "createView"],
        ]
        expect(await change([Room, Grouped], [KeyedRoom, GroupedByBoth])).toEqual(operations)
    })

    it("goes before the table that it reads", async () => {
        await apply((await plan([Room, CheapRoom])).up)
        await apply((await plan([])).up)
        expect(await dumpSchema(pglite)).toBe("")
    })

    it("that nobody declares is left alone, and said", async () => {
        await apply((await plan([Room])).up)
        await pglite.exec("CREATE VIEW by_hand AS SELECT id FROM room")
        const found = await plan([Room], {})
        expect(isEmptyPlan(found)).toBe(true)
        expect(found.diagnostics.map(({ code, object }) => [code, object])).toEqual([
            ["unmanaged", "view:public.by_hand"],
        ])
    })
})

describe("TypeORM's own builder", rest, () => {
    let postgres: EmbeddedPostgres
    beforeEach(async () => {
        postgres = await openEmbeddedPostgres()
        return () => postgres.close()
    })

    it.each([
        ["a plain view", [Room, CheapRoom]],
        ["a materialized view", [Room, StoredRoom]],
        ["a query builder's view", [Room, Counted]],
    ])("agrees with ours on %s, in both directions", async (_name, entities) => {
        const dataSource = new DataSource({ type: "postgres", entities, extra: { stream: postgres.stream } })
        await dataSource.initialize()
        try {
            const builder = dataSource.driver.createSchemaBuilder() as unknown as {
                createMetadataTableIfNecessary(runner: object): Promise<void>
            }
            const runner = dataSource.createQueryRunner()
            await builder.createMetadataTableIfNecessary(runner)
            await runner.release()
            const ours = await planEntities(dataSource, postgres)
            for (const { sql } of statementsOf(ours.up)) await postgres.exec(sql)
            const log = await dataSource.driver.createSchemaBuilder().log()
            expect(log.upQueries.map(({ query }) => query)).toEqual([])
            await dataSource.dropDatabase()
            await dataSource.synchronize()
            const theirs = await planEntities(dataSource, postgres)
            expect(theirs.changes).toEqual([])
        } finally {
            await dataSource.destroy()
        }
    })
})

import "reflect-metadata"
import {
    Column,
    DataSource,
    Entity,
    EntitySchema,
    PrimaryGeneratedColumn,
    type EntitySchemaColumnOptions,
} from "typeorm"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { planEntities } from "../../src/autogen/index.js"
import type { Operations } from "../../src/autogen/core/plan.js"
import { statementsOf } from "../../src/autogen/core/plan.js"
import { pgliteGround, type Ground, type Place } from "./support/place.js"

// A column's values come from one source: what somebody made by hand gives way to what an entity declares in its place.

let ground: Ground
let place: Place
beforeAll(async () => {
    ground = await pgliteGround()
})
beforeEach(async () => {
    place = await ground.open()
    return () => place.close()
})
afterAll(() => ground.close())

async function run(operations: Operations): Promise<void> {
    for (const { sql } of statementsOf(operations)) await place.query(sql)
}

/** Nobody's revision has made anything, so that all of it counts as made by hand. */
function plan(entity: EntitySchema | (new () => object)) {
    return planEntities(new DataSource({ type: "postgres", entities: [entity] }), place)
}

@Entity("room")
class ByDefault {
    @PrimaryGeneratedColumn("identity", { generatedIdentity: "BY DEFAULT", primaryKeyConstraintName: "room_pkey" })
    id!: number
    @Column("text", { nullable: true }) code!: string
}

@Entity("room")
class Always {
    @PrimaryGeneratedColumn("identity", { generatedIdentity: "ALWAYS", primaryKeyConstraintName: "room_pkey" })
    id!: number
    @Column("text", { nullable: true }) code!: string
}

test.each([
    ["BY DEFAULT", ByDefault],
    ["ALWAYS", Always],
] as const)("a serial by hand becomes an identity, and counts on (%s)", async (_, entity) => {
    await place.query("CREATE TABLE room (id serial PRIMARY KEY, code text)")
    await place.query("INSERT INTO room (code) VALUES ('a'), ('b')")
    const before = await place.fingerprint()
    const { up, down } = await plan(entity)
    await run(up)
    expect(await place.query("INSERT INTO room (code) VALUES ('c') RETURNING id")).toEqual([{ id: 3 }])
    expect((await plan(entity)).changes).toEqual([])
    await run(down)
    expect(await place.fingerprint()).toEqual(before)
    expect(await place.query("INSERT INTO room (code) VALUES ('d') RETURNING id")).toEqual([{ id: 4 }])
})

test("a default by hand gives way to a generated column", async () => {
    await place.query("CREATE TABLE room (id int CONSTRAINT room_pkey PRIMARY KEY, code text, label text DEFAULT 'x')")
    const columns: Record<string, EntitySchemaColumnOptions> = {
        id: { type: "int", primary: true, primaryKeyConstraintName: "room_pkey" },
        code: { type: "text", nullable: true },
        label: { type: "text", nullable: true, generatedType: "STORED", asExpression: "upper(code)" },
    }
    const declared = new EntitySchema({ name: "room", columns })
    await run((await plan(declared)).up)
    await place.query("INSERT INTO room (id, code) VALUES (1, 'a')")
    expect(await place.query("SELECT label FROM room")).toEqual([{ label: "A" }])
    expect((await plan(declared)).changes).toEqual([])
})

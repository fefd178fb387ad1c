import "reflect-metadata"
import { Check, Column, Entity, Index, ManyToOne, PrimaryGeneratedColumn, ViewColumn, ViewEntity } from "typeorm"
import { describe, expect, test } from "vitest"
import { inspect } from "../../src/autogen/inspect/inspect.js"
import { isEmptyPlan, statementsOf } from "../../src/autogen/core/plan.js"
import { createStatements } from "../../src/autogen/planning/create-statements.js"
import { planSchemas } from "../../src/autogen/planning/plan-entities.js"
import type { FilterContext } from "../../src/autogen/schema/comparison-options.js"
import { changesOf, diagnosticsOf, places } from "./support.js"
import { sampledSuites } from "../support/sampled.js"

@Entity()
@Index("hotel_name", ["name"])
class Hotel {
    @PrimaryGeneratedColumn() id!: number
    @Column("text") name!: string
    @Column("enum", { enum: ["inn", "palace"], default: "inn" }) kind!: string
}

@Entity()
class Room {
    @PrimaryGeneratedColumn() id!: number
    @Column("text") code!: string
    @ManyToOne(() => Hotel) hotel!: Hotel
}

@Entity({ schema: "audit" })
@Check("this is no SQL")
class Entry {
    @PrimaryGeneratedColumn() id!: number
}

@ViewEntity({ expression: 'SELECT room.code, hotel.name FROM room JOIN hotel ON hotel.id = room."hotelId"' })
class Listing {
    @ViewColumn() code!: string
}

sampledSuites(places)("filters, on $place", ({ use }) => {
    const ground = use()
    const HOTEL = `CREATE TYPE hotel_kind_enum AS ENUM ('inn');
    CREATE TABLE hotel (id serial PRIMARY KEY, nom varchar, kind hotel_kind_enum DEFAULT 'inn');
    COMMENT ON TYPE hotel_kind_enum IS 'theirs too';
    COMMENT ON TABLE hotel IS 'another team''s'; CREATE INDEX by_hand ON hotel (nom);`

    describe("a table that is left out", () => {
        test("is not created, with its type, its schema, and what stands in it", async () => {
            const plan = await ground.plan([Hotel, Entry], { exclude: { tables: ["hotel", "audit.*"] } })
            expect(changesOf(plan)).toEqual([])
            expect(plan.diagnostics).toEqual([])
        })

        test("is taken as it stands: not compared, not reported, not dropped", async () => {
            await ground.exec(HOTEL)
            for (const entities of [[Hotel], []]) {
                const plan = await ground.plan(entities, { exclude: { tables: "hotel" } })
                expect(isEmptyPlan(plan)).toBe(true)
                expect(plan.diagnostics).toEqual([])
            }
            expect((await ground.plan([], {})).changes).not.toEqual([])
        })

        test("keeps its expressions unasked", async () => {
            await expect(ground.plan([Entry])).rejects.toThrow("Entry")
            expect(changesOf(await ground.plan([Entry], { include: { schemas: "public" } }))).toEqual([])
        })

        test("can be referred to, there and back", async () => {
            await ground.exec(HOTEL)
            const options = { exclude: { tables: "hotel" } }
            const plan = await ground.plan([Hotel, Room], options)
            expect(changesOf(plan).filter((change) => !change.includes("public.room"))).toEqual([])
            expect(
                statementsOf(plan.up)
                    .map(({ sql }) => sql)
                    .join("\n"),
            ).toMatch(/REFERENCES "public"."hotel"/)
            await ground.apply(plan.up)
            expect(changesOf(await ground.plan([Hotel, Room], options))).toEqual([])
            await ground.apply(plan.down)
            expect(changesOf(await ground.plan([Hotel], options))).toEqual([])
        })

        test("is read by a view that is looked at", async () => {
            await ground.apply((await ground.plan([Hotel, Room])).up)
            const options = { exclude: { tables: "hotel" } }
            const plan = await ground.plan([Hotel, Room, Listing], options)
            expect(changesOf(plan)).toEqual(["create view:public.listing"])
            expect(plan.diagnostics).toEqual([])
            await ground.apply(plan.up)
            expect(changesOf(await ground.plan([Hotel, Room, Listing], options))).toEqual([])
        })

        test("keeps what it needs, and that is said", async () => {
            await ground.exec(
                "CREATE TABLE town (id serial PRIMARY KEY, name text); CREATE TABLE street (id int REFERENCES town)",
            )
            const plan = await ground.plan([], { exclude: { tables: "street" } })
            expect(changesOf(plan)).toEqual([])
            expect(diagnosticsOf(plan)).toContain("still-needed table:public.town")
        })

        test("shares a type, which is still compared for the other table", async () => {
            await ground.exec(HOTEL)
            await ground.exec("CREATE TABLE motel (kind hotel_kind_enum)")
            const plan = await ground.plan([Hotel], { exclude: { tables: "motel" } })
            expect(changesOf(plan)).toContain("alter enum:public.hotel_kind_enum")
            await ground.apply(plan.up.filter(({ operation }) => operation.name === "addEnumValue"))
            expect(changesOf(await ground.plan([Hotel], { exclude: { tables: ["motel", "hotel"] } }))).toEqual([])
        })
    })

    describe("filters by name", () => {
        const names = async (options: object): Promise<readonly string[]> =>
            changesOf(await ground.plan([Hotel, Room], options)).filter((change) =>
                /(table|index|column):/.test(change),
            )

        test("go by kind", async () => {
            expect(
                await names({ exclude: { indexes: "hotel_*", columns: "room.code" }, include: { tables: "*o*" } }),
            ).toEqual([
                "create column:public.hotel.id",
                "create column:public.hotel.kind",
                "create column:public.hotel.name",
                'create column:public.room."hotelId"',
                "create column:public.room.id",
                "create table:public.hotel",
                "create table:public.room",
            ])
        })

        test("may be predicates, and lists of both", async () => {
            const isHotel = (path: readonly string[]): boolean => path[1] === "hotel"
            expect((await names({ include: { tables: isHotel } })).filter((name) => name.includes("table"))).toEqual([
                "create table:public.hotel",
            ])
            expect(await names({ exclude: { tables: [isHotel, "public.r??m"] } })).toEqual([])
        })

        test("bring in schemas in which no entity is", async () => {
            await ground.exec(
                "CREATE SCHEMA sales_eu CREATE TABLE bill (id int); CREATE SCHEMA sales_old; CREATE SCHEMA other",
            )
            const options = { include: { schemas: ["public", "sales_*"] }, exclude: { schemas: "*_old" } }
            const managed = await ground.plan([], options)
            expect(changesOf(managed)).toEqual([
                "drop column:sales_eu.bill.id",
                "drop schema:sales_eu",
                "drop table:sales_eu.bill",
            ])
            const unmanaged = await ground.plan([], { ...options, isManaged: ({ kind }) => kind === "schema" })
            expect(changesOf(unmanaged)).toEqual([])
            expect(diagnosticsOf(unmanaged)).toEqual(["unmanaged schema:sales_eu"])
            const inside = await ground.plan([], { ...options, isManaged: ({ kind }) => kind === "table" })
            expect(changesOf(inside)).toContain("drop table:sales_eu.bill")
            expect(changesOf(inside)).not.toContain("drop schema:sales_eu")
        })
    })

    describe("filters by object", () => {
        test("see it on both sides, with its counterpart", async () => {
            await ground.exec(HOTEL)
            const seen: string[] = []
            const objects = (
                object: { readonly key: string; readonly kind: string },
                { from, counterpart }: FilterContext,
            ) => {
                if (object.kind === "column" || object.kind === "index")
                    seen.push(`${from} ${object.key} ${counterpart !== null}`)
                return true
            }
            await ground.plan([Hotel], { include: { objects } })
            expect(seen.sort()).toEqual([
                "database column:public.hotel.id true",
                "database column:public.hotel.kind true",
                "database column:public.hotel.nom false",
                "database index:public.hotel.by_hand false",
                "declared column:public.hotel.id true",
                "declared column:public.hotel.kind true",
                "declared column:public.hotel.name false",
                "declared index:public.hotel.hotel_name false",
            ])
        })

        test("leave out whatever one side's object says", async () => {
            await ground.exec(HOTEL)
            const include = { objects: ({ kind }: { readonly kind: string }) => kind !== "index" && kind !== "comment" }
            expect(
                changesOf(await ground.plan([Hotel], { include })).filter((change) => /index|comment/.test(change)),
            ).toEqual([])
            // Only what both sides have is looked at: nothing is created, nothing dropped.
            const both = { objects: (_: object, { counterpart }: FilterContext) => counterpart !== null }
            const plan = await ground.plan([Hotel], { include: both })
            expect(changesOf(plan).filter((change) => !change.startsWith("alter"))).toEqual([])
            const dropped = {
                objects: (_: object, { from, counterpart }: FilterContext) => from === "database" && !counterpart,
            }
            const creating = changesOf(await ground.plan([Hotel], { exclude: dropped }))
            expect(creating).toContain("create index:public.hotel.hotel_name")
            expect(creating.filter((change) => change.startsWith("drop"))).toEqual([])
        })
    })

    test("filters hold between two inspected schemas", async () => {
        const before = await inspect(ground)
        await ground.exec(HOTEL)
        const after = await inspect(ground)
        expect(changesOf(await planSchemas(before, after, { exclude: { tables: "*" } }))).toEqual([])
        const plan = await planSchemas(after, before, { exclude: { indexes: "by_hand" } })
        // Its index stands in it, and is looked after no more than anything else that does.
        expect(changesOf(plan)).not.toContain("drop index:public.hotel.by_hand")
        expect(createStatements([...plan.desired.objects.values()], plan.desired.server)).not.toEqual([])
    })

    test("renames of what is left out are none", async () => {
        await ground.exec("CREATE TABLE old_room (id int)")
        const renames = [{ kind: "table", from: ["public", "old_room"], to: ["public", "room"] }]
        expect(changesOf(await ground.plan([], { renames, exclude: { tables: "old_*" } }))).toEqual([])
    })

    test("tables of TypeORM's own are taken as they stand", async () => {
        await ground.exec("CREATE TABLE migrations (id serial PRIMARY KEY); CREATE TABLE typeorm_metadata (type text)")
        const plan = await ground.plan([])
        expect(changesOf(plan)).toEqual([])
        expect(plan.diagnostics).toEqual([])
    })
})

import "reflect-metadata"
import { Column, Entity, Index, ManyToOne, PrimaryGeneratedColumn } from "typeorm"
import { describe, expect, test } from "vitest"
import { formatUnmanaged } from "../../src/autogen/check/format-unmanaged.js"
import { isEmptyPlan } from "../../src/autogen/core/plan.js"
import { changesOf, diagnosticsOf, places } from "./support.js"
import { sampledSuites } from "../support/sampled.js"

@Entity()
class Room {
    @PrimaryGeneratedColumn() id!: number
    @Index("room_code") @Column("text") code!: string
}

@Entity()
class Booking {
    @PrimaryGeneratedColumn() id!: number
    @ManyToOne(() => Room) room!: Room
}

sampledSuites(places)("what is left alone, on $place", ({ use }) => {
    const ground = use()
    const everything = { include: { schemas: "*" }, isManaged: () => false }

    describe("left alone, and not said either", () => {
        test("the children of a partitioned table, and what Postgres makes for them", async () => {
            await ground.exec(`CREATE TABLE room (id int CONSTRAINT "PK_c6d46db005d623e691b2fbcba23" PRIMARY KEY, code text NOT NULL)
                PARTITION BY RANGE (id);
            CREATE INDEX room_code ON room (code);
            CREATE SEQUENCE room_id_seq AS int OWNED BY room.id;
            ALTER TABLE room ALTER id SET DEFAULT nextval('room_id_seq');
            CREATE TABLE room_low PARTITION OF room FOR VALUES FROM (0) TO (100);
            CREATE TABLE room_high (id serial NOT NULL, code text NOT NULL DEFAULT 'x' CHECK (code <> ''));
            CREATE INDEX room_high_only ON room_high (code, id);
            COMMENT ON TABLE room_high IS 'a child';
            ALTER TABLE room ATTACH PARTITION room_high FOR VALUES FROM (100) TO (200);`)
            expect(changesOf(await ground.plan([Room]))).toEqual([])
            const made = await ground.plan([Room, Booking])
            await ground.apply(made.up)
            // Its foreign key has a second and a third row in the catalog, one for each partition.
            const found = await ground.plan([Room, Booking])
            expect(changesOf(found)).toEqual([])
            // Not modelled: that it is partitioned, and its two partitions.
            const unmodelled = [
                "unmodelled table:public.room",
                "unmodelled table:public.room",
                "unmodelled table:public.room",
            ]
            expect(diagnosticsOf(found)).toEqual(unmodelled)
            await ground.apply(made.down)
            const left = await ground.plan([], everything)
            expect(diagnosticsOf(left)).toEqual(["unmanaged table:public.room", ...unmodelled])
        })

        test("the members of extensions", async () => {
            await ground.exec(`CREATE SCHEMA geo; CREATE EXTENSION citext SCHEMA geo;
            CREATE TABLE spatial_ref_sys (srid serial PRIMARY KEY, auth text CHECK (auth <> ''));
            CREATE INDEX by_auth ON spatial_ref_sys (auth); CREATE TYPE kind AS ENUM ('a');
            CREATE VIEW geometry_columns AS SELECT srid FROM spatial_ref_sys; CREATE SEQUENCE topology;
            ALTER EXTENSION citext ADD TABLE spatial_ref_sys; ALTER EXTENSION citext ADD TYPE kind;
            ALTER EXTENSION citext ADD SEQUENCE spatial_ref_sys_srid_seq;
            ALTER EXTENSION citext ADD VIEW geometry_columns; ALTER EXTENSION citext ADD SEQUENCE topology`)
            const plan = await ground.plan([], everything)
            expect(changesOf(plan)).toEqual([])
            expect(diagnosticsOf(plan).toSorted()).toEqual(["unmanaged extension:citext", "unmanaged schema:geo"])
        })

        test("temporary tables, and Postgres's own schemas with their TOAST tables", async () => {
            await ground.exec(
                "CREATE TEMPORARY TABLE draft (id serial PRIMARY KEY, text text); CREATE TEMPORARY VIEW drafts AS SELECT 1 AS a",
            )
            const plan = await ground.plan([], everything)
            expect(changesOf(plan)).toEqual([])
            expect(plan.diagnostics).toEqual([])
            const dropping = await ground.plan([], { include: { schemas: ["*", "pg_*"] } })
            expect(changesOf(dropping)).toEqual([])
        })
    })

    describe("a database of twice as many tables as are declared", () => {
        const others = Array.from({ length: 20 }, (_, index) => `other_${String(index).padStart(2, "0")}`)

        test("has nothing to drop, and a short list that says so", async () => {
            await ground.apply((await ground.plan([Room])).up)
            for (const name of others) {
                await ground.exec(`CREATE TABLE ${name} (id serial PRIMARY KEY, code text NOT NULL DEFAULT 'x' UNIQUE CHECK (code <> ''),
                room int REFERENCES room); CREATE INDEX ON ${name} (code, id); COMMENT ON COLUMN ${name}.code IS 'a'`)
            }
            await ground.exec(
                `CREATE INDEX by_hand ON room (id, code); ALTER TABLE room ADD "Note" text; CREATE VIEW all_rooms AS TABLE room`,
            )
            const plan = await ground.plan([Room], { isManaged: () => false })
            expect(isEmptyPlan(plan)).toBe(true)
            expect(plan.diagnostics).toHaveLength(23)
            const list = formatUnmanaged(plan.diagnostics, plan.desired)
            expect(list?.split("\n")).toEqual([
                "23 objects are unmanaged (no entity declares them, no migration of this project created them): they are kept",
                "  public",
                `    table (20) ${others.slice(0, 10).join(", ")},`,
                `        ${others.slice(10).join(", ")}`,
                "    view all_rooms",
                "  public.room",
                '    column "Note"',
                "    index by_hand",
            ])
        })

        test("is said in sentences where there is little to say, and never all of it where there is too much", async () => {
            await ground.exec("CREATE TABLE a (); CREATE TABLE b (); CREATE TABLE c ()")
            const few = await ground.plan([], { isManaged: () => false })
            expect(formatUnmanaged(few.diagnostics, few.desired)).toBeNull()
            expect(few.diagnostics[0]?.message).toContain('"table:public.a" is unmanaged')
            await ground.exec(Array.from({ length: 300 }, (_, index) => `CREATE TABLE t${index} ()`).join(";"))
            const many = await ground.plan([], { isManaged: () => false })
            const list = formatUnmanaged(many.diagnostics, many.desired) ?? ""
            expect(list.split("\n").length).toBeLessThan(8)
            expect(list).toContain("table (303) a, b, c,")
            expect(list).toContain("… and 263 more, all of them with --json")
        })

        test("is shown without obeying hostile names", async () => {
            await ground.exec(
                ['"a\n  + table forged"', '"b\u001b[2J"', "c", "d"].map((name) => `CREATE TABLE ${name} ()`).join(";"),
            )
            const plan = await ground.plan([], { isManaged: () => false })
            const list = formatUnmanaged(plan.diagnostics, plan.desired) ?? ""
            expect(list.split("\n")).toHaveLength(3)
            expect(list).not.toContain("\u001b")
        })
    })
})

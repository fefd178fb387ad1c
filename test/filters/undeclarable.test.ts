import "reflect-metadata"
import { Column, Entity, Index, ManyToOne, PrimaryGeneratedColumn } from "typeorm"
import { expect, test } from "vitest"
import { changesOf, diagnosticsOf, places } from "./support.js"
import { sampledSuites } from "../support/sampled.js"

type Decorator = ClassDecorator

/** A room with this index. */
function room(...indexes: readonly Decorator[]): new () => object {
    class Room {
        @PrimaryGeneratedColumn() id!: number
        @Column("text") code!: string
        @Column("int") floor!: number
    }
    for (const index of indexes) index(Room)
    Entity({ name: "room" })(Room)
    return Room
}

const TABLE = `CREATE TABLE room (id serial, code text NOT NULL, floor int NOT NULL, CONSTRAINT "PK_c6d46db005d623e691b2fbcba23" PRIMARY KEY (id))`

sampledSuites(places)("what decorators cannot say of what they name, on $place", ({ use }) => {
    const ground = use()

    test.each([
        ["an order", "INDEX by_hand ON room (code DESC NULLS LAST)", Index("by_hand", ["code"])],
        ["an expression", "INDEX by_hand ON room (lower(code))", Index("by_hand", ["code"])],
        [
            "an expression and a predicate",
            "INDEX by_hand ON room (lower(code)) WHERE floor > 1",
            Index("by_hand", ["floor"]),
        ],
        [
            "a unique expression",
            "UNIQUE INDEX by_hand ON room (lower(code), floor)",
            Index("by_hand", ["code", "floor"]),
        ],
        ["an operator class", "INDEX by_hand ON room (code text_pattern_ops)", Index("by_hand", ["code"])],
        [
            "a method with its own operator class",
            "INDEX by_hand ON room USING gin (to_tsvector('english', code))",
            Index("by_hand", ["code"]),
        ],
        ["a collation", `INDEX by_hand ON room (code COLLATE "C")`, Index("by_hand", ["code"])],
        [
            "INCLUDE and WITH",
            "INDEX by_hand ON room (code) INCLUDE (floor) WITH (fillfactor = 70)",
            Index("by_hand", ["code"]),
        ],
        [
            "an order, where other columns are declared",
            "INDEX by_hand ON room (code DESC)",
            Index("by_hand", ["code", "floor"]),
        ],
    ])("%s of an index stays, with a hint", async (_, index, decorator) => {
        await ground.exec(`${TABLE}; CREATE ${index}`)
        const plan = await ground.plan([room(decorator)])
        expect(changesOf(plan)).toEqual([])
        expect(diagnosticsOf(plan)).toEqual(["undeclarable index:public.room.by_hand"])
        expect(plan.diagnostics[0]?.message).toContain('@Index("by_hand", { synchronize: false })')
        const replaced = await ground.plan([room(decorator)], { drop: ["room.by_hand"] })
        expect(changesOf(replaced)).toEqual(["replace index:public.room.by_hand"])
        await ground.apply(replaced.up)
        expect(diagnosticsOf(await ground.plan([room(decorator)]))).toEqual([])
        await ground.apply(replaced.down)
        expect(diagnosticsOf(await ground.plan([room(decorator)]))).toEqual(["undeclarable index:public.room.by_hand"])
    })

    test.each([
        ["other columns", "INDEX by_hand ON room (code)", Index("by_hand", ["floor"])],
        ["another order of the columns", "INDEX by_hand ON room (code, floor)", Index("by_hand", ["floor", "code"])],
        ["unique", "INDEX by_hand ON room (code)", Index("by_hand", ["code"], { unique: true })],
        [
            "unique, over an expression",
            "INDEX by_hand ON room (lower(code))",
            Index("by_hand", ["code"], { unique: true }),
        ],
        ["a predicate", "INDEX by_hand ON room (code DESC)", Index("by_hand", ["code"], { where: "floor > 1" })],
        ["no predicate any more", "INDEX by_hand ON room (code) WHERE floor > 1", Index("by_hand", ["code"])],
        ["other columns, beside INCLUDE", "INDEX by_hand ON room (code) INCLUDE (id)", Index("by_hand", ["floor"])],
    ])("%s of an index is a difference, and the rest stays", async (_, index, decorator) => {
        await ground.exec(`${TABLE}; CREATE ${index}`)
        const plan = await ground.plan([room(decorator)])
        expect(changesOf(plan)).toEqual(["replace index:public.room.by_hand"])
        await ground.apply(plan.up)
        expect(changesOf(await ground.plan([room(decorator)]))).toEqual([])
        const [row] = await ground.query("SELECT pg_get_indexdef('by_hand'::regclass) AS text")
        for (const word of ["lower", "DESC", "INCLUDE"])
            expect(String(row?.["text"]).includes(word)).toBe(index.includes(word))
    })

    test("MATCH FULL of a foreign key stays", async () => {
        class Bed {
            @PrimaryGeneratedColumn() id!: number
            @ManyToOne(() => Room, { nullable: false }) room!: object
        }
        const Room = room()
        Entity({ name: "bed" })(Bed)
        await ground.apply((await ground.plan([Room, Bed])).up)
        await ground.exec(`DO $$ DECLARE name text; BEGIN
            SELECT conname INTO name FROM pg_constraint WHERE conrelid = 'bed'::regclass AND contype = 'f';
            EXECUTE format('ALTER TABLE bed DROP CONSTRAINT %I, ADD CONSTRAINT %I FOREIGN KEY ("roomId") REFERENCES room (id) MATCH FULL', name, name);
        END $$`)
        const plan = await ground.plan([Room, Bed])
        expect(changesOf(plan)).toEqual([])
    })
})

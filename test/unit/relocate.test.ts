import { describe, expect, it } from "vitest"
import type { Rename } from "../../src/autogen/core/rename.js"
import type { SchemaObject } from "../../src/autogen/core/schema-object.js"
import { relocateSchema } from "../../src/autogen/schema/relocate.js"
import { check, column, enumType, foreignKey, index, schemaOf, table, typeOf } from "./objects.js"

const rename = (kind: string, from: string, to: string): Rename => ({
    kind,
    from: ["public", ...from.split(".")],
    to: ["public", ...to.split(".")],
})

function relocated(objects: readonly SchemaObject[], ...renames: readonly Rename[]): readonly SchemaObject[] {
    return [...relocateSchema(schemaOf(...objects), renames).objects.values()]
}

const keys = (objects: readonly SchemaObject[]): readonly string[] => objects.map(({ key }) => key)

const ROOM = [table("room"), column("room.id"), column("room.size"), index("room.room_size", "size")]

describe("after renames", () => {
    it("what is in a table goes with it", () => {
        expect(keys(relocated(ROOM, rename("table", "room", "hall")))).toEqual([
            "column:public.hall.id",
            "column:public.hall.size",
            "index:public.hall.room_size",
            "table:public.hall",
        ])
    })

    it("a table goes to another schema with all that is in it", () => {
        const moved = relocated(ROOM, { kind: "table", from: ["public", "room"], to: ["app", "hall"] })
        expect(moved.map(({ path }) => path.slice(0, 2))).toEqual(moved.map(() => ["app", "hall"]))
        expect(moved.find(({ kind }) => kind === "column")?.parent).toBe("table:app.hall")
    })

    it("an index reads a column by its new name, in its definition and in what it requires", () => {
        const found = relocated(ROOM, rename("column", "room.size", "room.floor")).find(({ kind }) => kind === "index")
        expect(found?.definition).toMatchObject({ elements: [{ column: "floor" }], reads: ["floor"] })
        expect(found?.requires).toContain("column:public.room.floor")
    })

    it("two columns that swap names are swapped in what reads them", () => {
        const between = index("room.between", "id", "size")
        const found = relocated(
            [...ROOM, between],
            rename("column", "room.id", "room.size"),
            rename("column", "room.size", "room.id"),
        ).find(({ path }) => path[2] === "between")
        expect(found?.definition).toMatchObject({ elements: [{ column: "size" }, { column: "id" }] })
    })

    it.each([
        ["a name", "(size > 0)", "(floor > 0)"],
        ["a name in quotes", '("size" > 0)', "(floor > 0)"],
        ["a text that says the same is none", "(code <> 'size'::text)", "(code <> 'size'::text)"],
        ["a longer name", "(size_of > size)", "(size_of > floor)"],
        ["a name after the table's", "(room.size > 0)", "(room.floor > 0)"],
    ])("a check says a column by its new name: %s", (_what, before, after) => {
        const objects = [...ROOM, check("room.positive", before, ["size"])]
        const found = relocated(objects, rename("column", "room.size", "room.floor")).find(
            ({ kind }) => kind === "check",
        )
        expect(found?.definition).toMatchObject({ expression: after, columns: ["floor"] })
    })

    it("a foreign key follows the table and the columns that it refers to", () => {
        const bed = [table("bed"), column("bed.room"), foreignKey("bed.fk", ["room"], "room(id)")]
        const found = relocated(
            [...ROOM, ...bed],
            rename("table", "room", "hall"),
            rename("column", "room.id", "hall.number"),
        ).find(({ kind }) => kind === "foreign-key")
        expect(found?.definition).toMatchObject({
            references: { schema: "public", name: "hall" },
            referencedColumns: ["number"],
        })
    })

    it("a column's type follows its enum", () => {
        const kind = typeOf("mood", null, { schema: "public", enum: true })
        const objects = [enumType("mood", ["sad"]), table("room"), column("room.mood", kind)]
        const found = relocated(objects, rename("enum", "mood", "temper")).find((object) => object.kind === "column")
        expect(found?.definition).toMatchObject({ type: { schema: "public", name: "temper" } })
        expect(found?.requires).toEqual(["enum:public.temper"])
    })

    it("nothing is copied where nothing is renamed", () => {
        const schema = schemaOf(...ROOM)
        expect(relocateSchema(schema, [])).toBe(schema)
    })
})

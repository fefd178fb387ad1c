import { describe, expect, it } from "vitest"
import { compareSchemas } from "../../src/autogen/compare/compare.js"
import { resolveNameConflicts } from "../../src/autogen/compare/name-conflicts.js"
import type { Rename } from "../../src/autogen/core/rename.js"
import type { SchemaObject } from "../../src/autogen/core/schema-object.js"
import { planOperations } from "../../src/autogen/plan/plan-operations.js"
import { column, foreignKey, primaryKey, schemaOf, table } from "./objects.js"

const rename = (kind: string, from: string, to: string): Rename => ({
    kind,
    from: ["public", ...from.split(".")],
    to: ["public", ...to.split(".")],
})

/** The operations between two schemas: the first statement of each, as far as its parentheses. */
function statements(
    before: readonly SchemaObject[],
    after: readonly SchemaObject[],
    renames: readonly Rename[] = [],
): readonly string[] {
    const [current, desired] = [schemaOf(...before), schemaOf(...after)]
    const { changes, renamed } = compareSchemas(current, desired, renames)
    const planned = planOperations({ changes, from: renamed, to: desired })
    return planned.map(
        (operation) =>
            (operation.statements[0]?.sql ?? "").replaceAll('"', "").replaceAll("public.", "").split(" (")[0] ?? "",
    )
}

describe("a name that is taken", () => {
    const before = [table("a"), column("a.id"), table("b"), column("b.id")]

    it("is in nobody's way where nothing is renamed to it", () => {
        const current = schemaOf(...before)
        expect(resolveNameConflicts(current, current, [])).toMatchObject({ inTheWay: [], removed: [] })
    })

    it("is free where its owner goes and nothing depends on it: it goes first", () => {
        const desired = schemaOf(table("b"), column("b.id"))
        const found = resolveNameConflicts(schemaOf(...before), desired, [rename("table", "a", "b")])
        expect(found.removed.map(({ key }) => key)).toEqual(["column:public.b.id", "table:public.b"])
        expect(found.evicted).toEqual([])
    })

    it("has its owner step aside where something depends on that", () => {
        const key = [primaryKey("b.b_pk", ["id"]), table("c"), column("c.b"), foreignKey("c.fk", ["b"], "b(id)")]
        const desired = schemaOf(table("b"), column("b.id"), table("c"), column("c.b"))
        const found = resolveNameConflicts(schemaOf(...before, ...key), desired, [rename("table", "a", "b")])
        expect(found.removed).toEqual([])
        expect(found.renames.map(({ from, to }) => [from[1], to[1]])).toEqual([
            ["b", "b_tmp"],
            ["a", "b"],
        ])
    })

    it("is swapped by way of a third one", () => {
        const after = [table("a"), column("a.id"), table("b"), column("b.id")]
        expect(statements(before, after, [rename("table", "a", "b"), rename("table", "b", "a")])).toEqual([
            "ALTER TABLE a RENAME TO a_tmp",
            "ALTER TABLE b RENAME TO a",
            "ALTER TABLE a_tmp RENAME TO b",
        ])
    })
})

describe("the order", () => {
    const room = [table("room"), column("room.id", undefined, { nullable: false }), primaryKey("room.room_pk", ["id"])]
    const bed = [table("bed"), column("bed.room"), foreignKey("bed.bed_room", ["room"], "room(id)")]

    it("creates what others refer to first, and foreign keys last", () => {
        expect(statements([], [...bed, ...room])).toEqual([
            "CREATE TABLE bed",
            "CREATE TABLE room",
            "ALTER TABLE bed ADD CONSTRAINT bed_room FOREIGN KEY",
        ])
    })

    it("drops foreign keys first", () => {
        expect(statements([...bed, ...room], [])).toEqual([
            "ALTER TABLE bed DROP CONSTRAINT bed_room",
            "DROP TABLE bed",
            "DROP TABLE room",
        ])
    })

    it("breaks circles of foreign keys", () => {
        const back = [column("room.bed"), foreignKey("room.room_bed", ["bed"], "bed(id)")]
        const bedKey = [column("bed.id", undefined, { nullable: false, position: 2 }), primaryKey("bed.bed_pk", ["id"])]
        const created = statements([], [...bed, ...bedKey, ...room, ...back])
        expect(created).toEqual([
            "CREATE TABLE bed",
            "CREATE TABLE room",
            "ALTER TABLE bed ADD CONSTRAINT bed_room FOREIGN KEY",
            "ALTER TABLE room ADD CONSTRAINT room_bed FOREIGN KEY",
        ])
    })

    it("is the same whatever order the objects come in", () => {
        expect(statements([], [...room, ...bed].reverse())).toEqual(statements([], [...bed, ...room]))
    })

    it("adds columns before anything is dropped", () => {
        expect(statements([table("room"), column("room.a")], [table("room"), column("room.b")])).toEqual([
            "ALTER TABLE room ADD COLUMN b integer",
            "ALTER TABLE room DROP COLUMN a",
        ])
    })
})

import { describe, expect, test } from "vitest"
import { onlyStatements } from "../../src/autogen/commands/revisions/only-statements.js"
import { plainDeletion } from "../../src/autogen/commands/revisions/plain-deletions.js"
import { dataLoss } from "../../src/autogen/core/hazards/data-loss.js"
import { objectKey } from "../../src/autogen/core/object-key.js"
import type { PlannedOperation } from "../../src/autogen/core/plan.js"
import { reversibilityOf } from "../../src/autogen/core/reversibility.js"
import { hazard, statement, type Statement } from "../../src/autogen/core/statement.js"

describe("the word of a file", () => {
    const key = objectKey("column", ["public", "room", "floor"])
    const of = (...statements: readonly Statement[]): readonly PlannedOperation[] => [
        { operation: { name: "x", args: [] }, statements, objects: [] },
    ]
    const plain = of(statement("SELECT 1"))
    const deletes = of(statement("SELECT 1", { hazards: [hazard(dataLoss.columnDropped, key)] }))
    const locks = of(statement("x", { hazards: [{ kind: "blocks-reads", object: key, reason: "", safer: "" }] }))
    const refuses = of(statement("DO $$$$", { refuses: true }))

    test.each([
        ["exact: locks and time are no loss", plain, locks, "exact"],
        ["lossy: down deletes", plain, deletes, "lossy"],
        ["lossy: up has deleted, and down does not bring it back", deletes, plain, "lossy"],
        ["impossible: down refuses, whatever up has done", deletes, refuses, "impossible"],
    ] as const)("is %s", (_, up, down, word) => expect(reversibilityOf({ up, down })).toBe(word))
})

describe("a plain statement", () => {
    test.each([
        ['DROP TABLE "room"', "table:public.room"],
        ["drop table if exists Room cascade;", "table:public.room"],
        ['DROP TABLE "Hotel"."Room ""x"" table"', 'table:"Hotel"."Room ""x"" table"'],
        ['ALTER TABLE "hotel"."room" DROP COLUMN "floor"', "column:hotel.room.floor"],
        ["ALTER TABLE room DROP floor", "column:public.room.floor"],
        ["ALTER TABLE room DROP COLUMN IF EXISTS floor CASCADE", "column:public.room.floor"],
    ])("deletes: %s", (sql, object) => expect(plainDeletion(sql, "public")).toMatchObject({ object }))

    test.each([
        'ALTER TABLE "room" DROP CONSTRAINT "FK_1"',
        'ALTER TABLE "room" ADD "floor" integer',
        'DROP INDEX "public"."IDX_1"',
        'DROP TYPE "public"."room_size_enum"',
        'ALTER TABLE "room" RENAME COLUMN "a" TO "b"',
        "COMMENT ON COLUMN room.a IS NULL",
    ])("deletes nothing: %s", (sql) => expect(plainDeletion(sql, "public")).toBeNull())

    test.each([
        "DELETE FROM room",
        "TRUNCATE room",
        "UPDATE room SET floor = NULL",
        "DROP TABLE room, hotel",
        "DROP SCHEMA hotel CASCADE",
        "ALTER TABLE room DROP COLUMN a, DROP COLUMN b",
        "ALTER TABLE room ADD a int; DELETE FROM room",
        'DROP INDEX "a"; TRUNCATE room',
        "ALTER TABLE room ALTER COLUMN a TYPE int",
        "DO $$ BEGIN DELETE FROM room; END $$",
    ])("is not known: %s", (sql) => expect(plainDeletion(sql, "public")).toBe("unknown"))
})

describe("a migration is called before anything is agreed to only where it", () => {
    test.each([
        'async down(queryRunner) { await queryRunner.query("DROP TABLE room") }',
        "async down(queryRunner) { await queryRunner.query(`DROP TABLE room`, [1, null]) }",
        'async down(queryRunner) { const op = operations(queryRunner); await op.dropColumn("room", "floor", { ifExists: true }) }',
        'async down(queryRunner) { const op = (0, op_1.operations)(queryRunner); await op.addColumn("room", (0, op_1.column)("floor", (0, op_1.varchar)(36))) }',
        'async down(queryRunner) { const op = operations(queryRunner); const has = await op.exists({ policy: "a", table: "b" }); if (has) { await op.dropPolicy("a", "b"); } }',
        'async down(queryRunner) { for (const name of ["a", "b"]) await queryRunner.query("DROP TABLE " + name) }',
        "async down() { }",
    ])("can do nothing but call its query runner: %s", (source) => expect(onlyStatements(source)).toBe(true))

    test.each([
        'async down(queryRunner) { await fetch("https://example.com", { method: "DELETE" }) }',
        'async down(queryRunner) { await queryRunner.connection.query("DELETE FROM room") }',
        'async down(queryRunner) { await queryRunner.manager.query("DELETE FROM room") }',
        "async down(queryRunner) { const ds = queryRunner.connection; await ds.destroy() }",
        'async down(queryRunner) { const op = operations(queryRunner); await op.getBind().manager.query("x") }',
        'async down(queryRunner) { const run = queryRunner["connection"]; await run("x") }',
        'async down(queryRunner) { await other.query("DELETE FROM room") }',
        "async down(queryRunner) { await this.helper(queryRunner) }",
        "async down(queryRunner) { await queryRunner.query(`DROP TABLE ${names.pop()}`) }",
        'async down(queryRunner) { await queryRunner.query(rm("x")) }',
        "function down() { [native code] }",
        "",
    ])("and not: %s", (source) => expect(onlyStatements(source)).toBe(false))
})

import { describe, expect, test } from "vitest"
import { rowReads } from "../../src/autogen/core/hazards/locks.js"
import { objectKey, pathText, relationOf, type ObjectKey } from "../../src/autogen/core/object-key.js"
import type { Operations } from "../../src/autogen/core/plan.js"
import { rowsRead, statement, type Statement } from "../../src/autogen/core/statement.js"
import { underHeldLocks } from "../../src/autogen/plan/held-locks.js"
import { compileOperation } from "../../src/autogen/operations/index.js"

const index = (table: string): ObjectKey => objectKey("index", ["public", table, "ix"])

function building(table: string, more: Partial<Statement> = {}): Statement {
    const hazards = [rowsRead("SHARE", index(table), rowReads.index)]
    return statement("CREATE INDEX", { lock: "SHARE", hazards, ...more })
}

const dropping = (table: string, more: Partial<Statement> = {}) => ({
    object: objectKey("check", ["public", table, "ck"]),
    made: statement("DROP CONSTRAINT", { lock: "ACCESS EXCLUSIVE", ...more }),
})

/** What is said of the last statement, where the others ran before it in one migration. */
function saidOf(last: Statement, ...before: readonly ReturnType<typeof dropping>[]): string {
    const operations: Operations = [
        ...before.map(({ object, made }) => ({
            operation: { name: "dropConstraint", args: [] },
            statements: [made],
            objects: [object],
        })),
        { operation: { name: "createIndex", args: [] }, statements: [last], objects: [index("room")] },
    ]
    const [hazard] = underHeldLocks(operations).at(-1)?.statements[0]?.hazards ?? []
    return `${hazard?.kind}: ${hazard?.reason}`
}

const writers = "blocks-writes: SHARE while the index is built from every row"
const everybody =
    "blocks-reads: ACCESS EXCLUSIVE while the index is built from every row (locked by an earlier statement)"

describe("what is said of rows that are read", () => {
    test("is as the migration's locks have it by then", () => {
        expect(saidOf(building("room"))).toBe(writers)
        expect(saidOf(building("room"), dropping("room"))).toBe(everybody)
        expect(saidOf(building("room"), dropping("bed", { alsoLocks: [objectKey("table", ["public", "room"])] }))).toBe(
            everybody,
        )
    })

    test("is not about the locks of other tables, weaker ones, or those of statements without a transaction around them", () => {
        expect(saidOf(building("room"), dropping("bed"))).toBe(writers)
        expect(saidOf(building("room"), dropping("room", { lock: "SHARE UPDATE EXCLUSIVE" }))).toBe(writers)
        expect(saidOf(building("room", { transaction: "outside" }), dropping("room"))).toBe(writers)
    })
})

describe("what counts a column", () => {
    const context = { defaultSchema: "public" }
    const ownedBy = { table: "room", column: "id" }
    const table = objectKey("table", ["public", "room"])

    // Its object in a plan is the sequence.
    test.each(["createSequence", "dropSequence"])("locks the column's table, and says so: %s", (name) => {
        const locking = compileOperation(context, name, ["room_id_seq", { ownedBy }]).filter(
            ({ lock }) => lock !== null,
        )
        expect(locking.map(({ lock, alsoLocks }) => ({ lock, alsoLocks }))).toEqual([
            { lock: "ACCESS EXCLUSIVE", alsoLocks: [table] },
        ])
    })
})

describe("the table in an object's key", () => {
    test.each([
        [["public", "room"], ["code"]],
        [["we.ird", 'a"b":c.d'], ['x.y"']],
        [['"', "."], []],
        [["", " "], ["room"]],
    ])("%j", (table, inner) => {
        for (const kind of ["column", "comment on view column"])
            expect(relationOf(objectKey(kind, [...table, ...inner]))).toBe(pathText(table))
    })

    test("of what is in none is its own name", () => {
        expect(relationOf(objectKey("schema", ["a.b"]))).toBe('"a.b"')
    })
})

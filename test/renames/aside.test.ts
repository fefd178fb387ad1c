import { expect, it } from "vitest"
import { kindOf } from "../../src/autogen/kinds/index.js"
import { temporaryName, occupied } from "../../src/autogen/schema/occupied.js"

it("what steps aside takes another name, not another table's place for a primary key", () => {
    const keyOf = (table: string) =>
        kindOf("primary-key").make(["public", table, `pk_${table}`], {
            columns: ["id"],
            include: null,
            with: null,
            deferrable: null,
        })
    const taken = new Set(occupied(keyOf("b")))
    expect(temporaryName(keyOf("a"), [["public", "b"]], (name) => taken.has(name)).path).toEqual([
        "public",
        "a",
        "pk_a_tmp",
    ])
})

import * as typeorm from "typeorm"
import { describe, expect, test } from "vitest"
import { exactCases } from "./cases/index.js"
import { readTwice } from "./support/read-twice.js"

// Building metadata changes the store of decorators' arguments (TypeORM #10563): what is read must not depend on how often.

describe("reading the same classes", () => {
    test.for(exactCases)("$name", (example) => readTwice(typeorm, example))

    test("covers trees, inheritance in one table and junctions", () => {
        const names = exactCases.map(({ name }) => name)
        expect(names).toEqual(
            expect.arrayContaining(["closure table", "nested set", "single-table inheritance", "many-to-many"]),
        )
    })
})

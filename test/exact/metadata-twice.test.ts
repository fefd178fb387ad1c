import * as typeorm from "typeorm"
import { describe, expect, test } from "vitest"
import { readEntities } from "../../src/autogen/read/read-entities.js"
import { exactCases } from "./cases/index.js"

// Building metadata changes the store of decorators' arguments (TypeORM #10563): what is read must not depend on how often.

describe("reading the same classes", () => {
    test.for(exactCases)("$name", async (example) => {
        const { entities, options } = example.declare(typeorm)
        const read = async (dataSource: typeorm.DataSource) => (await readEntities(dataSource)).objects
        const dataSourceOf = () => new typeorm.DataSource({ type: "postgres", ...options, entities: [...entities] })
        const dataSource = dataSourceOf()
        const first = await read(dataSource)
        expect(await read(dataSource)).toEqual(first)
        expect(await read(dataSourceOf())).toEqual(first)
        expect(first.size).toBeGreaterThan(0)
    })
})

import * as typeorm from "typeorm"
import { expect, test } from "vitest"
import { enumCases } from "./cases/enums.js"
import { typeCases } from "./cases/types.js"

/** Their extension is in no test server, and has no stand-in: what is declared of them is read in test/read/declared-types.test.ts. */
const onlyRead = ["geography", "geometry"]

test("every type of TypeORM's list is in a case", () => {
    const { supportedDataTypes } = new typeorm.DataSource({ type: "postgres" }).driver
    for (const { declare } of [...typeCases, ...enumCases]) declare(typeorm)
    const tried = new Set(typeorm.getMetadataArgsStorage().columns.map(({ options }) => options.type))
    expect(supportedDataTypes.filter((type) => !tried.has(type)).sort()).toEqual(onlyRead)
    expect(supportedDataTypes.length).toBeGreaterThan(70)
})

import { describe, expect, it } from "vitest"
import * as index from "../../src/autogen/index.js"
import * as migrationApi from "../../src/autogen/operations/migration-api.js"

describe("the package's public face", () => {
    it("exports every name that a migration file may import", () => {
        const missing = Object.entries(migrationApi).filter(([name, value]) => Reflect.get(index, name) !== value)
        expect(missing.map(([name]) => name)).toEqual([])
    })
})

import * as typeorm from "typeorm-0.3"
import { afterAll, beforeAll, describe, test } from "vitest"
import { exactCases, olderCases } from "./cases/index.js"
import { junctions } from "./cases/junctions.js"
import type { Orm } from "./support/case.js"
import { checkCase, checkChange } from "./support/check-case.js"
import { pgliteGround, type Ground } from "./support/place.js"

// In a file of its own: both versions would put their decorators' arguments into one store, which belongs to the first loaded.

describe("TypeORM 0.3 in PGlite", () => {
    let ground: Ground
    beforeAll(async () => void (ground = await pgliteGround()))
    afterAll(() => ground.close())

    const known = exactCases.filter(({ name }) => olderCases.includes(name))
    test.for(known)("$name", (example) => checkCase(typeorm as unknown as Orm, ground, example, "dump"))

    describe("what is named after others", () => {
        test.for(junctions)("$name", (example) => checkChange(typeorm as unknown as Orm, ground, example, "dump"))
    })
})

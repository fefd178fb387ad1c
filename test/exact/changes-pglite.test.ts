import * as typeorm from "typeorm"
import { afterAll, beforeAll, describe, test } from "vitest"
import { changes } from "./cases/changes.js"
import { missedChanges } from "./cases/missed-changes.js"
import { checkChange } from "./support/check-case.js"
import { pgliteGround, type Ground } from "./support/place.js"

describe("changes in PGlite", () => {
    let ground: Ground
    beforeAll(async () => void (ground = await pgliteGround()))
    afterAll(() => ground.close())

    describe("that TypeORM misses", () => {
        test.for(missedChanges)("$name", (example) => checkChange(typeorm, ground, example, "dump"))
    })

    describe("that TypeORM gets wrong, and others", () => {
        test.for(changes)("$name", (example) => checkChange(typeorm, ground, example, "dump"))
    })
})

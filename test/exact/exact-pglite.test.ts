import * as typeorm from "typeorm"
import { afterAll, beforeAll, describe, test } from "vitest"
import { exactCases } from "./cases/index.js"
import { checkBooks } from "./support/check-books.js"
import { checkCase } from "./support/check-case.js"
import { pgliteGround, type Ground } from "./support/place.js"
import { sampled } from "../support/sampled.js"

describe("in PGlite", () => {
    let ground: Ground
    beforeAll(async () => void (ground = await pgliteGround()))
    afterAll(() => ground.close())

    sampled(exactCases, 28)("$name", (example) => checkCase(typeorm, ground, example, "dump"))

    test("false difference: a generated column in a database of another name, and all else that typeorm_metadata may say", () =>
        checkBooks(typeorm, ground))
})

import * as typeorm from "typeorm"
import { afterAll, beforeAll, describe, test } from "vitest"
import { added } from "./cases/added.js"
import { byHand } from "./cases/by-hand.js"
import { changes } from "./cases/changes.js"
import { declaredRenames } from "./cases/declared-renames.js"
import { dependents } from "./cases/dependents.js"
import { enumRenames } from "./cases/enum-renames.js"
import { enumMappings, enumValues } from "./cases/enum-values.js"
import { junctions } from "./cases/junctions.js"
import { missedChanges } from "./cases/missed-changes.js"
import { recreated } from "./cases/recreated.js"
import { renames } from "./cases/renames.js"
import { swaps } from "./cases/swaps.js"
import { uniqueness } from "./cases/uniqueness.js"
import type { ChangeCase } from "./support/case.js"
import { checkChange } from "./support/check-case.js"
import { pgliteGround, type Ground } from "./support/place.js"

/** Online, as `generate` plans; the plain forms are tried on servers. */
describe("changes in PGlite", () => {
    let ground: Ground
    beforeAll(async () => void (ground = await pgliteGround()))
    afterAll(() => ground.close())
    const check = (example: ChangeCase) => checkChange(typeorm, ground, example, "dump", { online: true })

    describe("that TypeORM misses", () => {
        test.for(missedChanges)("$name", (example) => check(example))
    })

    describe("that TypeORM gets wrong, and others", () => {
        test.for([...changes, ...added, ...uniqueness])("$name", (example) => check(example))
    })

    describe("with what was made by hand", () => {
        test.for([...byHand, ...dependents])("$name", (example) => check(example))
    })

    describe("that are renames", () => {
        test.for([...renames, ...declaredRenames, ...swaps, ...enumRenames, ...junctions])("$name", (example) =>
            check(example),
        )
    })

    describe("that begin anew", () => {
        test.for(recreated)("$name", (example) => check(example))
    })

    describe("of the values of an enum", () => {
        test.for([...enumValues.filter(({ name }) => name.startsWith("a value goes")), ...enumMappings])(
            "$name",
            (example) => check(example),
        )
    })
})

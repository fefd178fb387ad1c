import "reflect-metadata"
import * as typeorm from "typeorm"
import { afterAll, beforeAll, describe, test } from "vitest"
import { allChanges } from "../exact/cases/change-cases.js"
import type { ChangeCase } from "../exact/support/case.js"
import { apply, inPlace, planFor } from "../exact/support/check-case.js"
import { pgliteGround, type Ground, type Place } from "../exact/support/place.js"
import { seedRows } from "../exact/support/seed-rows.js"
import { expectStepsToMeet } from "./support.js"

describe("each step of a change", () => {
    let ground: Ground
    beforeAll(async () => void (ground = await pgliteGround()))
    afterAll(() => ground.close())

    test.for(allChanges)("$name", async (example) => {
        await inPlace(ground, example.prepare, async (place) => {
            await build(example, place)
            const { map = [], using = {}, renames } = example
            const options = { map, using, online: true }
            const { steps } = await planFor(typeorm, example.after(typeorm), place, renames, options)
            await expectStepsToMeet(
                steps,
                (operations) => apply(place, operations),
                () => place.fingerprint(),
            )
        })
    })
})

async function build(example: ChangeCase, place: Place): Promise<void> {
    await apply(place, (await planFor(typeorm, example.before(typeorm), place)).up)
    if (example.byHand !== undefined) await place.query(example.byHand)
    if (example.rows === undefined) await seedRows(place)
    else await place.query(example.rows)
}

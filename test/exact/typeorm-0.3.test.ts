import * as typeorm from "typeorm-0.3"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { allChanges } from "./cases/change-cases.js"
import { exactCases, olderCases } from "./cases/index.js"
import { junctions } from "./cases/junctions.js"
import { notInOlder, olderFaults } from "./cases/older.js"
import type { Orm } from "./support/case.js"
import { checkCase, checkChange } from "./support/check-case.js"
import { pgliteGround, type Ground } from "./support/place.js"
import { sampled } from "../support/sampled.js"

// In a file of its own: both versions would put their decorators' arguments into one store, which belongs to the first loaded.

/** All cases take minutes: where the versions of the server are tried, those of TypeORM are too. */
const isWide = (process.env["AUTOGEN_PG_VERSIONS"] ?? "") !== ""

describe("TypeORM 0.3 in PGlite", () => {
    let ground: Ground
    let unrehearsed: Ground
    beforeAll(async () => {
        ground = await pgliteGround()
        const { version, open, close } = ground
        unrehearsed = { version, open, close }
    })
    afterAll(() => ground.close())

    const known = exactCases.filter(({ name }) => olderCases.includes(name))
    sampled(known, 10)("$name", (example) => checkCase(typeorm as unknown as Orm, ground, example, "dump"))

    describe("what is named after others", () => {
        sampled(junctions, 10)("$name", (example) => checkChange(typeorm as unknown as Orm, ground, example, "dump"))
    })

    const sayable = ({ name }: { readonly name: string }): boolean => !(name in notInOlder)
    const others = exactCases.filter((example) => !known.includes(example)).filter(sayable)
    sampled(isWide ? others : [])("all else: $name", (example) =>
        checkCase(typeorm as unknown as Orm, unrehearsed, { ...example, ...olderFaults[example.name] }, "fingerprint"),
    )
    const changes = allChanges.filter((example) => !junctions.includes(example)).filter(sayable)
    sampled(isWide ? changes : [])("a change: $name", (example) =>
        checkChange(typeorm as unknown as Orm, unrehearsed, example, "fingerprint"),
    )

    test("what it is excused from are cases that there are", () => {
        const names = [...exactCases, ...allChanges].map(({ name }) => name)
        expect(names).toEqual(expect.arrayContaining([...Object.keys(notInOlder), ...Object.keys(olderFaults)]))
    })
})

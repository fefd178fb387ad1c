import * as typeorm from "typeorm-0.3"
import { afterAll, beforeAll, describe, test } from "vitest"
import { exactCases } from "./cases/index.js"
import type { Orm } from "./support/case.js"
import { checkCase } from "./support/check-case.js"
import { pgliteGround, type Ground } from "./support/place.js"

// In a file of its own: both versions would put their decorators' arguments into one store, which belongs to the first loaded.

/** What the older version has too. */
const names: readonly string[] = [
    "numbers",
    "texts",
    "times",
    "defaults: texts",
    "defaults: functions",
    "enums",
    "comments",
    "serials",
    "identities",
    "generated columns",
    "generated uuids",
    "primary keys",
    "checks",
    "foreign keys: composite, to itself, in a circle",
    "one-to-one",
    "many-to-many",
    "closure table",
    "single-table inheritance",
    "embedded entities",
    "a naming strategy with a prefix and a schema",
    "EntitySchema",
]

describe("TypeORM 0.3 in PGlite", () => {
    let ground: Ground
    beforeAll(async () => void (ground = await pgliteGround()))
    afterAll(() => ground.close())

    const known = exactCases.filter(({ name }) => names.includes(name))
    test.for(known)("$name", (example) => checkCase(typeorm as unknown as Orm, ground, example, "dump"))
})

import * as typeorm from "typeorm-0.3.20"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import manifest from "../../package.json" with { type: "json" }
import { exactCases, olderCases } from "./cases/index.js"
import type { Orm } from "./support/case.js"
import { checkCase } from "./support/check-case.js"
import { pgliteGround, type Ground } from "./support/place.js"
import { sampled } from "../support/sampled.js"

// In a file of its own, as every version.

describe("the oldest TypeORM 0.3 that the package admits", () => {
    let ground: Ground
    beforeAll(async () => void (ground = await pgliteGround()))
    afterAll(() => ground.close())

    test("is the one that is tested", () => {
        expect(manifest.peerDependencies.typeorm).toBe("^1.0.0 || ^0.3.20")
        expect(manifest.devDependencies["typeorm-0.3.20"]).toBe("npm:typeorm@0.3.20")
    })

    const known = exactCases.filter(({ name }) => olderCases.includes(name))
    sampled(known, 10)("$name", (example) => checkCase(typeorm as unknown as Orm, ground, example, "dump"))
})

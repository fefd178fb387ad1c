import { readFileSync } from "node:fs"
import * as typeorm from "typeorm"
import { afterAll, beforeAll, describe } from "vitest"
import { changeCases } from "./cases/change-cases.js"
import { enumMappings, enumValues } from "./cases/enum-values.js"
import type { ChangeCase } from "./support/case.js"
import { checkChange } from "./support/check-case.js"
import { goldenFile } from "./support/golden.js"
import { pgliteGround, type Ground } from "./support/place.js"
import { sampled } from "../support/sampled.js"

/** Of the many that only differ in what uses a value, those whose values go. */
const tried = {
    ...changeCases,
    "enum-values": [...enumValues.filter(({ name }) => name.startsWith("a value goes")), ...enumMappings],
}

/**
 * Online, as `generate` plans; servers try the plain forms of all. What is planned in one form only is tried here too, by dump and
 * rehearsal: one of three, or all where server versions are chosen.
 */
function isTried(folder: string, example: ChangeCase, index: number): boolean {
    if (process.env["AUTOGEN_PG_VERSIONS"] !== undefined || index % 3 === 0) return true
    return readFileSync(new URL(`golden/${goldenFile(folder, example)}`, import.meta.url), "utf8").includes("== Online")
}

describe("changes in PGlite", () => {
    let ground: Ground
    beforeAll(async () => void (ground = await pgliteGround()))
    afterAll(() => ground.close())

    const cases = Object.entries(tried).flatMap(([folder, examples]) =>
        examples
            .filter((example, index) => isTried(folder, example, index))
            .map((example) => ({ folder, name: example.name, example })),
    )
    sampled(cases, 24)("$folder: $name", ({ example }) =>
        checkChange(typeorm, ground, example, "dump", { online: true }),
    )
})

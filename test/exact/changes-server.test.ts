import { existsSync, readdirSync, readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import * as typeorm from "typeorm"
import { describe, expect, test } from "vitest"
import { sharedVersions } from "../support/servers.js"
import { changeCases } from "./cases/change-cases.js"
import { checkChange } from "./support/check-case.js"
import { GOLDEN_VERSION, goldenFile, goldenText, type BothPlans } from "./support/golden.js"
import { serverGround } from "./support/place.js"
import { sampled } from "../support/sampled.js"

const cases = Object.entries(changeCases).flatMap(([folder, examples]) =>
    examples.map((example) => ({ name: example.name, example, golden: goldenFile(folder, example) })),
)

/** The sample has every operation there is: the cases in whose goldens is one that is in none of those before. */
function hasNewOperations(): (one: (typeof cases)[number]) => boolean {
    const known = new Set<string>()
    return ({ golden }) => {
        const file = new URL(`golden/${golden}`, import.meta.url)
        const text = existsSync(file) ? readFileSync(file, "utf8") : ""
        const added = [...text.matchAll(/^-- ([a-z]+[A-Z]\w+)/gm)]
            .map(([, name = ""]) => name)
            .filter((name) => !known.has(name))
        for (const name of added) known.add(name)
        return added.length > 0
    }
}

describe.each(sharedVersions().map((version) => ({ version })))("changes in PostgreSQL $version", ({ version }) => {
    const ground = serverGround(version)
    const possible = cases.filter(({ example: { since = 13 } }) => since <= version)

    sampled(possible, hasNewOperations())("$name", async ({ example, golden }) => {
        const hold = async (plans: BothPlans) =>
            expect(goldenText(example, plans)).toMatchFileSnapshot(`golden/${golden}`)
        const checks = { measured: true, ...(version === GOLDEN_VERSION && { golden: hold }) }
        await checkChange(typeorm, ground, example, "fingerprint", checks)
    })
})

describe("goldens", () => {
    test("every case has a name of its own, and its own golden", () => {
        const names = cases.map(({ name }) => name)
        expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
        const files = cases.map(({ golden }) => golden)
        expect(files.filter((file, index) => files.indexOf(file) !== index)).toEqual([])
    })

    test("no golden is of a case that is not there", () => {
        const expected = new Set(
            cases.filter(({ example: { since = 13 } }) => since <= GOLDEN_VERSION).map(({ golden }) => golden),
        )
        const there = readdirSync(fileURLToPath(new URL("golden", import.meta.url)), { recursive: true })
        const files = there.map((path) => String(path).replaceAll("\\", "/")).filter((path) => path.endsWith(".sql"))
        expect(files.filter((file) => !expected.has(file))).toEqual([])
    })
})

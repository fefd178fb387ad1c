import { fileURLToPath } from "node:url"
import { defineConfig } from "vitest/config"
import { BaseSequencer, type TestSpecification } from "vitest/node"

/** Each takes minutes: begun last, one of them would have a worker to itself while the other has nothing left to do. */
const longest = [
    "properties/random-pairs",
    "exact/changes-pglite",
    "exact/changes-server",
    "exact/exact-pglite",
    "hazards/truth",
    "cli/bad-input",
    "exact/exact-server",
    "exact/typeorm-0.3",
    "package/package",
]

class LongestFirst extends BaseSequencer {
    override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
        const placeOf = ({ moduleId }: TestSpecification): number => {
            const place = longest.findIndex((name) => moduleId.endsWith(`test/${name}.test.ts`))
            return place < 0 ? longest.length : place
        }
        return (await super.sort(files)).sort((a, b) => placeOf(a) - placeOf(b))
    }
}

export default defineConfig({
    resolve: {
        alias: {
            // The longer name first: an alias holds for all that begins with it.
            "typeorm-autogen/declare": fileURLToPath(new URL("src/autogen/declare/renamed-from.ts", import.meta.url)),
            "typeorm-autogen": fileURLToPath(new URL("src/autogen/index.ts", import.meta.url)),
        },
    },
    test: {
        include: ["test/**/*.test.ts"],
        globalSetup: ["test/support/global-setup.ts"],
        testTimeout: 120_000,
        hookTimeout: 120_000,
        maxWorkers: 2,
        sequence: { sequencer: LongestFirst },
    },
})

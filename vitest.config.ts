import { readdirSync, readFileSync } from "node:fs"
import { availableParallelism, totalmem } from "node:os"
import { fileURLToPath } from "node:url"
import { defineConfig } from "vitest/config"
import { BaseSequencer, type TestSpecification } from "vitest/node"

/**
 * Which tests: `--mode quick` (`npm test`) leaves out those with the tag "rest", `--mode rest` plays just those, and without a mode all are
 * played. See test/support/sampled.ts.
 */
const tagsFilters: Readonly<Record<string, string[]>> = { quick: ["!rest"], rest: ["rest"] }

/** Test files that are for `--mode rest` as a whole: then they need not be loaded to be left out. */
function filesOfRest(): string[] {
    const files = readdirSync(fileURLToPath(new URL("test", import.meta.url)), { recursive: true, encoding: "utf8" })
    return files
        .map((file) => `test/${file.replaceAll("\\", "/")}`)
        .filter((file) => file.endsWith(".test.ts"))
        .filter((file) => /^\/\/ @module-tag rest$/m.test(readFileSync(new URL(file, import.meta.url), "utf8")))
}

/** A core for each, and two gigabytes: what a worker starts (servers' sessions, command lines, embedded databases) counts as well. */
function workers(): number {
    return Math.max(1, Math.min(availableParallelism(), Math.floor(totalmem() / 2 ** 31)))
}

/** The files that take minutes, longest first: begun last, one of them would have a worker to itself while the others have nothing left to do. */
const longest = [
    ...["projects/shapes", "exact/changes-pglite", "properties/random-pairs", "projects/online", "exact/exact-pglite"],
    ...[
        "exact/through-commands",
        "exact/changes-server",
        "projects/typeorm-history",
        "projects/",
        "readme/",
        "package/",
    ],
    ...["exact/", "cli/", "embedded/", "properties/", "renames/prompt", "security/overloads", "hazards/"],
]

class LongestFirst extends BaseSequencer {
    override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
        const sorted = await super.sort(files)
        const isTimed = ({ moduleId }: TestSpecification): boolean =>
            this.ctx.cache.getFileTestResults(`:${moduleId.slice(this.ctx.config.root.length + 1)}`) !== undefined
        // From the second run on vitest knows how long each file takes.
        if (files.every(isTimed)) return sorted
        const placeOf = ({ moduleId }: TestSpecification): number => {
            const place = longest.findIndex((name) => moduleId.includes(`/test/${name}`))
            return place < 0 ? longest.length : place
        }
        return sorted.sort((a, b) => placeOf(a) - placeOf(b))
    }
}

export default defineConfig(({ mode }) => ({
    resolve: {
        alias: {
            // The longer name first: an alias holds for all that begins with it.
            "typeorm-autogen/declare": fileURLToPath(new URL("src/autogen/declare/renamed-from.ts", import.meta.url)),
            "typeorm-autogen/op": fileURLToPath(new URL("src/autogen/op/index.ts", import.meta.url)),
            "typeorm-autogen": fileURLToPath(new URL("src/autogen/index.ts", import.meta.url)),
        },
    },
    test: {
        include: ["test/**/*.test.ts"],
        ...(mode === "quick" && { exclude: filesOfRest() }),
        tags: [{ name: "rest", description: "What `npm test` leaves to `npm run test:rest`." }],
        ...(tagsFilters[mode] && { tagsFilter: tagsFilters[mode] }),
        globalSetup: ["test/support/global-setup.ts"],
        testTimeout: 120_000,
        hookTimeout: 120_000,
        maxWorkers: workers(),
        // As our command line does: to optimise the embedded Postgres's code takes more time than most files save by it, half of what some
        // take, and is begun anew in each. JavaScript is optimised once it has run for eight times as long as usual.
        execArgv: ["--liftoff-only", "--interrupt-budget=1056000"],
        sequence: { sequencer: LongestFirst },
    },
}))

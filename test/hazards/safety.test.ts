// @module-tag rest
import "reflect-metadata"
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { format } from "prettier"
import * as typeorm from "typeorm"
import { afterAll, beforeAll, expect, test } from "vitest"
import type { PlannedOperation } from "../../src/autogen/core/plan.js"
import { allChanges } from "../exact/cases/change-cases.js"
import { apply, dataSourceOf, inPlace, planFor } from "../exact/support/check-case.js"
import type { ChangeCase } from "../exact/support/case.js"
import { pgliteGround, type Ground } from "../exact/support/place.js"
import { chapters } from "./safety-chapters.js"

const repository = fileURLToPath(new URL("../../", import.meta.url))
const file = join(repository, "docs/safety.md")

let ground: Ground
beforeAll(async () => void (ground = await pgliteGround()))
afterAll(() => ground.close())

/** The document as the code is today. `AUTOGEN_WRITE_DOCS=1` writes it. */
test("docs/safety.md says what TypeORM and what we emit, and why", async () => {
    const sections: string[] = []
    for (const [chapter, reasons] of Object.entries(chapters)) {
        sections.push(`## ${chapter}`)
        for (const [name, why] of Object.entries(reasons)) {
            const example = allChanges.find((one) => one.name === name)
            expect(example, `there is no case "${name}"`).toBeDefined()
            if (example) sections.push(await sectionOf(example, why))
        }
    }
    const house: unknown = JSON.parse(readFileSync(join(repository, ".prettierrc.json"), "utf8"))
    const text = await format([...introduction(), ...sections].join("\n\n"), {
        ...(house as object),
        parser: "markdown",
    })
    if (process.env["AUTOGEN_WRITE_DOCS"] === "1") {
        mkdirSync(dirname(file), { recursive: true })
        writeFileSync(file, text)
    }
    expect(existsSync(file) ? readFileSync(file, "utf8") : "").toBe(text)
})

function introduction(): readonly string[] {
    const { version } = JSON.parse(readFileSync(join(repository, "node_modules/typeorm/package.json"), "utf8")) as {
        readonly version: string
    }
    return [
        "# Safety",
        `For each kind of change: what the schema builder of TypeORM ${version} plans (\`createSchemaBuilder().log()\`), what a migration of ours runs, and why. Both are taken from a run on a real database by \`test/hazards/safety.test.ts\`, which fails when this page is no longer true; \`AUTOGEN_WRITE_DOCS=1 npx vitest run test/hazards/safety.test.ts\` writes it anew.`,
        'Ours is what `generate` writes under `migrationsTransactionMode` "each", or with `--online`. Where it takes several migrations, which one file holds and each of which TypeORM\'s own runner runs too, a line says where the next one begins; `online: false` gives the plain forms in one. A line `-- first` is a precondition: one statement that reads the rows and stops the migration before it has touched anything. Hazards stand above the statement that they are about. `generate` refuses `deletes-data`, `no-cast`, `unmanaged-dependent`, `loses-attribute` and `runs-foreign-code` until `--allow` or the configuration says that they are meant; the others are said.',
        "What is planned for every change of the tests, up and down, plain and online, with each lock, stands in `test/exact/golden`. What is said of locks and of rewritten tables is measured on real servers by `test/hazards/truth.test.ts` (`pg_locks`, `relfilenode`), and what becomes of values by `test/hazards/type-changes.test.ts`.",
    ]
}

async function sectionOf(example: ChangeCase, why: string): Promise<string> {
    return inPlace(ground, example.prepare, async (place) => {
        await apply(place, (await planFor(typeorm, example.before(typeorm), place)).up)
        if (example.byHand !== undefined) await place.query(example.byHand)
        const plan = await planFor(typeorm, example.after(typeorm), place, example.renames, {
            map: example.map ?? [],
            using: example.using ?? {},
            online: true,
        })
        const dataSource = await dataSourceOf(typeorm, example.after(typeorm), place).initialize()
        const theirs = await dataSource.driver
            .createSchemaBuilder()
            .log()
            .then(({ upQueries }) => upQueries.map(({ query }) => `${query.trim().replace(/;$/, "")};`))
            .catch((error: unknown) => [`-- fails: ${error instanceof Error ? error.message : String(error)}`])
            .finally(() => dataSource.destroy())
        const ours = plan.steps.flatMap(({ up }, index) => {
            const lines = up.flatMap(linesOf)
            return plan.steps.length === 1
                ? lines
                : [
                      `-- migration ${index + 1} of ${plan.steps.length}${lines.length === 0 ? ": nothing on the way up" : ""}`,
                      ...lines,
                  ]
        })
        const title = `### ${example.name[0]?.toUpperCase() ?? ""}${example.name.slice(1)}`
        return [title, why, "TypeORM:", block(theirs), "Ours:", block(ours)].join("\n\n")
    })
}

function linesOf({ operation, statements }: PlannedOperation): readonly string[] {
    if (operation.name.startsWith("require")) return [`-- first ${operation.name}: reads the rows, or stops`]
    return statements
        .filter(({ bookkeeping }) => !bookkeeping)
        .flatMap(({ sql, hazards }) => [
            ...hazards.map(({ kind }) => `-- hazard ${kind}`),
            // A block is what its operation makes of its arguments: long, and with tests of its own.
            sql.startsWith("DO ") ? `DO …; -- op.${operation.name}` : `${sql};`,
        ])
}

function block(lines: readonly string[]): string {
    return `\`\`\`sql\n${lines.length === 0 ? "-- nothing" : lines.join("\n")}\n\`\`\``
}

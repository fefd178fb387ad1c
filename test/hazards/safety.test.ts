import "reflect-metadata"
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { format } from "prettier"
import * as typeorm from "typeorm"
import { afterAll, beforeAll, expect, test } from "vitest"
import type { PlannedOperation } from "../../src/autogen/core/plan.js"
import { changes } from "../exact/cases/changes.js"
import { apply, dataSourceOf, inPlace, planFor } from "../exact/support/check-case.js"
import type { ChangeCase } from "../exact/support/case.js"
import { pgliteGround, type Ground } from "../exact/support/place.js"

const repository = fileURLToPath(new URL("../../", import.meta.url))
const file = join(repository, "docs/safety.md")

/** The kinds of change that docs/safety.md speaks of, by the name of their case, and why ours is as it is. */
const reasons: Readonly<Record<string, string>> = {
    "a longer varchar": "Postgres changes the catalog only: no row is read or written, whatever the table's size.",
    "a shorter varchar":
        "No USING: an explicit cast to `varchar(36)` would cut values off, the assignment refuses them. The precondition counts them before anything is touched.",
    "text to integer":
        "There is no cast. The values go through their text, which loses none and refuses what is no number; `generate` stops with the hazard `no-cast` until somebody decides.",
    "integer to bigint": "Postgres's own assignment cast. The table is written again, and the hazard says so.",
    "timestamp to timestamptz":
        "The cast would read the session's TimeZone. The zone is stated, so that the migration does the same on every connection.",
    "text to uuid": "As from text to integer: by the text, after a word.",
    "json to jsonb": "An assignment cast.",
    "integer to an array": "Each value becomes an array of one. The way back refuses arrays of several.",
    "text to an enum with default":
        "Values that the enum does not have are counted first. The default is dropped before the type changes and set again after, since Postgres cannot cast it.",
    "enum values are added in the middle and at the end": "ADD VALUE touches no row.",
    "an enum value is removed":
        "Postgres cannot remove a value: the columns are changed over to a new type. Rows that have the value are counted first.",
    "nullable to not null": "Rows without a value are counted first.",
    "unique is added": "Duplicates are counted first.",
    "a column is removed": "`generate` refuses without `--allow deletes-data`.",
    "a default changes": "The rows keep their values.",
    "a comment changes": "Nobody waits.",
    "the expression of a generated column": "The values are computed again from the same row, so nothing is lost.",
    "the actions of a foreign key": "The rows refer to the same keys as before: there is nothing to ask them.",
    "an index becomes unique": "Duplicates are counted first.",
}

let ground: Ground
beforeAll(async () => void (ground = await pgliteGround()))
afterAll(() => ground.close())

/** The document as the code is today. `AUTOGEN_WRITE_DOCS=1` writes it. */
test("docs/safety.md says what TypeORM and what we emit, and why", async () => {
    const sections: string[] = []
    for (const [name, why] of Object.entries(reasons)) {
        const example = changes.find((one) => one.name === name)
        expect(example, `there is no case "${name}"`).toBeDefined()
        if (example) sections.push(await sectionOf(example, why))
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
        "A line `-- first` is a precondition: one statement that reads the rows and stops the migration before anything is touched. Hazards stand above the statement that they are about. `generate` refuses `deletes-data` and `no-cast` until `--allow` or the configuration says that they are meant; the others are said. What is said of locks and of rewritten tables is measured for all of the tests' changes by `test/hazards/truth.test.ts` (`pg_locks`, `relfilenode`), and what becomes of values by `test/hazards/type-changes.test.ts`.",
    ]
}

async function sectionOf(example: ChangeCase, why: string): Promise<string> {
    return inPlace(ground, example.prepare, async (place) => {
        await apply(place, (await planFor(typeorm, example.before(typeorm), place)).up)
        const plan = await planFor(typeorm, example.after(typeorm), place, example.renames)
        const dataSource = await dataSourceOf(typeorm, example.after(typeorm), place).initialize()
        const theirs = await dataSource.driver
            .createSchemaBuilder()
            .log()
            .then(({ upQueries }) => upQueries.map(({ query }) => query.trim()))
            .finally(() => dataSource.destroy())
        const ours = plan.up.flatMap(linesOf)
        const title = `## ${example.name[0]?.toUpperCase() ?? ""}${example.name.slice(1)}`
        return [title, why, "TypeORM:", block(theirs.map((sql) => `${sql};`)), "Ours:", block(ours)].join("\n\n")
    })
}

function linesOf({ operation, statements }: PlannedOperation): readonly string[] {
    if (operation.name.startsWith("require")) return [`-- first ${operation.name}: reads the rows, or stops`]
    return statements
        .filter(({ bookkeeping }) => !bookkeeping)
        .flatMap(({ sql, hazards }) => [...hazards.map(({ kind }) => `-- hazard ${kind}`), `${sql};`])
}

function block(lines: readonly string[]): string {
    return `\`\`\`sql\n${lines.length === 0 ? "-- nothing" : lines.join("\n")}\n\`\`\``
}

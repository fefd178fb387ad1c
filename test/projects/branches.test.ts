import { spawnSync } from "node:child_process"
import { stories, type Files, type Step } from "./support/story.js"

// Histories that are no line: two people have each added a migration to the same one.

/** A migration by hand, which creates one table. */
function migration(
    name: string,
    time: number,
    revision: string | null,
    table = name.toLowerCase(),
    file = `${time}-${name.toLowerCase()}`,
): Files {
    const head = revision === null ? "" : `    static readonly revision = ${revision}\n`
    return {
        [`src/migrations/${file}.ts`]: `import type { MigrationInterface, QueryRunner } from "typeorm"

export class ${name}${time} implements MigrationInterface {
${head}    async up(queryRunner: QueryRunner): Promise<void> {
        await queryRunner.query('CREATE TABLE "${table}" (id int)')
    }
    async down(queryRunner: QueryRunner): Promise<void> {
        await queryRunner.query('DROP TABLE "${table}"')
    }
}
`,
    }
}

const [one, two, three, four] = [1700000000001, 1700000000002, 1700000000003, 1700000000004]
const base = migration("Base", one, null)
const left = migration("Left", two, `{ revises: ["Base${one}"], branchLabels: ["west"] }`)
const right = migration("Right", three, `{ revises: ["Base${one}"], branchLabels: ["east"] }`)
const merge = migration("Merge", four, `{ revises: ["Left${two}", "Right${three}"] }`)

const hasGit = spawnSync("git", ["--version"]).status === 0

const git = ["git", "-c", "user.name=Ada \u202eLovelace", "-c", "user.email=ada@example.com"]

/** A repository in which one of the two has an author. */
const committed: readonly Step[] = hasGit
    ? [
          { execute: ["git", "init", "-q"], exit: 0 },
          { execute: ["git", "add", "src/migrations/1700000000002-left.ts"], exit: 0 },
          { execute: [...git, "commit", "-qm", "left"], exit: 0 },
      ]
    : []

const tables = "SELECT relname FROM pg_class WHERE relname IN ('base', 'left', 'right', 'merge') ORDER BY 1"

stories("a history with two heads", [
    {
        about: "is refused with its files, and run branch by branch, or all",
        quick: true,
        files: { ...base, ...left, ...right },
        steps: [
            ...committed,
            {
                run: ["upgrade"],
                exit: 1,
                says: [
                    /SEVERAL_HEADS .*2 heads, "Left1700000000002" and "Right1700000000003"/,
                    hasGit
                        ? /Left1700000000002 in src\/migrations\/1700000000002-left\.ts:3, by Ada \\u202eLovelace$/m
                        : /Left1700000000002 in src\/migrations\/1700000000002-left\.ts:3$/m,
                    /Right1700000000003 in src\/migrations\/1700000000003-right\.ts:3$/m,
                    /next .*`typeorm-autogen merge`/,
                ],
            },
            { run: ["upgrade", "head"], exit: 1, says: /SEVERAL_HEADS/ },
            { run: ["upgrade", "west@head"], exit: 0, says: /2 run, 1 pending/ },
            { sql: tables, gives: [["base"], ["left"]] },
            { run: ["upgrade", "heads"], exit: 0, says: /1 run, 0 pending/ },
            { run: ["downgrade", "west@base"], exit: 0, says: /1 reverted/ },
            { sql: tables, gives: [["base"], ["right"]] },
        ],
    },
    {
        about: "goes up and down by relative steps and by any beginning of a name",
        files: { ...base, ...left, ...right, ...merge },
        steps: [
            { run: ["upgrade", "+1"], exit: 0, says: /1 run, 3 pending/ },
            { run: ["upgrade", "Merge-1"], exit: 1, says: /leads to "Left1700000000002" and to "Right1700000000003"/ },
            { run: ["upgrade", "east"], exit: 0, says: /1 run, 2 pending/ },
            { run: ["upgrade", "1700000000004-me"], exit: 0, says: /2 run, 0 pending/ },
            { run: ["downgrade", "-2"], exit: 0, says: /2 reverted/ },
            { sql: tables, gives: [["base"], ["right"]] },
            {
                run: ["upgrade", "170000000000"],
                exit: 1,
                says: [/is the beginning of 4/, /next .*Left1700000000002, Right/],
            },
            { run: ["upgrade"], exit: 0 },
            { run: ["downgrade", "Base"], exit: 0, says: /3 reverted/ },
            { typeorm: ["migration:run", "-d", "ormconfig.ts"], exit: 0 },
            { sql: tables, gives: [["base"], ["left"], ["merge"], ["right"]] },
            { run: ["upgrade"], exit: 0, says: /nothing is pending/ },
        ],
    },
])

stories("a history that cannot be", [
    {
        about: "is refused with the files that are wrong",
        files: { ...migration("Base", one, `{ revises: ["Left${two}"] }`), ...left },
        steps: [
            {
                run: ["upgrade"],
                exit: 1,
                says: [
                    /MIGRATION_INVALID .*in a cycle: "Base/,
                    /Base1700000000001 in src\/migrations\/1700000000001-base\.ts:3/,
                ],
            },
            { write: { ...base, ...migration("Left", two, '{ revises: ["Gone1600000000000"] }') } },
            {
                run: ["upgrade", "heads"],
                exit: 1,
                says: [
                    /MIGRATION_INVALID "Left\d+" revises "Gone1600000000000", which no migration file has/,
                    /in src\/migrations\/1700000000002-left\.ts:3/,
                    /next .*bring that file back/,
                ],
            },
            // Executed, and then deleted: what follows it may run.
            { run: ["upgrade", "Base"], exit: 0 },
            { sql: `INSERT INTO migrations (timestamp, name) VALUES (1600000000000, 'Gone1600000000000')` },
            {
                run: ["upgrade", "heads"],
                exit: 0,
                says: /warning .*"Gone1600000000000" was executed.*bring its file back/,
            },
            { write: { ...migration("Left", two, null, "left", "copy") } },
            {
                run: ["current"],
                exit: 1,
                says: [
                    /two migrations have the name "Left1700000000002"/,
                    /in src\/migrations\/1700000000002-left\.ts/,
                    /in src\/migrations\/copy\.ts/,
                ],
            },
        ],
    },
])

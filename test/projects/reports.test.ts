import { expect } from "vitest"
import { ormconfig, stories, type Story } from "./support/story.js"

const room = (length: number, more = ""): string => `import { Entity, Column, PrimaryGeneratedColumn } from "typeorm"

@Entity()
export class Room {
    @PrimaryGeneratedColumn()
    id!: number

    @Column({
        length: ${length},
    })
    code!: string
    ${more}
}
`

const scripts = { "db:write": "typeorm-autogen generate", "db:run": "NODE_ENV=test typeorm-autogen upgrade" }
const packageJson = JSON.stringify({ name: "story", private: true, type: "module", scripts })

const hostile = 'CREATE TABLE "a|b\n::error::x%" (id int)'

const formats: Story = {
    about: "the same report as text, JSON, Markdown and annotations, each with the next step in words",
    files: {
        "src/entities/room.ts": room(36),
        "package.json": packageJson,
        "pnpm-lock.yaml": "",
    },
    steps: [
        { run: ["generate", "rooms", "--no-rehearse"], exit: 0 },
        {
            run: ["check", "--format", "github"],
            exit: 2,
            says: [
                /^::error file=src\/migrations\/\d+-rooms\.ts,line=\d+,title=Schema::the migration Rooms\d+ has not run/m,
                /next {2}run the pending migrations: `pnpm run db:run` \(Rooms\d+\)/,
            ],
        },
        { run: ["upgrade"], exit: 0 },
        { write: { "src/entities/room.ts": room(64) } },
        { sql: "ALTER TABLE room ADD floor int" },
        { sql: "ALTER TABLE room ALTER id TYPE bigint" },
        {
            run: ["check"],
            env: { GITHUB_ACTIONS: "true", GITHUB_STEP_SUMMARY: "summary.md" },
            exit: 2,
            says: [
                /^::error file=src\/entities\/room\.ts,line=8,title=Schema::~ column public\.room\.code/m,
                /^::error file=src\/entities\/room\.ts,line=5,title=Schema::~ column public\.room\.id/m,
                /^public\.room\n {2}~ column/m,
                /^next {2}run `pnpm run db:write` and commit the file$/m,
                /^next {2}the live database was changed by hand: column public\.room\.id; undo that/m,
            ],
        },
        {
            check: ({ read }) => {
                const summary = read("summary.md")
                expect(summary).toMatch(/^### ❌ Schema: the database is not what the entities declare$/m)
                expect(summary).toMatch(
                    /^\| alter \| column `public\.room\.code` \| `character varying\(36\) not null` \|/m,
                )
                expect(summary).toMatch(/Room\.code \(src\/entities\/room\.ts:8\)/)
                expect(summary).toMatch(/^- run `pnpm run db:write` and commit the file$/m)
            },
        },
        {
            run: ["check", "--format", "json"],
            env: { GITHUB_ACTIONS: "true" },
            exit: 2,
            json: (value) =>
                expect(value).toMatchObject({
                    version: 1,
                    question: "database-entities",
                    drifts: [
                        { object: "column:public.room.code", line: 8, cause: "entities" },
                        { object: "column:public.room.id", line: 5, cause: "database" },
                    ],
                    nextSteps: [expect.stringContaining("db:write"), expect.stringContaining("by hand")],
                }),
        },
    ],
}

const otherFormats: Story = {
    about: "Markdown, the question of a pull request, and errors in each format",
    files: { "src/entities/room.ts": room(36), "package.json": packageJson },
    steps: [
        { run: ["generate", "rooms", "--no-rehearse"], exit: 0 },
        { write: { "src/entities/room.ts": room(64) } },
        { run: ["check", "--format", "markdown"], exit: 2, says: /^\*\*Next\*\*$/m, saysNot: /^::error/m },
        { run: ["check", "--format", "markdown", "--json"], exit: 1, says: /USAGE/ },
        { run: ["check", "--format", "xml"], exit: 1 },
        {
            run: ["check", "--against", "history"],
            exit: 2,
            says: [/the migrations do not make what the entities declare/, /code/],
            saysNot: /by hand|room\.id/,
        },
        {
            run: ["check", "--format", "github", "--config", "none.ts"],
            exit: 1,
            says: /^::error title=Schema::CONFIG_NOT_FOUND/m,
        },
        { run: ["check", "--json", "--config", "none.ts"], env: { GITHUB_ACTIONS: "true" }, exit: 1, json: true },
    ],
}

const workspace: Story = {
    quick: true,
    about: "annotations are relative to the repository where the package is a folder of it, and a hostile name cannot make one",
    files: {
        "src/entities/room.ts": room(36),
        "package.json": JSON.stringify({ name: "story", private: true, type: "module" }),
    },
    steps: [
        { sql: hostile },
        {
            run: ["check", "--strict", "--format", "github"],
            env: { GITHUB_WORKSPACE: "/" },
            exit: 2,
            says: [
                /^::error file=\S+\/src\/entities\/room\.ts,line=3,title=Schema::\+ table public\.room/m,
                /::error::x%25/,
            ],
            saysNot: /^::error::x/m,
        },
        { run: ["check", "--strict", "--format", "markdown"], exit: 2, saysNot: /^::error/m },
    ],
}

const drift: Story = {
    about: "drift compares the live database with its executed migrations, also where entities do not load",
    files: { "src/entities/room.ts": room(36) },
    steps: [
        { run: ["generate", "rooms"], exit: 0 },
        { run: ["drift"], exit: 2, says: /have not run|has not run/, saysNot: /room\.code/ },
        { run: ["upgrade"], exit: 0 },
        { run: ["drift"], exit: 0, says: /in sync the database is what the migrations make/ },
        { write: { "src/entities/broken.ts": 'throw new Error("no luck")' } },
        { run: ["check"], exit: 1 },
        { run: ["drift"], exit: 0, says: /in sync/ },
        { sql: "ALTER TABLE room ALTER code TYPE varchar(40)" },
        { sql: "CREATE INDEX by_hand ON room (code)" },
        {
            run: ["drift"],
            exit: 2,
            says: [
                /~ column public\.room\.code {2}character varying\(40\) not null → character varying\(36\) not null/,
                /- index public\.room\.by_hand/,
                /next {2}the live database was changed by hand: .*room\.code/,
            ],
        },
        {
            run: ["drift", "--json"],
            exit: 2,
            json: (value) => expect(value).toMatchObject({ question: "database-history", drifts: [{}, {}] }),
        },
        {
            run: ["drift", "--format", "github"],
            exit: 2,
            says: /^::error title=Schema::- index public\.room\.by_hand/m,
        },
        { sql: "DROP INDEX by_hand" },
        { sql: "ALTER TABLE room ALTER code TYPE varchar(36)" },
        { run: ["drift", "--strict"], exit: 0 },
        // What is not modelled is no difference, but said.
        { sql: "CREATE FUNCTION by_hand() RETURNS int LANGUAGE sql AS 'SELECT 1'" },
        {
            run: ["drift"],
            exit: 0,
            says: /warning .*function public\.by_hand\(\) is in the database, and no executed migration creates it/,
        },
        { run: ["drift", "--strict"], exit: 2, says: /by_hand\(\)/ },
        { sql: "DROP FUNCTION by_hand" },
        { sql: "INSERT INTO migrations (timestamp, name) VALUES (1999999999999, 'Gone1999999999999')" },
        { run: ["drift"], exit: 2, says: /problem .*Gone1999999999999/ },
        {
            write: {
                "src/migrations/1800000000000-bad.ts": `import type { MigrationInterface } from "typeorm"
export class Bad1800000000000 implements MigrationInterface {
    async up(): Promise<void> { throw new Error("never") }
    async down(): Promise<void> {}
}
`,
            },
        },
        // It has not run: it is not replayed.
        { run: ["drift"], exit: 2, says: /pending Bad1800000000000/ },
        { sql: "INSERT INTO migrations (timestamp, name) VALUES (1800000000000, 'Bad1800000000000')" },
        { run: ["drift"], exit: 1, says: /Bad1800000000000/ },
    ],
}

const rich = `import { Entity, Column, PrimaryGeneratedColumn, Check, Index, ViewEntity } from "typeorm"
@Entity()
@Check("positive", \`size > 0 AND lower(code) IN ('a', 'b')\`)
@Index("partial", ["code"], { where: "size BETWEEN 1 AND 5" })
export class Room {
    @PrimaryGeneratedColumn() id!: number
    @Column({ default: "x" }) code!: string
    @Column({ type: "numeric", precision: 10, scale: 2, default: 0 }) size!: string
    @Column({ type: "timestamptz", default: () => "now()" }) made!: Date
    @Column({ type: "enum", enum: ["a", "b"], nullable: true }) kind!: string | null
}
@ViewEntity({ expression: "SELECT room.id, room.code FROM room WHERE room.size > 1" })
export class Big { id!: number; code!: string }
`

const onServer: Story = {
    about: "drift finds nothing on a server of another version whose expressions print differently",
    on: "server",
    files: { "src/entities/room.ts": rich, "ormconfig.ts": ormconfig() },
    steps: [
        { run: ["generate", "rooms", "--no-rehearse"], exit: 0 },
        { run: ["upgrade"], exit: 0 },
        { sql: "GRANT SELECT ON room TO PUBLIC" },
        { sql: "CREATE EXTENSION IF NOT EXISTS citext" },
        { run: ["drift"], exit: 0, says: /in sync the database is what the migrations make/ },
        { sql: "ALTER TABLE room ALTER size SET DEFAULT 1" },
        { run: ["drift"], exit: 2, says: /size/ },
    ],
}

const workflow: Story = {
    about: "init --ci github writes a workflow once, and for a package of a workspace at the root of its repository",
    files: { "src/entities/room.ts": room(36), "yarn.lock": "", "packages/api/package.json": '{ "name": "api" }' },
    steps: [
        { run: ["init", "--ci", "github"], exit: 0, says: /created \.github\/workflows\/schema\.yml/ },
        {
            check: ({ read }) => {
                const text = read(".github/workflows/schema.yml")
                expect(text).toMatch(/^ {6}- run: yarn install --frozen-lockfile$/m)
                expect(text).toMatch(/^ {6}- run: yarn run typeorm-autogen check --against history$/m)
            },
        },
        { write: { ".github/workflows/schema.yml": "mine: true\n", ".git/HEAD": "" } },
        { run: ["init", "--ci", "github"], exit: 0, says: /kept {4}\.github\/workflows\/schema\.yml/ },
        { check: ({ read }) => expect(read(".github/workflows/schema.yml")).toBe("mine: true\n") },
        {
            run: ["init", "--ci", "github"],
            in: "packages/api",
            exit: 0,
            says: /\.\.\/\.\.\/\.github\/workflows\/schema-api\.yml/,
        },
        {
            check: ({ read }) =>
                expect(read(".github/workflows/schema-api.yml")).toMatch(/^ {8}working-directory: "packages\/api"$/m),
        },
        { run: ["init", "--ci", "other"], exit: 1 },
    ],
}

stories("reports", [formats, otherFormats, workspace, drift, onServer, workflow])

import { expect } from "vitest"
import { stories, type Files, type Step } from "./support/story.js"

// Many migrations become one that stands for them, proven; databases before, in the middle of and after them go on.

/** A file as TypeORM's generator writes it. */
const typeorm = (name: string, up: readonly string[], down: readonly string[] = [], more = ""): Files => {
    const query = (sql: string): string => `        await queryRunner.query(\`${sql}\`)\n`
    return {
        [`src/migrations/${name.slice(-13)}-${name.slice(0, -13)}.ts`]: `import { type MigrationInterface, type QueryRunner } from "typeorm"
export class ${name} implements MigrationInterface {
    name = "${name}"
    ${more}
    public async up(queryRunner: QueryRunner): Promise<void> {
${up.map(query).join("")}    }
    public async down(queryRunner: QueryRunner): Promise<void> {
${down.map(query).join("")}    }
}
`,
    }
}

const room = (more = ""): string => `import { Entity, Column, PrimaryGeneratedColumn } from "typeorm"
@Entity() export class Room {
    @PrimaryGeneratedColumn() id!: number
    @Column() code!: string
    ${more}
}
`
const floor = `@Column({ type: "int", nullable: true }) floor!: number | null`

const files: Files = {
    "src/entities/room.ts": room(floor),
    ...typeorm(
        "One1700000000001",
        [
            `CREATE TABLE "room" ("id" SERIAL NOT NULL, "code" character varying NOT NULL, CONSTRAINT "PK_c6d46db005d623e691b2fbcba23" PRIMARY KEY ("id"))`,
        ],
        [`DROP TABLE "room"`],
    ),
    ...typeorm(
        "Two1700000000002",
        [`ALTER TABLE "room" ADD "level" integer`, `CREATE INDEX "by_level" ON "room" ("level") `],
        [`DROP INDEX "by_level"`, `ALTER TABLE "room" DROP COLUMN "level"`],
    ),
    ...typeorm(
        "Seed1700000000003",
        [`INSERT INTO "room" ("code", "level") VALUES ('a', 1), ('b', 2)`],
        [`DELETE FROM room`],
    ),
    // Catalog to catalog this would be a column that goes, and another that comes.
    ...typeorm(
        "Four1700000000004",
        [`DROP INDEX "by_level"`, `ALTER TABLE "room" RENAME COLUMN "level" TO "floor"`],
        [`ALTER TABLE "room" RENAME COLUMN "floor" TO "level"`, `CREATE INDEX "by_level" ON "room" ("level") `],
    ),
}

const squashed: Step = {
    run: ["squash", ":Four", "-m", "all before"],
    exit: 0,
    says: [/proven it leaves the same catalog as the 4 migrations/, /kept as they are: Seed\d+, Four\d+$/m, /written/],
}
const seeds = "SELECT code, floor FROM room ORDER BY id"
const seeded = [
    ["a", 1],
    ["b", 2],
]
const gone = Object.fromEntries(
    Object.keys(files)
        .filter((path) => path.includes("migrations"))
        .map((path) => [path, null]),
)

stories("a squash", [
    {
        about: "runs in an empty database, counts as executed in one that has the others, and lets one in the middle go on",
        files,
        steps: [
            { run: ["upgrade", "Seed"], exit: 0, says: /3 run, 1 pending/ },
            squashed,
            {
                check: ({ read }) => {
                    const text = read("src/migrations/1700000000005-all-before.ts")
                    expect(text).toMatch(/replaces: \[\s*"One1700000000001",\s*"Two/)
                    expect(text).toMatch(
                        /createTable\("room"[^]*createIndex\("by_level"[^]*INSERT INTO[^]*RENAME COLUMN[^]*async down/,
                    )
                    expect(text).not.toMatch(/generated: true/)
                },
            },
            { run: ["history"], exit: 0, says: /AllBefore1700000000005 \(head, base/, saysNot: /One1700/ },
            // In the middle: the old files go on.
            { run: ["current"], exit: 0, says: /pending Four1700000000004/ },
            { run: ["squash", "--remove"], exit: 1, says: /SQUASH_INCOMPLETE .*executed 3 of the 4 migrations/ },
            { run: ["upgrade"], exit: 0, says: [/up Four1700000000004/, /1 run, 0 pending/] },
            { sql: seeds, gives: seeded },
            { run: ["check"], exit: 0, says: /in sync/ },
            { typeorm: ["migration:run", "-d", "ormconfig.ts"], exit: 0 },
            { run: ["squash", "--remove"], exit: 0, says: /removed src\/migrations\/1700000000001-One\.ts/ },
            { check: ({ exists }) => expect(exists("src/migrations/1700000000004-Four.ts")).toBe(false) },
            { run: ["current"], exit: 0, says: /^AllBefore1700000000005 \(head\)$/m, saysNot: /warning/ },
            { run: ["check", "--against", "history"], exit: 0, says: /in sync/ },
            { fresh: true },
            { run: ["upgrade"], exit: 0, says: [/up AllBefore/, /1 run, 0 pending/] },
            { sql: seeds, gives: seeded },
            { write: { "src/entities/room.ts": room(`${floor}; @Column({ nullable: true }) note?: string`) } },
            { run: ["generate", "note"], exit: 0 },
            { newest: /revises: \["AllBefore1700000000005"\]/ },
            { run: ["upgrade"], exit: 0 },
            { run: ["downgrade", "base", "--allow", "deletes-data"], exit: 0, says: /2 reverted/ },
            { run: ["upgrade"], exit: 0, says: /2 run/ },
            { run: ["check"], exit: 0 },
        ],
    },
    {
        about: "refuses a database in the middle of files that are gone, before anything is run",
        files,
        steps: [
            { run: ["upgrade", "Two"], exit: 0 },
            squashed,
            { write: gone },
            { run: ["upgrade"], exit: 1, says: [/SQUASH_INCOMPLETE .*nothing was run/, /next +bring the files back/] },
            { run: ["current"], exit: 0, says: /warning .*the code no longer has "Seed1700000000003"/ },
        ],
    },
    {
        about: "of what follows a revision keeps what touches its rows, and makes of them what the others make",
        files: {
            ...files,
            ...typeorm(
                "Five1700000000006",
                [`ALTER TABLE "room" ADD "x" integer NOT NULL DEFAULT 7`],
                [`ALTER TABLE "room" DROP COLUMN "x"`],
            ),
            ...typeorm(
                "Six1700000000007",
                [`ALTER TABLE "room" ALTER COLUMN "x" DROP DEFAULT`],
                [`ALTER TABLE "room" ALTER COLUMN "x" SET DEFAULT 7`],
            ),
            ...typeorm("Seven1700000000008", [`CREATE TABLE "hall" ("id" integer)`], [`DROP TABLE "hall"`]),
        },
        steps: [
            { run: ["upgrade", "Four"], exit: 0 },
            {
                run: ["squash", "Four:head"],
                exit: 0,
                says: /kept as they are: Five1700000000006, Six1700000000007$/m,
            },
            { run: ["upgrade"], exit: 0, says: /up SquashFiveToSeven\d+/ },
            {
                sql: "SELECT code, x FROM room ORDER BY id",
                gives: [
                    ["a", 7],
                    ["b", 7],
                ],
            },
            { run: ["downgrade", "--allow", "deletes-data"], exit: 0 },
            { sql: seeds, gives: seeded },
        ],
    },
    {
        about: "names what no line of migrations is, and what cannot be known without a database",
        files: {
            ...files,
            ...typeorm("Left1700000000005", ["SELECT 1"], [], `static revision = { revises: ["Two1700000000002"] }`),
            ...typeorm("Seed1700000000003", ["SELECT 1"], [], `static revision = { revises: ["Two1700000000002"] }`),
            ...typeorm("Four1700000000004", ["SELECT 1"], [], `static revision = { revises: ["Seed1700000000003"] }`),
            "src/migrations/1700000000007-reads.ts": `import { type MigrationInterface, type QueryRunner } from "typeorm"
export class Reads1700000000007 implements MigrationInterface {
    static revision = { revises: ["Left1700000000005"] }
    async up(queryRunner: QueryRunner): Promise<void> { for (const row of await queryRunner.query("SELECT 1 AS one")) console.log(row.one) }
    async down(): Promise<void> {}
}
`,
        },
        steps: [
            {
                run: ["squash", ":Four"],
                exit: 1,
                says: /SQUASH_IMPOSSIBLE "Two\d+" is a branch point: "Seed\d+", "Left\d+" follow it/,
            },
            { run: ["squash", ":One"], exit: 1, says: /USAGE the range holds one revision/ },
            { run: ["squash", "Four"], exit: 1, says: /USAGE "Four" is no range/ },
            { run: ["squash"], exit: 1, says: /USAGE the range is missing/ },
            {
                run: ["squash", "Two:Reads"],
                exit: 1,
                says: /SQUASH_IMPOSSIBLE .*Reads\d+.*it reads what a query returns/,
            },
            { run: ["squash", "--remove"], exit: 1, says: /USAGE no squash has old files/ },
            { run: ["squash", ":Two", "--dry-run"], exit: 0, says: /createTable\("room"/ },
        ],
    },
    {
        about: "of what TypeORM generates for uuids, enums, generated columns and views runs where only TypeORM's extensions are",
        files: {
            "src/entities/all.ts": `import { Entity, Column, PrimaryGeneratedColumn, ManyToOne, ViewEntity, ViewColumn, type Relation } from "typeorm"
@Entity() export class Tag { @PrimaryGeneratedColumn("uuid") id!: string; @Column({ unique: true }) name!: string }
@Entity() export class Room {
    @PrimaryGeneratedColumn() id!: number
    @Column({ type: "enum", enum: ["a", "b"], default: "a" }) mood!: string
    @ManyToOne(() => Tag) tag?: Relation<Tag>
    @Column({ generatedType: "STORED", asExpression: "upper(mood_text)", nullable: true }) big?: string
    @Column({ default: "x" }) mood_text!: string
}
@ViewEntity({ expression: "SELECT id, mood_text FROM room" }) export class Rooms { @ViewColumn() id!: number }
`,
            // Kept, with a way back that fails.
            ...typeorm(
                "Bad1999999999999",
                ["CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 1'"],
                ["DROP FUNCTION two()"],
            ),
        },
        steps: [
            { typeorm: ["migration:generate", "src/migrations/first", "-d", "ormconfig.ts"], exit: 0 },
            {
                run: ["squash", ":head", "-m", "all"],
                exit: 0,
                says: [
                    /kept as they are: Bad\d+$/m,
                    /warning its down refuses to run: its down fails.*function two\(\) does not exist/,
                ],
            },
            {
                newest: /reversible: "impossible"[^]*createExtension\("uuid-ossp"[^]*createView\([^]*await op\.refuse\(/,
            },
            { run: ["upgrade"], exit: 0, says: /1 run/ },
            { run: ["check"], exit: 0, says: /in sync/ },
            { run: ["downgrade"], exit: 1, says: /DOWN_IMPOSSIBLE/ },
        ],
    },
    {
        about: "of 300 files of TypeORM's generator, with functions, triggers and rows among them",
        files: Object.assign(
            { "src/entities/room.ts": room(floor) },
            ...Array.from({ length: 300 }, (_, at): Files => {
                const name = `Step${String.fromCharCode(65 + (at % 26))}${1700000000000 + at}`
                const table = `"t${Math.floor(at / 3)}"`
                if (at === 152)
                    return typeorm(
                        name,
                        ["CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$"],
                        ["DROP FUNCTION touch()"],
                    )
                if (at === 200) return typeorm(name, [`INSERT INTO "t3" ("name") VALUES ('x')`], [`DELETE FROM "t3"`])
                if (at % 3 === 0)
                    return typeorm(
                        name,
                        [
                            `CREATE TABLE ${table} ("id" SERIAL NOT NULL, "name" character varying, CONSTRAINT "PK_${at}" PRIMARY KEY ("id"))`,
                        ],
                        [`DROP TABLE ${table}`],
                    )
                if (at % 3 === 1)
                    return typeorm(
                        name,
                        [`ALTER TABLE ${table} ADD "size" integer`, `CREATE INDEX "i${at}" ON ${table} ("size") `],
                        [`DROP INDEX "i${at}"`, `ALTER TABLE ${table} DROP COLUMN "size"`],
                    )
                return typeorm(
                    name,
                    [`ALTER TABLE ${table} RENAME COLUMN "size" TO "length"`],
                    [`ALTER TABLE ${table} RENAME COLUMN "length" TO "size"`],
                )
            }),
        ) as Files,
        steps: [
            {
                run: ["squash", ":head", "-m", "everything"],
                exit: 0,
                says: [/the 300 migrations/, /kept as they are: StepW1700000000152, StepS1700000000200$/m],
            },
            { run: ["upgrade"], exit: 0, says: /1 run, 0 pending/ },
            { sql: `SELECT name FROM t3`, gives: [["x"]] },
            { run: ["squash", "--remove"], exit: 0 },
            { run: ["upgrade"], exit: 0, says: /nothing is pending/ },
        ],
    },
])

import { expect } from "vitest"
import { stories, type Files } from "./support/story.js"

// What Alembic's users type, in a project whose files say how they follow one another.

const entities: Files = {
    "src/entities/account.ts": `import { Column, Entity, PrimaryGeneratedColumn } from "typeorm"

@Entity()
export class Account {
    @PrimaryGeneratedColumn()
    id!: number

    @Column({ type: "varchar", length: 50 })
    name!: string
}
`,
}

/** A migration by hand that runs one statement each way. */
function migration(name: string, time: number, revises: string | null, up: string, down: string, doc = ""): Files {
    const revision = revises === null ? "" : `    static readonly revision = ${revises}\n`
    return {
        [`src/migrations/${time}-${name.toLowerCase()}.ts`]: `import type { MigrationInterface, QueryRunner } from "typeorm"

${doc}export class ${name}${time} implements MigrationInterface {
${revision}    async up(queryRunner: QueryRunner): Promise<void> {
        ${up}
    }
    async down(queryRunner: QueryRunner): Promise<void> {
        ${down}
    }
}
`,
    }
}

const sql = (text: string): string => `await queryRunner.query(${JSON.stringify(text)})`

const [one, two, three] = [1700000000001, 1700000000002, 1700000000003]
const account = migration(
    "Account",
    one,
    null,
    sql("CREATE TABLE account (id int, name text)"),
    sql("DROP TABLE account"),
    "/** The accounts */\n",
)
const age = (type = "int"): Files =>
    migration(
        "Age",
        two,
        `{ revises: ["Account${one}"] }`,
        sql(`ALTER TABLE account ADD age ${type}`),
        sql("ALTER TABLE account DROP age"),
    )
const city = migration(
    "City",
    three,
    `{ revises: ["Account${one}"] }`,
    sql("ALTER TABLE account ADD city text"),
    sql("ALTER TABLE account DROP city"),
)

interface Told {
    readonly isDatabaseAsked: boolean
    readonly revisions: readonly { readonly revision: string; readonly isApplied: boolean | null }[]
}

stories("revisions are told of", [
    {
        about: "without a database where that will do, and with what it has executed where it is asked",
        quick: true,
        files: { ...account, ...age(), ...city },
        steps: [
            {
                run: ["history"],
                exit: 0,
                env: { DATABASE_URL: "postgres://nobody:nothing@127.0.0.1:1/none" },
                says: [
                    /^\* City\d+ \(head\) 2023-11-14: City$/m,
                    /^\| \* Age\d+ \(head\) 2023-11-14: Age\n\|\/\n\* Account\d+ \(base, branch point\) 2023-11-14: The accounts$/m,
                ],
                saysNot: /pending|applied|database/,
            },
            {
                run: ["history", "-i", "--json"],
                exit: 0,
                env: { DATABASE_URL: "postgres://nobody:nothing@127.0.0.1:1/none" },
                json: (value) => {
                    const { isDatabaseAsked, revisions } = value as Told
                    expect(isDatabaseAsked).toBe(false)
                    expect(revisions.map(({ isApplied }) => isApplied)).toEqual([null, null, null])
                },
            },
            {
                run: ["history", "-i"],
                exit: 0,
                env: { DATABASE_URL: "postgres://nobody:nothing@127.0.0.1:1/none" },
                says: /warning the database could not be asked \(CONNECTION_REFUSED: .*what has been executed is unknown/,
                saysNot: /nothing@|pending/,
            },
            { run: ["upgrade", "Age"], exit: 0 },
            {
                run: ["history", "-i", "-r", "base:heads"],
                exit: 0,
                says: [
                    /City\d+ \(head, pending\)/,
                    /Age\d+ \(head, current\)/,
                    /Account\d+ \(base, branch point, applied\)/,
                ],
            },
            {
                run: ["history", "-r", "-1:current", "--json"],
                exit: 0,
                json: (value) =>
                    expect((value as Told).revisions.map(({ revision }) => revision)).toEqual([
                        `Age${two}`,
                        `Account${one}`,
                    ]),
            },
            { run: ["heads"], exit: 0, says: [/^Age\d+ \(head\)/m, /^City\d+ \(head\)/m] },
            { run: ["branches"], exit: 0, says: /^Account\d+ \(base, branch point\)\n {2}-> Age\d+\n {2}-> City\d+$/m },
            {
                run: ["current", "-v"],
                exit: 0,
                says: [/^Age\d+$/m, /file: src\/migrations\/\d+-age\.ts:3/, /pending City/],
            },
            { run: ["current", "--check-heads"], exit: 1, says: /MIGRATIONS_PENDING .*City/ },
            {
                run: ["show", "city"],
                exit: 0,
                says: [
                    /revises: Account/,
                    /up\n {2}ALTER TABLE account ADD city text;/,
                    /down\n {2}ALTER TABLE account DROP city;/,
                ],
            },
            { run: ["history", "-r", "Age"], exit: 1, says: /USAGE "Age" is no range/ },
            { run: ["edit", "age"], exit: 0, env: { EDITOR: "cat" }, says: /ALTER TABLE account ADD age int/ },
            {
                run: ["edit", "age"],
                exit: 1,
                says: [/\d+-age\.ts/, /neither VISUAL nor EDITOR/],
                env: { EDITOR: "", VISUAL: "" },
            },
        ],
    },
    {
        about: "by show, which says what needs rows, and hostile names leave no line",
        files: {
            ...migration(
                "Reads",
                one,
                null,
                'const rows = await queryRunner.query("SELECT 1 AS one"); if (rows.length > 0) await queryRunner.query("SELECT 2")',
                'await queryRunner.query("SELECT $1::text", ["it\'s"])',
                "/** Over\u202ewritten */\n",
            ),
        },
        steps: [
            {
                run: ["show"],
                exit: 0,
                says: [
                    /\(up\) cannot be known without a database: it reads what a query returns/,
                    /SELECT \$1::text; -- \["it's"\]/,
                ],
                saysNot: /\u202e/,
            },
            { run: ["history"], exit: 0, saysNot: /\u202e/, says: /Over\\u\{?202e/ },
            { run: ["show", "--json"], exit: 0, json: true },
            { run: ["history", "--json"], exit: 0, json: true },
        ],
    },
])

stories("where a database stands", [
    {
        about: "is written by stamp, and nothing is run",
        files: { ...account, ...age(), ...city },
        steps: [
            { run: ["ensure-version"], exit: 0, says: /public\.migrations has been made/ },
            { run: ["ensure-version"], exit: 0, says: /public\.migrations exists/ },
            { run: ["stamp", "head"], exit: 1, says: /SEVERAL_HEADS/ },
            { run: ["stamp", "Age", "City"], exit: 0, says: /added Account.*\nadded Age.*\nadded City/ },
            { run: ["stamp", "heads"], exit: 0, says: /nothing to write/ },
            { sql: "SELECT to_regclass('account') IS NULL", gives: [[true]] },
            { typeorm: ["migration:show", "-d", "ormconfig.ts"], says: /\[X\] \d+ City/ },
            // Back to where both branches begin; the one that is not named stays.
            { run: ["stamp", "Account"], exit: 0, says: /removed Age.*\nremoved City/ },
            { run: ["stamp", "heads"], exit: 0 },
            { sql: "INSERT INTO migrations (timestamp, name) VALUES (1, 'Gone1600000000000')" },
            { run: ["stamp", "base"], exit: 0, says: /removed Account/, saysNot: /removed Gone/ },
            { run: ["stamp", "Age", "--purge", "--json"], exit: 0, json: true },
            { sql: "SELECT name FROM migrations ORDER BY id", gives: [[`Account${one}`], [`Age${two}`]] },
        ],
    },
])

stories("a new revision", [
    {
        about: "stands where it is said: behind a head, as a branch, with a label and a dependency",
        files: { ...entities },
        steps: [
            { run: ["revision", "--autogenerate", "-m", "create account", "--rev-id", "1700000000001"], exit: 0 },
            { newest: /export class CreateAccount1700000000001/ },
            { run: ["upgrade"], exit: 0 },
            { run: ["revision", "-m", "more", "--head", "base", "--branch-label", "extra"], exit: 0 },
            { newest: /revises: \[\],\s+branchLabels: \["extra"\]/ },
            {
                run: ["create", "third"],
                exit: 1,
                says: [/SEVERAL_HEADS/, /-create-account\.ts:\d+/, /next .*merge.*--head/],
            },
            { run: ["generate", "third"], exit: 1, says: /SEVERAL_HEADS/ },
            { run: ["create", "third", "--head", "extra@head", "--depends-on", "create-acc"], exit: 0 },
            { newest: /revises: \["More\d+"\],\s+dependsOn: \["CreateAccount1700000000001"\]/ },
            { run: ["create", "fourth", "--head", "extra"], exit: 1, says: /USAGE .*is no head.*\nnext .*--splice/ },
            {
                run: ["create", "fourth", "--head", "extra", "--splice", "--branch-label", "extra"],
                exit: 1,
                says: /NAME_INVALID .*has that label/,
            },
            {
                run: ["create", "fourth", "--head", "extra", "--splice", "--rev-id", "17"],
                exit: 1,
                says: /NAME_INVALID/,
            },
            { run: ["create", "fourth", "--head", "extra", "--splice"], exit: 0 },
            { run: ["heads", "--resolve-dependencies"], exit: 0, says: [/Third/, /Fourth/], saysNot: /CreateAccount/ },
            { run: ["merge", "-m", "all"], exit: 0, says: [/proven both orders/, /-all\.ts/] },
            { newest: /revises: \["CreateAccount\d+", "Third\d+", "Fourth\d+"\]/ },
            { run: ["upgrade"], exit: 0, says: /4 run, 0 pending/ },
            { run: ["check"], exit: 0 },
            { run: ["merge"], exit: 1, says: /USAGE there is nothing to merge/ },
        ],
    },
])

stories("a merge", [
    {
        about: "is refused where the order of the branches decides, and written with --force",
        files: {
            ...account,
            ...migration(
                "Age",
                two,
                `{ revises: ["Account${one}"] }`,
                sql("ALTER TABLE account ADD IF NOT EXISTS age int"),
                sql("ALTER TABLE account DROP age"),
            ),
            ...migration(
                "City",
                three,
                `{ revises: ["Account${one}"] }`,
                sql("ALTER TABLE account ADD IF NOT EXISTS age text"),
                sql("SELECT 1"),
            ),
        },
        steps: [
            {
                run: ["merge"],
                exit: 1,
                says: [
                    /MERGE_CONFLICT the order of the branches decides what an object is:/,
                    /"column:public\.account\.age"/,
                    /\d+-age\.ts:3: ALTER TABLE account ADD IF NOT EXISTS age int/,
                    /\d+-city\.ts:3: ALTER TABLE account ADD IF NOT EXISTS age text/,
                    /nothing was written/,
                ],
            },
            { run: ["heads"], exit: 0, says: /Age[^]*City/ },
            { run: ["merge", "--force"], exit: 0, says: /warning .*not proven/ },
            { run: ["upgrade"], exit: 0, says: /4 run/ },
        ],
    },
    {
        about: "is refused where a branch fails after the other",
        files: {
            ...account,
            ...age(),
            ...migration(
                "City",
                three,
                `{ revises: ["Account${one}"] }`,
                sql("ALTER TABLE account ADD age text"),
                sql("SELECT 1"),
            ),
        },
        steps: [
            {
                run: ["merge"],
                exit: 1,
                says: [/MERGE_CONFLICT the branches cannot run in the order "Age/, /already exists/],
            },
            { write: age("uuid") },
        ],
    },
])

stories("a rebase", [
    {
        about: "puts one's own migrations behind the other head, under later names, unless they have been executed",
        files: { ...account, ...age(), ...city },
        steps: [
            { run: ["upgrade", "City"], exit: 0 },
            { run: ["rebase", "city"], exit: 1, says: /REVISION_APPLIED .*"City1700000000003"/ },
            { run: ["rebase", "Account"], exit: 1, says: /USAGE/ },
            {
                run: ["rebase", "age"],
                exit: 0,
                says: [/proven both orders/, /Age1700000000002 -> Age\d{13}, src\/migrations\/\d{13}-age\.ts/],
            },
            { newest: /class Age(?!1700000000002)\d{13} .*\n.*revises: \["City1700000000003"\]/ },
            { check: ({ exists }) => expect(exists(`src/migrations/${two}-age.ts`)).toBe(false) },
            { run: ["upgrade"], exit: 0, says: /1 run, 0 pending/ },
            { run: ["rebase", "age"], exit: 1, says: /no other head/ },
        ],
    },
])

stories("a script for psql", [
    {
        about: "is printed without a database, and refused where it cannot be known",
        files: { ...account, ...age() },
        env: { DATABASE_URL: "postgres://nobody:nothing@127.0.0.1:1/none" },
        steps: [
            {
                run: ["upgrade", "--sql"],
                exit: 0,
                says: [
                    /^\\set ON_ERROR_STOP on$/m,
                    /BEGIN;\nCREATE TABLE account \(id int, name text\);\nINSERT INTO "public"\."migrations" .*'Account1700000000001'\);\nCOMMIT;/,
                    /ADD age int;/,
                ],
                saysNot: /nothing@/,
            },
            { run: ["upgrade", "--sql", "account:age"], exit: 0, says: /ADD age int/, saysNot: /CREATE TABLE account/ },
            {
                run: ["downgrade", "--sql", "head:account", "--json"],
                exit: 0,
                json: (value) => expect((value as { readonly migrations: unknown }).migrations).toEqual([`Age${two}`]),
            },
            {
                run: ["downgrade", "--sql", "account"],
                exit: 1,
                says: /USAGE .*where it begins.*\nnext .*downgrade --sql head:account/,
            },
            {
                run: ["stamp", "--sql", "head"],
                exit: 0,
                says: /INSERT INTO "public"\."migrations"/,
                saysNot: /ADD age/,
            },
            { run: ["upgrade", "account:age"], exit: 1, says: /USAGE .*one target.*\nnext .*upgrade --sql/ },
            {
                write: migration(
                    "Reads",
                    three,
                    null,
                    'const rows = await queryRunner.query("SELECT 1"); if (rows[0]) return',
                    "",
                ),
            },
            {
                run: ["upgrade", "--sql"],
                exit: 1,
                says: [
                    /OFFLINE_IMPOSSIBLE .*"Reads\d+" \(up\).*reads what a query returns/,
                    /in src\/migrations\/\d+-reads\.ts:3/,
                ],
            },
        ],
    },
])

import { expect } from "vitest"
import { ormconfig, stories, type Files, type Step } from "./support/story.js"

// One history for many schemas and databases: each tenant with a table of migrations of its own, and nothing of another schema touched.

const room = `import { Column, Entity, PrimaryColumn } from "typeorm"
@Entity()
export class Room {
    @PrimaryColumn({ type: "int", primaryKeyConstraintName: "room_pkey" }) id!: number
    @Column({ type: "text", nullable: true }) code!: string | null
    @Column({ type: "enum", enum: ["calm", "loud"], default: "calm" }) mood!: string
}
`
/** What `generate` writes for a DataSource of the schema public: no name says the schema. */
const FIRST = `import { column, enumType, integer, operations, primaryKey, text } from "typeorm-autogen/op"
export class First1763800000000 {
    static revision = { revises: [], generated: true }
    name = "First1763800000000"
    async up(queryRunner) {
        const op = operations(queryRunner)
        await op.createEnum("room_mood_enum", ["calm", "loud"])
        await op.createTable("room", [
            column("id", integer(), { nullable: false }),
            column("code", text()),
            column("mood", enumType("room_mood_enum"), { nullable: false, default: "calm" }),
            primaryKey("room_pkey", ["id"]),
        ])
    }
    async down(queryRunner) {
        const op = operations(queryRunner)
        await op.dropTable("room")
        await op.dropEnum("room_mood_enum")
    }
}
`

const byHand = (at: string, sql: string): string => `
export class ByHand${at} {
    name = "ByHand${at}"
    async up(queryRunner) { await queryRunner.query(${JSON.stringify(sql)}) }
    async down(queryRunner) { await queryRunner.query("SELECT 1") }
}
`
const SECOND = "src/migrations/1763800000001-second.js"
const second = (sql: string): Files => ({ [SECOND]: byHand("1763800000001", sql) })

const configuration = (autogen: string): string =>
    `${ormconfig().replace("src/migrations/*.ts", "src/migrations/*.js")}\nexport const autogen = ${autogen}\n`

const project = (autogen: string): Files => ({
    "ormconfig.ts": configuration(autogen),
    "src/entities/room.ts": room,
    "src/migrations/1763800000000-first.js": FIRST,
})

const names = (count: number): readonly string[] =>
    Array.from({ length: count }, (_, index) => `t${String(index + 1).padStart(2, "0")}`)
const TABLES = (like: string): string =>
    `SELECT count(*)::int FROM pg_tables WHERE schemaname LIKE '${like}' AND tablename = 'room'`
const IN_PUBLIC = `SELECT coalesce(string_agg(c.relname, ' ' ORDER BY c.relname), '') FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind <> 'i'`
const FLOORS = `SELECT string_agg(table_schema, ' ' ORDER BY table_schema) FROM information_schema.columns WHERE column_name = 'floor'`

interface Result {
    readonly tenants: readonly {
        readonly tenant: string
        readonly executed: readonly string[]
        readonly error: { readonly code: string; readonly message: string } | null
    }[]
    readonly notRun: readonly string[]
}

stories("tenants that are schemas", [
    {
        about: "a list: each has its own history, and public is not touched",
        quick: true,
        on: "server",
        files: project(`{ tenants: ["acme", "Wayne & Co"] }`),
        steps: [
            { run: ["upgrade", "--tenants"], exit: 0, says: [/done acme: First/, /done Wayne & Co/, /2 upgraded/] },
            {
                sql: `SELECT schemaname, tablename FROM pg_tables WHERE tablename IN ('room', 'migrations') ORDER BY 1, 2`,
                gives: [
                    ["Wayne & Co", "migrations"],
                    ["Wayne & Co", "room"],
                    ["acme", "migrations"],
                    ["acme", "room"],
                ],
            },
            { sql: IN_PUBLIC, gives: [[""]] },
            {
                run: ["upgrade", "--tenants", "--json"],
                exit: 0,
                json: (value) =>
                    expect(value).toMatchObject({
                        version: 1,
                        tenants: [
                            { tenant: "acme", executed: [], pending: [], error: null },
                            { tenant: "Wayne & Co", executed: [], error: null },
                        ],
                        notRun: [],
                    }),
            },
        ],
    },
    {
        about: "20 schemas by a query: one fails, the others go on, and the next run takes what is left",
        on: "server",
        files: project(`{ tenants: { query: "SELECT schema FROM public.tenant ORDER BY schema" } }`),
        steps: [
            {
                sql: `CREATE TABLE tenant (schema text PRIMARY KEY); INSERT INTO tenant VALUES ${names(20)
                    .map((name) => `('${name}')`)
                    .join(", ")}`,
            },
            { run: ["current", "--tenants"], exit: 0, says: [/t01 base, 1 pending/, /20 tenants/] },
            { run: ["upgrade", "--tenants", "--concurrency", "8"], exit: 0, says: /20 tenants: 20 upgraded/ },
            { sql: TABLES("t__"), gives: [[20]] },
            { sql: IN_PUBLIC, gives: [["tenant"]] },
            { write: second("ALTER TABLE room ADD floor int NOT NULL") },
            { sql: "INSERT INTO t05.room (id) VALUES (1)" },
            {
                run: ["upgrade", "--tenants", "--continue-on-failure", "--json"],
                exit: 1,
                json: (value) => {
                    const { tenants, notRun } = value as Result
                    const failed = tenants.filter(({ error }) => error !== null)
                    expect(failed).toMatchObject([{ tenant: "t05", error: { code: "MIGRATION_FAILED" } }])
                    expect(failed[0]?.error?.message).toMatch(/contains null values/)
                    expect(tenants.filter(({ executed }) => executed.length === 1)).toHaveLength(19)
                    expect(notRun).toEqual([])
                },
            },
            {
                run: ["current", "--tenants", "--check-heads"],
                exit: 1,
                says: [/t05 First1763800000000, 1 pending/, /t06 ByHand1763800000001 \(head\)/],
            },
            { sql: "DELETE FROM t05.room; INSERT INTO tenant VALUES ('t21')" },
            {
                run: ["upgrade", "--tenants"],
                exit: 0,
                says: [
                    /done t05: ByHand/,
                    /done t21: First1763800000000, ByHand/,
                    /21 tenants: 2 upgraded, 19 up to date/,
                ],
            },
            { run: ["downgrade", "--tenants"], exit: 1, says: /USAGE .*how far/ },
            { run: ["downgrade", "--tenant", "t05", "--tenant", "t06", "--steps", "1"], exit: 0, says: /2 reverted/ },
            { sql: "INSERT INTO t06.room (id, floor) VALUES (1, 1)" },
            {
                run: ["downgrade", "base", "--tenant", "t06"],
                exit: 1,
                says: [/error t06 HAZARD_REFUSED/, /table:t06\.room.*1 row/, /next .*--allow deletes-data/],
            },
            { run: ["downgrade", "base", "--tenant", "t06", "--allow", "deletes-data"], exit: 0, says: /1 reverted/ },
            { run: ["upgrade", "--tenant", "t5"], exit: 1, says: [/USAGE .*"t5"/, /did you mean "t/] },
        ],
    },
    {
        about: "the canary: where it fails no other runs; without one, those that had begun are waited for",
        on: "server",
        files: project(`{ tenants: ${JSON.stringify(names(6))} }`),
        steps: [
            { run: ["upgrade", "--tenants"], exit: 0 },
            { write: second("ALTER TABLE room ADD floor int NOT NULL") },
            { sql: "INSERT INTO t03.room (id) VALUES (1)" },
            {
                run: ["upgrade", "--tenants", "--canary", "t03", "--continue-on-failure"],
                exit: 1,
                says: [/error t03 MIGRATION_FAILED .*null values/, /1 failed: t03; 5 not run: t01, t02, t04, t05, t06/],
            },
            { sql: FLOORS, gives: [[null]] },
            {
                run: ["upgrade", "--tenants", "--concurrency", "1"],
                exit: 1,
                says: [/done t01/, /done t02/, /1 failed: t03; 3 not run: t04, t05, t06/, /next .*run it again/],
            },
            { sql: FLOORS, gives: [["t01 t02"]] },
            { run: ["upgrade", "--tenants", "--canary", "t9"], exit: 1, says: /USAGE/ },
            { run: ["upgrade", "--tenants", "--concurrency", "none"], exit: 1, says: /USAGE/ },
        ],
    },
])

/** SQL by hand that would change another schema, and what is said of it. */
const leaving: readonly (readonly [sql: string, says: RegExp])[] = [
    ["ALTER TABLE public.room ADD floor int", /names the schema "public"/],
    ["DO $$ BEGIN EXECUTE 'ALTER TABLE public.room ADD floor int'; END $$", /names the schema "public"/],
    ["DO $$ BEGIN EXECUTE 'ALTER TABLE pub' || 'lic.room ADD floor int'; END $$", /it changes "public\.room"/],
    ["SET search_path TO public; ALTER TABLE room ADD floor int", /sets the search_path/],
    ["ALTER TABLE only_in_public ADD floor int", /"only_in_public" does not exist/],
    ["CREATE EXTENSION citext", /creates the extension "citext"/],
    ["CREATE EXTENSION plpgsql; ALTER TABLE room ADD floor int", /"plpgsql".* among other statements/],
    ["DROP EXTENSION plpgsql; ALTER TABLE room ADD floor int", /"plpgsql".* among other statements/],
    ["CREATE SCHEMA audit", /names the schema "audit"/],
]

const refused = ([sql, says]: (typeof leaving)[number]): readonly Step[] => [
    { write: second(sql) },
    { run: ["upgrade", "--tenants"], exit: 1, says: [/error t01 \w+ /, says, /1 failed: t01; 1 not run: t02/] },
    { sql: FLOORS, gives: [[null]] },
    { sql: IN_PUBLIC, gives: [["only_in_public room"]] },
    { sql: "SELECT count(*)::int FROM t01.migrations", gives: [[1]] },
]

stories("what a tenant's migration cannot reach", [
    {
        about: "another schema, however it is named",
        on: "server",
        files: project(`{ tenants: ["t01", "t02"] }`),
        steps: [
            { sql: "CREATE TABLE room (id int); CREATE TABLE only_in_public (id int)" },
            ...leaving.flatMap(refused),
        ],
    },
])

stories("what tenants share", [
    {
        about: "extensions in a schema of their own, and tables that sharedSchemas names, are found and not changed",
        on: "server",
        files: {
            ...project(`{ tenants: ["t01", "t02"], sharedSchemas: ["common"] }`),
            ...second(
                "CREATE EXTENSION IF NOT EXISTS citext; ALTER TABLE room ADD name citext, ADD country int REFERENCES country (id), ADD other int REFERENCES common.country (id)",
            ),
        },
        steps: [
            {
                sql: `CREATE SCHEMA extensions; CREATE EXTENSION citext SCHEMA extensions; CREATE SCHEMA common;
                    CREATE TABLE common.country (id int PRIMARY KEY)`,
            },
            { run: ["upgrade", "--tenants"], exit: 0, says: /2 upgraded/ },
            {
                sql: "SELECT count(*)::int FROM information_schema.columns WHERE column_name IN ('name', 'country', 'other') AND table_name = 'room' AND table_schema LIKE 't0_'",
                gives: [[6]],
            },
            {
                write: {
                    "src/migrations/1763800000002-third.js": byHand(
                        "1763800000002",
                        "ALTER TABLE country ADD name text",
                    ),
                },
            },
            { run: ["upgrade", "--tenants"], exit: 1, says: /it changes "common\.country"/ },
            {
                write: {
                    "src/migrations/1763800000002-third.js": byHand("1763800000002", "INSERT INTO country VALUES (1)"),
                },
            },
            { run: ["upgrade", "--tenants"], exit: 1, says: /it changes "common\.country"/ },
            { sql: "SELECT count(*)::int FROM common.country", gives: [[0]] },
        ],
    },
])

stories("a check of tenants", [
    {
        about: "one is compared for all that are the same, and what differs is told with its tenants",
        on: "server",
        files: project(`{ tenants: ${JSON.stringify(names(6))} }`),
        steps: [
            { run: ["check", "--tenants"], exit: 2, says: [/t01, t02.* \(6 tenants\)/, /pending First/, /6 differ/] },
            { run: ["upgrade", "--tenants"], exit: 0 },
            { run: ["check", "--tenants"], exit: 0, says: /in sync 6 of 6 tenants .*\(1 compared/ },
            {
                sql: "ALTER TABLE t02.room DROP COLUMN code; ALTER TABLE t05.room DROP COLUMN code; ALTER TABLE t04.room ALTER code SET NOT NULL",
            },
            {
                run: ["check", "--tenants"],
                exit: 2,
                says: [
                    /^t02, t05 \(2 tenants\)$/m,
                    /^t04$/m,
                    /column t02\.room\.code/,
                    /3 of 6 .*; 3 differ .*\(3 compared/,
                ],
            },
            {
                run: ["check", "--tenants", "--json"],
                exit: 2,
                json: (value) =>
                    expect(value).toMatchObject({
                        version: 1,
                        inSync: false,
                        groups: [
                            { tenants: ["t01", "t03", "t06"], inSync: true, error: null },
                            {
                                tenants: ["t02", "t05"],
                                inSync: false,
                                report: { drifts: [{ object: "column:t02.room.code" }] },
                            },
                            { tenants: ["t04"], inSync: false },
                        ],
                    }),
            },
            { run: ["check", "--tenant", "t03"], exit: 0, says: /1 of 1/ },
            { run: ["check", "--tenants", "--format", "markdown"], exit: 1, says: /USAGE/ },
            { run: ["check", "--tenants", "--against", "history"], exit: 1, says: /USAGE/ },
        ],
    },
])

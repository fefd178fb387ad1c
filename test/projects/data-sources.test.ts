import { expect } from "vitest"
import { stories, type Files } from "./support/story.js"

// Several DataSources in one configuration: one is picked by the name of its export, or all are run.

const source = (name: string): string =>
    `new DataSource({ ...connectionFromEnvironment(), schema: "${name}", migrations: ["src/${name}/*.ts"], entities: ["src/entities/${name}.ts"] })`

const migration = (
    table: string,
    at: string,
    up = `CREATE TABLE "${table}" (id int PRIMARY KEY, code text)`,
): string => `
export class Make${table}${at} {
    async up(queryRunner) { const { schema } = queryRunner.connection.options; await queryRunner.query(${JSON.stringify(up.replace(`"${table}"`, "TABLE_NAME"))}.replace("TABLE_NAME", '"' + schema + '".${table}')) }
    async down(queryRunner) { const { schema } = queryRunner.connection.options; await queryRunner.query('DROP TABLE "' + schema + '".${table}') }
}
`

const entity = (name: string): string => `import { Column, Entity, PrimaryColumn } from "typeorm"
@Entity("${name}")
export class ${name[0]?.toUpperCase()}${name.slice(1)} {
    @PrimaryColumn({ type: "int", primaryKeyConstraintName: "${name}_pkey" }) id!: number
    @Column({ type: "text", nullable: true }) code!: string | null
}
`

const files: Files = {
    "ormconfig.ts": `import "reflect-metadata"
import { DataSource } from "typeorm"
import { connectionFromEnvironment } from "typeorm-autogen"
export const rooms = ${source("rooms")}
export const billing = ${source("billing")}
`,
    "src/entities/rooms.ts": entity("room"),
    "src/entities/billing.ts": entity("invoice"),
    "src/rooms/1763800000000-room.ts": migration("room", "1763800000000"),
    "src/billing/1763800000001-invoice.ts": migration("invoice", "1763800000001"),
}

const TABLES = `SELECT schemaname || '.' || tablename FROM pg_tables WHERE schemaname IN ('rooms', 'billing') AND tablename <> 'typeorm_autogen_runs' ORDER BY 1`
const ALL = [["billing.invoice"], ["billing.migrations"], ["rooms.migrations"], ["rooms.room"]]
const broken = migration("invoice", "1763800000001", `CREATE TABLE "invoice" (id nonsense)`)

stories("several DataSources", [
    {
        about: "none picked: they are named; --all runs them all",
        quick: true,
        on: "server",
        files,
        steps: [
            {
                run: ["upgrade"],
                exit: 1,
                says: [/CONFIG_SEVERAL_DATA_SOURCES .*"(?:rooms", "billing|billing", "rooms)"/, /--all/],
            },
            { run: ["upgrade", "--all"], exit: 0, says: [/data source billing/, /data source rooms/, /2 of 2/] },
            { sql: TABLES, gives: ALL },
            {
                run: ["current", "--all", "--json"],
                exit: 0,
                json: (value) =>
                    expect(value).toMatchObject({
                        version: 1,
                        dataSources: [
                            { dataSource: "billing", head: "Makeinvoice1763800000001", pending: [] },
                            { dataSource: "rooms", head: "Makeroom1763800000000", pending: [] },
                        ],
                    }),
            },
        ],
    },
    {
        about: "one is picked, for each command, and generate writes into its folder",
        on: "server",
        files,
        steps: [
            { run: ["upgrade", "--data-source", "rooms"], exit: 0, says: /schema rooms/ },
            { sql: TABLES, gives: [["rooms.migrations"], ["rooms.room"]] },
            { run: ["check", "--data-source", "rooms"], exit: 0 },
            { run: ["current", "--data-source", "billing"], exit: 0, says: /pending Makeinvoice/ },
            { run: ["check", "--all"], exit: 2, says: [/with differences: billing/, /1 of 2 data sources done/] },
            {
                run: ["check", "--all", "--json"],
                exit: 2,
                json: (value) =>
                    expect(value).toMatchObject({
                        dataSources: [
                            { dataSource: "billing", inSync: false },
                            { dataSource: "rooms", inSync: true },
                        ],
                    }),
            },
            {
                write: {
                    "src/entities/rooms.ts": entity("room").replace(
                        "@Column",
                        '@Column({ type: "int", nullable: true }) floor!: number | null\n    @Column',
                    ),
                },
            },
            { run: ["generate", "floor", "--data-source", "rooms"], exit: 0, says: /written src\/rooms\// },
            { run: ["downgrade", "--all"], exit: 1, says: /USAGE .*how far/ },
            { run: ["upgrade", "--all"], exit: 0 },
            { run: ["downgrade", "base", "--all"], exit: 0, says: /2 of 2/ },
            { sql: TABLES, gives: [["billing.migrations"], ["rooms.migrations"]] },
            { run: ["upgrade", "--all", "--data-source", "rooms"], exit: 1, says: /USAGE .*contradict/ },
            { run: ["upgrade", "--all", "--sql"], exit: 1, says: /USAGE/ },
        ],
    },
    {
        about: "one fails: the others wait, unless it shall go on",
        on: "server",
        files: { ...files, "src/billing/1763800000001-invoice.ts": broken },
        steps: [
            {
                run: ["upgrade", "--all"],
                exit: 1,
                says: [/MIGRATION_FAILED .*nonsense/, /failed: billing; not run: rooms/],
            },
            { sql: TABLES, gives: [] },
            {
                run: ["upgrade", "--all", "--continue-on-failure", "--json"],
                exit: 1,
                json: (value) =>
                    expect(value).toMatchObject({
                        dataSources: [
                            { dataSource: "billing", error: { code: "MIGRATION_FAILED" } },
                            { dataSource: "rooms", executed: ["Makeroom1763800000000"] },
                        ],
                    }),
            },
            { sql: TABLES, gives: [["rooms.migrations"], ["rooms.room"]] },
            { write: { "src/billing/1763800000001-invoice.ts": files["src/billing/1763800000001-invoice.ts"] ?? "" } },
            { run: ["upgrade", "--all"], exit: 0, says: /2 of 2/ },
            { sql: TABLES, gives: ALL },
        ],
    },
])

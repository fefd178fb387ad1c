import { ormconfig, stories, type Step } from "./support/story.js"

const rooms = (
    more = "",
    code = "@Column() code!: string",
): string => `import { Column, Entity, Index, ManyToOne, PrimaryGeneratedColumn, Check, type Relation } from "typeorm"
@Entity() export class Owner { @PrimaryGeneratedColumn() id!: number }
@Entity() ${more === "" ? "" : '@Index(["code"]) @Check("room_size", "size > 0")'} export class Room {
    @PrimaryGeneratedColumn() id!: number
    ${code}
    @Column({ type: "int", nullable: true }) size!: number | null
    ${more}
}
`

const run = { typeorm: ["migration:run", "-d", "ormconfig.ts"], exit: 0 } as const
const revert = { typeorm: ["migration:revert", "-d", "ormconfig.ts"], exit: 0 } as const
const owner = "@ManyToOne(() => Owner) owner?: Relation<Owner>"
const filled = "INSERT INTO room (code, size) SELECT 'room ' || n, n FROM generate_series(1, 10) AS n"

const start: readonly Step[] = [{ run: ["generate", "rooms"], exit: 0 }, run, { sql: filled }]
const change = { write: { "src/entities/room.ts": rooms(owner, '@Column({ default: "x" }) code!: string') } }

const mood = (
    values: string,
    initial: string,
): string => `import { Column, Entity, PrimaryGeneratedColumn } from "typeorm"
@Entity() export class Room {
    @PrimaryGeneratedColumn() id!: number
    @Column({ type: "enum", enum: ${values}, default: "${initial}" }) mood!: string
}
`

const app = `import source from "../ormconfig.js"
await source.initialize()
await source.destroy()
`

stories("which forms generate writes", [
    {
        about: "in TypeORM's default mode one migration that its own runner runs and reverts, and a line on what it locks",
        files: { "src/entities/room.ts": rooms() },
        steps: [
            ...start,
            change,
            {
                run: ["generate", "two"],
                exit: 0,
                says: [/public\.room is locked while rows are read/, /migrationsTransactionMode: "each"/, /--online/],
            },
            { newest: /createForeignKey/, not: /transaction = false|notValid: true|concurrently: true|StepTwo/ },
            run,
            { run: ["check"], exit: 0, saysNot: /locked while/ },
            revert,
            { run: ["check"], exit: 2 },
            run,
            { run: ["downgrade"], exit: 0 },
            { run: ["upgrade"], exit: 0 },
            { run: ["check"], exit: 0 },
        ],
    },
    {
        about: "in mode each the online forms, which TypeORM's runner runs too",
        on: "server",
        files: { "src/entities/room.ts": rooms(), "ormconfig.ts": ormconfig('migrationsTransactionMode: "each",') },
        steps: [
            ...start,
            change,
            { run: ["generate", "two"], exit: 0, saysNot: /locked while rows/ },
            { newest: /transaction = false[\s\S]*concurrently/ },
            run,
            { run: ["check"], exit: 0 },
            { run: ["downgrade", "base", "--allow", "deletes-data"], exit: 0 },
        ],
    },
    {
        about: "an application whose DataSource runs migrations at its start, in either mode",
        files: {
            "src/entities/room.ts": rooms(),
            "src/app.ts": app,
            "ormconfig.ts": ormconfig("migrationsRun: true,"),
        },
        steps: [
            { run: ["generate", "rooms"], exit: 0 },
            { execute: ["node", "--import", "@oxc-node/core/register", "src/app.ts"], exit: 0 },
            { sql: filled },
            change,
            { run: ["generate", "two"], exit: 0, says: /locked while rows/ },
            { execute: ["node", "--import", "@oxc-node/core/register", "src/app.ts"], exit: 0 },
            { run: ["check"], exit: 0 },
            { run: ["downgrade"], exit: 0 },
            { write: { "ormconfig.ts": ormconfig('migrationsRun: true, migrationsTransactionMode: "each",') } },
            { execute: ["node", "--import", "@oxc-node/core/register", "src/app.ts"], exit: 0 },
            { run: ["check"], exit: 0 },
        ],
    },
    {
        about: "a word of the options or the command line counts more than the mode",
        files: {
            "src/entities/room.ts": rooms(),
            "ormconfig.ts": ormconfig('migrationsTransactionMode: "none",', "export const autogen = { online: false }"),
        },
        steps: [
            ...start,
            change,
            { run: ["generate", "--dry-run"], exit: 0, saysNot: /transaction = false|locked while rows are read; for/ },
            { run: ["generate", "--dry-run", "--online"], exit: 0, says: /transaction = false/ },
            { write: { "ormconfig.ts": ormconfig("", "export const autogen = { online: true }") } },
            { run: ["generate", "--dry-run"], exit: 0, says: /transaction = false/ },
            { run: ["generate", "--dry-run", "--no-online"], exit: 0, saysNot: /transaction = false/ },
            {
                write: {
                    "ormconfig.ts": ormconfig('migrationsTransactionMode: "none",', "export const autogen = {}"),
                },
            },
            { run: ["generate", "--dry-run"], exit: 0, says: /transaction = false/ },
        ],
    },
    {
        about: "a value of an enum that is added and used comes and goes in one transaction of TypeORM's",
        on: "server",
        files: { "src/entities/room.ts": mood('["calm", "merry"]', "calm") },
        steps: [
            { run: ["generate", "rooms"], exit: 0 },
            run,
            { sql: "INSERT INTO room (mood) VALUES ('merry')" },
            { write: { "src/entities/room.ts": mood('["calm", "lively", "merry"]', "lively") } },
            { run: ["generate", "lively"], exit: 0 },
            { newest: /alterEnum/, not: /StepTwo/ },
            run,
            { run: ["check"], exit: 0 },
            { sql: "INSERT INTO room DEFAULT VALUES RETURNING mood", gives: [["lively"]] },
            { sql: "DELETE FROM room WHERE mood = 'lively'" },
            revert,
            { sql: "SELECT mood FROM room", gives: [["merry"]] },
            { write: { "src/entities/room.ts": mood('["calm", "merry"]', "calm") } },
            {
                execute: [
                    "node",
                    "-e",
                    "require('fs').readdirSync('src/migrations').filter(n => n.includes('lively')).forEach(n => require('fs').rmSync('src/migrations/' + n))",
                ],
                exit: 0,
            },
            { run: ["check"], exit: 0 },
        ],
    },
])

const code = (column: string): string => `import { Check, Column, Entity, PrimaryGeneratedColumn } from "typeorm"
@Entity() ${column.includes("| null") ? "" : '@Check("room_size", "size > 0")'} export class Room {
    @PrimaryGeneratedColumn() id!: number
    ${column}
    @Column({ type: "int", nullable: true }) size!: number | null
}
`
const open = code('@Column({ type: "varchar", nullable: true }) code!: string | null')
const tight = code('@Column({ type: "varchar" }) code!: string')

const between: readonly Step[] = [
    { run: ["generate", "rooms"], exit: 0 },
    { run: ["upgrade"], exit: 0 },
    { sql: "INSERT INTO room (code, size) VALUES (NULL, 1), ('b', 2)" },
    { write: { "src/entities/room.ts": tight } },
]

stories("rows in the way of an online change", [
    {
        about: "stop it before its first step changes anything",
        on: "server",
        files: { "src/entities/room.ts": open },
        steps: [
            ...between,
            { run: ["generate", "tight", "--online"], exit: 0 },
            { run: ["upgrade"], exit: 1, says: [/1 row of "public"\."room" without a value in "code"/, /rolled back/] },
            { sql: "SELECT conname FROM pg_constraint WHERE contype = 'c' AND conrelid <> 0", gives: [] },
            { sql: "UPDATE room SET size = 3 WHERE code IS NULL" },
            { run: ["check"], exit: 2, saysNot: /INTERNAL|has run:/ },
            { sql: "UPDATE room SET code = 'a' WHERE code IS NULL" },
            { run: ["upgrade"], exit: 0 },
            { run: ["check"], exit: 0 },
            { run: ["downgrade", "base", "--allow", "deletes-data"], exit: 0 },
        ],
    },
    {
        about: "that nobody has asked about take the check away again, and the change goes on or back from there",
        files: { "src/entities/room.ts": open },
        steps: [
            ...between,
            { run: ["generate", "tight", "--online", "--no-preconditions"], exit: 0 },
            {
                run: ["upgrade"],
                exit: 1,
                says: [/1 row of "public"\."room" with null in "code"/, /see them with: SELECT/],
            },
            { sql: "UPDATE room SET size = 3 WHERE code IS NULL" },
            { sql: "INSERT INTO room (code) VALUES (NULL)" },
            { run: ["current"], exit: 0, says: /step 1 of 3 of "Tight\d+" has run: `upgrade` goes on/ },
            { run: ["check"], exit: 2, says: /step 1 of 3 of "Tight\d+" has run/, saysNot: /INTERNAL/ },
            { run: ["generate", "other"], exit: 1, says: [/MIGRATIONS_PENDING/, /step 1 of 3 of "Tight\d+" has run/] },
            { run: ["downgrade"], exit: 0 },
            { sql: "SELECT conname FROM pg_constraint WHERE contype = 'c' AND conrelid <> 0", gives: [] },
            { run: ["upgrade"], exit: 1, says: /2 rows of "public"\."room" with null in "code"/ },
            { sql: "UPDATE room SET code = 'a' WHERE code IS NULL" },
            { run: ["upgrade"], exit: 0 },
            { run: ["check"], exit: 0 },
            { sql: "INSERT INTO room (code) VALUES (NULL)", fails: /null value/ },
            { run: ["downgrade", "base", "--allow", "deletes-data"], exit: 0 },
        ],
    },
])

const numbers = (type: string): string => `import { Column, Entity, Index, PrimaryGeneratedColumn } from "typeorm"
@Entity() @Index(["a"], { where: "a > 0" }) export class Room {
    @PrimaryGeneratedColumn() id!: number
    @Column({ type: "${type}", default: 0 }) a!: number
    @Column({ type: "${type}" }) b!: number
    @Column({ type: "${type}" }) c!: number
}
`

const counting: readonly Step[] = [
    { sql: "CREATE TABLE rewrites (n int)" },
    {
        sql: "CREATE FUNCTION count_rewrite() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO rewrites VALUES (1); END $$",
    },
    { sql: "CREATE EVENT TRIGGER counting ON table_rewrite EXECUTE FUNCTION count_rewrite()" },
]

stories("several changes of one table", [
    {
        about: "write it again once, in either direction and in plain SQL",
        on: "server",
        files: { "src/entities/room.ts": numbers("integer") },
        steps: [
            { run: ["generate", "one"], exit: 0 },
            { run: ["upgrade"], exit: 0 },
            { sql: "INSERT INTO room (a, b, c) VALUES (1, 2, 3)" },
            ...counting,
            { write: { "src/entities/room.ts": numbers("bigint") } },
            {
                run: ["generate", "--dry-run", "--style", "sql"],
                exit: 0,
                says: /"b" TYPE bigint, ALTER COLUMN "c" TYPE/,
            },
            { run: ["generate", "two"], exit: 0 },
            { newest: /op\.batchAlterTable\("room", \[/ },
            { execute: ["node", "node_modules/typescript/bin/tsc", "--noEmit"], exit: 0 },
            { run: ["upgrade"], exit: 0 },
            { sql: "SELECT count(*)::int FROM rewrites", gives: [[1]] },
            { run: ["check"], exit: 0 },
            { run: ["downgrade"], exit: 0 },
            { sql: "SELECT count(*)::int FROM rewrites", gives: [[2]] },
            { sql: "SELECT a, b, c FROM room", gives: [[1, 2, 3]] },
        ],
    },
])

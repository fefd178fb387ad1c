import { stories } from "./support/story.js"

// What ends a command that is not our mistake, and what a database is told to be left as.

const room = `import { Entity, PrimaryGeneratedColumn } from "typeorm"
@Entity() export class Room { @PrimaryGeneratedColumn() id!: number }
`
const migration = (up: string, more = ""): string => `import type { MigrationInterface, QueryRunner } from "typeorm"
export class First1700000000000 implements MigrationInterface {
    ${more}
    async up(q: QueryRunner): Promise<void> { await q.query("CREATE TABLE room (id serial CONSTRAINT "+'"PK_c6d46db005d623e691b2fbcba23"'+" PRIMARY KEY)"); ${up} }
    async down(q: QueryRunner): Promise<void> { await q.query("DROP TABLE room") }
}
`
const FILE = "src/migrations/1700000000000-first.ts"
const gone = { sql: "SELECT to_regclass('room')::text AS room", gives: [[null]] } as const

stories("a migration", [
    {
        about: "that ends the process is told, with what is left of it, and does not end with 0",
        on: "server",
        files: { "src/entities/room.ts": room, [FILE]: migration("process.exit(0)") },
        steps: [
            {
                run: ["upgrade"],
                exit: 1,
                says: /error PROJECT_FAILED the project's code ended the process with process\.exit\(0\) while the migration "First1700000000000" ran: .* still pending\nnext/,
            },
            gone,
            { run: ["current"], exit: 0, says: /pending First/ },
            {
                write: {
                    [FILE]: migration(
                        "setTimeout(() => { throw new Error('late') }, 1); await new Promise(() => undefined)",
                    ),
                },
            },
            {
                run: ["upgrade"],
                exit: 1,
                says: /error PROJECT_FAILED an error that nobody caught ended the process while the migration "First1700000000000" ran: .*: late \(.*1700000000000-first\.ts:\d+:\d+\)/,
                saysNot: /INTERNAL/,
            },
            gone,
            { write: { [FILE]: migration("await q.query('COMMIT'); await q.query('SELECT 1 / 0')") } },
            {
                run: ["upgrade"],
                exit: 1,
                says: /division by zero[^]*has committed its transaction itself: what ran before that stays/,
            },
            { sql: "DROP TABLE room" },
            {
                write: {
                    [FILE]: migration(
                        "await q.query(\"SET LOCAL idle_in_transaction_session_timeout = 200\"); await new Promise((done) => setTimeout(done, 1500)); await q.query('SELECT 1')",
                    ),
                },
            },
            {
                run: ["upgrade"],
                exit: 1,
                says: /MIGRATION_FAILED .*idle[^]*it was rolled back and is still pending/,
                saysNot: /INTERNAL/,
            },
            gone,
            { write: { [FILE]: migration("await q.query('SELECT pg_terminate_backend(pg_backend_pid())')") } },
            {
                run: ["upgrade"],
                exit: 1,
                says: /MIGRATION_FAILED .*terminating connection[^]*it was rolled back and is still pending/,
                saysNot: /INTERNAL/,
            },
            gone,
            { write: { [FILE]: migration("") } },
            { run: ["upgrade"], exit: 0 },
            { run: ["check"], exit: 0 },
        ],
    },
])

stories("a project", [
    {
        about: "that fails beside a command is told as such, and no mistake of ours",
        files: {
            "src/entities/room.ts": `${room}\nif (process.env["MOOD"] === "exit") process.exit(0)\nif (process.env["MOOD"] === "late") void Promise.reject(new Error("no redis"))\n`,
        },
        steps: [
            {
                run: ["check"],
                env: { MOOD: "exit" },
                exit: 1,
                says: /error PROJECT_FAILED the project's code ended the process with process\.exit\(0\)\nnext/,
            },
            {
                run: ["generate", "rooms"],
                env: { MOOD: "late" },
                exit: 1,
                says: /error PROJECT_FAILED .*: no redis \(.*room\.ts:5/,
            },
            { run: ["check"], exit: 2 },
        ],
    },
    {
        about: "whose options throw is told which",
        files: {
            "src/entities/room.ts": room,
        },
        steps: [
            { run: ["generate", "rooms"], exit: 0 },
            { run: ["upgrade"], exit: 0 },
            {
                write: {
                    "ormconfig.ts": `import "reflect-metadata"
import { DataSource } from "typeorm"
import { connectionFromEnvironment } from "typeorm-autogen"
export const autogen = { compareType: () => { throw new Error("no such type") } }
export default new DataSource({ ...connectionFromEnvironment(), entities: ["src/entities/*.ts"], migrations: ["src/migrations/*.ts"] })
`,
                },
            },
            { run: ["check"], exit: 1, says: /compareType[^]*no such type/, saysNot: /INTERNAL/ },
        ],
    },
])

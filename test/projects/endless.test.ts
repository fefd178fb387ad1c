import { ormconfig, stories } from "./support/story.js"

// A statement that never ends, where nobody could cancel it: in the embedded Postgres.

const room = `import { Entity, PrimaryGeneratedColumn } from "typeorm"
@Entity() export class Room { @PrimaryGeneratedColumn() id!: number }
`
const FILE = "src/migrations/1700000000000-first.ts"
const migration = `import type { MigrationInterface, QueryRunner } from "typeorm"
export class First1700000000000 implements MigrationInterface {
    async up(q: QueryRunner): Promise<void> { await q.query("DO $$ BEGIN LOOP END LOOP; END $$") }
    async down(): Promise<void> {}
}
`
const options = (replay: string): string =>
    `${ormconfig()}export const autogen = { replay: ${replay} }
`

stories("a history that never ends", [
    {
        about: "fails when one of its statements has taken the time that one may take, and names the migration",
        files: {
            "src/entities/room.ts": room,
            [FILE]: migration,
            "ormconfig.ts": options("{ statementTimeout: 1_000 }"),
        },
        steps: [
            {
                run: ["check", "--against", "history"],
                exit: 1,
                says: [
                    /error REPLAY_FAILED the history cannot be replayed in the embedded Postgres, .*"First1700000000000" failed: the statement has run for 1 s in the embedded Postgres, which cannot be interrupted, and was ended/,
                    /\n {2}in .*1700000000000-first\.ts\nnext {2}correct the migration/,
                ],
            },
            { write: { "ormconfig.ts": options('{ statementTimeout: "soon" }') } },
            {
                run: ["check", "--against", "history"],
                exit: 1,
                says: /CONFIG_INVALID .*"statementTimeout" is a whole number of milliseconds, from 1/s,
            },
        ],
    },
    {
        about: "on a server of its own has the same limit there",
        on: "server",
        files: { "src/entities/room.ts": room, [FILE]: migration },
        steps: [
            {
                write: {
                    "ormconfig.ts": options(
                        "{ url: `postgres://${process.env.POSTGRES_USER}:${process.env.POSTGRES_PASSWORD}@${process.env.POSTGRES_HOSTNAME}:${process.env.POSTGRES_PORT}/postgres`, statementTimeout: 500 }",
                    ),
                },
            },
            {
                run: ["check", "--against", "history"],
                exit: 1,
                says: /error REPLAY_FAILED .*"First1700000000000" failed: canceling statement due to statement timeout/,
            },
        ],
    },
])

import { readFileSync, statSync } from "node:fs"
import { expect } from "vitest"
import { stories } from "./support/story.js"

const room = `import { Entity, PrimaryGeneratedColumn } from "typeorm"
@Entity() export class Room { @PrimaryGeneratedColumn() id!: number }
`
const SECRET = "correct-horse"
const STATEMENT = `DO $do$ BEGIN EXECUTE format('ALTER ROLE nobody PASSWORD %L', '${SECRET}'); END $do$`

const migration = `import type { MigrationInterface, QueryRunner } from "typeorm"
export class First1700000000000 implements MigrationInterface {
    async up(queryRunner: QueryRunner): Promise<void> { await queryRunner.query(${JSON.stringify(STATEMENT)}) }
    async down(): Promise<void> {}
}
`

/** The only file that has the statement, and who may read it. */
function expectPrivate(file: string): void {
    expect(readFileSync(file, "utf8").trim()).toBe(`-- role "nobody" does not exist\n${STATEMENT}`)
    expect(statSync(file).mode & 0o777).toBe(0o600)
}

stories("secrets", [
    {
        about: "of a statement that fails are in no output, but in a file of the user's own",
        files: { "src/entities/room.ts": room, "src/migrations/1700000000000-first.ts": migration },
        steps: [
            {
                run: ["upgrade"],
                exit: 1,
                says: [
                    /role "\*\*\*" does not exist/,
                    /at DO \$do\$ BEGIN EXECUTE format\('\*\*\*', '\*\*\*'\)/,
                    /whole statement is in .*statement\.sql/,
                ],
                saysNot: new RegExp(SECRET),
            },
            { run: ["upgrade", "--debug"], exit: 1, says: /caused by/, saysNot: new RegExp(SECRET) },
            {
                run: ["upgrade", "--json"],
                exit: 1,
                saysNot: new RegExp(SECRET),
                json: (value) => expectPrivate((value as { error: { statement: string } }).error.statement),
            },
            { run: ["check", "--against", "history"], exit: 1, says: /REPLAY_FAILED/, saysNot: new RegExp(SECRET) },
        ],
    },
    {
        about: "of the environment and of URLs are not in what a configuration throws",
        files: {
            "src/entities/room.ts": room,
            "ormconfig.ts":
                'throw new Error(`no connection to ${process.env["DATABASE_URL"]} with ${process.env["API_KEY"]} (sslpassword=correct-horse)`)',
        },
        env: { DATABASE_URL: `postgres://app:${SECRET}@127.0.0.1/app`, API_KEY: SECRET },
        steps: [
            {
                run: ["check"],
                exit: 1,
                says: /no connection to postgres:\/\/app:\*\*\*@127\.0\.0\.1/,
                saysNot: new RegExp(SECRET),
            },
            { run: ["check", "--debug"], exit: 1, saysNot: new RegExp(SECRET) },
            { run: ["check", "--json"], exit: 1, json: true, saysNot: new RegExp(SECRET) },
        ],
    },
])

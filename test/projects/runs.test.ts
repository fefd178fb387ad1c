import { expect } from "vitest"
import { stories, type Files } from "./support/story.js"

// What is recorded of runs, as somebody reads it who was not there.

const migration = (name: string, up: string, down = "", more = ""): Files => ({
    [`src/migrations/${name}.ts`]: `import type { QueryRunner } from "typeorm"
export class ${name} {
    ${more}
    async up(queryRunner: QueryRunner): Promise<void> {
        await queryRunner.query(${JSON.stringify(up)})
    }
    async down(queryRunner: QueryRunner): Promise<void> {
        ${down === "" ? "" : `await queryRunner.query(${JSON.stringify(down)})`}
    }
}
`,
})

const entity = `import { Entity, PrimaryColumn } from "typeorm"
@Entity()
export class Room {
    @PrimaryColumn({ primaryKeyConstraintName: "room_pk" })
    id!: number
}
`

const WHO = /by \S+ on \S+, typeorm-autogen \d/

stories("the record of runs", [
    {
        about: "tells who ran what, how long it took and what failed; it is no difference to anybody",
        quick: true,
        on: "server",
        files: {
            "src/entities/room.ts": entity,
            ...migration(
                "One1700000000001",
                "CREATE TABLE room (id int CONSTRAINT room_pk PRIMARY KEY)",
                "DROP TABLE room",
            ),
            ...migration("Two1700000000002", "INSERT INTO room SELECT 1 / 0"),
        },
        steps: [
            { run: ["history", "-v"], exit: 0, saysNot: /last run/ },
            { run: ["upgrade"], exit: 1, says: /division by zero/ },
            {
                run: ["history", "-v"],
                exit: 0,
                says: [
                    /One1700000000001[^]*last run: up, executed 20\S+Z in [\d.]+ m?s by /,
                    /Two1700000000002[^]*last run: up, failed 20\S+Z in [\d.]+ m?s by [^\n]*: 22012 the migration "Two1700000000002" failed: division by zero/,
                    WHO,
                ],
                saysNot: /pending|applied|current/,
            },
            { run: ["check"], exit: 2, says: /pending/, saysNot: /typeorm_autogen_runs/ },
            { write: migration("Two1700000000002", "INSERT INTO room SELECT 1") },
            { run: ["upgrade"], exit: 0 },
            { run: ["check", "--strict"], exit: 0, says: /in sync/, saysNot: /typeorm_autogen_runs/ },
            {
                typeorm: ["migration:generate", "-d", "ormconfig.ts", "src/migrations/none"],
                exit: 1,
                says: /No changes/,
            },
            {
                run: ["history", "-v", "--json"],
                exit: 0,
                json: (value) => {
                    const { revisions } = value as { revisions: { runs: object[]; isApplied: unknown }[] }
                    expect(revisions.map(({ runs }) => runs)).toMatchObject([
                        [{ direction: "up", action: "run", state: "finished", sqlstate: null, message: null }],
                        [{ direction: "up", action: "run", state: "finished" }],
                    ])
                    expect(revisions[0]?.isApplied).toBeNull()
                },
            },
        ],
    },
    {
        about: "knows what was only written down, and what was reverted; TypeORM's runner writes nothing of its own",
        files: {
            "src/entities/room.ts": entity,
            ...migration(
                "One1700000000001",
                "CREATE TABLE room (id int CONSTRAINT room_pk PRIMARY KEY)",
                "DROP TABLE room",
            ),
        },
        steps: [
            { run: ["upgrade", "--fake"], exit: 0 },
            { run: ["history", "-v"], exit: 0, says: /last run: up, recorded as executed by --fake 20/ },
            { run: ["stamp", "base"], exit: 0 },
            { run: ["history", "-v"], exit: 0, says: /last run: down, recorded as reverted by stamp 20/ },
            { typeorm: ["migration:run", "-d", "ormconfig.ts"], exit: 0 },
            {
                run: ["history", "-v", "-i"],
                exit: 0,
                says: [/current/, /last run: down, recorded as reverted by stamp/],
            },
            { run: ["downgrade"], exit: 0 },
            { run: ["history", "-v"], exit: 0, says: /last run: down, reverted 20\S+Z in / },
            { run: ["drift"], exit: 2, saysNot: /typeorm_autogen_runs/ },
        ],
    },
    {
        about: "--transaction all takes everything back, and refuses what cannot share one",
        files: {
            "src/entities/room.ts": entity,
            ...migration(
                "One1700000000001",
                "CREATE TABLE room (id int CONSTRAINT room_pk PRIMARY KEY)",
                "DROP TABLE room",
            ),
            ...migration("Two1700000000002", "INSERT INTO room SELECT 1 / 0"),
        },
        steps: [
            {
                run: ["upgrade", "--transaction", "all"],
                exit: 1,
                says: /so is "One1700000000001", in the same transaction/,
            },
            { run: ["current"], exit: 0, says: /pending One1700000000001/ },
            { run: ["upgrade", "-t", "some"], exit: 1, says: /all, each, none/ },
            { run: ["upgrade", "--sql", "-t", "all"], exit: 1, says: /error USAGE/ },
            { write: migration("Two1700000000002", "SELECT 1", "", "transaction = false") },
            {
                run: ["upgrade", "-t", "all"],
                exit: 1,
                says: /error TRANSACTION_REFUSED .*"Two1700000000002" runs outside a transaction/,
            },
            { run: ["upgrade", "-t", "none"], exit: 0, says: /2 run/ },
            { run: ["downgrade", "base", "-t", "each", "--allow", "deletes-data"], exit: 0, says: /2 reverted/ },
        ],
    },
])

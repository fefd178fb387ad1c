import { expect } from "vitest"
import { stories, type Step } from "./support/story.js"

// Going back is a decision: what is lost is said with its rows, and nothing is reverted unless that is meant.

const room = (more = ""): string => `import { Entity, Column, PrimaryGeneratedColumn, Index } from "typeorm"
@Entity() export class Room {
    @PrimaryGeneratedColumn() id!: number
    @Column({ length: 36 }) code!: string
    ${more}
}
`
const floor = room(`@Column({ type: "int", nullable: true }) floor!: number | null`)

const begun: readonly Step[] = [
    { run: ["generate", "rooms"], exit: 0 },
    { newest: /reversible: "lossy"/ },
    { write: { "src/entities/room.ts": floor } },
    { run: ["generate", "floor", "--against", "history"], exit: 0, says: /down: deletes data in room\.floor/ },
    { newest: /reversible: "lossy"/ },
    { run: ["upgrade"], exit: 0 },
]

const rows = "INSERT INTO room (code, floor) VALUES ('a', 1), ('b', NULL), ('c', 3)"

const byHand = (body: string): string => `import type { MigrationInterface, QueryRunner } from "typeorm"
export class ByHand1600000000000 implements MigrationInterface {
    async up(queryRunner: QueryRunner): Promise<void> { await queryRunner.query("CREATE TABLE log (at int)") }
    async down(queryRunner: QueryRunner): Promise<void> { ${body} }
}
`

stories("going back", [
    {
        about: "is refused where it deletes, with the number of rows; allowed, it says what goes",
        quick: true,
        files: { "src/entities/room.ts": room() },
        steps: [
            ...begun,
            { sql: rows },
            {
                run: ["downgrade"],
                exit: 1,
                says: [
                    /^down Floor\d+: deletes data in room\.floor \(values of 2 rows\)$/m,
                    /HAZARD_REFUSED nothing was reverted/,
                    /deletes-data "column:public\.room\.floor": .*\(values of 2 rows\)/,
                    /--allow deletes-data/,
                ],
            },
            { sql: "SELECT count(floor)::int FROM room", gives: [[2]] },
            {
                run: ["downgrade", "base", "--json"],
                exit: 1,
                json: (value) =>
                    expect(value).toMatchObject({
                        error: {
                            code: "HAZARD_REFUSED",
                            hazards: [{ object: "column:public.room.floor" }, { object: "table:public.room" }],
                        },
                    }),
            },
            { run: ["downgrade", "--allow", "no-cast"], exit: 1, says: /HAZARD_REFUSED/ },
            { run: ["downgrade", "--allow", "delete-data"], exit: 1, says: /did you mean "deletes-data"/ },
            {
                run: ["downgrade", "base", "--allow", "deletes-data"],
                exit: 0,
                says: [
                    /room\.floor \(values of 2 rows\)/,
                    /^down Rooms\d+: deletes data in room \(3 rows\)$/m,
                    /2 reverted/,
                ],
            },
        ],
    },
    {
        about: "asks nothing where there are no rows, and nothing of what loses nothing",
        files: { "src/entities/room.ts": room() },
        steps: [
            ...begun,
            { run: ["downgrade", "base"], exit: 0, says: /2 reverted/, saysNot: /deletes data/ },
            { run: ["upgrade"], exit: 0 },
            { sql: rows },
            { write: { "src/entities/room.ts": floor.replace("@Entity()", `@Entity() @Index("by_code", ["code"])`) } },
            { run: ["generate", "index"], exit: 0 },
            { newest: /reversible: "exact"/ },
            { run: ["upgrade"], exit: 0 },
            { run: ["downgrade"], exit: 0, saysNot: /deletes data/ },
            { run: ["upgrade"], exit: 0 },
        ],
    },
    {
        about: "does not count under a name that an earlier step of the way gives back",
        files: { "src/entities/room.ts": room() },
        steps: [
            { run: ["generate", "rooms"], exit: 0 },
            { run: ["upgrade"], exit: 0 },
            { write: { "src/entities/room.ts": room().replace("@Entity()", `@Entity("suite")`) } },
            { run: ["generate", "suites", "--rename", "room:suite"], exit: 0 },
            { newest: /reversible: "exact"/ },
            { run: ["upgrade"], exit: 0 },
            { sql: "INSERT INTO suite (code) VALUES ('a')" },
            { run: ["downgrade", "base"], exit: 1, says: /deletes data in room \(an unknown number of rows\)/ },
            { run: ["downgrade"], exit: 0 },
            { run: ["downgrade"], exit: 1, says: /deletes data in room \(1 row\)/ },
        ],
    },
    {
        about: "says what handwritten and TypeORM's files drop, what is not known of them, and runs them as ever",
        files: {
            "src/entities/room.ts": room(),
            "src/migrations/1600000000000-by-hand.ts": byHand(`await queryRunner.query("DROP TABLE log")`),
        },
        steps: [
            { run: ["upgrade"], exit: 0 },
            { sql: "INSERT INTO log VALUES (1), (2)" },
            {
                run: ["downgrade"],
                exit: 0,
                says: /^down ByHand1600000000000: deletes data in log \(2 rows\)$/m,
                saysNot: /not known/,
            },
            {
                write: {
                    "src/migrations/1600000000000-by-hand.ts": byHand(
                        `await queryRunner.query("DELETE FROM log; DROP TABLE log")`,
                    ),
                },
            },
            { run: ["upgrade"], exit: 0 },
            {
                run: ["downgrade"],
                exit: 0,
                says: /ByHand1600000000000: what is lost is not known: its `down` is SQL written by hand/,
            },
            {
                write: {
                    "src/migrations/1600000000000-by-hand.ts": byHand(
                        `process.stderr.write("called\\n"); await queryRunner.query("DROP TABLE log")`,
                    ),
                },
            },
            { typeorm: ["migration:run", "-d", "ormconfig.ts"], exit: 0 },
            {
                // Called once: to run, not to be looked at.
                run: ["downgrade"],
                exit: 0,
                says: [/what is lost is not known: its `down` is more than statements/, /called/],
                saysNot: /called[^]*called/,
            },
        ],
    },
    {
        about: "of files in plain SQL is refused by their own word",
        files: { "src/entities/room.ts": room() },
        steps: [
            { run: ["generate", "rooms", "--style", "sql"], exit: 0 },
            { newest: /reversible: "lossy"/ },
            { run: ["upgrade"], exit: 0 },
            { sql: "INSERT INTO room (code) VALUES ('a')" },
            { run: ["downgrade"], exit: 1, says: [/deletes data in room \(1 row\)/, /HAZARD_REFUSED/] },
            { run: ["downgrade", "--fake"], exit: 0 },
            { sql: "SELECT count(*)::int FROM room", gives: [[1]] },
        ],
    },
    {
        about: "is impossible where a file says so, and then nothing before it is reverted either",
        files: {
            "src/entities/room.ts": room(),
            "src/migrations/1600000000000-by-hand.ts": byHand("").replace(
                "{\n    async up",
                `{\n    static readonly revision = { revises: [], reversible: "impossible" }\n    async up`,
            ),
        },
        steps: [
            { run: ["generate", "rooms", "--against", "history"], exit: 0 },
            { run: ["upgrade"], exit: 0 },
            {
                run: ["downgrade", "base", "--allow", "deletes-data"],
                exit: 1,
                says: [/DOWN_IMPOSSIBLE "ByHand1600000000000" cannot be reverted/, /nothing was reverted/],
            },
            { run: ["check"], exit: 0 },
            { run: ["downgrade"], exit: 0 },
        ],
    },
])

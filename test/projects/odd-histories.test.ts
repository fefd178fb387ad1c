import { readdirSync } from "node:fs"
import { join } from "node:path"
import { expect } from "vitest"
import { stories, type Step } from "./support/story.js"

// What clocks, copies and restores make of a history: each is understood by the next run, or says what to do.

const room = (more = ""): string => `import { Entity, Column, PrimaryGeneratedColumn } from "typeorm"
@Entity() export class Room {
    @PrimaryGeneratedColumn() id!: number
    @Column({ length: 36 }) code!: string
    ${more}
}
`

/** A migration as TypeORM's users write it. */
const handwritten = (name: string, up: string, down: string): string => `import type { QueryRunner } from "typeorm"
export class ${name} {
    async up(queryRunner: QueryRunner): Promise<void> { await queryRunner.query(${JSON.stringify(up)}) }
    async down(queryRunner: QueryRunner): Promise<void> { await queryRunner.query(${JSON.stringify(down)}) }
}
`

const begun: readonly Step[] = [
    { run: ["generate", "first"], exit: 0 },
    { run: ["upgrade"], exit: 0 },
]

stories("a history", [
    {
        about: "with two files of one timestamp has one order, which TypeORM's command line keeps",
        files: {
            "src/entities/room.ts": room(),
            "src/migrations/1763800000000-b.ts": handwritten(
                "Beds1763800000000",
                "CREATE TABLE bed (id int)",
                "DROP TABLE bed",
            ),
            "src/migrations/1763800000000-a.ts": handwritten(
                "Arms1763800000000",
                "CREATE TABLE arm (id int)",
                "DROP TABLE arm",
            ),
        },
        steps: [
            { run: ["history"], exit: 0, says: /Beds1763800000000[^]*Arms1763800000000/ },
            { run: ["upgrade", "+1"], exit: 0 },
            { run: ["current"], exit: 0, says: /pending Beds1763800000000/ },
            { typeorm: ["migration:run", "-d", "ormconfig.ts"], exit: 0 },
            { run: ["upgrade"], exit: 0, says: /nothing is pending/ },
            { run: ["downgrade", "base"], exit: 0 },
            { run: ["current"], exit: 0, says: /^base/m },
            { run: ["upgrade", "17638"], exit: 1, says: /Arms1763800000000[^]*Beds1763800000000/ },
        ],
    },
    {
        about: "written on a clock that went back goes on behind what is there",
        files: { "src/entities/room.ts": room() },
        steps: [
            {
                write: {
                    "src/migrations/4102444800000-later.ts": handwritten(
                        "Later4102444800000",
                        "CREATE TABLE later (id int)",
                        "DROP TABLE later",
                    ),
                },
            },
            { run: ["upgrade"], exit: 0 },
            ...begun,
            {
                check: ({ root }) => {
                    const names = readdirSync(join(root, "src/migrations")).filter((name) => /^\d/.test(name))
                    expect(names.sort()[0]).toBe("4102444800000-later.ts")
                    expect(names).toHaveLength(2)
                },
            },
            { run: ["current", "--check-heads"], exit: 0, says: /First\d+ \(head\)/ },
            { run: ["check", "--against", "history"], exit: 0 },
        ],
    },
    {
        about: "of which a restored database has half: what is there is not made again, and the way to record it is said",
        files: { "src/entities/room.ts": room() },
        steps: [
            ...begun,
            {
                write: {
                    "src/entities/room.ts": room("@Column({ type: 'int', nullable: true }) floor!: number | null"),
                },
            },
            { run: ["generate", "floor"], exit: 0 },
            { run: ["upgrade"], exit: 0 },
            { sql: "INSERT INTO room (code, floor) VALUES ('kept', 1)" },
            { sql: "DELETE FROM migrations WHERE name LIKE 'Floor%'" },
            { run: ["check"], exit: 2, says: /pending[^]*`upgrade --fake` records them/ },
            { run: ["upgrade"], exit: 1, says: /already exists[^]*still pending[^]*`upgrade --fake`/ },
            { run: ["upgrade", "--fake"], exit: 0 },
            { run: ["check"], exit: 0, says: /in sync/ },
            { sql: "SELECT code, floor FROM room", gives: [["kept", 1]] },
            // The other half: what came first.
            { sql: "DELETE FROM migrations WHERE name LIKE 'First%'" },
            { run: ["upgrade"], exit: 1, says: /already exists/ },
            { run: ["stamp", "head"], exit: 0 },
            { run: ["check"], exit: 0, says: /in sync/ },
        ],
    },
])

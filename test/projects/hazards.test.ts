import { expect } from "vitest"
import { stories, type Story } from "./support/story.js"

interface Said {
    readonly up: readonly { readonly hazards: readonly { readonly kind: string; readonly safer: string }[] }[]
    readonly down: Said["up"]
}

const room = (length: number, more = ""): string => `import { Entity, Column, PrimaryGeneratedColumn } from "typeorm"
@Entity() export class Room { @PrimaryGeneratedColumn() id!: number; @Column({ length: ${length} }) code!: string; ${more} }
`
const floor = '@Column({ type: "integer", nullable: true }) floor!: number | null'

const short: Story = {
    about: "hazards are a line each: those of up on the terminal, those of down as one line, none of the safer ways in the file",
    files: { "src/entities/room.ts": room(64, floor) },
    steps: [
        { run: ["generate", "rooms", "--no-rehearse"], exit: 0, says: /^down: deletes data in room$/m },
        {
            newest: /async down\(.*\n {8}\/\/ deletes-data: room\n/,
            not: /safer|\/\/ hazard/,
        },
        { run: ["upgrade"], exit: 0 },
        { write: { "src/entities/room.ts": room(36) } },
        {
            run: ["generate", "narrower", "--allow", "deletes-data", "--dry-run", "--no-rehearse"],
            exit: 0,
            says: [
                /^hazards of up\n {2}deletes-data column:public\.room\.floor: all values of the column are deleted\n {4}safer: /m,
                /^ {2}rewrites-table column:public\.room\.code: ACCESS EXCLUSIVE while every row is rewritten$/m,
                /^ {8}\/\/ rewrites-table: ACCESS EXCLUSIVE while every row is rewritten; may-fail-on-data: /m,
                /^ {8}\/\/ deletes-data: all values of the column are deleted$/m,
            ],
            saysNot: /hazards of down|\/\/ safer/,
        },
        { write: { "src/entities/room.ts": room(80, floor) } },
        {
            run: ["generate", "wider", "--dry-run", "--no-rehearse"],
            exit: 0,
            says: /^down: rewrites the table for room\.code; 2 more, see --verbose$/m,
            saysNot: /hazards of/,
        },
        {
            run: ["generate", "wider", "--dry-run", "--no-rehearse", "--verbose"],
            exit: 0,
            says: /^hazards of down\n {2}rewrites-table .*\n {4}safer: .*\n {2}scans-table .*\n {4}safer: .*\n {2}may-fail-on-data /m,
            saysNot: /^down:/m,
        },
        {
            run: ["generate", "wider", "--dry-run", "--no-rehearse", "--json"],
            exit: 0,
            json: (value) => {
                const { up, down } = value as Said
                const kinds = (list: Said["up"]): readonly string[] =>
                    list.flatMap(({ hazards }) => hazards.map(({ kind }) => kind)).toSorted()
                expect(kinds(up)).toEqual([])
                expect(kinds(down)).toEqual(["may-fail-on-data", "rewrites-table", "scans-table"])
                expect(down.flatMap(({ hazards }) => hazards).every(({ safer }) => safer !== "")).toBe(true)
            },
        },
    ],
}

stories("hazards, as a user meets them", [short])

import { expect } from "vitest"
import { stories, type Step } from "./support/story.js"

const room = `import { Entity, Column, Index, PrimaryGeneratedColumn } from "typeorm"
@Entity() export class Room {
    @PrimaryGeneratedColumn() id!: number
    @Index() @Column() code!: string
}
`

/** Another table, which goes again. */
const log = `import { Entity, Column, PrimaryColumn } from "typeorm"
@Entity() export class Log {
    @PrimaryColumn() id!: number
    @Column() text!: string
}
`

const begun: readonly Step[] = [
    { run: ["generate", "one"], exit: 0 },
    { run: ["upgrade"], exit: 0 },
    { run: ["check"], exit: 0, says: /in sync/, saysNot: /not modelled/ },
]

const logGoes: Step = { write: { "src/entities/log.ts": null } }

const METHOD = "CREATE ACCESS METHOD heap_too TYPE TABLE HANDLER heap_tableam_handler"

stories("what is not modelled", [
    {
        about: "is one line of check, a list with --verbose, and in the JSON",
        files: { "src/entities/room.ts": room },
        steps: [
            ...begun,
            { sql: "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'" },
            { sql: "CREATE FUNCTION g() RETURNS int LANGUAGE sql AS 'SELECT 1'" },
            { sql: "CREATE TYPE percent AS (n int)" },
            { sql: "CREATE STATISTICS s ON id, code FROM room" },
            { sql: METHOD },
            { sql: "ALTER TABLE room SET ACCESS METHOD heap_too" },
            {
                run: ["check"],
                exit: 0,
                says: [
                    /not modelled: access method of 1 table, 1 access method, 1 composite type, 2 functions, 1 statistics object; --verbose lists them/,
                    /in sync/,
                ],
                saysNot: /public\.f\(\)/,
            },
            {
                run: ["check", "--verbose"],
                exit: 0,
                says: [/function public\.g\(\)/, /access method of table public\.room: heap_too/, /in sync/],
            },
            {
                run: ["check", "--json"],
                exit: 0,
                json: (value) =>
                    expect(value).toMatchObject({
                        inSync: true,
                        diagnostics: expect.arrayContaining([
                            expect.objectContaining({
                                severity: "info",
                                code: "unmodelled",
                                object: "table:public.room",
                                message: expect.stringContaining("access method (heap_too)"),
                            }),
                            expect.objectContaining({ object: null, message: expect.stringContaining("public.f()") }),
                        ]),
                    }),
            },
            { run: ["generate", "nothing"], exit: 0, says: /in sync/, saysNot: /public\.f/ },
            // What is there stays: an addition loses nothing.
            {
                write: {
                    "src/entities/room.ts": room.replace(
                        "code!: string",
                        "code!: string\n    @Column({ nullable: true }) more?: string",
                    ),
                },
            },
            { run: ["generate", "more"], exit: 0, saysNot: /loses-attribute|unmanaged-dependent/ },
            { run: ["upgrade"], exit: 0 },
            {
                sql: "SELECT amname::text FROM pg_class c JOIN pg_am a ON a.oid = c.relam WHERE relname = 'room'",
                gives: [["heap_too"]],
            },
        ],
    },
    {
        about: "is refused where it would be lost, until it is allowed",
        files: { "src/entities/room.ts": room, "src/entities/log.ts": log },
        steps: [
            ...begun,
            { sql: METHOD },
            { sql: "ALTER TABLE log SET ACCESS METHOD heap_too" },
            { sql: "CREATE STATISTICS s ON id, text FROM log" },
            logGoes,
            {
                run: ["generate", "gone", "--allow", "deletes-data"],
                exit: 1,
                says: [
                    /HAZARD_REFUSED/,
                    /loses-attribute "table:public\.log": .*access method \(heap_too\)/,
                    /unmanaged-dependent "column:public\.log\.\w+": statistics object public\.s/,
                    /--allow unmanaged-dependent,loses-attribute/,
                ],
            },
            {
                run: ["generate", "gone", "--allow", "deletes-data,unmanaged-dependent,loses-attribute"],
                exit: 0,
                says: /written/,
            },
            { run: ["upgrade"], exit: 0 },
            { run: ["check"], exit: 0, says: /not modelled: 1 access method; --verbose/ },
            { run: ["downgrade"], exit: 0 },
        ],
    },
    {
        about: "is never made a plain table on the way back",
        files: { "src/entities/room.ts": room, "src/entities/log.ts": log },
        steps: [
            ...begun,
            { sql: "CREATE TABLE base (); ALTER TABLE log INHERIT base" },
            { run: ["check"], exit: 0, says: /not modelled: inheritance of 1 table;/ },
            logGoes,
            {
                run: ["generate", "gone", "--allow", "deletes-data"],
                exit: 1,
                says: /loses-attribute "table:public\.log": .*inheritance/,
            },
            {
                run: ["generate", "gone", "--allow", "deletes-data,loses-attribute"],
                exit: 0,
                says: [/down is not rehearsed/, /written/],
            },
            { newest: /async down[\s\S]*await op\.refuse\(/ },
            { run: ["upgrade"], exit: 0 },
            {
                run: ["downgrade"],
                exit: 1,
                says: [/cannot go back: "table:public\.log" had inheritance public\.base/, /by hand/],
            },
            { sql: "SELECT count(*)::int FROM pg_class WHERE relname = 'log'", gives: [[0]] },
            { run: ["check"], exit: 0, says: /in sync/ },
        ],
    },
])

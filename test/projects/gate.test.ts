import { expect } from "vitest"
import { ormconfig, stories, type Story } from "./support/story.js"

const note = (name = "Note", more = ""): string => `import { Entity, Column, PrimaryGeneratedColumn } from "typeorm"
@Entity() export class ${name} { @PrimaryGeneratedColumn() id!: number; @Column() body!: string; ${more} }
`

const globs = (list: string): string => ormconfig().replace('entities: ["src/entities/*.ts"]', `entities: [${list}]`)

const noEntities: Story = {
    about: "no entity at all is an error of generate and check, never a database in sync",
    files: { "src/entities/.keep": "", "ormconfig.ts": globs('"src/entities/*.ts"') },
    steps: [
        {
            run: ["generate", "x"],
            exit: 1,
            says: [/ENTITIES_NOT_FOUND/, /"src\/entities\/\*\.ts"/],
            saysNot: /in sync/,
        },
        {
            run: ["check", "--json"],
            exit: 1,
            json: (value) => expect(value).toMatchObject({ error: { code: "ENTITIES_NOT_FOUND" } }),
        },
        { run: ["check", "--against", "history"], exit: 1, says: /ENTITIES_NOT_FOUND/ },
        { run: ["upgrade"], exit: 0, says: /warning .*"src\/entities\/\*\.ts" matches no file/ },
        // A declaration is no module that TypeORM would import.
        { write: { "src/entities/note.d.ts": "export declare class Note {}" } },
        { run: ["check"], exit: 1, says: /no file matches/ },
        { write: { "src/entities/helper.ts": "export const helper = 1" } },
        { run: ["check"], exit: 1, says: /has no entity/ },
        { write: { "ormconfig.ts": ormconfig().replace('entities: ["src/entities/*.ts"], ', "") } },
        { run: ["check"], exit: 1, says: /names no entities/ },
    ],
}

const oneGlob: Story = {
    about: "one of several globs that matches nothing is not green, unless it is the compiled twin of one that does",
    files: {
        "src/entities/note.ts": note(),
        "ormconfig.ts": globs('"src/entities/*.ts", "src/entitties/*.ts"'),
    },
    steps: [
        { run: ["generate", "notes"], exit: 0, says: /warning .*"src\/entitties\/\*\.ts" matches no file/ },
        { run: ["upgrade"], exit: 0, says: /entitties/ },
        { run: ["check"], exit: 2, says: /problem .*entitties/, saysNot: /in sync/ },
        { write: { "ormconfig.ts": globs('"dist/entities/*.js", "src/entities/*.ts"') } },
        { run: ["check"], exit: 0, says: /in sync/, saysNot: /matches no file/ },
    ],
}

const oldTypeOrm: Story = {
    ...oneGlob,
    about: "the same with TypeORM 0.3, which has another package for globs",
    typeorm: "0.3",
    steps: [...oneGlob.steps.slice(0, 1), { run: ["check"], exit: 2, says: /problem .*entitties/ }],
}

const unknown: Story = {
    about: "what the code does not know: columns that break every INSERT, executed migrations without code, unmanaged objects",
    files: { "src/entities/note.ts": note() },
    steps: [
        { run: ["generate", "notes"], exit: 0 },
        { run: ["upgrade"], exit: 0 },
        {
            sql: "ALTER TABLE note ADD a int NOT NULL, ADD b int NOT NULL DEFAULT 1, ADD c int GENERATED ALWAYS AS IDENTITY, ADD d int NOT NULL GENERATED ALWAYS AS (1) STORED",
        },
        {
            run: ["check"],
            exit: 2,
            says: [/problem "column:public\.note\.a" is NOT NULL without a default/, /note .*note\.b/],
            saysNot: /problem .*note\.[bcd]|in sync/,
        },
        { run: ["generate", "more"], exit: 0, says: /warning "column:public\.note\.a" is NOT NULL/ },
        { run: ["upgrade"], exit: 0, says: /warning "column:public\.note\.a" is NOT NULL/ },
        {
            run: ["upgrade", "--json"],
            exit: 0,
            json: (value) => expect(value).toMatchObject({ executed: [], diagnostics: [{ code: "inserts-fail" }] }),
        },
        // What the entity declares, or the filters leave out, is no concern of a check.
        { write: { "ormconfig.ts": `${ormconfig()}export const autogen = { exclude: { columns: ["note.a"] } }\n` } },
        { run: ["check"], exit: 0, saysNot: /note\.a/ },
        { run: ["upgrade"], exit: 0, saysNot: /note\.a/ },
        { write: { "ormconfig.ts": ormconfig() } },
        { sql: "ALTER TABLE note DROP a" },
        { run: ["check"], exit: 0, says: /in sync/ },
        { run: ["check", "--strict"], exit: 2, says: /problem .*note\.b.*/, saysNot: /in sync/ },
        { write: { "ormconfig.ts": `${ormconfig()}export const autogen = { strict: true }\n` } },
        {
            run: ["check", "--json"],
            exit: 2,
            json: (value) =>
                expect(value).toMatchObject({ inSync: false, drifts: [], problems: [{ code: "unmanaged" }, {}, {}] }),
        },
        { write: { "ormconfig.ts": ormconfig() } },
        { sql: "ALTER TABLE note DROP b, DROP c, DROP d" },
        { run: ["check", "--strict"], exit: 0, says: /in sync/ },
        { sql: "INSERT INTO migrations (timestamp, name) VALUES (1999999999999, 'Gone1999999999999')" },
        { run: ["check"], exit: 2, says: /problem .*Gone1999999999999/ },
        { run: ["generate", "more"], exit: 0, says: /warning .*Gone1999999999999/ },
        { run: ["upgrade"], exit: 0, says: /warning .*Gone1999999999999/ },
        { run: ["check", "--against", "history"], exit: 0 },
    ],
}

stories("a gate that cannot lie", [noEntities, oneGlob, oldTypeOrm, unknown])

import { expect } from "vitest"
import { stories, type Files, type Step } from "./support/story.js"

// What people meet who come with a project of their own, and with the habits of TypeORM's and Alembic's command lines.

const room = `import { Entity, Column, PrimaryGeneratedColumn } from "typeorm"
@Entity() export class Room { @PrimaryGeneratedColumn() id!: number; @Column() code!: string }
`
const source = (globs: string): string => `import "reflect-metadata"
import { DataSource } from "typeorm"
import { connectionFromEnvironment } from "typeorm-autogen"
export const AppDataSource = new DataSource({ ...connectionFromEnvironment(), ${globs} })
`
const manifest = (scripts: Readonly<Record<string, string>>): string =>
    JSON.stringify({ name: "story", private: true, type: "module", scripts })

const own: Files = {
    "ormconfig.ts": null,
    "src/migrations/.keep": null,
    "src/entities/room.ts": room,
    "src/database/data-source.ts": source(
        `entities: ["src/entities/*.ts"], migrations: ["src/database/migrations/*.ts"]`,
    ),
}

stories("a project with a data source of its own", [
    {
        about: "init takes the file that the scripts name, and every command works on it",
        files: {
            ...own,
            "package.json": manifest({ typeorm: "typeorm-ts-node-esm --dataSource=src/database/data-source.ts" }),
        },
        steps: [
            { run: ["init"], exit: 0, says: /kept +src\/database\/data-source\.ts/, saysNot: /ormconfig/ },
            { run: ["generate", "rooms"], exit: 0, says: /src\/database\/migrations\/\d+-rooms\.ts/ },
            { run: ["check", "-d", "src/database/data-source.ts"], exit: 2, says: /room/ },
            { run: ["upgrade", "--dataSource", "src/database/data-source.ts"], exit: 0 },
            { run: ["check"], exit: 0 },
            {
                run: ["check"],
                exit: 1,
                in: "src",
                says: /which is a folder of the project .*\nnext +run the command in /,
            },
            { typeorm: ["migration:show", "-d", "src/database/data-source.ts"], says: /\[X\].*Rooms/ },
            {
                check: ({ exists, read }) => {
                    expect(exists("ormconfig.ts")).toBe(false)
                    expect(read("package.json")).toContain('"config":"src/database/data-source.ts"')
                },
            },
            {
                run: ["check", "-d", "src/database/source.ts"],
                exit: 1,
                says: /CONFIG_NOT_FOUND.*\nnext .*data-source\.ts/,
            },
        ],
    },
    {
        about: "init of another folder finds it by what is written in it; options stand for a DataSource",
        files: {
            "ormconfig.ts": null,
            "package.json": manifest({}),
            "api/package.json": manifest({}),
            "api/tsconfig.json": '{ "compilerOptions": { "module": "nodenext" } }',
            "api/src/entities/room.ts": room,
            "api/src/config/database.ts": `import type { DataSourceOptions } from "typeorm"
import { connectionFromEnvironment } from "typeorm-autogen"
export const options: DataSourceOptions = { ...connectionFromEnvironment(), entities: ["src/entities/*.ts"], migrations: ["src/migrations/*.ts"] }
`,
        },
        steps: [
            { run: ["init", "api"], exit: 0, says: [/src\/config\/database\.ts/, /tsconfig\.json lacks/] },
            { run: ["init", "api", "--tsconfig"], exit: 0, says: /changed tsconfig\.json/ },
            { run: ["generate", "rooms"], in: "api", exit: 0, says: /src\/migrations\/\d+-rooms\.ts/ },
            { run: ["upgrade"], in: "api", exit: 0 },
            { run: ["check"], in: "api", exit: 0 },
        ],
    },
    {
        about: "several are listed, and the flag that chooses one",
        files: { ...own, "src/reports/data-source.ts": source("entities: []"), "package.json": manifest({}) },
        steps: [
            {
                run: ["check"],
                exit: 1,
                says: /CONFIG_NOT_FOUND.*\nnext .*init --config src\/database\/data-source\.ts/,
            },
            {
                run: ["init"],
                exit: 1,
                says: [/src\/database\/data-source\.ts, src\/reports\/data-source\.ts/, /init --config src\/database/],
            },
            { run: ["init", "-d", "src/database/data-source.ts"], exit: 0, says: /package\.json/ },
            { run: ["check"], exit: 2, says: /room/ },
        ],
    },
])

stories("habits of other command lines", [
    {
        about: "are answered with what there is",
        steps: [
            { run: ["revision", "--autogenerate", "-m", "rooms"], exit: 1, says: /ENTITIES_NOT_FOUND/ },
            { run: ["revision"], exit: 1, says: /USAGE .*\nnext .*revision -m/ },
            { run: ["history"], exit: 0, says: /there is no migration/ },
            { run: ["stamp"], exit: 1, says: /missing required argument/ },
            { run: ["init-db"], exit: 1, says: /did you mean `upgrade`\?.*\n.*`ensure-version`/ },
            { run: ["autogenerate"], exit: 1, says: /`revision --autogenerate -m "message"`/ },
            { run: ["log"], exit: 1, says: /did you mean `history`\?/ },
            { run: ["migration:run", "-d", "ormconfig.ts"], exit: 1, says: /did you mean `upgrade`\?/ },
            { run: ["generate", "-m", "rooms"], exit: 1, says: /ENTITIES_NOT_FOUND/ },
            {
                run: ["generate", "rooms", "-m", "floors"],
                exit: 1,
                says: /USAGE a migration has one name.*"rooms" and -m "floors"/,
            },
            {
                run: ["upgrade", "-m", "add floor"],
                exit: 1,
                says: /next +only `generate`, `create` and `revision` take a message/,
            },
            {
                run: ["create"],
                exit: 1,
                says: /USAGE an empty migration needs a name\nnext +write `create "add floor"`/,
            },
            {
                run: ["generate", "create", "thing"],
                exit: 1,
                says: /next +write `create "thing"`.*`generate "create thing"`/,
            },
            { run: ["downgrade", "-1"], exit: 0, says: /nothing to revert/ },
            { run: ["upgrade", "+1"], exit: 0, says: /nothing is pending/ },
            { run: ["upgrade", "-1"], exit: 1, says: /USAGE .*the other way/ },
            { run: ["check", "now"], exit: 1, says: /USAGE `check` takes no argument/ },
        ],
    },
])

const urlConfig = (url: string): string => `import "reflect-metadata"
import { DataSource } from "typeorm"
export default new DataSource({ type: "postgres", url: ${url}, port: 9, entities: ["src/entities/*.ts"], migrations: ["src/migrations/*.ts"] })
`

stories("a connection that leads nowhere", [
    {
        about: "is told by what is wrong with the URL",
        files: {
            "src/entities/room.ts": `import { Entity, PrimaryGeneratedColumn } from "typeorm"
@Entity() export class Room { @PrimaryGeneratedColumn() id!: number }
`,
        },
        steps: ['""', 'process.env["NOT_SET"]']
            .flatMap((url): Step[] => [
                { write: { "ormconfig.ts": urlConfig(url) } },
                {
                    run: ["check"],
                    exit: 1,
                    says: /error CONNECTION_FAILED `url` is empty in the DataSource's options, .*\nnext +set the environment variable/,
                },
            ])
            .concat([
                { write: { "ormconfig.ts": urlConfig('"postgres://u:p%zz@127.0.0.1:9/db"') } },
                { run: ["check"], exit: 1, says: /URI malformed\nnext +escape user and password/ },
                { write: { "ormconfig.ts": urlConfig('"nonsense"') } },
                { run: ["check"], exit: 1, says: /the connection URL cannot be read\nnext/ },
            ]),
    },
])

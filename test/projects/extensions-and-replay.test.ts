import { ormconfig, stories } from "./support/story.js"

const entity = (body: string, imports = "", decorators = "@Entity()"): string =>
    `import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn${imports} } from "typeorm"
${decorators} export class Thing {
${body}
}
`
const uuidThing = (more = ""): string =>
    entity(`    @PrimaryGeneratedColumn("uuid") id!: string\n    @Column() name!: string\n${more}`)

/** A migration of raw SQL, as TypeORM's own generator writes it. */
const migration = (
    name: string,
    timestamp: number,
    up: readonly string[],
    down: readonly string[],
    rest = "",
): string =>
    `import type { MigrationInterface, QueryRunner } from "typeorm"
export class ${name}${timestamp} implements MigrationInterface {
    name = "${name}${timestamp}"
    ${rest}
    async up(queryRunner: QueryRunner): Promise<void> {
        ${up.map((sql) => `await queryRunner.query(${JSON.stringify(sql)})`).join("\n        ")}
    }
    async down(queryRunner: QueryRunner): Promise<void> {
        ${down.map((sql) => `await queryRunner.query(${JSON.stringify(sql)})`).join("\n        ")}
    }
}
`

const FIRST = 1700000000000
const CREATE_THING = `CREATE TABLE "thing" ("id" uuid NOT NULL DEFAULT uuid_generate_v4(), "name" character varying NOT NULL, CONSTRAINT "PK_e7757c5911e20acd09faa22d1ac" PRIMARY KEY ("id"))`
const thingMigration = migration("First", FIRST, [CREATE_THING], ['DROP TABLE "thing"'])

stories("extensions", [
    {
        about: "a generated uuid key needs uuid-ossp: the first migration creates it, and no later one mentions it",
        on: "server",
        files: { "src/entities/thing.ts": uuidThing() },
        steps: [
            { run: ["generate", "things"], exit: 0 },
            { newest: /createExtension\("uuid-ossp"/ },
            { run: ["upgrade"], exit: 0 },
            { run: ["check"], exit: 0, says: /in sync/ },
            { sql: "INSERT INTO thing (name) VALUES ('a') RETURNING length(id::text)", gives: [[36]] },
            { write: { "src/entities/thing.ts": uuidThing("    @Column({ nullable: true }) note?: string") } },
            { run: ["generate", "note", "--against", "history"], exit: 0, saysNot: /extension/i },
            { newest: /addColumn/, not: /xtension/ },
            { run: ["upgrade"], exit: 0 },
            { run: ["downgrade", "base", "--allow", "deletes-data"], exit: 0 },
        ],
    },
    {
        about: "upgrade creates what TypeORM would, before a migration that counts on it; TypeORM's own command line agrees",
        files: { "src/entities/thing.ts": uuidThing(), [`src/migrations/${FIRST}-first.ts`]: thingMigration },
        steps: [
            { run: ["upgrade"], exit: 0 },
            { run: ["check"], exit: 0, says: /in sync/ },
            { run: ["check", "--against", "history"], exit: 0 },
            { run: ["generate", "nothing"], exit: 0, saysNot: /written|extension/i },
            { run: ["downgrade", "base"], exit: 0 },
            { typeorm: ["migration:run", "-d", "ormconfig.ts"], exit: 0 },
            { run: ["check"], exit: 0 },
        ],
    },
    {
        about: "a history whose entities no longer need an extension still replays, and the extension stays",
        files: { "src/entities/thing.ts": uuidThing(), [`src/migrations/${FIRST}-first.ts`]: thingMigration },
        steps: [
            { run: ["upgrade"], exit: 0 },
            {
                write: {
                    "src/entities/thing.ts": entity(
                        "    @PrimaryColumn('uuid') id!: string\n    @Column() name!: string",
                    ),
                },
            },
            { run: ["generate", "own ids", "--against", "history"], exit: 0, saysNot: /xtension/ },
            { newest: /alterColumn\("thing", "id"/, not: /xtension/ },
            { run: ["upgrade"], exit: 0 },
            { run: ["check"], exit: 0, saysNot: /dropExtension/ },
            { run: ["check", "--against", "history"], exit: 0 },
        ],
    },
    {
        about: "installExtensions: false leaves them to others: nothing creates one, and what is missing is said",
        files: {
            "ormconfig.ts": ormconfig("installExtensions: false,"),
            "src/entities/thing.ts": entity(
                '    @PrimaryGeneratedColumn() id!: number\n    @Column({ type: "citext" }) email!: string',
            ),
        },
        steps: [
            { run: ["generate", "things", "--no-rehearse"], exit: 0 },
            { newest: /type\("citext"\)/, not: /createExtension/ },
            { run: ["upgrade"], exit: 1, says: /type "citext" does not exist/ },
            { sql: 'CREATE EXTENSION "citext"' },
            { run: ["upgrade"], exit: 0 },
            { run: ["check"], exit: 0 },
        ],
    },
    {
        quick: true,
        about: "the option `extensions`, and an exclusion's btree_gist: created before raw SQL uses them",
        files: {
            "ormconfig.ts": ormconfig('extensions: ["pg_trgm"],'),
            "src/entities/thing.ts": entity(
                '    @PrimaryGeneratedColumn() id!: number\n    @Column({ type: "text" }) name!: string',
            ),
            [`src/migrations/${FIRST}-first.ts`]: migration(
                "First",
                FIRST,
                [
                    'CREATE TABLE "thing" ("id" SERIAL NOT NULL, "name" text NOT NULL, CONSTRAINT "PK_e7757c5911e20acd09faa22d1ac" PRIMARY KEY ("id"))',
                    'CREATE INDEX "by_likeness" ON "thing" USING gin ("name" gin_trgm_ops)',
                ],
                ['DROP TABLE "thing"'],
            ),
        },
        steps: [
            { run: ["upgrade"], exit: 0 },
            { run: ["check", "--against", "history"], saysNot: /extension/i },
            { sql: "SELECT extname::text FROM pg_extension WHERE extname = 'pg_trgm'", gives: [["pg_trgm"]] },
        ],
    },
])

const tenants = {
    "ormconfig.ts": ormconfig('schema: process.env["TENANT"] ?? "app",'),
    "src/entities/thing.ts": uuidThing(),
}

stories("a DataSource's schema", [
    {
        about: "one history runs for every tenant, from a database without the schema",
        files: tenants,
        steps: [
            { run: ["generate", "things"], exit: 0 },
            { newest: /createSchema\(defaultSchema\(\), \{ ifNotExists: true \}\)/, not: /"app"/ },
            { run: ["upgrade"], exit: 0 },
            { run: ["upgrade"], env: { TENANT: "second" }, exit: 0 },
            { run: ["check", "--against", "history"], env: { TENANT: "second" }, exit: 0 },
            { typeorm: ["migration:show", "-d", "ormconfig.ts"], env: { TENANT: "second" }, exit: 0, says: /\[X\]/ },
            {
                sql: "SELECT table_schema::text FROM information_schema.tables WHERE table_name = 'migrations' ORDER BY 1",
                gives: [["app"], ["second"]],
            },
        ],
    },
    {
        about: "one tenant goes back and up again, beside another that uses the same extension",
        files: tenants,
        steps: [
            { run: ["generate", "things"], exit: 0 },
            { sql: `CREATE EXTENSION "uuid-ossp"; CREATE TABLE other (id uuid DEFAULT uuid_generate_v4())` },
            { run: ["upgrade"], exit: 0 },
            { run: ["downgrade", "base"], exit: 0 },
            {
                sql: "SELECT to_regclass('app.thing')::text AS thing, to_regclass('app.migrations')::text AS migrations",
                gives: [[null, "app.migrations"]],
            },
            { run: ["upgrade"], exit: 0 },
            { run: ["check"], exit: 0 },
        ],
    },
])

const legacy = `import { Column, Entity, PrimaryGeneratedColumn } from "typeorm"
@Entity("legacy", { synchronize: false }) export class Legacy {
    @PrimaryGeneratedColumn() id!: number
    @Column() code!: string
}
`

stories("the replay", [
    {
        about: "knows the entities and calls no subscriber",
        files: {
            "ormconfig.ts": ormconfig(
                "cache: true, subscribers: [Loud],",
                `import { EventSubscriber } from "typeorm"
@EventSubscriber() class Loud { beforeInsert(): void { if (process.env["LOUD"]) throw new Error("called") } }`,
            ),
            "src/entities/thing.ts": uuidThing(),
            [`src/migrations/${FIRST}-first.ts`]: thingMigration,
            "src/migrations/1700000000001-rows.ts": `import type { MigrationInterface, QueryRunner } from "typeorm"
import { Thing } from "../entities/thing.js"
export class Rows1700000000001 implements MigrationInterface {
    async up(q: QueryRunner): Promise<void> {
        await q.manager.save(Thing, { name: "first" })
        const found = await q.manager.getRepository(Thing).find({ where: { name: "first" }, cache: true })
        if (found.length !== 1) throw new Error("not found")
    }
    async down(q: QueryRunner): Promise<void> { await q.manager.delete(Thing, { name: "first" }) }
}
`,
        },
        env: { LOUD: "1" },
        steps: [
            { run: ["check", "--against", "history"], saysNot: /REPLAY_FAILED|called/ },
            { run: ["upgrade"], exit: 0 },
            { sql: "SELECT name::text FROM thing", gives: [["first"]] },
        ],
    },
    {
        about: "has the tables of entities that others create, where a migration alters or references them",
        files: {
            "src/entities/legacy.ts": legacy,
            "src/entities/thing.ts": entity(
                "    @PrimaryGeneratedColumn() id!: number\n    @Column({ nullable: true }) legacyId?: number",
            ),
            [`src/migrations/${FIRST}-first.ts`]: migration(
                "First",
                FIRST,
                [
                    'ALTER TABLE "legacy" ADD "note" text',
                    'CREATE TABLE "thing" ("id" SERIAL NOT NULL, "legacyId" integer REFERENCES "legacy" ("id"), "extra" text, CONSTRAINT "PK_e7757c5911e20acd09faa22d1ac" PRIMARY KEY ("id"))',
                ],
                ['DROP TABLE "thing"'],
                "transaction = false as const",
            ),
        },
        steps: [
            { sql: 'CREATE TABLE "legacy" ("id" serial PRIMARY KEY, "code" varchar NOT NULL)' },
            { run: ["upgrade"], exit: 0 },
            { run: ["check"], exit: 2, says: /extra/, saysNot: /replay|legacy\.code/ },
        ],
    },
    {
        about: "begins with what replay.before prepares, and says what the options must be",
        files: {
            "ormconfig.ts": `${ormconfig()}\nexport const autogen = { replay: { before: "db/auth.sql" } }\n`,
            "db/auth.sql":
                "CREATE SCHEMA auth; CREATE TABLE auth.users (id uuid PRIMARY KEY); CREATE FUNCTION auth.uid() RETURNS uuid LANGUAGE sql AS 'SELECT NULL::uuid';",
            "src/entities/thing.ts": uuidThing(),
            [`src/migrations/${FIRST}-first.ts`]: migration(
                "First",
                FIRST,
                [
                    CREATE_THING.replace(
                        "PRIMARY KEY",
                        'CHECK (auth.uid() IS NULL), CONSTRAINT "PK_e7757c5911e20acd09faa22d1ac" PRIMARY KEY',
                    ).replace('CONSTRAINT "PK_e7757c5911e20acd09faa22d1ac" CHECK', 'CONSTRAINT "CHK" CHECK'),
                ],
                ['DROP TABLE "thing"'],
            ),
        },
        steps: [
            { run: ["check", "--against", "history"], saysNot: /REPLAY_FAILED/ },
            { write: { "db/auth.sql": "CREATE SCHEMA auth; SELECT nothing();" } },
            {
                run: ["check", "--against", "history"],
                exit: 1,
                says: /REPLAY_FAILED.*replay\.before.*auth\.sql.*nothing\(\) does not exist/s,
            },
            {
                write: {
                    "ormconfig.ts": `${ormconfig()}\nexport const autogen = { replay: { before: async (db: { query(sql: string): Promise<unknown> }) => { await db.query("CREATE SCHEMA auth; CREATE FUNCTION auth.uid() RETURNS uuid LANGUAGE sql AS 'SELECT NULL::uuid'") } } }\n`,
                },
            },
            { run: ["check", "--against", "history"], saysNot: /REPLAY_FAILED/ },
            { write: { "ormconfig.ts": `${ormconfig()}\nexport const autogen = { replay: { url: "mysql://x" } }\n` } },
            { run: ["check"], exit: 1, says: /CONFIG_INVALID.*replay.*postgres:\/\//s },
            { write: { "ormconfig.ts": ormconfig() } },
            {
                run: ["check", "--against", "history"],
                exit: 1,
                says: [
                    /REPLAY_FAILED/,
                    /First1700000000000/,
                    /src\/migrations\/1700000000000-first\.ts/,
                    /replay: \{ before/,
                ],
            },
        ],
    },
    {
        about: "runs on a server where replay.url names one, in a database that is gone afterwards, also after a failure",
        on: "server",
        files: {
            "ormconfig.ts": `${ormconfig()}\nexport const autogen = { replay: { url: process.env["REPLAY_URL"] ?? serverUrl() } }\nfunction serverUrl(): string { const e = process.env; return \`postgres://\${e["POSTGRES_USER"]}:\${e["POSTGRES_PASSWORD"]}@\${e["POSTGRES_HOSTNAME"]}:\${e["POSTGRES_PORT"]}/\${e["APPLICATION_DB"]}\` }\n`,
            "src/entities/thing.ts": uuidThing(),
            [`src/migrations/${FIRST}-first.ts`]: thingMigration.replace(
                "await",
                'if (process.env["BAD"]) throw new Error("bad")\n        await',
            ),
        },
        steps: [
            { run: ["upgrade"], exit: 0 },
            { run: ["check", "--against", "history"], exit: 0 },
            {
                run: ["check", "--against", "history"],
                env: { BAD: "1" },
                exit: 1,
                says: /REPLAY_FAILED.*First1700000000000/s,
            },
            { sql: "SELECT count(*)::int FROM pg_database WHERE datname LIKE 'autogen_replay%'", gives: [[0]] },
            {
                run: ["check", "--against", "history"],
                env: { REPLAY_URL: "postgres://u:secret@127.0.0.1:1/x" },
                exit: 1,
                saysNot: /secret/,
                says: /CONNECTION_REFUSED/,
            },
        ],
    },
    {
        about: "that fails is an error of generate and check, and is not needed where nothing is undeclared",
        files: {
            "src/entities/thing.ts": uuidThing("    @Column({ nullable: true }) note?: string"),
            [`src/migrations/${FIRST}-first.ts`]: thingMigration
                .replace(
                    '"name\\" character varying NOT NULL,',
                    '"name\\" character varying NOT NULL, \\"note\\" character varying,',
                )
                .replace("await", 'if (process.env["BAD"]) throw new Error("only here")\n        await'),
        },
        steps: [
            { run: ["upgrade"], exit: 0 },
            { run: ["check"], env: { BAD: "1" }, exit: 0 },
            { write: { "src/entities/thing.ts": uuidThing() } },
            {
                run: ["check"],
                env: { BAD: "1" },
                exit: 1,
                says: [/First1700000000000.*only here/s, /in src\/migrations\/1700000000000-first\.ts/],
                saysNot: /unmanaged|in sync/,
            },
            { run: ["generate", "x", "--allow", "deletes-data"], env: { BAD: "1" }, exit: 1, says: /REPLAY_FAILED/ },
            { run: ["check"], exit: 2, says: /note/ },
        ],
    },
])

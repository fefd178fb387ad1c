// @module-tag rest
import "reflect-metadata"
import {
    chmodSync,
    mkdtempSync,
    readdirSync,
    readFileSync,
    rmSync,
    symlinkSync,
    utimesSync,
    writeFileSync,
} from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { runInThisContext } from "node:vm"
import {
    DataSource,
    DefaultNamingStrategy,
    EntitySchema,
    type DataSourceOptions,
    type MigrationInterface,
} from "typeorm"
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import type { DataSourceLike } from "../../src/autogen/core/data-source-like.js"
import { historyCache } from "../../src/autogen/commands/history-cache.js"
import { trackOrigins } from "../../src/autogen/commands/history-origins.js"
import { inspect } from "../../src/autogen/inspect/inspect.js"
import type { ReplayOptions } from "../../src/autogen/load/autogen-options.js"
import { isPure } from "../../src/autogen/commands/pure-migration.js"
import { replayHistory } from "../../src/autogen/commands/replay-history.js"
import { knownMigrations } from "../../src/autogen/revisions/migration-files.js"
import { repository } from "../projects/support/installed.js"
import type { ReplayedProject } from "../../src/autogen/commands/replayed-project.js"

const folder = mkdtempSync(join(tmpdir(), "autogen-history-"))
const cache = join(folder, "cache")
const cacheBefore = process.env["AUTOGEN_CACHE"]

beforeAll(() => {
    writeFileSync(join(folder, "package.json"), "{}")
    symlinkSync(join(repository, "node_modules"), join(folder, "node_modules"))
    process.env["AUTOGEN_CACHE"] = cache
})
beforeEach(() => rmSync(cache, { recursive: true, force: true }))
afterAll(() => {
    if (cacheBefore === undefined) delete process.env["AUTOGEN_CACHE"]
    else process.env["AUTOGEN_CACHE"] = cacheBefore
    rmSync(folder, { recursive: true, force: true })
})

type MigrationClass = new () => MigrationInterface

/** A migration whose code is this text. */
function migration(number: number, body: string, more = ""): MigrationClass {
    const name = `M${Math.abs(number)}_${1700000000000 + number}`
    const code = `(class ${name} { ${more} async up(queryRunner) { ${body} } async down() {} })`
    return runInThisContext(code) as MigrationClass
}

const sqlOf = (number: number): string =>
    `CREATE TABLE "t${number}" ("id" int PRIMARY KEY, "at" timestamptz DEFAULT now())`
const queries = (sql: string): string => `await queryRunner.query(${JSON.stringify(sql)});`
const plain = (count: number): readonly MigrationClass[] =>
    Array.from({ length: count }, (_, number) => migration(number, queries(sqlOf(number))))

interface Setting {
    readonly migrations?: readonly MigrationClass[]
    readonly options?: Partial<DataSourceOptions>
    readonly replay?: ReplayOptions
}

async function projectOf({ migrations = plain(25), options, replay }: Setting = {}): Promise<ReplayedProject> {
    const dataSource = new DataSource({
        type: "postgres",
        migrations: [...migrations],
        ...options,
    } as DataSourceOptions)
    await (dataSource as unknown as DataSourceLike).buildMetadatas()
    return {
        dataSource: dataSource as unknown as DataSourceLike,
        folder,
        options: replay ? { replay } : {},
        migrationFileOf: () => undefined,
    }
}

/** Replays, and gives all that the replay is asked about. */
async function replayed(setting?: Setting): Promise<object> {
    const project = await projectOf(setting)
    const known = knownMigrations(project.dataSource)
    const tracker = trackOrigins(known, project.dataSource.namingStrategy)
    const history = await replayHistory(project, tracker)
    try {
        const { objects } = await inspect(history.session)
        return [...objects.values()].map((object) => [object, tracker.originOf(object.key), history.isManaged(object)])
    } finally {
        await history.close()
    }
}

/** How many migrations need not be run. */
async function keptOf(setting?: Setting): Promise<number> {
    const project = await projectOf(setting)
    const found = (await historyCache(project, true))?.find()
    return knownMigrations(project.dataSource).findIndex(({ name }) => name === found?.last) + 1
}

const files = (): readonly string[] => readdirSync(cache).filter((name) => name.startsWith("history-"))

describe("a replayed history", () => {
    test("is kept, and gives what it gave; of a longer one the new migrations are run, of a shorter one it is nothing", async () => {
        const first = await replayed()
        expect(await keptOf()).toBe(25)
        expect(await replayed()).toEqual(first)
        const longer = { migrations: plain(27) }
        expect(await keptOf(longer)).toBe(25)
        const continued = await replayed(longer)
        rmSync(cache, { recursive: true })
        expect(continued).toEqual(await replayed(longer))
        expect(await keptOf({ migrations: plain(24) })).toBe(0)
    })

    test("goes on in the middle of what one generator wrote, with renames and with operations of ours in between", async () => {
        const body = (at: number): string =>
            at === 25
                ? queries('ALTER TABLE "t3" RENAME TO "moved"')
                : at === 26
                  ? queries('DROP TABLE "t4"')
                  : queries(sqlOf(at))
        const whole = Array.from({ length: 28 }, (_, at) => migration(at, body(at)))
        await replayed({ migrations: whole.slice(0, 25) })
        expect(await keptOf({ migrations: whole })).toBe(25)
        const continued = await replayed({ migrations: whole })
        rmSync(cache, { recursive: true })
        expect(continued).toEqual(await replayed({ migrations: whole }))
    })

    const longColumn = new EntitySchema({
        name: "other",
        columns: { id: { type: "int", primary: true }, name: { type: "citext" } },
    })
    class OtherNames extends DefaultNamingStrategy {
        override tableName(given: string): string {
            return given
        }
    }
    const changes: readonly (readonly [string, () => Setting])[] = [
        [
            "the text of an old migration",
            () => ({ migrations: [migration(0, queries(`${sqlOf(0)} `)), ...plain(25).slice(1)] }),
        ],
        [
            "an old migration's name",
            () => ({
                migrations: [migration(0, queries(sqlOf(0)), 'name = "Other1700000000000";'), ...plain(25).slice(1)],
            }),
        ],
        [
            "whether it runs in a transaction",
            () => ({ migrations: [migration(0, queries(sqlOf(0)), "transaction = false;"), ...plain(25).slice(1)] }),
        ],
        [
            "what it says of itself",
            () => ({
                migrations: [
                    migration(0, queries(sqlOf(0)), "static revision = { revises: [], generated: true };"),
                    ...plain(25).slice(1),
                ],
            }),
        ],
        ["its order", () => ({ migrations: [migration(100, queries(sqlOf(0))), ...plain(25).slice(1)] })],
        ["a migration less", () => ({ migrations: plain(25).slice(1) })],
        [
            "a migration before",
            () => ({ migrations: [migration(-1, queries('CREATE TABLE "first" ()')), ...plain(25)] }),
        ],
        ["the schema", () => ({ options: { schema: "app" } })],
        ["the table of migrations", () => ({ options: { migrationsTableName: "done" } })],
        ["the extensions that are created", () => ({ options: { extensions: ["hstore"] } })],
        ["an entity whose type needs an extension", () => ({ options: { entities: [longColumn] } })],
        ["the transaction mode", () => ({ options: { migrationsTransactionMode: "each" } })],
        ["the naming strategy", () => ({ options: { namingStrategy: new OtherNames() } })],
        ["the search path", () => ({ options: { extra: { options: "-c search_path=public" } } })],
        ["what runs before", () => ({ replay: { before: "before.sql" } })],
        ["a function that runs before", () => ({ replay: { before: () => Promise.resolve() } })],
        ["cache: false", () => ({ replay: { cache: false } })],
        ["another server", () => ({ replay: { url: "postgres://127.0.0.1:1/none" } })],
    ]
    test("is not taken where something is another", async () => {
        writeFileSync(join(folder, "before.sql"), "CREATE SCHEMA auth;")
        await replayed()
        expect(await keptOf()).toBe(25)
        for (const [what, setting] of changes) expect([what, await keptOf(setting())]).toEqual([what, 0])
        process.env["AUTOGEN_CACHE"] = "off"
        expect(await keptOf()).toBe(0)
        process.env["AUTOGEN_CACHE"] = cache
        expect(await keptOf()).toBe(25)
    })

    test("is kept by the content of what runs before", async () => {
        const replay = { before: "before.sql" }
        writeFileSync(join(folder, "before.sql"), "CREATE SCHEMA auth;")
        await replayed({ replay })
        expect(await keptOf({ replay })).toBe(25)
        writeFileSync(join(folder, "before.sql"), "CREATE SCHEMA auth; CREATE TABLE auth.users (id int);")
        expect(await keptOf({ replay })).toBe(0)
        writeFileSync(join(folder, "before.sql"), "SET search_path = auth, public; CREATE SCHEMA auth;")
        await replayed({ replay })
        expect(files()).toHaveLength(1)
    })

    const unknown: readonly (readonly [string, string])[] = [
        ["the environment", 'await queryRunner.query(`CREATE TABLE "${process.env.USER}" ()`);'],
        ["a name of its file", "await queryRunner.query(SQL);"],
        ["a helper", 'await createTable(queryRunner, "x");'],
        ["operations of somebody", 'const op = operations(queryRunner); await op.createTable("x", []);'],
        ["the entities", 'await queryRunner.manager.save("room", {});'],
        ["what is there", 'if (await queryRunner.hasTable("x")) await queryRunner.query("SELECT 1");'],
        ["an answer", 'await queryRunner.query("SELECT 1").then((rows) => rows);'],
        ["the clock", 'await queryRunner.query(`CREATE TABLE "t_` + Date.now() + `" ()`);'],
        [
            "the clock in SQL",
            queries("DO $$ BEGIN EXECUTE 'CREATE TABLE p_' || to_char(now(), 'YYYYMMDD') || ' ()'; END $$"),
        ],
        [
            "a function that makes tables",
            queries(
                "CREATE FUNCTION part() RETURNS void LANGUAGE plpgsql AS $$ BEGIN EXECUTE 'CREATE TABLE p ()'; END $$",
            ),
        ],
    ]
    test("is kept up to the first migration that may read something else", async () => {
        for (const [what, body] of unknown) {
            const [instance] = knownMigrations((await projectOf({ migrations: [migration(25, body)] })).dataSource)
            expect([what, instance && isPure(instance, () => undefined)]).toEqual([what, false])
        }
        const body =
            "const [{ n }] = await queryRunner.query('SELECT 1 AS n'); await queryRunner.query('CREATE TABLE x' + n + ' ()');"
        const migrations = [...plain(25), migration(25, body), migration(26, queries(sqlOf(26)))]
        const first = await replayed({ migrations })
        expect(await keptOf({ migrations })).toBe(25)
        expect(await replayed({ migrations })).toEqual(first)
    })

    test("is not kept where a session knows more than its database", async () => {
        for (const sql of ["SET search_path = pg_catalog", "CREATE TEMP TABLE passing ()", "SET ROLE pg_monitor"]) {
            const migrations = [...plain(24), migration(24, queries(sql))]
            await replayed({ migrations }).catch(() => undefined)
            expect([sql, await keptOf({ migrations })]).toEqual([sql, 0])
        }
    })

    test("is not taken where the file is damaged, or somebody else could have written it", async () => {
        const first = await replayed()
        const [file = ""] = files().map((name) => join(cache, name))
        const good = readFileSync(file)
        const bad = [
            good.subarray(0, good.length / 2),
            Buffer.alloc(0),
            Buffer.concat([good.subarray(0, 60), Buffer.from("x"), good.subarray(61)]),
        ]
        for (const content of bad) {
            writeFileSync(file, content)
            expect(await keptOf()).toBe(0)
        }
        expect(await replayed()).toEqual(first)
        expect(await keptOf()).toBe(25)
        chmodSync(file, 0o666)
        expect(await keptOf()).toBe(0)
        chmodSync(file, 0o600)
        chmodSync(cache, 0o777)
        expect(await keptOf()).toBe(0)
        chmodSync(cache, 0o700)
        expect(await keptOf()).toBe(25)
    })

    test("is replayed without a cache where its folder cannot be one; what is old goes", async () => {
        process.env["AUTOGEN_CACHE"] = join(folder, "package.json")
        const first = await replayed()
        process.env["AUTOGEN_CACHE"] = cache
        expect(await replayed()).toEqual(first)
        const old = join(cache, "history-old.gz")
        writeFileSync(old, "old", { mode: 0o600 })
        utimesSync(old, new Date(0), new Date(0))
        await Promise.all([replayed({ migrations: plain(26).slice(1) }), replayed({ migrations: plain(26).slice(1) })])
        expect(files().filter((name) => name.includes("old"))).toEqual([])
        expect(
            readdirSync(cache).filter((name) => !/^(history-[0-9a-f]{64}\.gz|pglite-[\w.-]+\.tar)$/.test(name)),
        ).toEqual([])
    })
})

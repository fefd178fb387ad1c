import { DataSource, type QueryRunner } from "typeorm"
import { describe, expect, test } from "vitest"
import { literal } from "../../src/autogen/commands/revisions/parameter-literal.js"
import { scriptOf, type ScriptParts } from "../../src/autogen/commands/revisions/script.js"
import { buildMetadata } from "../../src/autogen/core/build-metadata.js"
import { isDataSourceLike } from "../../src/autogen/core/data-source-like.js"
import { column, integer, operations, primaryKey, serial, text } from "../../src/autogen/op/index.js"
import { downgrade } from "../../src/autogen/revisions/downgrade.js"
import { knownMigrations } from "../../src/autogen/revisions/migration-files.js"
import { upgrade } from "../../src/autogen/revisions/upgrade.js"
import { createDatabase, type Database } from "../support/databases.js"
import { dumpSchema } from "../support/pg-dump.js"
import { hasPsql, runAsPsql, runWithPsql } from "../support/psql-script.js"
import { serverFor } from "../support/servers.js"
import { inSession, migration, rejection, type Options } from "./support.js"

const create = migration(
    "CreateRoom1700000000001",
    async (queryRunner: QueryRunner) => {
        const op = operations(queryRunner)
        await op.createTable("room", [
            column("id", serial(), { nullable: false }),
            column("code", text()),
            primaryKey("room_pkey", ["id"]),
        ])
        await op.bulkInsert("room", [{ code: "it's; \\ $1 :id -- no" }, { code: null }])
    },
    async (queryRunner: QueryRunner) => operations(queryRunner).dropTable("room"),
)
const raw = migration(
    "Raw1700000000002",
    async (queryRunner: QueryRunner) => {
        await queryRunner.query("UPDATE room SET code = $1 WHERE code IS NULL AND '$2' <> $2", ["five $2", 'q"'])
        await queryRunner.query(`DO $do$ BEGIN PERFORM 1; /* ; */ END $do$`)
        await queryRunner.query(`CREATE VIEW "odd ""name" AS SELECT code AS "a;b" FROM room -- the end`)
    },
    'DROP VIEW "odd ""name"',
)
const outside = migration(
    "Outside1700000000003",
    async (queryRunner: QueryRunner) => {
        await queryRunner.query("CREATE INDEX CONCURRENTLY room_code ON room (code)")
    },
    "DROP INDEX room_code",
    { transaction: false },
)
const online = migration(
    "Floor1700000000004",
    async (queryRunner: QueryRunner) => operations(queryRunner).addColumn("room", column("floor", integer())),
    async (queryRunner: QueryRunner) => operations(queryRunner).dropColumn("room", "floor"),
)
const migrations = [create, raw, outside, online]

const dataSource = (url: string, options: Options = {}): DataSource =>
    new DataSource({ type: "postgres", url, migrations, ...options })

async function scriptFor(direction: ScriptParts["direction"], options: Options = {}): Promise<string> {
    const source = dataSource("postgres://nobody@127.0.0.1:1/none", options)
    await buildMetadata(source)
    if (!isDataSourceLike(source)) throw new Error("no DataSource")
    const known = knownMigrations(source)
    const chosen = direction === "up" ? known : known.toReversed()
    return scriptOf(source, { title: direction, migrations: chosen, direction })
}

async function stateOf(database: Database): Promise<unknown> {
    const rows = async (sql: string): Promise<unknown> => database.query(sql).catch(() => null)
    return {
        dump: await dumpSchema({ url: database.url }),
        rooms: await rows("SELECT code FROM room ORDER BY id"),
        history: await rows("SELECT timestamp, name FROM migrations ORDER BY id"),
    }
}

const ways: readonly (readonly [string, (database: Database, script: string) => unknown])[] = [
    ["by psql's rules", (database, script) => runAsPsql((sql) => database.query(sql), script)],
    ...(hasPsql ? [["psql", (database: Database, script: string) => runWithPsql(database.url, script)] as const] : []),
]

describe.each(ways)("a script, run %s", (_, run) => {
    test("does what upgrade and downgrade do, and nothing when it is run again", async () => {
        const [offline, connected] = [await createDatabase(serverFor(16)), await createDatabase(serverFor(16))]
        try {
            await inSession(dataSource(connected.url), (session) => upgrade(session))
            const up = await scriptFor("up")
            await run(offline, up)
            expect(await stateOf(offline)).toEqual(await stateOf(connected))
            const before = await stateOf(offline)
            await run(offline, up)
            expect(await stateOf(offline)).toEqual(before)
            // What is half-way is gone on with, by either.
            await inSession(dataSource(offline.url), (session) => downgrade(session, { steps: 2 }))
            await run(offline, up)
            expect(await inSession(dataSource(offline.url), (session) => upgrade(session))).toMatchObject({
                executed: [],
            })
            const down = await scriptFor("down")
            await inSession(dataSource(connected.url), (session) => downgrade(session, { to: "base" }))
            await run(offline, down)
            expect(await stateOf(offline)).toEqual(await stateOf(connected))
            await run(offline, down)
        } finally {
            await offline.close()
            await connected.close()
        }
    })

    test("stops where a statement fails, and leaves what the transaction did", async () => {
        const database = await createDatabase(serverFor(16))
        try {
            const failing = migration("Fails1700000000002", ["CREATE TABLE other (id int)", "SELECT 1/0"])
            const script = await scriptFor("up", { migrations: [create, failing, online] })
            await expect((async () => run(database, script))()).rejects.toThrow(/division by zero/)
            const names = await database.query("SELECT name FROM migrations")
            expect(names).toEqual([{ name: create.name }])
        } finally {
            await database.close()
        }
    })
})

test("a schema of the DataSource's own is made, and its table of migrations is in it", async () => {
    const database = await createDatabase(serverFor(16))
    try {
        const script = await scriptFor("up", { schema: "my app", migrations: [create], migrationsTableName: "done" })
        await runAsPsql((sql) => database.query(sql), script)
        expect(await database.query(`SELECT name FROM "my app"."done"`)).toEqual([{ name: create.name }])
        expect(await database.query(`SELECT count(*)::int AS n FROM "my app".room`)).toEqual([{ n: 2 }])
    } finally {
        await database.close()
    }
})

test("a migration that reads what a query returns is refused, one that asks whether something exists is told of", async () => {
    const reading = migration("Reads1700000000001", async (queryRunner: QueryRunner) => {
        const rows: unknown = await queryRunner.query("SELECT 1")
        if (Array.isArray(rows) && rows.length > 0) await queryRunner.query("SELECT 2")
    })
    const error = await rejection(scriptFor("up", { migrations: [reading] }))
    expect(error).toMatchObject({
        code: "OFFLINE_IMPOSSIBLE",
        message: expect.stringMatching(/"Reads\d+" \(up\)/) as string,
    })
    const asking = migration("Asks1700000000001", async (queryRunner: QueryRunner) => {
        const op = operations(queryRunner)
        if (await op.exists({ policy: "tenant", table: "room" })) await op.dropPolicy("tenant", "room")
    })
    expect(await scriptFor("up", { migrations: [asking] })).toMatch(/-- asks the database.*exists\(\{ policy: "tenant"/)
    const hostile = migration("Ho\n; DROP TABLE room; --1700000000001", "SELECT 1")
    expect(await scriptFor("up", { migrations: [hostile] })).toContain(
        "-- Ho\\n; DROP TABLE room; --1700000000001, up\n",
    )
})

test("a transaction that a migration begins itself is in the script, and none within the runner's", async () => {
    const body = async (queryRunner: QueryRunner): Promise<void> => {
        await queryRunner.startTransaction()
        await queryRunner.query("SELECT 5")
        await queryRunner.commitTransaction()
    }
    const own = migration("Own1700000000001", body, [], { transaction: false })
    expect(await scriptFor("up", { migrations: [own] })).toMatch(
        /\nBEGIN;\nSELECT 5;\nCOMMIT;\nINSERT INTO [^\n]*\n\\endif/,
    )
    const within = migration("Own1700000000001", body)
    expect(await scriptFor("up", { migrations: [within] })).toMatch(
        /\nBEGIN;\nSELECT 5;\nINSERT INTO [^\n]*\nCOMMIT;\n\\endif/,
    )
    const concurrently = migration("Index1700000000001", async (queryRunner: QueryRunner) =>
        operations(queryRunner).createIndex("room_code", "room", ["code"], { concurrently: true }),
    )
    expect((await rejection(scriptFor("up", { migrations: [concurrently] }))).message).toMatch(
        /cannot run inside a transaction/,
    )
})

test("parameters are written as the driver sends them", () => {
    expect(["a'b", 5, true, null, undefined, 7n].map(literal)).toEqual([
        "'a''b'",
        "'5'",
        "'true'",
        "NULL",
        "NULL",
        "'7'",
    ])
    expect(literal(new Date(0))).toBe("'1970-01-01T00:00:00.000Z'")
    expect(literal(Buffer.from("ab"))).toBe(" E'\\\\x6162'")
    expect(literal(['a"b', null, ["c"]])).toBe(` E'{"a\\\\"b",NULL,{"c"}}'`)
    expect(literal({ a: "it's" })).toBe(`'{"a":"it''s"}'`)
    expect(literal("a\0")).toBeNull()
    expect(literal(() => 1)).toBeNull()
})

import { DataSource, type QueryRunner } from "typeorm"
import { DataSource as OldDataSource } from "typeorm-0.3"
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { bulkInsert, type PlainRow } from "../../src/autogen/op/bulk-insert.js"
import { operations, sql, type MigrationOperations } from "../../src/autogen/op/index.js"
import { createDatabase, type Database } from "../support/databases.js"
import { createPglite } from "../support/pglite.js"
import { serverFor, sharedVersions } from "../support/servers.js"

const table = `
    CREATE DOMAIN document AS jsonb;
    CREATE TABLE "Ro""om" (
        id serial PRIMARY KEY, code text, big bigint, exact numeric, ratio double precision, flag boolean, at timestamptz,
        bytes bytea, tags text[], grid integer[], settings jsonb, plain json, document document, parts jsonb[],
        floor integer DEFAULT 7
    )`

const row = {
    code: 'it\'s "A1"\\ $1 \u{1f680}',
    big: 9223372036854775807n,
    exact: "12345678901234567890.123456789",
    ratio: 0.1,
    flag: true,
    at: new Date("2024-02-29T12:34:56.789Z"),
    bytes: Buffer.from([0, 255, 92]),
    tags: ["a", 'b"c', "d,e", null, "", "NULL", "\\"],
    grid: [1, 2],
    settings: { list: [1, "two", null, { deep: true }], big: 9007199254740993n, "key'": "\u2028" },
    plain: ["an", "array"],
    document: "a JSON text",
    parts: [{ a: 1 }, [2], "three", null],
} satisfies PlainRow

/** As Postgres says it, since drivers read values in ways of their own. */
const reading = `
    SELECT code, big::text, exact::text, ratio::text, flag::text, (at AT TIME ZONE 'UTC')::text AS at, bytes::text, tags::text,
        grid::text, settings::text, plain::text, document::text, parts::text, floor::text
    FROM "Ro""om" ORDER BY id`

const read = {
    code: row.code,
    big: "9223372036854775807",
    exact: "12345678901234567890.123456789",
    ratio: "0.1",
    flag: "true",
    at: "2024-02-29 12:34:56.789",
    bytes: "\\x00ff5c",
    tags: '{a,"b\\"c","d,e",NULL,"","NULL","\\\\"}',
    grid: "{1,2}",
    settings: `{"big": 9007199254740993, "key'": "\u2028", "list": [1, "two", null, {"deep": true}]}`,
    plain: '["an","array"]',
    document: '"a JSON text"',
    parts: '{"{\\"a\\": 1}",[2],"\\"three\\"",NULL}',
    floor: "7",
}

describe.each([
    ["TypeORM 1", DataSource],
    ["TypeORM 0.3", OldDataSource as unknown as typeof DataSource],
])("bulkInsert with %s", (_, Source) => {
    let database: Database
    let source: DataSource
    let runner: QueryRunner
    let op: MigrationOperations

    beforeAll(async () => {
        database = await createDatabase(serverFor(sharedVersions().at(-1) ?? 16))
        source = await new Source({ type: "postgres", url: database.url }).initialize()
    })
    afterAll(async () => {
        await source.destroy()
        await database.close()
    })
    beforeEach(async () => {
        runner = source.createQueryRunner()
        await runner.startTransaction()
        await runner.query(table)
        op = operations(runner)
    })
    afterEach(async () => {
        await runner.rollbackTransaction()
        await runner.release()
    })

    it("stores every sort of value as it is", async () => {
        await op.bulkInsert('Ro"om', [row, { code: null, floor: null, settings: null }, {}])
        const [first, second, third] = (await runner.query(reading)) as readonly Record<string, unknown>[]
        expect(first).toEqual(read)
        expect(second).toMatchObject({ code: null, floor: null, settings: null })
        expect(third).toMatchObject({ code: null, floor: "7" })
    })

    it("takes expressions, and defaults for what is absent", async () => {
        await op.bulkInsert('Ro"om', [{ code: sql("upper('x')"), floor: undefined }, { floor: 2 }])
        expect(await runner.query('SELECT code, floor FROM "Ro""om" ORDER BY id')).toEqual([
            { code: "X", floor: 7 },
            { code: null, floor: 2 },
        ])
        await op.bulkInsert('Ro"om', [{}, {}])
        await op.bulkInsert('Ro"om', [])
        expect(await runner.query('SELECT count(*)::integer AS rows FROM "Ro""om"')).toEqual([{ rows: 4 }])
    })

    it("writes more values than one statement can have", async () => {
        const rows = Array.from({ length: 70_000 }, (_, index) => ({ code: `r${index}`, floor: index }))
        await op.bulkInsert('Ro"om', rows)
        const sums = "SELECT count(*)::integer AS rows, sum(floor)::text AS sum, count(DISTINCT code)::integer AS codes"
        expect(await runner.query(`${sums} FROM "Ro""om"`)).toEqual([
            { rows: 70_000, sum: "2449965000", codes: 70_000 },
        ])
    })

    it("leaves it to Postgres to say that a table or a column is not there", async () => {
        await runner.query("SAVEPOINT before")
        await expect(op.bulkInsert("nowhere", [{ a: 1 }])).rejects.toMatchObject({ code: "42P01" })
        await runner.query("ROLLBACK TO SAVEPOINT before")
        await expect(op.bulkInsert('Ro"om', [{ nothing: 1 }])).rejects.toMatchObject({ code: "42703" })
    })

    it("refuses what JSON cannot say", async () => {
        for (const settings of [NaN, [Infinity], { a: new Uint8Array(1) }])
            await expect(op.bulkInsert('Ro"om', [{ settings }])).rejects.toMatchObject({ code: "MIGRATION_INVALID" })
    })
})

describe("bulkInsert on PGlite", () => {
    it("stores every sort of value as it is", async () => {
        const db = await createPglite()
        await db.exec(table)
        const queryable = {
            query: async (text: string, params?: readonly unknown[]) =>
                (await db.query<Record<string, unknown>>(text, [...(params ?? [])])).rows,
        }
        await bulkInsert(queryable, { schema: "public", name: 'Ro"om' }, [row])
        expect((await db.query(reading)).rows).toEqual([read])
        await db.close()
    })
})

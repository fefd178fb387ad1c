import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import type { QueryRunner } from "typeorm"
import { describe, expect, it } from "vitest"
import * as api from "../../src/autogen/op/index.js"
import { column, inSchema, integer, operations, sql, varchar } from "../../src/autogen/op/index.js"
import { operationCompilers } from "../../src/autogen/operations/index.js"

interface Recorder {
    readonly runner: QueryRunner
    readonly queries: (readonly [string, (readonly unknown[])?])[]
}

interface Setting {
    readonly schema?: string
    readonly currentSchema?: string | null
    readonly inTransaction?: boolean
    /** As TypeORM 0.3 has it. */
    readonly old?: boolean
}

/** A query runner that records what it is asked. */
function recorder({ schema, currentSchema = "public", inTransaction = false, old = false }: Setting = {}): Recorder {
    const queries: (readonly [string, (readonly unknown[])?])[] = []
    const dataSource = { options: { type: "postgres", schema } }
    const runner = {
        ...(old ? { connection: dataSource } : { dataSource }),
        isTransactionActive: inTransaction,
        query(...query: readonly [string, (readonly unknown[])?]) {
            queries.push(query)
            return Promise.resolve(query[0].includes("current_schema()") ? [{ schema: currentSchema }] : [])
        },
    }
    return { runner: runner as unknown as QueryRunner, queries }
}

/** What a migration in JavaScript can do. */
type Untyped = Readonly<Record<string, (...args: readonly unknown[]) => Promise<void>>>

describe("operations", () => {
    it("has a method for each operation, and nothing that makes it a promise", () => {
        const op = operations(recorder().runner)
        expect(Object.keys(op).sort()).toEqual(
            [...Object.keys(operationCompilers), "bulkInsert", "execute", "exists", "getBind"].sort(),
        )
        expect("then" in op).toBe(false)
    })

    it("runs each statement of an operation in order", async () => {
        const { runner, queries } = recorder({ schema: "app" })
        await operations(runner).addColumn("room", column("floor", integer(), { comment: "from 0" }))
        expect(queries).toEqual([
            ['ALTER TABLE "app"."room" ADD COLUMN "floor" integer'],
            [`COMMENT ON COLUMN "app"."room"."floor" IS 'from 0'`],
        ])
    })

    it("finds the DataSource's schema in TypeORM 0.3 too", async () => {
        const { runner, queries } = recorder({ schema: "app", old: true })
        await operations(runner).dropTable("room")
        expect(queries).toEqual([['DROP TABLE "app"."room"']])
    })

    it("asks for the current schema once, and only where it is needed", async () => {
        const { runner, queries } = recorder({ currentSchema: "mine" })
        const op = operations(runner)
        await op.createSchema("audit")
        await op.dropTable(inSchema("audit", "log"))
        expect(queries.map(([text]) => text)).toEqual(['CREATE SCHEMA "audit"', 'DROP TABLE "audit"."log"'])
        await op.dropTable("room")
        await op.dropTable("building")
        expect(queries.slice(2).map(([text]) => text)).toEqual([
            "SELECT pg_catalog.current_schema() AS schema",
            'DROP TABLE "mine"."room"',
            'DROP TABLE "mine"."building"',
        ])
    })

    it("refuses a name without a schema where there is none", async () => {
        const { runner } = recorder({ currentSchema: null })
        await expect(operations(runner).dropTable("room")).rejects.toMatchObject({
            code: "MIGRATION_INVALID",
            next: expect.stringContaining("inSchema") as string,
        })
    })

    it("refuses inside a transaction what Postgres refuses there, before anything runs", async () => {
        const { runner, queries } = recorder({ schema: "public", inTransaction: true })
        await expect(
            operations(runner).createIndex("room_idx", "room", ["code"], { concurrently: true }),
        ).rejects.toMatchObject({
            code: "MIGRATION_FAILED",
            message: expect.stringContaining("op.createIndex cannot run inside a transaction") as string,
            next: expect.stringContaining("readonly transaction = false") as string,
        })
        expect(queries).toEqual([])
        const outside = recorder({ schema: "public" })
        await operations(outside.runner).createIndex("room_idx", "room", ["code"], { concurrently: true })
        expect(outside.queries).toEqual([
            ['DROP INDEX CONCURRENTLY IF EXISTS "public"."room_idx"'],
            ['CREATE INDEX CONCURRENTLY "room_idx" ON "public"."room" ("code")'],
        ])
    })

    it("leaves the errors of Postgres as they are", async () => {
        const error = Object.assign(new Error("duplicate"), { code: "23505" })
        const { runner } = recorder({ schema: "public" })
        runner.query = () => Promise.reject(error)
        await expect(operations(runner).dropTable("room")).rejects.toBe(error)
    })

    it("executes SQL with parameters, and lists of statements", async () => {
        const { runner, queries } = recorder()
        const op = operations(runner)
        await op.execute("UPDATE room SET floor = $1", [0])
        await op.execute(["SELECT 1", "SELECT 2"])
        await op.execute([])
        expect(queries).toEqual([["UPDATE room SET floor = $1", [0]], ["SELECT 1"], ["SELECT 2"]])
        expect(op.getBind()).toBe(runner)
    })

    describe("without types", () => {
        const cases: readonly (readonly [string, string, readonly unknown[]])[] = [
            ["argument 2 is missing", "addColumn", ["room"]],
            ["argument 1 is missing", "dropTable", []],
            ["argument 1 is missing", "dropTable", [null]],
            ["argument 2 is a function", "addColumn", ["room", column]],
            ["argument 2.type is a function", "addColumn", ["room", { ...column("a", integer()), type: integer }]],
            [
                "argument 2.options.default is a Date",
                "addColumn",
                ["room", column("a", integer(), { default: new Date(0) as never })],
            ],
            ["the arguments do not fit", "addColumn", ["room", { ...column("a", integer()), type: "integer" }]],
            ['became "undefined"', "addColumn", ["room", column("a", integer(), { default: { a: 1 } as never })]],
            ["argument 2[0] is undefined", "createUniqueConstraint", ["room", [undefined], ["a"]]],
            ["the arguments do not fit", "createUniqueConstraint", ["a", "room", "code"]],
            ["the arguments do not fit", "renameTable", ["room", 1]],
            ['became "[object "', "createSequence", ["s", { start: {} }]],
            ["argument 2.start is NaN", "createSequence", ["s", { start: NaN }]],
            ["SQL is a text", "execute", [undefined]],
            ["SQL is a text", "execute", [sql("SELECT 1")]],
            ["SQL is a text", "execute", [["SELECT 1", null]]],
            ["parameters are a list", "execute", ["SELECT $1", 1]],
            ["parameters are a list", "execute", [["SELECT $1"], [1]]],
            ["argument 1 is missing", "bulkInsert", [undefined, []]],
            ["a list of rows", "bulkInsert", ["room", { code: "A1" }]],
            ["row 1 for", "bulkInsert", ["room", ["A1"]]],
            ['column "code" of "room" is a function', "bulkInsert", ["room", [{ code: () => 1 }]]],
            ["but the column is not json", "bulkInsert", ["room", [{ code: { a: 1 } }]]],
        ]
        it.each(cases)("%s: op.%s(%j)", async (message, name, args) => {
            const { runner, queries } = recorder({ schema: "public" })
            const op = operations(runner) as unknown as Untyped
            await expect((async () => op[name]?.(...args))()).rejects.toMatchObject({
                code: "MIGRATION_INVALID",
                message: expect.stringContaining(message) as string,
                next: expect.any(String) as string,
            })
            expect(queries.filter(([text]) => !text.includes("pg_catalog"))).toEqual([])
        })

        it("a column may be called undefined all the same", async () => {
            const { runner, queries } = recorder({ schema: "undefined" })
            await operations(runner).addColumn("NaN", column("undefined", varchar(36)))
            expect(queries[0]?.[0]).toBe('ALTER TABLE "undefined"."NaN" ADD COLUMN "undefined" character varying(36)')
        })
    })
})

describe("what a migration file loads", () => {
    it("is some of our own files, those of no kind and without the queries of the catalog: no TypeORM, no compiler, no database", () => {
        const seen = new Set<string>()
        const packages = new Set<string>()
        const visit = (url: URL): void => {
            const file = fileURLToPath(url).replace(/\.js$/, ".ts")
            if (seen.has(file)) return
            seen.add(file)
            const text = readFileSync(file, "utf8")
            for (const [, names, from = ""] of text.matchAll(
                /^(?:import|export)\s+([^"']*?)\s*from\s+["'](.+?)["']/gms,
            )) {
                if (names?.startsWith("type ")) continue
                if (from.startsWith(".")) visit(new URL(from, url))
                else if (!from.startsWith("node:")) packages.add(from)
            }
            expect(text).not.toMatch(/\bimport\(/)
        }
        visit(new URL("../../src/autogen/op/index.js", import.meta.url))
        expect([...packages]).toEqual([])
        expect(seen.size).toBeGreaterThan(10)
        expect(seen.size).toBeLessThanOrEqual(60)
        const rooms = new Set([...seen].map((file) => /src\/autogen\/([\w-]+)/.exec(file)?.[1]))
        expect([...rooms].sort()).toEqual(["core", "op", "operations"])
    })

    it("has every builder that an operation can be written with", () => {
        const folder = new URL("../../src/autogen/operations/", import.meta.url)
        const text = ["type-builders.ts", "table-items.ts", "table-name.ts"]
            .map((name) => readFileSync(new URL(name, folder), "utf8"))
            .join("\n")
        const calls = [...text.matchAll(/\bcall: "(\w+)"|(?:simple|measured|serialOf)\("(\w+)"/g)].map(
            (match) => match[1] ?? match[2],
        )
        expect(calls.length).toBeGreaterThan(25)
        expect(new Set(calls.filter((call) => call !== undefined && !(call in api)))).toEqual(new Set())
    })
})

import fc from "fast-check"
import ts from "typescript"
import { describe, expect, it } from "vitest"
import { isBuilderCall } from "../../src/autogen/core/operation.js"
import type { PlannedOperation } from "../../src/autogen/core/plan.js"
import { statement } from "../../src/autogen/core/statement.js"
import { objectKey } from "../../src/autogen/core/object-key.js"
import { emitMigration } from "../../src/autogen/emit/emit-migration.js"
import { options } from "./examples.js"
import { rest } from "../support/sampled.js"

/** What breaks out of literals and comments, where it is written as it is. */
const fragments = ["\\", "`", "${", "}", "*/", "/*", "//", '"', "'", "\n", "\r\n", "\r", "\t", " ", " \n", "\0", "\x7f"]
const unicode = [
    "\u2028",
    "\u2029",
    "\ud800",
    "\udfff",
    "\u202e",
    "\ufeff",
    "\u00a0",
    "\u{1f469}\u200d\u{1f4bb}",
    "\u{e0001}",
]
const hostile = fc.oneof(
    {
        weight: 4,
        arbitrary: fc
            .array(fc.constantFrom(...fragments, ...unicode, "x", "{", "</script>"))
            .map((parts) => parts.join("")),
    },
    { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 60 }) },
    { weight: 1, arbitrary: fc.string({ unit: "binary", minLength: 41, maxLength: 200 }).map((text) => `${text}\n\\`) },
)

const builders = ["sql", "check", "column", "varchar", "inSchema", "array", "type"]
const leaf = fc.oneof(
    { weight: 4, arbitrary: hostile },
    fc.integer(),
    fc.double({ noNaN: true }),
    fc.boolean(),
    fc.constant(null),
)
const key = fc.oneof(fc.constantFrom("nullable", "default", "__proto__", "constructor", "a b", "1"), hostile)
const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
        { depthSize: "small", withCrossShrink: true },
        leaf,
        fc.array(tie("value"), { maxLength: 4 }),
        fc.dictionary(key, tie("value"), { maxKeys: 4 }),
        fc.record({
            call: fc.constantFrom(...builders),
            args: fc.array(tie("value"), { maxLength: 4 }),
            name: hostile,
        }),
        hostile.map((name) => ({ call: "inSchema", args: ["public", name], schema: "public", name })),
    ),
}))
const planned: fc.Arbitrary<PlannedOperation> = fc.record({
    operation: fc.record({
        name: fc.constantFrom("createTable", "addColumn", "execute"),
        args: fc.array(value, { maxLength: 5 }),
    }),
    statements: fc.array(
        fc.record({ sql: hostile, reason: hostile }).map(({ sql, reason }) => {
            const object = objectKey("table", [reason])
            return statement(sql, { hazards: [{ kind: "deletes-data", object, reason, safer: reason }] })
        }),
        { maxLength: 2 },
    ),
    objects: fc.constant([]),
})

/** Runs a file's up with stand-ins for all that it imports. Gives the calls that it makes. */
async function callsOf(text: string): Promise<readonly (readonly [string, readonly unknown[]])[]> {
    const { outputText, diagnostics } = ts.transpileModule(text, {
        reportDiagnostics: true,
        compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
    })
    expect(diagnostics).toEqual([])
    const calls: (readonly [string, readonly unknown[]])[] = []
    const record =
        (name: string) =>
        (...args: readonly unknown[]) => {
            calls.push([name, args])
            return Promise.resolve()
        }
    const op = new Proxy({}, { get: (_, name) => record(String(name)) })
    const api = new Proxy(
        {},
        {
            get: (_, name) =>
                name === "operations" ? () => op : (...args: readonly unknown[]) => ({ call: String(name), args }),
        },
    )
    const exported: Record<string, new () => { up(runner: object): Promise<void> }> = {}
    // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the point of the test is to run what was written
    new Function("require", "exports", outputText)(() => api, exported)
    const [Migration] = Object.values(exported)
    if (Migration === undefined) throw new Error("the file exports no class")
    await new Migration().up({ query: record("query") })
    return calls
}

/** The data as the file is expected to give it back. */
function expected(data: unknown): unknown {
    if (isBuilderCall(data)) {
        const [schema, name] = data.args
        if (data.call === "inSchema" && schema === "public" && typeof name === "string") return name
        return { call: data.call, args: data.args.map(expected) }
    }
    if (Array.isArray(data)) return data.map(expected)
    if (typeof data !== "object" || data === null) return data
    // Members are defined, not assigned: `__proto__` is a name like any other.
    return Object.fromEntries(Object.entries(data).map(([name, member]) => [name, expected(member)]))
}

describe("whatever texts the database and the entities hold", () => {
    it("calls of op give back the same data", rest, async () => {
        await fc.assert(
            fc.asyncProperty(fc.array(planned, { minLength: 1, maxLength: 3 }), hostile, async (up, message) => {
                const text = await emitMigration({ up, down: [] }, { ...options, message, revises: [message] })
                expect(await callsOf(text)).toEqual(
                    up.map(({ operation }) => [operation.name, operation.args.map(expected)]),
                )
                expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Co}\u2028\u2029\u00a0]/u)
            }),
            { numRuns: 300 },
        )
    })

    it("plain statements stay the same SQL", async () => {
        await fc.assert(
            fc.asyncProperty(fc.array(planned, { minLength: 1, maxLength: 3 }), async (up) => {
                const text = await emitMigration({ up, down: [] }, { ...options, style: "sql" })
                const statements = up.flatMap((operation) => operation.statements)
                expect(await callsOf(text)).toEqual(statements.map(({ sql }) => ["query", [sql]]))
            }),
            { numRuns: 150 },
        )
    })

    it("a backslash before the closing quote does not shift the lines that follow", async () => {
        const up: PlannedOperation[] = [
            { operation: { name: "execute", args: ["C:\\"] }, statements: [], objects: [] },
            {
                operation: { name: "execute", args: [`SELECT\n    'one of several lines, long enough'\n  FROM "x\\"`] },
                statements: [],
                objects: [],
            },
            { operation: { name: "execute", args: ["SELECT 1"] }, statements: [], objects: [] },
        ]
        const text = await emitMigration({ up, down: [] }, options)
        expect(text).toContain('\n        await op.execute("SELECT 1");\n')
        expect((await callsOf(text)).map(([, [sql]]) => sql)).toEqual(up.map(({ operation }) => operation.args[0]))
    })

    it("what is no plain data is refused as a mistake of ours", async () => {
        const emit = (arg: unknown) =>
            emitMigration(
                { up: [{ operation: { name: "execute", args: [arg] }, statements: [], objects: [] }], down: [] },
                options,
            )
        for (const arg of [() => 1, Symbol("x"), new Date(0), new Map(), { call: "a()", args: [] }]) {
            await expect(emit(arg)).rejects.toMatchObject({ code: "INTERNAL" })
        }
    })
})

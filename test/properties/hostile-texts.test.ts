// @module-tag rest
import "reflect-metadata"
import fc from "fast-check"
import ts from "typescript"
import { DataSource, EntitySchema, type EntitySchemaColumnOptions } from "typeorm"
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import type { PGlite } from "@electric-sql/pglite"
import { driftReport } from "../../src/autogen/check/drift-report.js"
import { formatDriftJson } from "../../src/autogen/check/format-drift-json.js"
import { formatDriftText } from "../../src/autogen/check/format-drift-text.js"
import { statementsOf, type Plan } from "../../src/autogen/core/plan.js"
import { printableOutput } from "../../src/autogen/core/printable.js"
import { emitMigration } from "../../src/autogen/emit/emit-migration.js"
import { inspect } from "../../src/autogen/inspect/inspect.js"
import * as op from "../../src/autogen/op/index.js"
import { planEntities, planSchemas } from "../../src/autogen/planning/plan-entities.js"
import { fingerprint } from "../support/fingerprint.js"
import { createPglite, resetPglite } from "../support/pglite.js"
import { seed } from "./grounds.js"

// Names and texts that break out of SQL, of TypeScript, of terminals: declared by entities, and there in the database before. What is
// emitted is run as a file is, and leads to what these tests' own SQL builds.

/** More with AUTOGEN_PAIRS. */
const runs = Number(process.env["AUTOGEN_PAIRS"] ?? 60)

const FRAGMENTS = [
    "\\",
    "\\\\",
    "`",
    "${",
    "}",
    "*/",
    "/*",
    "//",
    "--",
    '"',
    '""',
    "'",
    "''",
    "$$",
    "$a$",
    ";",
    ":x",
    "%s",
    "?",
]
const SPACES = ["\n", "\r\n", "\r", "\t", " ", "  ", "\u00a0", "\u2028", "\u2029", "\x1b[31m", "\x7f", "\x01", "\u0085"]
const INVISIBLE = [
    "\u202e",
    "\u2066",
    "x\ufeff",
    "\u200b",
    "\u200d",
    "\u00ad",
    "\u061c",
    "\u{e0041}",
    "é",
    "e\u0301",
    "\u{1f469}\u200d\u{1f4bb}",
]
const WORDS = [
    "select",
    "user",
    "__proto__",
    "constructor",
    "NULL",
    "null",
    "true",
    "Room",
    "x",
    "{a}",
    "a,b",
    "1",
    "public",
]

const part = fc.constantFrom(...FRAGMENTS, ...SPACES, ...INVISIBLE, ...WORDS)
const text = fc.oneof(
    { weight: 4, arbitrary: fc.array(part, { minLength: 1, maxLength: 6 }).map((parts) => parts.join("")) },
    // But NUL and halves of pairs, which Postgres cannot store, and a byte order mark at the beginning, which PGlite's own client loses.
    {
        weight: 1,
        arbitrary: fc
            .string({ unit: "grapheme", minLength: 1, maxLength: 30 })
            .filter((one) => !one.includes("\0") && !one.startsWith("\ufeff")),
    },
)

/** Postgres cuts names at 63 bytes, between characters. */
function cut(name: string): string {
    let short = ""
    for (const character of name) {
        if (Buffer.byteLength(short + character) > 63) break
        short += character
    }
    return short
}
const name = text.map(cut)
/** TypeORM takes a table's name with dots apart. */
const tableName = name.filter((one) => !one.includes("."))

interface Declared {
    readonly table: string
    readonly columns: readonly {
        readonly name: string
        readonly default: string | null
        readonly comment: string | null
    }[]
    readonly labels: readonly string[]
    readonly enumName: string
    readonly check: string
    readonly constraints: readonly [check: string, unique: string, index: string]
    readonly comment: string | null
}

const declared: fc.Arbitrary<Declared> = fc.record({
    table: tableName,
    columns: fc.uniqueArray(fc.record({ name, default: fc.option(text), comment: fc.option(text) }), {
        minLength: 1,
        maxLength: 3,
        selector: (column) => column.name,
    }),
    labels: fc.uniqueArray(name, { minLength: 1, maxLength: 3 }),
    enumName: tableName,
    check: text,
    constraints: fc
        .uniqueArray(name, { minLength: 3, maxLength: 3 })
        .map(([one = "", two = "", three = ""]) => [one, two, three] as const),
    comment: fc.option(text),
})

const quoted = (one: string): string => `"${one.replaceAll('"', '""')}"`
const literal = (one: string): string =>
    `${one.includes("\\") ? "E" : ""}'${one.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`

/** Names that nobody else in the same space may have. */
function isPossible({ table, columns, enumName, constraints: [check, unique, index] }: Declared): boolean {
    const relations = [table, unique, index, "pk"]
    const fixed = ["id", "mood"]
    return (
        new Set(relations).size === relations.length &&
        enumName !== table &&
        enumName !== `_${table}` &&
        check !== unique &&
        check !== "pk" &&
        !columns.some((column) => fixed.includes(column.name)) &&
        // A name that begins so is Postgres's; a default of this form is a function's to TypeORM.
        !["migrations", "typeorm_metadata"].includes(table)
    )
}

/** What the entity declares, in SQL of these tests' own. */
function buildSql(one: Declared): readonly string[] {
    const { table, columns, labels, enumName, check, constraints, comment } = one
    const [first = { name: "" }] = columns
    const lines = columns.map((column) => {
        const set = column.default === null ? "" : ` DEFAULT ${literal(column.default)}`
        return `${quoted(column.name)} text NOT NULL${set}`
    })
    const on = quoted(table)
    return [
        `CREATE TYPE ${quoted(enumName)} AS ENUM (${labels.map(literal).join(", ")})`,
        `CREATE TABLE ${on} (id int NOT NULL, mood ${quoted(enumName)} NOT NULL DEFAULT ${literal(labels[0] ?? "")}, ${lines.join(", ")},
            CONSTRAINT pk PRIMARY KEY (id), CONSTRAINT ${quoted(constraints[1])} UNIQUE (${quoted(first.name)}),
            CONSTRAINT ${quoted(constraints[0])} CHECK (${quoted(first.name)} <> ${literal(check)}))`,
        `CREATE INDEX ${quoted(constraints[2])} ON ${on} (${quoted(first.name)}) WHERE ${quoted(first.name)} <> ${literal(check)}`,
        ...(comment === null ? [] : [`COMMENT ON TABLE ${on} IS ${literal(comment)}`]),
        ...columns.flatMap((column) =>
            column.comment === null
                ? []
                : [`COMMENT ON COLUMN ${on}.${quoted(column.name)} IS ${literal(column.comment)}`],
        ),
    ]
}

/** The same as an entity. */
function entityOf({ table, columns, labels, enumName, check, constraints }: Declared): EntitySchema {
    const [first = { name: "" }] = columns
    const condition = `${quoted(first.name)} <> ${literal(check)}`
    const declaredColumns = columns.map((column, index): readonly [string, EntitySchemaColumnOptions] => [
        `p${index}`,
        {
            type: "text",
            name: column.name,
            // A function gives SQL; TypeORM has rules of its own for texts.
            ...(column.default === null ? {} : { default: () => literal(column.default ?? "") }),
            ...(column.comment === null ? {} : { comment: column.comment }),
        },
    ])
    return new EntitySchema({
        name: "Hostile",
        tableName: table,
        columns: {
            id: { type: "int", primary: true, primaryKeyConstraintName: "pk" },
            mood: { type: "enum", enum: [...labels], enumName, default: () => literal(labels[0] ?? "") },
            ...Object.fromEntries(declaredColumns),
        },
        checks: [{ name: constraints[0], expression: condition }],
        uniques: [{ name: constraints[1], columns: ["p0"] }],
        indices: [{ name: constraints[2], columns: ["p0"], where: condition }],
    })
}

/** Nothing of this reaches a terminal or a file as it is. */
const RAW = /(?!\n)[\p{Cc}\p{Cf}\p{Co}\u2028\u2029]/u

describe("hostile texts", () => {
    let pglite: PGlite
    beforeAll(async () => void (pglite = await createPglite()))
    afterAll(() => pglite.close())
    beforeEach(() => resetPglite(pglite))

    const query = async (sql: string, params?: readonly unknown[]) =>
        (await pglite.query<Record<string, unknown>>(sql, params && [...params])).rows
    const look = (): Promise<readonly string[]> => fingerprint((sql) => query(sql))

    /** Runs a file as a runner does. */
    async function runFile(source: string, direction: "up" | "down", dataSource: DataSource): Promise<void> {
        const { outputText, diagnostics } = ts.transpileModule(source, {
            reportDiagnostics: true,
            compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
        })
        expect(diagnostics).toEqual([])
        const exported: Record<string, new () => Record<"up" | "down", (runner: object) => Promise<void>>> = {}
        // eslint-disable-next-line @typescript-eslint/no-implied-eval -- what was written is to be run
        new Function("require", "exports", outputText)(() => op, exported)
        const [Migration] = Object.values(exported)
        if (Migration === undefined) throw new Error("the file exports no class")
        await new Migration()[direction]({ query, dataSource, connection: dataSource, isTransactionActive: false })
    }

    function expectNothingRaw(plan: Plan): void {
        const drifts = driftReport(plan)
        // The reports are data until they are printed.
        expect(printableOutput(formatDriftText(drifts))).not.toMatch(RAW)
        expect(printableOutput(formatDriftJson({ inSync: false, drifts } as never))).not.toMatch(RAW)
    }

    it(
        `of entities are in the database what they are, by either style, and come back (seed ${seed})`,
        { timeout: 3_600_000 },
        async () => {
            let count = 0
            await fc.assert(
                fc.asyncProperty(declared.filter(isPossible), async ({ comment: _, ...columns }) => {
                    // An EntitySchema has no comment on its table.
                    const one = { ...columns, comment: null }
                    await resetPglite(pglite)
                    for (const sql of buildSql(one)) await query(sql)
                    const target = await look()
                    await resetPglite(pglite)
                    const empty = await look()
                    const dataSource = new DataSource({ type: "postgres", entities: [entityOf(one)] })
                    const plan = await planEntities(dataSource, { query }, { isManaged: () => true })
                    expectNothingRaw(plan)
                    const style = count++ % 2 === 0 ? "operations" : "sql"
                    const named = { name: "hostile", timestamp: 1763817600000, revises: [], defaultSchema: "public" }
                    const source = await emitMigration(plan, { ...named, style })
                    expect(source).not.toMatch(RAW)
                    await runFile(source, "up", dataSource)
                    expect(await look(), style).toEqual(target)
                    const again = await planEntities(dataSource, { query }, { isManaged: () => true })
                    expect(statementsOf(again.up).map(({ sql }) => sql)).toEqual([])
                    await runFile(source, "down", dataSource)
                    expect(await look(), style).toEqual(empty)
                }),
                { numRuns: runs, seed },
            )
        },
    )

    it(
        `of the database are read as they are, and go over into another one (seed ${seed})`,
        { timeout: 3_600_000 },
        async () => {
            await fc.assert(
                fc.asyncProperty(declared.filter(isPossible), declared.filter(isPossible), async (first, second) => {
                    const build = async (one: Declared) => {
                        await resetPglite(pglite)
                        for (const sql of buildSql(one)) await query(sql)
                        return [await inspect({ query }), await look()] as const
                    }
                    const [desired, target] = await build(second)
                    expect((await planSchemas(desired, desired)).changes).toEqual([])
                    const [current, start] = await build(first)
                    const plan = await planSchemas(current, desired)
                    expectNothingRaw(plan)
                    for (const { sql } of statementsOf(plan.up)) await query(sql)
                    expect(await look()).toEqual(target)
                    for (const { sql } of statementsOf(plan.down)) await query(sql)
                    expect(await look()).toEqual(start)
                }),
                { numRuns: runs, seed },
            )
        },
    )
})

import { beforeAll, describe, expect, test } from "vitest"
import { OWN_SEARCH_PATH } from "../../src/autogen/core/session-settings.js"
import { kinds } from "../../src/autogen/kinds/index.js"
import { column } from "../../src/autogen/operations/table-items.js"
import {
    array, bigint, boolean, char, date, doublePrecision, integer, json, jsonb, money, numeric, real, smallint, text, time, timestamp,
    timestamptz, timetz, type, uuid, varchar,
} from "../../src/autogen/operations/type-builders.js" // prettier-ignore
import { unmanagedDependentsQuery } from "../../src/autogen/kinds/catalog/unmanaged-dependents.js"
import { unmodelledObjectsQuery, unreadQuery } from "../../src/autogen/kinds/catalog/unmodelled/query.js"
import { createDatabase } from "../support/databases.js"
import { serverFor, sharedVersions } from "../support/servers.js"
import { deploy, prepare } from "./support/project.js"
import { recorded } from "./support/recorder.js"
import { parserLoaded, unqualifiedNames, type UnqualifiedName } from "./support/unqualified-names.js"
import { compileOperation } from "../../src/autogen/operations/index.js"

// What our statements name is said with its schema, read by Postgres's own parser. Operators are looked for in the search_path where it is
// ours alone, so that these may be without.

await parserLoaded

/** TypeORM's own, which run before we have a word, under a path in which nothing comes before Postgres's own. */
const OF_TYPEORM: readonly RegExp[] = [
    /^SELECT version\(\)$/,
    /^SHOW /,
    /^SELECT \* FROM current_schema\(\)$/,
    /^SELECT \* FROM current_database\(\)$/,
    /^SELECT \* FROM "information_schema"/,
]

/**
 * Columns' own types are written as people write them. No other type of that name can be better: the first in the path is taken, which
 * is Postgres's own.
 */
const isColumnType = (sql: string, { sort }: UnqualifiedName): boolean => sort === "type" && sql.startsWith("DO ")

/**
 * Operators between two texts, or two of whatever one type of Postgres's own, for which it has one of its own: nothing fits better.
 * References are compared under a path of ours, unless an extension's type is among them.
 */
const BETWEEN_ALIKE: Readonly<Record<string, readonly string[]>> = {
    requireReferences: ["=", "<>"],
    alterColumn: ["="],
    requireFits: ["="],
    requireCastable: ["=", "||"],
}

/** What defines objects: its types and expressions are the user's. */
const DEFINES = /^(CREATE|ALTER|DROP|COMMENT|INSERT INTO hall)/

const SETS_OWN_PATH = `set_config('search_path', '${OWN_SEARCH_PATH}', true)`

/** What is looked for in the search_path, operators left out: the inspection has a path of its own. */
function namesBeside(sql: string): readonly string[] {
    return unqualifiedNames(sql)
        .filter(({ sort }) => sort !== "operator")
        .map(({ sort, name }) => `${sort} ${name}`)
}

describe("the catalog's queries", () => {
    const queries = new Map(
        kinds.flatMap((kind) => kind.catalog.readers.map(({ query }) => [query.name, query.sql] as const)),
    )
    for (const version of [130000, 140000, 150000, 160000, 170000, 180000])
        queries.set(`unread ${version}`, unreadQuery(version).sql)
    queries.set("unmodelled", unmodelledObjectsQuery.sql)
    queries.set("dependents", unmanagedDependentsQuery.sql)

    test.each([...queries])("%s", (_name, sql) => expect(namesBeside(sql)).toEqual([]))
})

const context = { defaultSchema: "public", metadataTable: "typeorm_metadata" }

/** Every kind of statement with a body of its own. */
const blocks: readonly (readonly [string, ...(readonly unknown[])])[] = [
    ["requireEmpty", "a", "b"],
    ["requireNoNulls", "a", ["b", "c"]],
    ["requireUnique", "a", ["b", "c"], { nullsNotDistinct: true }],
    ["requireReferences", "a", ["b", "c"], "d", ["e", "f"], { match: "full" }],
    ["requireReferences", "a", ["b"], "d", ["e"], { newColumns: [column("b", integer())] }],
    ["requireCheck", "a", "b IS NULL"],
    ["requireValues", "a", "b", ["x", "y"]],
    ["requireValues", "a", "b", ["x", "y"], { array: true }],
    ["backfill", "a", "b", 1],
    ["backfill", "a", "b", 1, { batchSize: 10 }],
    ["validateCheck", "a_b", "a", "b IS NULL"],
    [
        "alterColumn",
        "a",
        "b",
        { identity: "always", from: { default: { call: "sql", args: ["nextval('x')"], sql: "nextval('x')" } } },
    ],
    ["alterSequence", "a", { minimum: "1", maximum: "5" }],
    ["dropSequence", "a", { ownedBy: { table: "b", column: "c" } }],
    ["renameTable", "a", "b"],
    ["renameColumn", "a", "b", "c"],
]

describe("what operations execute", () => {
    const TYPES = [
        smallint(), integer(), bigint(), numeric(9, 2), numeric(), real(), doublePrecision(), boolean(), text(), varchar(9), char(3), uuid(),
        date(), timestamp(), timestamptz(3), time(), timetz(), type("interval(2)"), json(), jsonb(), type("xml"), money(), type("inet"), type("cidr"), type("macaddr"),
        type("macaddr8"), type("bit(3)"), type("bit varying(4)"), array(text()), array(integer()), array(varchar(3)),
    ] // prettier-ignore

    const notQualified = (operation: string, sql: string): readonly string[] =>
        unqualifiedNames(sql)
            .filter((own) => !isColumnType(sql, own) && !BETWEEN_ALIKE[operation]?.includes(own.name))
            .map(({ sort, name }) => `${sort} ${name} in ${sql}`)

    test.each(blocks.map(([name, ...args]) => ({ name, args })))("$name", ({ name, args }) => {
        const bodies = compileOperation(context, name, args).filter(({ sql }) => sql.startsWith("DO "))
        for (const { sql } of bodies) expect(notQualified(name, sql)).toEqual([])
    })

    test("every question about a change of type", () => {
        const found = new Set<string>()
        let asked = 0
        for (const from of TYPES) {
            for (const to of TYPES) {
                for (const name of ["requireFits", "requireCastable"]) {
                    for (const { sql } of compileOperation(context, name, ["a", "b", to, { from }])) {
                        asked++
                        for (const text of notQualified(name, sql)) found.add(text)
                    }
                }
            }
        }
        expect(asked).toBeGreaterThan(500)
        expect([...found]).toEqual([])
    })
})

describe.each(sharedVersions().slice(0, 1))("what a deployment says to PostgreSQL %s", (version) => {
    const statements: string[] = []
    beforeAll(async () => {
        const database = await createDatabase(serverFor(version))
        const first = await recorded(() => prepare(database.url, database.query))
        const second = await recorded(() => deploy(database.url))
        statements.push(...first.statements, ...second.statements)
        await database.close()
    }, 60_000)

    test("names everything with its schema", () => {
        const found: string[] = []
        let isProtected = false
        for (const sql of statements) {
            if (OF_TYPEORM.some((pattern) => pattern.test(sql)) || DEFINES.test(sql)) continue
            if (/^(COMMIT|ROLLBACK$)/.test(sql)) isProtected = false
            for (const own of unqualifiedNames(sql)) {
                const { sort, name } = own
                const isReference = sql.includes("autogen_path") && sort === "operator" && name === "="
                if (isColumnType(sql, own) || isReference || (sort === "operator" && isProtected)) continue
                found.push(`${sort} ${name} in ${sql.slice(0, 300)}`)
            }
            if (sql.includes(SETS_OWN_PATH)) isProtected = true
        }
        expect(statements.length).toBeGreaterThan(30)
        expect(found).toEqual([])
    })
})

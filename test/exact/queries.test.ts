// @module-tag rest
import "reflect-metadata"
import { DataSource, EntitySchema } from "typeorm"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { statementsOf } from "../../src/autogen/core/plan.js"
import type { Queryable } from "../../src/autogen/core/queryable.js"
import { inspect } from "../../src/autogen/inspect/inspect.js"
import { planEntities } from "../../src/autogen/planning/plan-entities.js"
import { pgliteGround, type Ground, type Place } from "./support/place.js"

/** Tables with something of everything that Postgres must be asked about. */
function tables(count: number): readonly EntitySchema[] {
    return Array.from({ length: count }, (_, index) => {
        const name = `t${String(index).padStart(3, "0")}`
        return new EntitySchema({
            name,
            columns: {
                id: { type: "int", primary: true, generated: "increment" },
                // Columns of one name and several types: they cannot share a scratch table.
                size: { type: ["int", "bigint", "numeric"][index % 3] as "int", nullable: true },
                code: { type: "varchar", length: 36, default: () => `upper('a${index}'::text)` },
                kind: { type: "enum", enum: ["new", `old ${index}`], default: "new" },
                parent: { type: "int", nullable: true },
                twice: { type: "text", generatedType: "STORED", asExpression: `"code" || '${index}'`, nullable: true },
            },
            indices: [{ name: `${name}_ix`, columns: ["size"], where: `"size" > ${index}` }],
            uniques: [{ name: `${name}_uq`, columns: ["code"] }],
            checks: [{ name: `${name}_ck`, expression: `"size" BETWEEN 0 AND ${index + 1}` }],
            foreignKeys: [{ target: name, columnNames: ["parent"], referencedColumnNames: ["id"] }],
        })
    })
}

/** What the extension uuid-ossp brings, where there is none. */
const UUIDS =
    "CREATE FUNCTION public.uuid_generate_v4() RETURNS uuid LANGUAGE sql AS 'SELECT pg_catalog.gen_random_uuid()'"

/** Tables as applications have them. Nothing in them is in doubt. */
function usualTables(count: number): readonly EntitySchema[] {
    return Array.from({ length: count }, (_, index) => {
        const name = `t${String(index).padStart(3, "0")}`
        return new EntitySchema<Record<string, unknown>>({
            name,
            columns: {
                id: { type: "uuid", primary: true, generated: "uuid" },
                code: { type: "varchar", length: 36, default: "new" },
                kind: { type: "enum", enum: ["new", "old"], default: "new" },
                price: { type: "numeric", precision: 10, scale: 2, default: 0 },
                settings: { type: "jsonb", default: {} },
                labels: { type: "jsonb", default: () => "'{}'" },
                tags: { type: "text", array: true, default: [] },
                active: { type: "boolean", default: false },
                createdAt: { type: "timestamp", createDate: true },
                updatedAt: { type: "timestamptz", updateDate: true },
                deletedAt: { type: "timestamp", deleteDate: true, nullable: true },
            },
            relations: {
                parent: { type: "many-to-one", target: `t${String(Math.max(index - 1, 0)).padStart(3, "0")}` },
            },
            indices: [
                { name: `${name}_a`, columns: ["code"], where: '"deletedAt" IS NULL' },
                { name: `${name}_b`, columns: ["price"], where: `"price" > ${index} AND active` },
            ],
            checks: [
                { name: `${name}_c`, expression: `"price" >= 0 AND "price" < ${1000 + index}` },
                { name: `${name}_d`, expression: "code IN ('new', 'old') OR kind IN ('new', 'old')" },
            ],
        })
    })
}

describe("the number of queries", () => {
    let ground: Ground
    let place: Place
    let queries = 0
    beforeAll(async () => {
        ground = await pgliteGround()
        place = await ground.open()
    })
    afterAll(async () => {
        await place.close()
        await ground.close()
    })

    async function countedPlan(
        count: number,
        change: (entities: readonly EntitySchema[]) => readonly EntitySchema[],
        { build = tables, more = [] }: { readonly build?: typeof tables; readonly more?: readonly string[] } = {},
    ) {
        await place.query("DROP SCHEMA public CASCADE")
        await place.query("CREATE SCHEMA public")
        if (build === usualTables) await place.query(UUIDS)
        const source = (entities: readonly EntitySchema[]): DataSource =>
            new DataSource({ type: "postgres", entities: [...entities], installExtensions: false })
        const entities = build(count)
        const plan = await planEntities(source(entities), place)
        for (const { sql } of statementsOf(plan.up)) await place.query(sql.startsWith("CREATE EXTENSION") ? UUIDS : sql)
        for (const sql of more) await place.query(sql)
        queries = 0
        const counted: Queryable = {
            query: (sql, params) => {
                queries++
                return place.query(sql, params)
            },
        }
        await inspect(counted)
        const inspection = queries
        queries = 0
        const { changes } = await planEntities(source(change(entities)), counted)
        return { inspection, queries, changes: changes.length }
    }

    test("is the same for 2 and for 60 tables that are in sync, and at most 15 for the inspection", async () => {
        const few = await countedPlan(2, (entities) => entities)
        const many = await countedPlan(60, (entities) => entities)
        expect(few.changes).toBe(0)
        expect(many).toEqual(few)
        expect(many.inspection).toBeLessThanOrEqual(15)
        expect(many.queries).toBeLessThanOrEqual(40)
    })

    test("is that of an inspection where all tables are in sync and as applications have them", async () => {
        const few = await countedPlan(2, (entities) => entities, { build: usualTables })
        const many = await countedPlan(60, (entities) => entities, { build: usualTables })
        expect(few).toMatchObject({ changes: 0, queries: few.inspection })
        expect(many).toEqual(few)
    })

    test("is more where somebody has made a comparison that the conditions could mean", async () => {
        const more = [
            "CREATE FUNCTION public.at_least(numeric, integer) RETURNS boolean IMMUTABLE LANGUAGE sql AS 'SELECT true'",
            "CREATE OPERATOR public.>= (FUNCTION = public.at_least, LEFTARG = numeric, RIGHTARG = integer)",
        ]
        const {
            changes,
            queries: asked,
            inspection,
        } = await countedPlan(2, (entities) => entities, {
            build: usualTables,
            more,
        })
        expect(asked).toBeGreaterThan(inspection)
        // By now the checks of the entities mean the new operator.
        expect(changes).toBe(2)
    })

    test("grows only by the logarithm where one expression among many is rejected", async () => {
        const failing = countedPlan(60, (entities) => {
            const [first] = entities
            if (first) first.options.checks = [{ name: "t000_ck", expression: '"size" BETWEEN 0 AND' }]
            return entities
        })
        await expect(failing).rejects.toMatchObject({ code: "EXPRESSION_INVALID" })
        // About 240 expressions: three round trips for each would be over 700.
        expect(queries).toBeLessThan(160)
    })
})

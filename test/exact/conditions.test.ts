import "reflect-metadata"
import { DataSource, EntitySchema } from "typeorm"
import { describe, expect, test } from "vitest"
import { statementsOf } from "../../src/autogen/core/plan.js"
import type { Queryable } from "../../src/autogen/core/queryable.js"
import { planEntities } from "../../src/autogen/planning/plan-entities.js"
import { sharedVersions } from "../support/servers.js"
import { serverGround } from "./support/place.js"

function roomWith(checks: readonly string[], where: string): DataSource {
    const entity = new EntitySchema({
        name: "room",
        columns: {
            id: { type: "int", primary: true },
            size: { type: "int", nullable: true },
            price: { type: "numeric", precision: 10, scale: 2 },
            isOpen: { type: "boolean" },
            name: { type: "text" },
        },
        indices: [{ name: "room_ix", columns: ["size"], where }],
        checks: checks.map((expression, index) => ({ name: `room_ck_${index}`, expression })),
    })
    return new DataSource({ type: "postgres", entities: [entity] })
}

const CHECKS = [
    '"price" >= 0 AND "price" < 1000',
    '"isOpen"',
    "\"name\" <> 'a, b AS c' AND \"name\" IN ('it''s', 'x')",
    '"size" BETWEEN 0 AND 7 OR "isOpen" IS NOT TRUE',
    'abs("size") < 50',
]

describe.each(sharedVersions().map((version) => ({ version })))("conditions in PostgreSQL $version", ({ version }) => {
    async function check(
        declared: DataSource,
        built = roomWith(CHECKS, '"size" > 3'),
    ): Promise<{ readonly changes: number; readonly queries: string[] }> {
        const place = await serverGround(version).open()
        try {
            const plan = await planEntities(built, place)
            for (const { sql } of statementsOf(plan.up)) await place.query(sql)
            const queries: string[] = []
            const counted: Queryable = {
                query: (sql, params) => {
                    queries.push(sql)
                    return place.query(sql, params)
                },
            }
            const { changes } = await planEntities(declared, counted)
            return { changes: changes.length, queries }
        } finally {
            await place.close()
        }
    }
    const asksForObjects = (sql: string): boolean => sql.startsWith("SAVEPOINT")

    test("that mean what is there are settled by views alone", async () => {
        const { changes, queries } = await check(roomWith(CHECKS, '"size" > 3'))
        expect(changes).toBe(0)
        expect(queries.filter(asksForObjects)).toEqual([])
    })

    test("that mean something else are asked about as what they are", async () => {
        const [first = "", ...others] = CHECKS
        const { changes, queries } = await check(roomWith([first.replace("1000", "1001"), ...others], '"size" > 4'))
        expect(changes).toBe(2)
        expect(queries.filter(asksForObjects)).not.toEqual([])
    })

    test("that many tables have over columns of one type are asked once", async () => {
        const [text, other] = [`"size" + 1 > 12345`, `"size" + 1 < 54321`]
        const source = (): DataSource => {
            const named = (name: string, type: "int" | "bigint"): EntitySchema =>
                new EntitySchema({
                    name,
                    columns: { id: { type: "int", primary: true }, size: { type, nullable: true } },
                    indices: [{ name: `${name}_ix`, columns: ["id"], where: other }],
                    checks: [{ name: `${name}_ck`, expression: text }],
                })
            const same = Array.from({ length: 450 }, (_, index) => named(`t${index}`, "int"))
            return new DataSource({ type: "postgres", entities: [...same, named("wide", "bigint")] })
        }
        const { changes, queries } = await check(source(), source())
        expect(changes).toBe(0)
        expect(queries.filter(asksForObjects)).toEqual([])
        // Once for the integers, once for the other.
        const asked = queries.join("\n")
        expect(asked.split(text)).toHaveLength(3)
        expect(asked.split(other)).toHaveLength(3)
    })

    test("that Postgres breaks into lines are no difference", async () => {
        const lines = 'CASE WHEN "isOpen" THEN "size" > 0 ELSE "name" = \'x\' END'
        const source = (): DataSource => roomWith([lines], '"size" > 3')
        expect(await check(source(), source())).toMatchObject({ changes: 0 })
    })
})

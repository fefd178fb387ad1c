import "reflect-metadata"
import pg from "pg"
import { DataSource, EntitySchema } from "typeorm"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { inspect, planDatabases, planEntities, statementsOf, type Queryable } from "../../src/autogen/index.js"
import { createDatabase, type Database } from "../support/databases.js"
import { serverFor } from "../support/servers.js"

const room = new EntitySchema({
    name: "room",
    columns: {
        id: { type: "int", primary: true, generated: "increment" },
        code: { type: "varchar", default: () => "upper('a')" },
        size: { type: "int", default: () => "1 + 2" },
    },
    indices: [{ name: "room_size", columns: ["size"], where: `"size" > 3` }],
    checks: [{ name: "room_code", expression: `"code" IN ('A', 'B')` }],
})

describe("a plain client of pg", () => {
    let database: Database
    let client: pg.Client
    let most = 0
    const warnings: string[] = []
    const warn = ({ message }: Error): void => void warnings.push(message)

    beforeAll(async () => {
        process.on("warning", warn)
        const server = serverFor(16)
        database = await createDatabase(server, { prefix: "turns" })
        const { host, port, user, password } = server
        client = new pg.Client({ host, port, user, password, database: database.name })
        await client.connect()
    })
    afterAll(async () => {
        process.off("warning", warn)
        await client.end()
        await database.close()
    })

    /** A Queryable as the README shows it, which counts the queries under way. */
    function counting(): Queryable {
        let underWay = 0
        return {
            async query(sql, params) {
                most = Math.max(most, ++underWay)
                try {
                    return (await client.query(sql, [...(params ?? [])])).rows
                } finally {
                    underWay--
                }
            },
        }
    }

    const source = (): DataSource => new DataSource({ type: "postgres", entities: [room] })

    test("gets one query at a time, whatever is asked of it at once", async () => {
        const queryable = counting()
        const plan = await planEntities(source(), queryable)
        for (const { sql } of statementsOf(plan.up)) await client.query(sql)
        const [again, both, one, other] = await Promise.all([
            planEntities(source(), queryable),
            planDatabases(queryable, queryable),
            inspect(queryable),
            inspect(queryable),
        ])
        expect(again.changes).toEqual([])
        expect(both.changes).toEqual([])
        expect(one.objects.size).toBeGreaterThan(5)
        expect([...one.objects.keys()]).toEqual([...other.objects.keys()])
        expect(most).toBe(1)
        await new Promise((resolve) => setImmediate(resolve))
        expect(warnings).toEqual([])
    })

    test("goes on after a failure, and does not wait for itself", async () => {
        const queryable = counting()
        const failing = planEntities(new DataSource({ type: "postgres", entities: [] }), queryable, {
            include: { objects: () => true },
            isManaged: async () => {
                // What a program asks meanwhile, of the same connection.
                await inspect(queryable)
                throw new Error("the program's own")
            },
        })
        await expect(Promise.all([failing, inspect(queryable)])).rejects.toThrow("the program's own")
        expect((await inspect(queryable)).objects.size).toBeGreaterThan(5)
    })
})

// @module-tag rest
import type { PGlite } from "@electric-sql/pglite"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { inspect } from "../../src/autogen/inspect/inspect.js"
import { planDatabases, planSchemas } from "../../src/autogen/planning/plan-entities.js"
import { restorableDump } from "../support/pg-dump.js"
import { createPglite } from "../support/pglite.js"
import { conditions, expressionTables, passingConditions, queries, textDefaults } from "./cases/expressions.js"
import { changesOf } from "./support/check-case.js"
import type { Queryable } from "../../src/autogen/core/queryable.js"
import { restore } from "./support/restored.js"

const named = (list: readonly string[], sql: (text: string, number: number) => readonly string[]): readonly string[] =>
    list.flatMap(sql)

/** Every kind of object that has expressions, over each of them. What Postgres refuses somewhere is left out there. */
const objects: readonly string[] = [
    ...named(conditions, (text, n) => [
        `ALTER TABLE room ADD CONSTRAINT check_${n} CHECK (${text})`,
        `ALTER TABLE room ADD CONSTRAINT apart_${n} EXCLUDE USING btree (id WITH =) WHERE (${text})`,
        `ALTER TABLE room ADD made_${n} boolean GENERATED ALWAYS AS (${text}) STORED`,
        `CREATE INDEX predicate_${n} ON room (id) WHERE ${text}`,
        `CREATE INDEX expression_${n} ON room ((${text}) DESC NULLS LAST)`,
    ]),
    ...named([...conditions, ...passingConditions], (text, n) => [
        `CREATE POLICY policy_${n} ON room USING (${text}) WITH CHECK (NOT (${text}))`,
        `CREATE VIEW where_${n} AS SELECT id, (${text}) AS it FROM room WHERE ${text}`,
    ]),
    ...named(queries, (text, n) => [
        `CREATE VIEW view_${n} AS ${text}`,
        `CREATE VIEW upon_${n} AS SELECT * FROM view_${n} WHERE true AND true AND true`,
        `CREATE MATERIALIZED VIEW stored_${n} AS ${text}`,
        `CREATE MATERIALIZED VIEW stored_upon_${n} AS SELECT v.* FROM view_${n} v`,
        `CREATE VIEW ruled_${n} AS SELECT 1 AS a`,
        `CREATE RULE rule_${n} AS ON INSERT TO ruled_${n} DO INSTEAD
            INSERT INTO bed (id) SELECT count(*) FROM (${text}) q WHERE NEW.a BETWEEN 1 AND 2 AND NEW.a <> 3`,
    ]),
    ...named(textDefaults, (text, n) => [
        `CREATE TABLE default_${n} (a text DEFAULT ${text}, b varchar(40) DEFAULT ${text})`,
    ]),
]

describe("a database with every expression, and what is restored from its dump", () => {
    let dbs: readonly PGlite[]
    let original: Queryable
    let restored: Queryable
    beforeAll(async () => {
        dbs = await Promise.all([createPglite(), createPglite()])
        const [one, other] = dbs.map((db) => ({
            db,
            query: async (sql: string, params?: readonly unknown[]) =>
                params ? (await db.query<Record<string, unknown>>(sql, [...params])).rows : last(await db.exec(sql)),
        }))
        if (!one || !other) throw new Error("no databases")
        ;[original, restored] = [one, other]
        await one.db.exec(expressionTables)
        let made = 0
        for (const sql of objects)
            await one.db.exec(sql).then(
                () => made++,
                () => undefined,
            )
        expect(made).toBeGreaterThan(800)
        await restore(other, await restorableDump(one.db))
    })
    afterAll(() => Promise.all(dbs.map((db) => db.close())))

    test("are the same, asked in both", async () => {
        expect(changesOf(await planDatabases(original, restored))).toEqual([])
        expect(changesOf(await planDatabases(restored, original))).toEqual([])
    })

    test("are the same, by what was read of both", async () => {
        const [before, after] = [await inspect(original), await inspect(restored)]
        expect(changesOf(await planSchemas(before, after))).toEqual([])
        expect(changesOf(await planSchemas(after, before))).toEqual([])
    })
})

function last(results: readonly { readonly rows: readonly unknown[] }[]): readonly Record<string, unknown>[] {
    return (results.at(-1)?.rows ?? []) as readonly Record<string, unknown>[]
}

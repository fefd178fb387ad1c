// @module-tag rest
import "reflect-metadata"
import type { PGlite } from "@electric-sql/pglite"
import { DataSource, EntitySchema } from "typeorm"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { statementsOf } from "../../src/autogen/core/plan.js"
import type { Queryable } from "../../src/autogen/core/queryable.js"
import { inspect } from "../../src/autogen/inspect/inspect.js"
import { planDatabases, planEntities, planSchemas } from "../../src/autogen/planning/plan-entities.js"
import { fingerprint } from "../support/fingerprint.js"
import { restorableDump } from "../support/pg-dump.js"
import { createPglite, resetPglite } from "../support/pglite.js"
import { rehearsalStage } from "../support/rehearsal.js"

// What Postgres prints otherwise once it is read back: an original and what is restored from its dump must be one and the same.

const BARE = `
    CREATE TABLE room (id int PRIMARY KEY, code varchar(9), size int, price numeric, during int4range);
    CREATE FUNCTION tf() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
    CREATE TABLE log (code text)`

const IN = "code IN ('a', 'it''s')"
const BETWEEN = "size BETWEEN 0 AND 9 AND size <> 3"
const BOTH = `(${IN}) AND (${BETWEEN}) AND price NOT BETWEEN 1 AND 2 OR price = ANY (ARRAY[1, 2]) OR code NOT IN ('x', NULL)`

/** After which the session is as it was. */
async function restore(db: PGlite, dump: string): Promise<void> {
    await db.exec(dump)
    await db.exec("RESET ALL")
}

/** Every kind of object that has expressions. */
const OBJECTS = `
    ALTER TABLE room ADD CONSTRAINT one CHECK (${IN}), ADD CONSTRAINT two CHECK (${BETWEEN}), ADD CONSTRAINT three CHECK (${BOTH}),
        ADD CONSTRAINT four CHECK (code NOT IN (id::varchar, 'y')) NO INHERIT;
    ALTER TABLE room ADD CONSTRAINT apart EXCLUDE USING gist (during WITH &&) WHERE (${BOTH});
    ALTER TABLE room ADD known boolean GENERATED ALWAYS AS (${IN}) STORED;
    ALTER TABLE room ADD flag boolean DEFAULT ('x'::varchar IN ('x', 'y')), ADD fits boolean DEFAULT (1 BETWEEN 0 AND 9 AND 1 <> 3);
    CREATE INDEX predicate ON room (size) WHERE ${BOTH};
    CREATE INDEX expression ON room ((${IN}), (${BETWEEN}) DESC) WHERE ${IN};
    CREATE VIEW chosen AS SELECT id, ${IN} AS known, CASE WHEN ${BETWEEN} THEN 1 END AS fits FROM room WHERE ${BOTH};
    CREATE MATERIALIZED VIEW stored AS SELECT id FROM chosen WHERE known AND id BETWEEN 1 AND 2 AND id <> 4;
    CREATE POLICY seen ON room USING (${BOTH}) WITH CHECK (${IN});
    CREATE TRIGGER fired BEFORE UPDATE ON room FOR EACH ROW WHEN (NEW.code IN ('a', 'b') AND NEW.size BETWEEN 1 AND 2) EXECUTE FUNCTION tf();
    CREATE RULE kept AS ON DELETE TO room WHERE old.code IN ('a', 'b') DO ALSO INSERT INTO log VALUES (old.code)`

const queryable = (db: PGlite): Queryable => ({
    query: async (sql, params) => (await db.query<Record<string, unknown>>(sql, params && [...params])).rows,
})

let one: PGlite
let other: PGlite
const stage = rehearsalStage()

beforeAll(async () => {
    ;[one, other] = await Promise.all([createPglite(), createPglite()])
})
afterAll(() => Promise.all([one.close(), other.close(), stage.close()]))

async function lay(from: string, to: string): Promise<void> {
    await resetPglite(one)
    await resetPglite(other)
    await one.exec(from)
    await other.exec(to)
}

const picture = (db: PGlite) => fingerprint((sql) => queryable(db).query(sql))

describe("what prints otherwise once it is read back", () => {
    it("is no difference between an original and what is restored from its dump", async () => {
        await lay(`${BARE};${OBJECTS}; DROP MATERIALIZED VIEW stored`, "")
        await restore(other, await restorableDump(one))
        expect(await picture(other), "it is printed in the same way").not.toEqual(await picture(one))
        const [original, restored] = [queryable(one), queryable(other)]
        for (const plan of [await planDatabases(original, restored), await planDatabases(restored, original)])
            expect(plan.changes.map((change) => ("to" in change ? change.to.key : change.object.key))).toEqual([])
    })

    it("is stored as in the target by a plan, and as it was by the way back", async () => {
        await lay(BARE, `${BARE};${OBJECTS}`)
        const before = await picture(one)
        const plan = await planDatabases(queryable(one), queryable(other))
        expect(await stage.rehearse(plan)).toMatchObject({ proven: true })
        for (const { sql } of statementsOf(plan.up)) await one.exec(sql)
        expect(await picture(one)).toEqual(await picture(other))
        expect((await planDatabases(queryable(one), queryable(other))).changes).toEqual([])
        for (const { sql } of statementsOf(plan.down)) await one.exec(sql)
        expect(await picture(one)).toEqual(before)
    })

    it.each([
        ["another value", IN, "code IN ('a', 'b')"],
        ["other brackets", "(size > 1 AND id > 1) OR price > 1", "size > 1 AND (id > 1 OR price > 1)"],
        ["NOT elsewhere", "NOT (size > 1 AND id > 1)", "NOT size > 1 AND id > 1"],
        ["another type", "code::text IN ('a', 'b')", "code::bpchar IN ('a', 'b')"],
    ])("is a difference where it means something else: %s", async (_what, from, to) => {
        const withCheck = (text: string): string => `${BARE}; ALTER TABLE room ADD CONSTRAINT it CHECK (${text})`
        await lay(withCheck(from), withCheck(to))
        const [a, b] = [queryable(one), queryable(other)]
        expect((await planDatabases(a, b)).changes.map(({ kind }) => kind)).toEqual(["replace"])
        expect((await planSchemas(await inspect(a), await inspect(b))).changes).toHaveLength(1)
    })

    it("hides no other difference of the object", async () => {
        const policy = (to: string): string => `${BARE}; CREATE POLICY seen ON room TO ${to} USING (${IN})`
        await lay(policy("public"), "")
        await restore(other, (await restorableDump(one)).replace(/(CREATE POLICY seen ON \S+) /, "$1 FOR SELECT "))
        const [change] = (await planDatabases(queryable(one), queryable(other))).changes
        expect(change).toMatchObject({ kind: "replace", attributes: ["command"] })
    })
})

describe("entities in front of a restored database", () => {
    const room = (list: string): DataSource =>
        new DataSource({
            type: "postgres",
            entities: [
                new EntitySchema({
                    name: "room",
                    columns: {
                        id: { type: "int", primary: true },
                        code: { type: "varchar" },
                        size: { type: "int" },
                        fits: { type: "boolean", generatedType: "STORED", asExpression: `code IN (${list})` },
                        flag: { type: "boolean", default: () => "'x'::varchar IN ('x', 'y')" },
                    },
                    checks: [
                        { name: "known", expression: `code IN (${list})` },
                        { name: "between", expression: BETWEEN },
                    ],
                    exclusions: [{ name: "apart", expression: `USING btree (code WITH =) WHERE (code IN (${list}))` }],
                    indices: [{ name: "some", columns: ["size"], where: `code IN (${list}) AND ${BETWEEN}` }],
                }),
                new EntitySchema({
                    name: "seen",
                    type: "view",
                    expression: `SELECT id FROM room WHERE code IN (${list}) AND ${BETWEEN}`,
                    columns: { id: { type: "int" } },
                }),
            ],
        })
    const isManaged = (): boolean => true

    it("are in sync, and so they are after a change and its way back", async () => {
        await lay("", "")
        const [original, restored] = [queryable(one), queryable(other)]
        for (const { sql } of statementsOf((await planEntities(room("'a','b'"), original)).up)) await one.exec(sql)
        await restore(other, await restorableDump(one))
        expect(await picture(other)).not.toEqual(await picture(one))
        expect((await planEntities(room("'a','b'"), restored, { isManaged })).changes).toEqual([])
        const plan = await planEntities(room("'a','b','c'"), restored, { isManaged })
        expect(plan.changes.map((change) => ("to" in change ? change.to.key : "")).sort()).toEqual([
            "check:public.room.known",
            "column:public.room.fits",
            "exclusion:public.room.apart",
            "index:public.room.some",
            "view:public.seen",
        ])
        expect(await stage.rehearse(plan)).toMatchObject({ proven: true })
        const before = await picture(other)
        for (const { sql } of statementsOf(plan.up)) await other.exec(sql)
        expect((await planEntities(room("'a','b','c'"), restored, { isManaged })).changes).toEqual([])
        for (const { sql } of statementsOf(plan.down)) await other.exec(sql)
        expect(await picture(other)).toEqual(before)
        expect((await planEntities(room("'a','b'"), restored, { isManaged })).changes).toEqual([])
    })
})

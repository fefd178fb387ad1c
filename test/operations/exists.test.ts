import { afterAll, beforeAll, describe, expect, test } from "vitest"
import type { SqlContext } from "../../src/autogen/core/operation.js"
import type { Queryable, Row } from "../../src/autogen/core/queryable.js"
import type { SchemaObject } from "../../src/autogen/core/schema-object.js"
import { inspect } from "../../src/autogen/inspect/inspect.js"
import { kindOf } from "../../src/autogen/kinds/index.js"
import { createPglite } from "../support/pglite.js"
import { compileOperation } from "../../src/autogen/operations/index.js"

/** One object of each kind that a change can drop and create again, with names that need quotes. */
const ALL = `
    CREATE SCHEMA "it's"; SET search_path = "it's";
    CREATE ROLE "a ""role"; CREATE ROLE second;
    CREATE TYPE "a kind" AS ENUM ('x'); COMMENT ON TYPE "a kind" IS 'x'; GRANT USAGE ON TYPE "a kind" TO second;
    CREATE SEQUENCE "a count"; COMMENT ON SEQUENCE "a count" IS 'x'; GRANT USAGE ON SEQUENCE "a count" TO "a ""role";
    CREATE TABLE other (id int PRIMARY KEY);
    CREATE TABLE "a ""room" (
        "the id" int CONSTRAINT "a key" PRIMARY KEY, "a code" text DEFAULT 'x' CONSTRAINT "a unique" UNIQUE, "of" int CONSTRAINT "a ref" REFERENCES other,
        CONSTRAINT "a check" CHECK ("the id" > 0), CONSTRAINT "an exclusion" EXCLUDE ("the id" WITH =));
    COMMENT ON TABLE "a ""room" IS 'x'; COMMENT ON COLUMN "a ""room"."a code" IS 'x'; COMMENT ON CONSTRAINT "a check" ON "a ""room" IS 'x';
    COMMENT ON CONSTRAINT "a key" ON "a ""room" IS 'x'; COMMENT ON INDEX "a unique" IS 'x';
    CREATE INDEX "an index" ON "a ""room" (lower("a code")); COMMENT ON INDEX "an index" IS 'x';
    GRANT SELECT ON "a ""room" TO second, PUBLIC; GRANT UPDATE ("a code") ON "a ""room" TO "a ""role";
    CREATE VIEW "a view" AS SELECT "a code" FROM "a ""room"; COMMENT ON VIEW "a view" IS 'x'; COMMENT ON COLUMN "a view"."a code" IS 'x';
    REVOKE UPDATE ON "a view" FROM CURRENT_USER;
    CREATE MATERIALIZED VIEW "a matview" AS SELECT "a code" FROM "a ""room"; COMMENT ON MATERIALIZED VIEW "a matview" IS 'x';
    CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
    CREATE TRIGGER "a trigger" BEFORE UPDATE ON "a ""room" FOR EACH ROW EXECUTE FUNCTION touch();
    CREATE RULE "a rule" AS ON DELETE TO "a ""room" DO NOTHING;
    CREATE POLICY "a policy" ON "a ""room" USING (true)`

describe("whether an object exists", () => {
    let db: Awaited<ReturnType<typeof createPglite>>
    let queryable: Queryable
    let objects: readonly SchemaObject[] = []
    const context: SqlContext = { defaultSchema: "it's" }
    const exists = async (object: SchemaObject): Promise<boolean | null> => {
        const question = kindOf(object.kind).catalog.exists?.(object)
        if (!question) return null
        const [statement] = compileOperation(context, question.name, question.args)
        return (await queryable.query(statement?.sql ?? "")).length > 0
    }
    beforeAll(async () => {
        db = await createPglite()
        queryable = {
            query: async (sql, params) => (await db.query<Row>(sql, params && [...params])).rows,
        }
        await db.exec(ALL)
        objects = [...(await inspect(queryable, { schemas: ["it's"], defaultSchema: "it's" })).objects.values()]
    })
    afterAll(() => db.close())

    test("each kind knows how to ask, and finds what exists", async () => {
        const asked = await Promise.all(objects.map(async (object) => [object.key, await exists(object)] as const))
        expect(asked.filter(([, found]) => found === false)).toEqual([])
        expect(new Set(objects.filter(({ kind }) => !kindOf(kind).catalog.exists).map(({ kind }) => kind))).toEqual(
            new Set(["schema"]),
        )
        expect(asked.length).toBeGreaterThan(30)
    })

    test("nothing is found of it where it does not exist, and nothing fails", async () => {
        await db.exec(`BEGIN; DROP SCHEMA "it's" CASCADE`)
        const asked = await Promise.all(objects.map(async (object) => [object.key, await exists(object)] as const))
        await db.exec("ROLLBACK")
        expect(asked.filter(([, found]) => found === true)).toEqual([])
    })

    test("privileges are found where all roles have some", async () => {
        const grant = objects.find(
            ({ kind, path }) => kind === "privilege" && path.length === 2 && path[1] === 'a "room',
        )
        await db.exec(`BEGIN; REVOKE SELECT ON "it's"."a ""room" FROM second`)
        expect(grant && (await exists(grant))).toBe(false)
        await db.exec("ROLLBACK")
        expect(grant && (await exists(grant))).toBe(true)
    })
})

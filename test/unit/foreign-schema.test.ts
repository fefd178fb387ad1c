import { describe, expect, it } from "vitest"
import { foreignSchema } from "../../src/autogen/commands/tenants/foreign-schema.js"

const names = { own: "t1", shared: ["extensions"], foreign: new Set(["public", "t2", "Weird name"]) }
const found = (sql: string): string | null => foreignSchema(sql, names)

describe("what reaches beyond a tenant's schema", () => {
    it.each([
        ["ALTER TABLE public.room ADD floor int", "public"],
        ['ALTER TABLE "public"."room" ADD floor int', "public"],
        ["SELECT * FROM PUBLIC . room", "public"],
        ['DROP TABLE "Weird name".room', "Weird name"],
        ["ALTER TABLE/* x */public/* y */.room ADD floor int", "public"],
        ["SELECT nextval('public.room_id_seq'::regclass)", "public"],
        [`SELECT nextval('"public"."room_id_seq"')`, "public"],
        ["DO $$ BEGIN ALTER TABLE public.room ADD floor int; END $$", "public"],
        ["DO $x$ BEGIN EXECUTE 'ALTER TABLE public.room ADD floor int'; END $x$", "public"],
        ["CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1 FROM t2.room $$", "t2"],
        ["CREATE SCHEMA audit", "audit"],
        ["CREATE SCHEMA IF NOT EXISTS audit", "audit"],
        ["DROP SCHEMA t2 CASCADE", "t2"],
        ["ALTER TABLE room SET SCHEMA t2", "t2"],
        ["GRANT USAGE ON SCHEMA public TO app", "public"],
        ["SET search_path TO public", "search_path"],
        ["SELECT 1; SET LOCAL search_path = public; CREATE TABLE a ()", "search_path"],
        ["RESET ALL", "search_path"],
        ["SELECT pg_catalog.set_config('search_path', '', false)", "search_path"],
    ])("%s", (sql, schema) => {
        expect(found(sql)).toBe(schema)
    })

    it.each([
        "ALTER TABLE room ADD public int",
        'ALTER TABLE "t1"."room" ADD floor int',
        'CREATE SCHEMA IF NOT EXISTS "t1"',
        "SELECT room.id FROM room",
        "COMMENT ON TABLE room IS 'see public.room'",
        "INSERT INTO note (text) VALUES ('It is public. Everybody reads it.')",
        "-- public.room\nSELECT 1",
        "/* t2.room */ SELECT 1",
        "ALTER TABLE room ADD id uuid DEFAULT extensions.uuid_generate_v4()",
        "CREATE FUNCTION f() RETURNS int LANGUAGE sql SET search_path = pg_catalog AS 'SELECT 1'",
        "SELECT pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true)",
        "UPDATE room SET public = true",
    ])("not: %s", (sql) => {
        expect(found(sql)).toBe(null)
    })
})

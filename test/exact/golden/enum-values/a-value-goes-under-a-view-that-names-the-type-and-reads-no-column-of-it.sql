-- a value goes, under a view that names the type and reads no column of it

-- Up

-- requireValues inSchema("public", "sample"), "kind", ["a", "c"]
-- hazard scans-table on table public.sample: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- dropView inSchema("public", "plain")
DROP VIEW "public"."plain";
-- TypeORM's own record
DO …;

-- dropView inSchema("public", "second")
DROP VIEW "public"."second";
-- TypeORM's own record
DO …;

-- alterEnum
ALTER TYPE "public"."kind" RENAME TO "autogen_old_kind";
CREATE TYPE "public"."kind" AS ENUM ('a', 'c');
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.kind: ACCESS EXCLUSIVE while every row is rewritten. Safer: leave the values in the type, update their rows in batches, and forbid them by a CHECK
-- hazard may-fail-on-data on column public.sample.kind: fails if a row has a removed value. Safer: map these rows: --map 'public.kind.b:<value that stays>'
ALTER TABLE "public"."sample" ALTER COLUMN "kind" TYPE "public"."kind" USING "kind"::text::"public"."kind";
DROP TYPE "public"."autogen_old_kind";

-- createView inSchema("public", "plain"), "SELECT \"id\", ARRAY['c', 'a']::\"kind\"[] AS \"kinds\" FROM \"sample\""
CREATE VIEW "public"."plain" AS SELECT "id", ARRAY['c', 'a']::"kind"[] AS "kinds" FROM "sample";
-- TypeORM's own record
DO …;

-- createView inSchema("public", "second"), "SELECT 1 AS \"id\" WHERE 'a'::\"kind\" < 'c'::text::\"kind\""
CREATE VIEW "public"."second" AS SELECT 1 AS "id" WHERE 'a'::"kind" < 'c'::text::"kind";
-- TypeORM's own record
DO …;

-- Down

-- addEnumValue
ALTER TYPE "public"."kind" ADD VALUE 'b' BEFORE 'c';

-- Online: the same

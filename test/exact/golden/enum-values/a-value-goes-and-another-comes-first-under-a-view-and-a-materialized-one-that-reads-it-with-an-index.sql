-- a value goes and another comes first, under a view, and a materialized one that reads it, with an index

-- Up

-- requireValues inSchema("public", "sample"), "kind", ["x", "a", "c"]
-- hazard scans-table on table public.sample: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- dropView inSchema("public", "stored"), { materialized: true }
DROP MATERIALIZED VIEW "public"."stored";
-- TypeORM's own record
DO …;

-- dropView inSchema("public", "plain")
DROP VIEW "public"."plain";
-- TypeORM's own record
DO …;

-- alterEnum
ALTER TYPE "public"."kind" RENAME TO "autogen_old_kind";
CREATE TYPE "public"."kind" AS ENUM ('x', 'a', 'c');
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.kind: ACCESS EXCLUSIVE while every row is rewritten. Safer: leave the values in the type, update their rows in batches, and forbid them by a CHECK
-- hazard may-fail-on-data on column public.sample.kind: fails if a row has a removed value. Safer: map these rows: --map 'public.kind.b:<value that stays>'
ALTER TABLE "public"."sample" ALTER COLUMN "kind" TYPE "public"."kind" USING "kind"::text::"public"."kind";
DROP TYPE "public"."autogen_old_kind";

-- createView inSchema("public", "plain"), "SELECT \"id\", \"kind\" FROM \"sample\" WHERE \"kind\" <> 'c'"
CREATE VIEW "public"."plain" AS SELECT "id", "kind" FROM "sample" WHERE "kind" <> 'c';
-- TypeORM's own record
DO …;

-- createView inSchema("public", "stored"), "SELECT \"id\", \"kind\" FROM \"plain\" WHERE \"kind\" = 'a'", { materialized: true }
-- hazard scans-table on view public.stored: populating it runs the query; locks already taken are held meanwhile. Safer: run it off-peak, or create it WITH NO DATA (`data: false`) and refresh it afterwards
CREATE MATERIALIZED VIEW "public"."stored" AS SELECT "id", "kind" FROM "plain" WHERE "kind" = 'a';
-- TypeORM's own record
DO …;

-- createIndex
CREATE INDEX "stored_kind" ON "public"."stored" ("kind");

-- Down

-- requireValues inSchema("public", "sample"), "kind", ["a", "b", "c"]
-- hazard scans-table on table public.sample: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- dropView inSchema("public", "stored"), { materialized: true }
DROP MATERIALIZED VIEW "public"."stored";
-- TypeORM's own record
DO …;

-- dropView inSchema("public", "plain")
DROP VIEW "public"."plain";
-- TypeORM's own record
DO …;

-- alterEnum
ALTER TYPE "public"."kind" RENAME TO "autogen_old_kind";
CREATE TYPE "public"."kind" AS ENUM ('a', 'b', 'c');
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.kind: ACCESS EXCLUSIVE while every row is rewritten. Safer: leave the values in the type, update their rows in batches, and forbid them by a CHECK
-- hazard may-fail-on-data on column public.sample.kind: fails if a row has a removed value. Safer: map these rows: --map 'public.kind.x:<value that stays>'
ALTER TABLE "public"."sample" ALTER COLUMN "kind" TYPE "public"."kind" USING "kind"::text::"public"."kind";
DROP TYPE "public"."autogen_old_kind";

-- createView inSchema("public", "plain"), "SELECT id,\n    kind\n   FROM public.sample\n  WHERE (kind <> 'c'::public.kind)"
CREATE VIEW "public"."plain" AS SELECT id,
    kind
   FROM public.sample
  WHERE (kind <> 'c'::public.kind);
-- TypeORM's own record
DO …;

-- createView inSchema("public", "stored"), "SELECT id,\n    kind\n   FROM public.plain\n  WHERE (kind = 'a'::public.kind)", { materialized: true }
-- hazard scans-table on view public.stored: populating it runs the query; locks already taken are held meanwhile. Safer: run it off-peak, or create it WITH NO DATA (`data: false`) and refresh it afterwards
CREATE MATERIALIZED VIEW "public"."stored" AS SELECT id,
    kind
   FROM public.plain
  WHERE (kind = 'a'::public.kind);
-- TypeORM's own record
DO …;

-- createIndex
CREATE INDEX "stored_kind" ON "public"."stored" ("kind");

-- Online: the same

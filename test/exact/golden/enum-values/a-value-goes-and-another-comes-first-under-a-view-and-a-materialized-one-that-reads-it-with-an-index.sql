-- a value goes and another comes first, under a view, and a materialized one that reads it, with an index

-- Up

-- requireValues inSchema("public", "sample"), "kind", ["x", "a", "c"]
-- hazard scans-table on table public.sample: every row is read before anything is changed; others can read and write meanwhile. Safer: choose a quiet hour, or ask before you deploy and say `preconditions: false`
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
-- hazard rewrites-table on column public.sample.kind: the values of a new type are stored in every row. Safer: leave the values in the type, change their rows in batches, and forbid them by a check
-- hazard may-fail-on-data on column public.sample.kind: a row with a value that the type no longer has makes it fail. Safer: say what such rows get: --map 'public.kind.b:<value that stays>'
ALTER TABLE "public"."sample" ALTER COLUMN "kind" TYPE "public"."kind" USING "kind"::text::"public"."kind";
DROP TYPE "public"."autogen_old_kind";

-- createView inSchema("public", "plain"), "SELECT \"id\", \"kind\" FROM \"sample\" WHERE \"kind\" <> 'c'"
CREATE VIEW "public"."plain" AS SELECT "id", "kind" FROM "sample" WHERE "kind" <> 'c';
-- TypeORM's own record
DO …;

-- createView inSchema("public", "stored"), "SELECT \"id\", \"kind\" FROM \"plain\" WHERE \"kind\" = 'a'", { materialized: true }
-- hazard scans-table on view public.stored: its query runs, and what the migration has locked stays locked meanwhile. Safer: choose a quiet hour, or make it WITH NO DATA (`data: false`) and refresh it afterwards
CREATE MATERIALIZED VIEW "public"."stored" AS SELECT "id", "kind" FROM "plain" WHERE "kind" = 'a';
-- TypeORM's own record
DO …;

-- createIndex
CREATE INDEX "stored_kind" ON "public"."stored" ("kind");

-- Down

-- requireValues inSchema("public", "sample"), "kind", ["a", "b", "c"]
-- hazard scans-table on table public.sample: every row is read before anything is changed; others can read and write meanwhile. Safer: choose a quiet hour, or ask before you deploy and say `preconditions: false`
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
-- hazard rewrites-table on column public.sample.kind: the values of a new type are stored in every row. Safer: leave the values in the type, change their rows in batches, and forbid them by a check
-- hazard may-fail-on-data on column public.sample.kind: a row with a value that the type no longer has makes it fail. Safer: say what such rows get: --map 'public.kind.x:<value that stays>'
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
-- hazard scans-table on view public.stored: its query runs, and what the migration has locked stays locked meanwhile. Safer: choose a quiet hour, or make it WITH NO DATA (`data: false`) and refresh it afterwards
CREATE MATERIALIZED VIEW "public"."stored" AS SELECT id,
    kind
   FROM public.plain
  WHERE (kind = 'a'::public.kind);
-- TypeORM's own record
DO …;

-- createIndex
CREATE INDEX "stored_kind" ON "public"."stored" ("kind");

-- Online: the same

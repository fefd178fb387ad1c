-- a value comes in the middle, under a view that names the type and reads no column of it

-- Up

-- addEnumValue
ALTER TYPE "public"."kind" ADD VALUE 'b' BEFORE 'c';

-- Down

-- requireValues inSchema("public", "sample"), "kind", ["a", "c"]
-- hazard scans-table on table public.sample: every row is read before anything is changed; others can read and write meanwhile. Safer: choose a quiet hour, or ask before you deploy and say `preconditions: false`
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
-- hazard rewrites-table on column public.sample.kind: the values of a new type are stored in every row. Safer: leave the values in the type, change their rows in batches, and forbid them by a check
-- hazard may-fail-on-data on column public.sample.kind: a row with a value that the type no longer has makes it fail. Safer: say what such rows get: --map 'public.kind.b:<value that stays>'
ALTER TABLE "public"."sample" ALTER COLUMN "kind" TYPE "public"."kind" USING "kind"::text::"public"."kind";
DROP TYPE "public"."autogen_old_kind";

-- createView inSchema("public", "plain"), "SELECT id,\n    ARRAY['c'::public.kind, 'a'::public.kind] AS kinds\n   FROM public.sample"
CREATE VIEW "public"."plain" AS SELECT id,
    ARRAY['c'::public.kind, 'a'::public.kind] AS kinds
   FROM public.sample;
-- TypeORM's own record
DO …;

-- createView inSchema("public", "second"), "SELECT 1 AS id\n  WHERE ('a'::public.kind < ('c'::text)::public.kind)"
CREATE VIEW "public"."second" AS SELECT 1 AS id
  WHERE ('a'::public.kind < ('c'::text)::public.kind);
-- TypeORM's own record
DO …;

-- Online: the same

-- a value goes, under indexes, plain, partial and over an expression

-- Up

-- requireValues inSchema("public", "sample"), "kind", ["a", "c"]
-- hazard scans-table on table public.sample: every row is read before anything is changed; others can read and write meanwhile. Safer: choose a quiet hour, or ask before you deploy and say `preconditions: false`
DO …;

-- dropIndex
-- lock ACCESS EXCLUSIVE
DROP INDEX "public"."sample_listed";

-- dropIndex
-- lock ACCESS EXCLUSIVE
DROP INDEX "public"."sample_partial";

-- alterEnum
ALTER TYPE "public"."kind" RENAME TO "autogen_old_kind";
CREATE TYPE "public"."kind" AS ENUM ('a', 'c');
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.kind: the values of a new type are stored in every row. Safer: leave the values in the type, change their rows in batches, and forbid them by a check
-- hazard may-fail-on-data on column public.sample.kind: a row with a value that the type no longer has makes it fail. Safer: say what such rows get: --map 'public.kind.b:<value that stays>'
ALTER TABLE "public"."sample" ALTER COLUMN "kind" TYPE "public"."kind" USING "kind"::text::"public"."kind";
DROP TYPE "public"."autogen_old_kind";

-- createIndex
-- lock SHARE
-- hazard may-fail-on-data on index public.sample.sample_listed: duplicates make it fail. Safer: look for such rows before you deploy
-- hazard blocks-reads on index public.sample.sample_listed: the index is built from every row, and nobody can read or write the table meanwhile: a statement before it has locked it. Safer: build it concurrently, outside a transaction
CREATE UNIQUE INDEX "sample_listed" ON "public"."sample" ("id") WHERE "kind" IN ('a', 'c');

-- createIndex
-- lock SHARE
-- hazard blocks-reads on index public.sample.sample_partial: the index is built from every row, and nobody can read or write the table meanwhile: a statement before it has locked it. Safer: build it concurrently, outside a transaction
CREATE INDEX "sample_partial" ON "public"."sample" ("id") WHERE "kind" = 'c';

-- Down

-- addEnumValue
ALTER TYPE "public"."kind" ADD VALUE 'b' BEFORE 'c';

-- Online: the same

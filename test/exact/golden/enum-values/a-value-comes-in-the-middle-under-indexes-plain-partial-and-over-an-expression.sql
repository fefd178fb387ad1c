-- a value comes in the middle, under indexes, plain, partial and over an expression

-- Up

-- addEnumValue
ALTER TYPE "public"."kind" ADD VALUE 'b' BEFORE 'c';

-- Down

-- requireValues inSchema("public", "sample"), "kind", ["a", "c"]
-- hazard scans-table on table public.sample: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
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
-- hazard rewrites-table on column public.sample.kind: ACCESS EXCLUSIVE while every row is rewritten. Safer: leave the values in the type, update their rows in batches, and forbid them by a CHECK
-- hazard may-fail-on-data on column public.sample.kind: fails if a row has a removed value. Safer: map these rows: --map 'public.kind.b:<value that stays>'
ALTER TABLE "public"."sample" ALTER COLUMN "kind" TYPE "public"."kind" USING "kind"::text::"public"."kind";
DROP TYPE "public"."autogen_old_kind";

-- createIndex
-- lock SHARE
-- hazard may-fail-on-data on index public.sample.sample_listed: fails on duplicates. Safer: check the rows before you deploy
-- hazard blocks-reads on index public.sample.sample_listed: ACCESS EXCLUSIVE while the index is built from every row (locked by an earlier statement). Safer: build it CONCURRENTLY, outside a transaction
CREATE UNIQUE INDEX "sample_listed" ON "public"."sample" ("id") WHERE (kind = ANY (ARRAY['a'::public.kind, 'c'::public.kind]));

-- createIndex
-- lock SHARE
-- hazard blocks-reads on index public.sample.sample_partial: ACCESS EXCLUSIVE while the index is built from every row (locked by an earlier statement). Safer: build it CONCURRENTLY, outside a transaction
CREATE INDEX "sample_partial" ON "public"."sample" ("id") WHERE (kind = 'c'::public.kind);

-- Online: the same

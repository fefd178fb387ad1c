-- a value goes, under tables of two schemas

-- Up

-- requireValues inSchema("public", "sample"), "kind", ["a", "c"]
-- hazard scans-table on table public.sample: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- requireValues inSchema("second", "more"), "kind", ["a", "c"]
-- hazard scans-table on table second.more: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- requireValues inSchema("second", "other"), "kind", ["a", "c"], { array: true }
-- hazard scans-table on table second.other: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- alterEnum
ALTER TYPE "public"."kind" RENAME TO "autogen_old_kind";
CREATE TYPE "public"."kind" AS ENUM ('a', 'c');
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.kind: ACCESS EXCLUSIVE while every row is rewritten. Safer: leave the values in the type, update their rows in batches, and forbid them by a CHECK
-- hazard may-fail-on-data on column public.sample.kind: fails if a row has a removed value. Safer: map these rows: --map 'public.kind.b:<value that stays>'
ALTER TABLE "public"."sample" ALTER COLUMN "kind" TYPE "public"."kind" USING "kind"::text::"public"."kind";
DROP TYPE "public"."autogen_old_kind";

-- alterEnum
ALTER TYPE "second"."kind" RENAME TO "autogen_old_kind";
CREATE TYPE "second"."kind" AS ENUM ('a', 'c');
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column second.more.kind: ACCESS EXCLUSIVE while every row is rewritten. Safer: leave the values in the type, update their rows in batches, and forbid them by a CHECK
-- hazard may-fail-on-data on column second.more.kind: fails if a row has a removed value. Safer: map these rows: --map 'second.kind.b:<value that stays>'
ALTER TABLE "second"."more" ALTER COLUMN "kind" TYPE "second"."kind" USING "kind"::text::"second"."kind";
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column second.other.kind: ACCESS EXCLUSIVE while every row is rewritten. Safer: leave the values in the type, update their rows in batches, and forbid them by a CHECK
-- hazard may-fail-on-data on column second.other.kind: fails if a row has a removed value. Safer: map these rows: --map 'second.kind.b:<value that stays>'
ALTER TABLE "second"."other" ALTER COLUMN "kind" TYPE "second"."kind"[] USING "kind"::text[]::"second"."kind"[];
DROP TYPE "second"."autogen_old_kind";

-- Down

-- addEnumValue
ALTER TYPE "public"."kind" ADD VALUE 'b' BEFORE 'c';

-- addEnumValue
ALTER TYPE "second"."kind" ADD VALUE 'b' BEFORE 'c';

-- Online: the same

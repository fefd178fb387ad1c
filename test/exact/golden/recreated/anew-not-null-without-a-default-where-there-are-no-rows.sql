-- anew, NOT NULL without a default, where there are no rows

-- Up

-- requireEmpty inSchema("public", "sample"), "value"
-- hazard scans-table on table public.sample: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- dropColumn
-- lock ACCESS EXCLUSIVE
-- hazard deletes-data on column public.sample.value: all values of the column are deleted. Safer: drop it in a later release, once nothing reads it and a backup exists
ALTER TABLE "public"."sample" DROP COLUMN "value";

-- addColumn
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on column public.sample.value: fails if the table has rows: NOT NULL without a default. Safer: give the column a default, or add it nullable and backfill it first
ALTER TABLE "public"."sample" ADD COLUMN "value" uuid NOT NULL;

-- Down

-- alterColumn
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.value: ACCESS EXCLUSIVE while every row is rewritten. Safer: add a column, backfill in batches, swap names
ALTER TABLE "public"."sample" ALTER COLUMN "value" TYPE text, ALTER COLUMN "value" DROP NOT NULL;

-- Online: the same

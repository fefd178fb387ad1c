-- an array with a removed precision

-- Up

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "value" TYPE timestamp without time zone[];

-- Down

-- requireFits inSchema("public", "sample"), "value", array(timestamp(3)), { from: array(timestamp()) }
-- hazard scans-table on table public.sample: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- alterColumn
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.value: ACCESS EXCLUSIVE while every row is rewritten. Safer: add a column, backfill in batches, swap names
-- hazard may-fail-on-data on column public.sample.value: fails if a value does not fit; nothing is truncated. Safer: check the rows before you deploy
ALTER TABLE "public"."sample" ALTER COLUMN "value" TYPE timestamp(3) without time zone[];

-- Online: the same

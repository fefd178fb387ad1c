-- a shorter varchar

-- Up

-- requireFits inSchema("public", "sample"), "value", varchar(36), { from: varchar(64) }
-- hazard scans-table on table public.sample: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- alterColumn
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.value: ACCESS EXCLUSIVE while every row is rewritten. Safer: add a column, backfill in batches, swap names
-- hazard may-fail-on-data on column public.sample.value: fails if a value does not fit; nothing is truncated. Safer: check the rows before you deploy
ALTER TABLE "public"."sample" ALTER COLUMN "value" TYPE character varying(36);

-- Down

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "value" TYPE character varying(64);

-- Online: the same

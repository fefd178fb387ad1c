-- an indexed, checked, unique column grows

-- Up

-- alterColumn
-- lock ACCESS EXCLUSIVE
-- hazard blocks-reads on column public.sample.value: ACCESS EXCLUSIVE while checks and indexes over it are rebuilt from every row. Safer: run it off-peak
ALTER TABLE "public"."sample" ALTER COLUMN "value" TYPE character varying(9);

-- Down

-- requireFits inSchema("public", "sample"), "value", varchar(5), { from: varchar(9) }
-- hazard scans-table on table public.sample: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- alterColumn
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.value: ACCESS EXCLUSIVE while every row is rewritten. Safer: add a column, backfill in batches, swap names
-- hazard may-fail-on-data on column public.sample.value: fails if a value does not fit; nothing is truncated. Safer: check the rows before you deploy
ALTER TABLE "public"."sample" ALTER COLUMN "value" TYPE character varying(5);

-- Online: the same

-- text to uuid

-- Up

-- requireCastable inSchema("public", "sample"), "value", uuid(), { from: text() }
-- hazard scans-table on table public.sample: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- alterColumn
-- lock ACCESS EXCLUSIVE
-- hazard no-cast on column public.sample.value: no cast from text to uuid; each value is read from its text. Safer: convert with --using 'public.sample.value:<SQL expression over the old row>', or lose the values with --recreate public.sample.value --allow deletes-data
-- hazard rewrites-table on column public.sample.value: ACCESS EXCLUSIVE while every row is rewritten. Safer: add a column, backfill in batches, swap names
-- hazard may-fail-on-data on column public.sample.value: fails if a value does not fit; nothing is truncated. Safer: check the rows before you deploy
ALTER TABLE "public"."sample" ALTER COLUMN "value" TYPE uuid USING "value"::text::uuid;

-- Down

-- alterColumn
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.value: ACCESS EXCLUSIVE while every row is rewritten. Safer: add a column, backfill in batches, swap names
ALTER TABLE "public"."sample" ALTER COLUMN "value" TYPE text;

-- Online: the same

-- the bounds of an identity that becomes narrower, as far as its type has them

-- Up

-- requireFits inSchema("public", "sample"), "id", smallint(), { from: bigint() }
-- hazard scans-table on table public.sample: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- alterColumn inSchema("public", "sample"), "id", { type: smallint(), identityNumbers: { maximum: null }, from: { type: bigint() } }
-- lock ACCESS EXCLUSIVE
DO …;
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.id: ACCESS EXCLUSIVE while every row is rewritten. Safer: add a column, backfill in batches, swap names
-- hazard may-fail-on-data on column public.sample.id: fails if a value does not fit; nothing is truncated. Safer: check the rows before you deploy
ALTER TABLE "public"."sample" ALTER COLUMN "id" TYPE smallint;

-- Down

-- alterColumn inSchema("public", "sample"), "id", { type: bigint(), identityNumbers: { maximum: "5000000000" }, from: { type: smallint() } }
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.id: ACCESS EXCLUSIVE while every row is rewritten. Safer: add a column, backfill in batches, swap names
ALTER TABLE "public"."sample" ALTER COLUMN "id" TYPE bigint;
-- lock ACCESS EXCLUSIVE
DO …;

-- Online: the same

-- json with a default to jsonb

-- Up

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "value" DROP DEFAULT;

-- alterColumn
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.value: ACCESS EXCLUSIVE while every row is rewritten. Safer: add a column, backfill in batches, swap names
-- hazard may-fail-on-data on column public.sample.value: fails if a value does not fit; nothing is truncated. Safer: check the rows before you deploy
ALTER TABLE "public"."sample" ALTER COLUMN "value" TYPE jsonb;

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "value" SET DEFAULT '{}';

-- Down

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "value" DROP DEFAULT;

-- alterColumn
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.value: ACCESS EXCLUSIVE while every row is rewritten. Safer: add a column, backfill in batches, swap names
ALTER TABLE "public"."sample" ALTER COLUMN "value" TYPE json;

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "value" SET DEFAULT '{}';

-- Online: the same

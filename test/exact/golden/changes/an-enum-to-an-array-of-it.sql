-- an enum to an array of it

-- Up

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "value" DROP DEFAULT;

-- alterColumn
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.value: ACCESS EXCLUSIVE while every row is rewritten. Safer: add a column, backfill in batches, swap names
-- hazard may-fail-on-data on column public.sample.value: fails if a value does not fit; nothing is truncated. Safer: check the rows before you deploy
ALTER TABLE "public"."sample" ALTER COLUMN "value" TYPE "public"."sample_value_enum"[] USING CASE WHEN "value" IS NOT NULL THEN ARRAY["value"] END;

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "value" SET DEFAULT '{up}';

-- Down

-- requireFits inSchema("public", "sample"), "value", enumType(inSchema("public", "sample_value_enum")), { from: array(enumType(inSchema("public", "sample_value_enum"))) }
-- hazard scans-table on table public.sample: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "value" DROP DEFAULT;

-- alterColumn
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.value: ACCESS EXCLUSIVE while every row is rewritten. Safer: add a column, backfill in batches, swap names
-- hazard may-fail-on-data on column public.sample.value: fails if a value does not fit; nothing is truncated. Safer: check the rows before you deploy
ALTER TABLE "public"."sample" ALTER COLUMN "value" TYPE "public"."sample_value_enum" USING CASE WHEN pg_catalog.array_dims("value") IS NOT DISTINCT FROM '[1:1]' AND ("value")[1] IS NOT NULL THEN ("value")[1] ELSE "value"::text::"public"."sample_value_enum" END;

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "value" SET DEFAULT 'up';

-- Online: the same

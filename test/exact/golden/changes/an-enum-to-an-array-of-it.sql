-- an enum to an array of it

-- Up

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "value" DROP DEFAULT;

-- alterColumn
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.value: the type changes in every row: the table and its indexes are written again under an exclusive lock. Safer: add a column of the new type, fill it in batches, and let it take the name over
-- hazard may-fail-on-data on column public.sample.value: a value that the new type cannot hold makes the change fail; none is cut off in silence. Safer: look for such rows before you deploy
ALTER TABLE "public"."sample" ALTER COLUMN "value" TYPE "public"."sample_value_enum"[] USING CASE WHEN "value" IS NOT NULL THEN ARRAY["value"] END;

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "value" SET DEFAULT '{up}';

-- Down

-- requireFits inSchema("public", "sample"), "value", enumType(inSchema("public", "sample_value_enum")), { from: array(enumType(inSchema("public", "sample_value_enum"))) }
-- hazard scans-table on table public.sample: every row is read before anything is changed; others can read and write meanwhile. Safer: choose a quiet hour, or ask before you deploy and say `preconditions: false`
DO …;

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "value" DROP DEFAULT;

-- alterColumn
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.value: the type changes in every row: the table and its indexes are written again under an exclusive lock. Safer: add a column of the new type, fill it in batches, and let it take the name over
-- hazard may-fail-on-data on column public.sample.value: a value that the new type cannot hold makes the change fail; none is cut off in silence. Safer: look for such rows before you deploy
ALTER TABLE "public"."sample" ALTER COLUMN "value" TYPE "public"."sample_value_enum" USING CASE WHEN pg_catalog.array_dims("value") IS NOT DISTINCT FROM '[1:1]' AND ("value")[1] IS NOT NULL THEN ("value")[1] ELSE "value"::text::"public"."sample_value_enum" END;

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "value" SET DEFAULT 'up';

-- Online: the same

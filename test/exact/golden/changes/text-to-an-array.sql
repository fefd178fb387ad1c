-- text to an array

-- Up

-- alterColumn
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.value: the type changes in every row: the table and its indexes are written again under an exclusive lock. Safer: add a column of the new type, fill it in batches, and let it take the name over
-- hazard may-fail-on-data on column public.sample.value: a value that the new type cannot hold makes the change fail; none is cut off in silence. Safer: look for such rows before you deploy
ALTER TABLE "public"."sample" ALTER COLUMN "value" TYPE text[] USING CASE WHEN "value" IS NOT NULL THEN ARRAY["value"] END;

-- Down

-- alterColumn
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.value: the type changes in every row: the table and its indexes are written again under an exclusive lock. Safer: add a column of the new type, fill it in batches, and let it take the name over
-- hazard may-fail-on-data on column public.sample.value: a value that the new type cannot hold makes the change fail; none is cut off in silence. Safer: look for such rows before you deploy
ALTER TABLE "public"."sample" ALTER COLUMN "value" TYPE text USING CASE WHEN pg_catalog.array_dims("value") IS NOT DISTINCT FROM '[1:1]' AND ("value")[1] IS NOT NULL THEN ("value")[1] ELSE "value"::text::text END;

-- Online: the same

-- a column is added with a default that differs from row to row

-- Up

-- addColumn
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.value: ACCESS EXCLUSIVE while every row is rewritten, each with a value of its own. Safer: add the column without a default, set the default, backfill in batches
ALTER TABLE "public"."sample" ADD COLUMN "value" uuid DEFAULT gen_random_uuid() NOT NULL;

-- Down

-- dropColumn
-- lock ACCESS EXCLUSIVE
-- hazard deletes-data on column public.sample.value: all values of the column are deleted. Safer: drop it in a later release, once nothing reads it and a backup exists
ALTER TABLE "public"."sample" DROP COLUMN "value";

-- == Online ==

-- Up, step 1 of 5

-- addColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ADD COLUMN "value" uuid;

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "value" SET DEFAULT gen_random_uuid();

-- Up, step 2 of 5

-- backfill inSchema("public", "sample"), "value", sql("gen_random_uuid()"), { batchSize: 10000, newColumn: true }
-- outside of the transaction
-- lock ROW EXCLUSIVE
-- hazard scans-table on column public.sample.value: null values are looked for in every row; reads and writes continue. Safer: run it off-peak; writers of a row wait for its batch
DO …;

-- Up, step 3 of 5

-- createCheckConstraint "autogen_not_null_2", inSchema("public", "sample"), "(\"value\" IS NOT NULL)", { notValid: true, ifNotExists: true }
-- lock ACCESS EXCLUSIVE
DO …;

-- Up, step 4 of 5

-- validateCheck "autogen_not_null_2", inSchema("public", "sample"), "(\"value\" IS NOT NULL)"
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
-- hazard may-fail-on-data on check public.sample.autogen_not_null_2: fails if a row violates the condition. Safer: check the rows before you deploy
-- hazard scans-table on check public.sample.autogen_not_null_2: every row is checked; reads and writes continue. Safer: run it off-peak
DO …;

-- Up, step 5 of 5

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "value" SET NOT NULL;

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT IF EXISTS "autogen_not_null_2";

-- Down, step 5 of 5

-- createCheckConstraint "autogen_not_null_2", inSchema("public", "sample"), "(\"value\" IS NOT NULL)", { notValid: true, ifNotExists: true }
-- lock ACCESS EXCLUSIVE
DO …;

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "value" DROP NOT NULL;

-- Down, step 4 of 5

-- nothing

-- Down, step 3 of 5

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT IF EXISTS "autogen_not_null_2";

-- Down, step 2 of 5

-- nothing

-- Down, step 1 of 5

-- dropColumn
-- lock ACCESS EXCLUSIVE
-- hazard deletes-data on column public.sample.value: all values of the column are deleted. Safer: drop it in a later release, once nothing reads it and a backup exists
ALTER TABLE "public"."sample" DROP COLUMN "value";

-- a column is added with a default that differs from row to row

-- Up

-- addColumn
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.value: every row gets its own value, so the whole table is written again under an exclusive lock. Safer: add the column without a default, set the default, then fill the rows that are there in batches
ALTER TABLE "public"."sample" ADD COLUMN "value" uuid DEFAULT gen_random_uuid() NOT NULL;

-- Down

-- dropColumn
-- lock ACCESS EXCLUSIVE
-- hazard deletes-data on column public.sample.value: the column's values are gone with it. Safer: drop it in a later release, once nothing reads it any more and a copy has been taken
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
-- hazard scans-table on column public.sample.value: every row is read to find nulls; others can read and write meanwhile. Safer: choose an hour when few rows are written: a writer of a row that is backfilled waits for its batch
DO …;

-- Up, step 3 of 5

-- createCheckConstraint "autogen_not_null_2", inSchema("public", "sample"), "(\"value\" IS NOT NULL)", { notValid: true, ifNotExists: true }
-- lock ACCESS EXCLUSIVE
DO …;

-- Up, step 4 of 5

-- validateCheck "autogen_not_null_2", inSchema("public", "sample"), "(\"value\" IS NOT NULL)"
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
-- hazard may-fail-on-data on check public.sample.autogen_not_null_2: rows that break the condition make it fail. Safer: look for such rows before you deploy
-- hazard scans-table on check public.sample.autogen_not_null_2: every row is checked; others can read and write meanwhile. Safer: choose a quiet hour: the whole table is read
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
-- hazard deletes-data on column public.sample.value: the column's values are gone with it. Safer: drop it in a later release, once nothing reads it any more and a copy has been taken
ALTER TABLE "public"."sample" DROP COLUMN "value";

-- nullable to not null with a default

-- Up

-- backfill inSchema("public", "sample"), "value", 5
-- lock ACCESS EXCLUSIVE
-- hazard not-reversible on column public.sample.value: former nulls cannot be identified afterwards. Safer: backfill them yourself before, if you want to keep that
-- hazard blocks-reads on column public.sample.value: every row is read to find nulls, and nobody can read or write the table meanwhile. Safer: backfill in batches, which `online` does
DO …;

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "value" SET DEFAULT 5;

-- alterColumn
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on column public.sample.value: rows with a null make SET NOT NULL fail. Safer: fill the nulls first
-- hazard blocks-reads on column public.sample.value: every row is read to find nulls, and nobody can read or write the table meanwhile. Safer: have a valid check say that there is no null, which `online` does
ALTER TABLE "public"."sample" ALTER COLUMN "value" SET NOT NULL;

-- Down

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "value" DROP NOT NULL;

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "value" DROP DEFAULT;

-- == Online ==

-- Up, step 1 of 5

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "value" SET DEFAULT 5;

-- Up, step 2 of 5

-- backfill inSchema("public", "sample"), "value", 5, { batchSize: 10000 }
-- outside of the transaction
-- lock ROW EXCLUSIVE
-- hazard not-reversible on column public.sample.value: former nulls cannot be identified afterwards. Safer: backfill them yourself before, if you want to keep that
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

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "value" DROP DEFAULT;

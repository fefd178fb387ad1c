-- nullable to not null with a default

-- Up

-- backfill inSchema("public", "sample"), "value", 5
-- lock ACCESS EXCLUSIVE
-- hazard not-reversible on column public.sample.value: former NULLs cannot be identified afterwards. Safer: keep a copy of the keys of these rows
-- hazard blocks-reads on column public.sample.value: ACCESS EXCLUSIVE while null values are looked for in every row. Safer: backfill in batches; `online` does
DO …;

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "value" SET DEFAULT 5;

-- alterColumn
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on column public.sample.value: fails if a value is NULL. Safer: backfill the null values first
-- hazard blocks-reads on column public.sample.value: ACCESS EXCLUSIVE while every row is checked for NULL. Safer: validate a CHECK (… IS NOT NULL) first; `online` does
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
-- hazard not-reversible on column public.sample.value: former NULLs cannot be identified afterwards. Safer: keep a copy of the keys of these rows
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

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "value" DROP DEFAULT;

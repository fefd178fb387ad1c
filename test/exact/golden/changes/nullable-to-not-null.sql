-- nullable to not null

-- Up

-- requireNoNulls inSchema("public", "sample"), ["value"]
-- hazard scans-table on table public.sample: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- alterColumn
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on column public.sample.value: fails if a value is NULL. Safer: backfill the null values first
-- hazard blocks-reads on column public.sample.value: ACCESS EXCLUSIVE while every row is checked for NULL. Safer: validate a CHECK (… IS NOT NULL) first; `online` does
ALTER TABLE "public"."sample" ALTER COLUMN "value" SET NOT NULL;

-- Down

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "value" DROP NOT NULL;

-- == Online ==

-- Up, step 1 of 3

-- requireNoNulls inSchema("public", "sample"), ["value"]
-- hazard scans-table on table public.sample: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- createCheckConstraint "autogen_not_null_2", inSchema("public", "sample"), "(\"value\" IS NOT NULL)", { notValid: true, ifNotExists: true }
-- lock ACCESS EXCLUSIVE
DO …;

-- Up, step 2 of 3

-- validateCheck "autogen_not_null_2", inSchema("public", "sample"), "(\"value\" IS NOT NULL)"
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
-- hazard may-fail-on-data on check public.sample.autogen_not_null_2: fails if a row violates the condition. Safer: check the rows before you deploy
-- hazard scans-table on check public.sample.autogen_not_null_2: every row is checked; reads and writes continue. Safer: run it off-peak
DO …;

-- Up, step 3 of 3

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "value" SET NOT NULL;

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT IF EXISTS "autogen_not_null_2";

-- Down, step 3 of 3

-- createCheckConstraint "autogen_not_null_2", inSchema("public", "sample"), "(\"value\" IS NOT NULL)", { notValid: true, ifNotExists: true }
-- lock ACCESS EXCLUSIVE
DO …;

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "value" DROP NOT NULL;

-- Down, step 2 of 3

-- nothing

-- Down, step 1 of 3

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT IF EXISTS "autogen_not_null_2";

-- nullable to not null with a default

-- Up

-- fillNulls inSchema("public", "sample"), "value", 5
-- lock ACCESS EXCLUSIVE
-- hazard not-reversible on column public.sample.value: nobody can tell afterwards which rows had no value. Safer: fill the nulls yourself before, if you want to keep that
-- hazard blocks-reads on column public.sample.value: every row is read to find nulls, and nobody can read or write the table meanwhile. Safer: fill them in batches, which `online` does
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

-- fillNulls inSchema("public", "sample"), "value", 5
-- lock ACCESS EXCLUSIVE
-- hazard not-reversible on column public.sample.value: nobody can tell afterwards which rows had no value. Safer: fill the nulls yourself before, if you want to keep that
-- hazard blocks-reads on column public.sample.value: every row is read to find nulls, and nobody can read or write the table meanwhile. Safer: fill them in batches, which `online` does
DO …;

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "value" DROP DEFAULT;

-- == Online ==

-- Up, step 1 of 5

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "value" SET DEFAULT 5;

-- Up, step 2 of 5

-- fillNulls inSchema("public", "sample"), "value", 5, { batchSize: 10000 }
-- outside of the transaction
-- lock ROW EXCLUSIVE
-- hazard not-reversible on column public.sample.value: nobody can tell afterwards which rows had no value. Safer: fill the nulls yourself before, if you want to keep that
-- hazard scans-table on column public.sample.value: every row is read to find nulls; others can read and write meanwhile. Safer: choose an hour when few rows are written: a writer of a row that is filled waits for its batch
DO …;

-- Up, step 3 of 5

-- createCheckConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ADD CONSTRAINT "autogen_not_null_2" CHECK (("value" IS NOT NULL)) NOT VALID;

-- Up, step 4 of 5

-- requireCheck inSchema("public", "sample"), "(\"value\" IS NOT NULL)"
-- hazard scans-table on table public.sample: every row is read before anything is changed; others can read and write meanwhile. Safer: choose a quiet hour, or ask before you deploy and say `preconditions: false`
DO …;

-- validateConstraint
-- lock SHARE UPDATE EXCLUSIVE
-- hazard may-fail-on-data on constraint public.sample.autogen_not_null_2: rows that break the constraint make it fail. Safer: look for such rows before you deploy
-- hazard scans-table on constraint public.sample.autogen_not_null_2: every row is checked; others can read and write meanwhile. Safer: choose a quiet hour: the whole table is read
ALTER TABLE "public"."sample" VALIDATE CONSTRAINT "autogen_not_null_2";

-- Up, step 5 of 5

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "value" SET NOT NULL;

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "autogen_not_null_2";

-- Down, step 5 of 5

-- createCheckConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ADD CONSTRAINT "autogen_not_null_2" CHECK (("value" IS NOT NULL)) NOT VALID;

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "value" DROP NOT NULL;

-- Down, step 4 of 5

-- nothing

-- Down, step 3 of 5

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "autogen_not_null_2";

-- Down, step 2 of 5

-- nothing

-- Down, step 1 of 5

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "value" DROP DEFAULT;

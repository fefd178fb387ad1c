-- anew, NOT NULL without a default, where there are no rows

-- Up

-- requireEmpty inSchema("public", "sample"), "value"
-- hazard scans-table on table public.sample: every row is read before anything is changed; others can read and write meanwhile. Safer: choose a quiet hour, or ask before you deploy and say `preconditions: false`
DO …;

-- dropColumn
-- lock ACCESS EXCLUSIVE
-- hazard deletes-data on column public.sample.value: the column's values are gone with it. Safer: drop it in a later release, once nothing reads it any more and a copy has been taken
ALTER TABLE "public"."sample" DROP COLUMN "value";

-- addColumn
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on column public.sample.value: a NOT NULL column without a default cannot be added to a table that has rows. Safer: give the column a default, or add it nullable and fill it first
ALTER TABLE "public"."sample" ADD COLUMN "value" uuid NOT NULL;

-- Down

-- alterColumn
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.value: the type changes in every row: the table and its indexes are written again under an exclusive lock. Safer: add a column of the new type, fill it in batches, and let it take the name over
ALTER TABLE "public"."sample" ALTER COLUMN "value" TYPE text, ALTER COLUMN "value" DROP NOT NULL;

-- Online: the same

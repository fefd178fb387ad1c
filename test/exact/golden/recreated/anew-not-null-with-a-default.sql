-- anew, NOT NULL with a default

-- Up

-- dropColumn
-- lock ACCESS EXCLUSIVE
-- hazard deletes-data on column public.sample.value: all values of the column are deleted. Safer: drop it in a later release, once nothing reads it and a backup exists
ALTER TABLE "public"."sample" DROP COLUMN "value";

-- addColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ADD COLUMN "value" integer DEFAULT 7 NOT NULL;

-- Down

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "value" DROP DEFAULT;

-- alterColumn
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.value: ACCESS EXCLUSIVE while every row is rewritten. Safer: add a column, backfill in batches, swap names
ALTER TABLE "public"."sample" ALTER COLUMN "value" TYPE text;

-- Online: the same

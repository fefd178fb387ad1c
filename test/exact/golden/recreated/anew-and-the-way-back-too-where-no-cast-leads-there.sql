-- anew, and the way back too where no cast leads there

-- Up

-- dropColumn
-- lock ACCESS EXCLUSIVE
-- hazard deletes-data on column public.sample.value: all values of the column are deleted. Safer: drop it in a later release, once nothing reads it and a backup exists
ALTER TABLE "public"."sample" DROP COLUMN "value";

-- addColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ADD COLUMN "value" integer[];

-- Down

-- dropColumn
-- lock ACCESS EXCLUSIVE
-- hazard deletes-data on column public.sample.value: all values of the column are deleted. Safer: drop it in a later release, once nothing reads it and a backup exists
ALTER TABLE "public"."sample" DROP COLUMN "value";

-- addColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ADD COLUMN "value" point DEFAULT '(1,2)';

-- Online: the same

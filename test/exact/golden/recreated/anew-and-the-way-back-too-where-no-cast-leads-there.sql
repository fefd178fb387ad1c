-- anew, and the way back too where no cast leads there

-- Up

-- dropColumn
-- lock ACCESS EXCLUSIVE
-- hazard deletes-data on column public.sample.value: the column's values are gone with it. Safer: drop it in a later release, once nothing reads it any more and a copy has been taken
ALTER TABLE "public"."sample" DROP COLUMN "value";

-- addColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ADD COLUMN "value" integer[];

-- Down

-- dropColumn
-- lock ACCESS EXCLUSIVE
-- hazard deletes-data on column public.sample.value: the column's values are gone with it. Safer: drop it in a later release, once nothing reads it any more and a copy has been taken
ALTER TABLE "public"."sample" DROP COLUMN "value";

-- addColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ADD COLUMN "value" point DEFAULT '(1,2)';

-- Online: the same

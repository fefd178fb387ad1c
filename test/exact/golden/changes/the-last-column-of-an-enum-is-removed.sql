-- the last column of an enum is removed

-- Up

-- dropColumn
-- lock ACCESS EXCLUSIVE
-- hazard deletes-data on column public.sample.value: the column's values are gone with it. Safer: drop it in a later release, once nothing reads it any more and a copy has been taken
ALTER TABLE "public"."sample" DROP COLUMN "value";

-- dropEnum
DROP TYPE "public"."sample_value_enum";

-- Down

-- createEnum
CREATE TYPE "public"."sample_value_enum" AS ENUM ('up', 'down');

-- addColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ADD COLUMN "value" "public"."sample_value_enum" DEFAULT 'up' NOT NULL;

-- Online: the same

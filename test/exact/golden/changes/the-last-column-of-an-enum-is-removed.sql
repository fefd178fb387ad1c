-- the last column of an enum is removed

-- Up

-- dropColumn
-- lock ACCESS EXCLUSIVE
-- hazard deletes-data on column public.sample.value: all values of the column are deleted. Safer: drop it in a later release, once nothing reads it and a backup exists
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

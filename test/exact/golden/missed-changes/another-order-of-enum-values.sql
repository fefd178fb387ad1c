-- another order of enum values

-- Up

-- alterEnum
ALTER TYPE "public"."sample_value_enum" RENAME TO "autogen_old_sample_value_enum";
CREATE TYPE "public"."sample_value_enum" AS ENUM ('c', 'a', 'b');
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.value: ACCESS EXCLUSIVE while every row is rewritten. Safer: add a column, backfill in batches, swap names
ALTER TABLE "public"."sample" ALTER COLUMN "value" TYPE "public"."sample_value_enum" USING "value"::text::"public"."sample_value_enum";
DROP TYPE "public"."autogen_old_sample_value_enum";

-- Down

-- alterEnum
ALTER TYPE "public"."sample_value_enum" RENAME TO "autogen_old_sample_value_enum";
CREATE TYPE "public"."sample_value_enum" AS ENUM ('a', 'b', 'c');
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.value: ACCESS EXCLUSIVE while every row is rewritten. Safer: add a column, backfill in batches, swap names
ALTER TABLE "public"."sample" ALTER COLUMN "value" TYPE "public"."sample_value_enum" USING "value"::text::"public"."sample_value_enum";
DROP TYPE "public"."autogen_old_sample_value_enum";

-- Online: the same

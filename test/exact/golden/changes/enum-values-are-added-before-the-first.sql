-- enum values are added before the first

-- Up

-- addEnumValue
ALTER TYPE "public"."sample_value_enum" ADD VALUE 'a' BEFORE 'b';

-- Down

-- requireValues inSchema("public", "sample"), "value", ["b"]
-- hazard scans-table on table public.sample: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- alterEnum
ALTER TYPE "public"."sample_value_enum" RENAME TO "autogen_old_sample_value_enum";
CREATE TYPE "public"."sample_value_enum" AS ENUM ('b');
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.value: ACCESS EXCLUSIVE while every row is rewritten. Safer: leave the values in the type, update their rows in batches, and forbid them by a CHECK
-- hazard may-fail-on-data on column public.sample.value: fails if a row has a removed value. Safer: map these rows: --map 'public.sample_value_enum.a:<value that stays>'
ALTER TABLE "public"."sample" ALTER COLUMN "value" TYPE "public"."sample_value_enum" USING "value"::text::"public"."sample_value_enum";
DROP TYPE "public"."autogen_old_sample_value_enum";

-- Online: the same

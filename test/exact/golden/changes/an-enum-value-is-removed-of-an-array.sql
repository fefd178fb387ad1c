-- an enum value is removed, of an array

-- Up

-- requireValues inSchema("public", "sample"), "value", ["a"], { array: true }
-- hazard scans-table on table public.sample: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "value" DROP DEFAULT;

-- alterEnum
ALTER TYPE "public"."sample_value_enum" RENAME TO "autogen_old_sample_value_enum";
CREATE TYPE "public"."sample_value_enum" AS ENUM ('a');
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.value: ACCESS EXCLUSIVE while every row is rewritten. Safer: leave the values in the type, update their rows in batches, and forbid them by a CHECK
-- hazard may-fail-on-data on column public.sample.value: fails if a row has a removed value. Safer: map these rows: --map 'public.sample_value_enum.b:<value that stays>'
ALTER TABLE "public"."sample" ALTER COLUMN "value" TYPE "public"."sample_value_enum"[] USING "value"::text[]::"public"."sample_value_enum"[];
DROP TYPE "public"."autogen_old_sample_value_enum";

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "value" SET DEFAULT '{a}';

-- Down

-- addEnumValue
ALTER TYPE "public"."sample_value_enum" ADD VALUE 'b';

-- Online: the same

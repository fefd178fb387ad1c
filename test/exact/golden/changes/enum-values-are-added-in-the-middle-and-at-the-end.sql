-- enum values are added in the middle and at the end

-- Up

-- addEnumValue
ALTER TYPE "public"."sample_value_enum" ADD VALUE 'b' BEFORE 'c';

-- addEnumValue
ALTER TYPE "public"."sample_value_enum" ADD VALUE 'd';

-- Down

-- requireValues inSchema("public", "sample"), "value", ["a", "c"]
-- hazard scans-table on table public.sample: every row is read before anything is changed; others can read and write meanwhile. Safer: choose a quiet hour, or ask before you deploy and say `preconditions: false`
DO …;

-- alterEnum
ALTER TYPE "public"."sample_value_enum" RENAME TO "autogen_old_sample_value_enum";
CREATE TYPE "public"."sample_value_enum" AS ENUM ('a', 'c');
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.value: the values of a new type are stored in every row. Safer: leave the values in the type, change their rows in batches, and forbid them by a check
-- hazard may-fail-on-data on column public.sample.value: a row with a value that the type no longer has makes it fail. Safer: say what such rows get: --map 'public.sample_value_enum.b:<value that stays>' --map 'public.sample_value_enum.d:<value that stays>'
ALTER TABLE "public"."sample" ALTER COLUMN "value" TYPE "public"."sample_value_enum" USING "value"::text::"public"."sample_value_enum";
DROP TYPE "public"."autogen_old_sample_value_enum";

-- Online: the same

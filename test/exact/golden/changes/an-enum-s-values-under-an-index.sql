-- an enum's values under an index

-- Up

-- dropIndex
-- lock ACCESS EXCLUSIVE
DROP INDEX "public"."IDX_partial";

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "CHK_value";

-- alterEnum
ALTER TYPE "public"."sample_value_enum" RENAME TO "autogen_old_sample_value_enum";
CREATE TYPE "public"."sample_value_enum" AS ENUM ('b', 'a');
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.value: the values of a new type are stored in every row. Safer: add a column of the new type, fill it in batches, and let it take the name over
ALTER TABLE "public"."sample" ALTER COLUMN "value" TYPE "public"."sample_value_enum" USING "value"::text::"public"."sample_value_enum";
DROP TYPE "public"."autogen_old_sample_value_enum";

-- createCheckConstraint
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on check public.sample."CHK_value": rows that break the condition make it fail. Safer: look for such rows before you deploy
-- hazard blocks-reads on check public.sample."CHK_value": every row is checked, and nobody can read or write the table meanwhile. Safer: add it as NOT VALID and validate it afterwards, which `online` does
ALTER TABLE "public"."sample" ADD CONSTRAINT "CHK_value" CHECK ("value" <> 'b');

-- createIndex
-- lock SHARE
-- hazard blocks-reads on index public.sample."IDX_partial": the index is built from every row, and nobody can read or write the table meanwhile: a statement before it has locked it. Safer: build it concurrently, outside a transaction
CREATE INDEX "IDX_partial" ON "public"."sample" ("id") WHERE "value" = 'a';

-- Down

-- dropIndex
-- lock ACCESS EXCLUSIVE
DROP INDEX "public"."IDX_partial";

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "CHK_value";

-- alterEnum
ALTER TYPE "public"."sample_value_enum" RENAME TO "autogen_old_sample_value_enum";
CREATE TYPE "public"."sample_value_enum" AS ENUM ('a', 'b');
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.value: the values of a new type are stored in every row. Safer: add a column of the new type, fill it in batches, and let it take the name over
ALTER TABLE "public"."sample" ALTER COLUMN "value" TYPE "public"."sample_value_enum" USING "value"::text::"public"."sample_value_enum";
DROP TYPE "public"."autogen_old_sample_value_enum";

-- createCheckConstraint
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on check public.sample."CHK_value": rows that break the condition make it fail. Safer: look for such rows before you deploy
-- hazard blocks-reads on check public.sample."CHK_value": every row is checked, and nobody can read or write the table meanwhile. Safer: add it as NOT VALID and validate it afterwards, which `online` does
ALTER TABLE "public"."sample" ADD CONSTRAINT "CHK_value" CHECK ((value <> 'b'::public.sample_value_enum));

-- createIndex
-- lock SHARE
-- hazard blocks-reads on index public.sample."IDX_partial": the index is built from every row, and nobody can read or write the table meanwhile: a statement before it has locked it. Safer: build it concurrently, outside a transaction
CREATE INDEX "IDX_partial" ON "public"."sample" ("id") WHERE (value = 'a'::public.sample_value_enum);

-- Online: the same

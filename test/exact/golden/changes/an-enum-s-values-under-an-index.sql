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
-- hazard rewrites-table on column public.sample.value: ACCESS EXCLUSIVE while every row is rewritten. Safer: add a column, backfill in batches, swap names
ALTER TABLE "public"."sample" ALTER COLUMN "value" TYPE "public"."sample_value_enum" USING "value"::text::"public"."sample_value_enum";
DROP TYPE "public"."autogen_old_sample_value_enum";

-- createCheckConstraint
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on check public.sample."CHK_value": fails if a row violates the condition. Safer: check the rows before you deploy
-- hazard blocks-reads on check public.sample."CHK_value": ACCESS EXCLUSIVE while every row is checked. Safer: add it NOT VALID and validate it afterwards; `online` does
ALTER TABLE "public"."sample" ADD CONSTRAINT "CHK_value" CHECK ("value" <> 'b');

-- createIndex
-- lock SHARE
-- hazard blocks-reads on index public.sample."IDX_partial": ACCESS EXCLUSIVE while the index is built from every row (locked by an earlier statement). Safer: build it CONCURRENTLY, outside a transaction
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
-- hazard rewrites-table on column public.sample.value: ACCESS EXCLUSIVE while every row is rewritten. Safer: add a column, backfill in batches, swap names
ALTER TABLE "public"."sample" ALTER COLUMN "value" TYPE "public"."sample_value_enum" USING "value"::text::"public"."sample_value_enum";
DROP TYPE "public"."autogen_old_sample_value_enum";

-- createCheckConstraint
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on check public.sample."CHK_value": fails if a row violates the condition. Safer: check the rows before you deploy
-- hazard blocks-reads on check public.sample."CHK_value": ACCESS EXCLUSIVE while every row is checked. Safer: add it NOT VALID and validate it afterwards; `online` does
ALTER TABLE "public"."sample" ADD CONSTRAINT "CHK_value" CHECK ((value <> 'b'::public.sample_value_enum));

-- createIndex
-- lock SHARE
-- hazard blocks-reads on index public.sample."IDX_partial": ACCESS EXCLUSIVE while the index is built from every row (locked by an earlier statement). Safer: build it CONCURRENTLY, outside a transaction
CREATE INDEX "IDX_partial" ON "public"."sample" ("id") WHERE (value = 'a'::public.sample_value_enum);

-- Online: the same

-- anew, with all that stands on the column

-- Up

-- dropView inSchema("public", "sample_view")
DROP VIEW "public"."sample_view";
-- TypeORM's own record
DO …;

-- dropIndex
-- lock ACCESS EXCLUSIVE
DROP INDEX "public"."sample_partial";

-- dropIndex
-- lock ACCESS EXCLUSIVE
DROP INDEX "public"."sample_value";

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "sample_check";

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "sample_unique";

-- dropColumn
-- lock ACCESS EXCLUSIVE
-- hazard deletes-data on column public.sample.value: the column's values are gone with it. Safer: drop it in a later release, once nothing reads it any more and a copy has been taken
ALTER TABLE "public"."sample" DROP COLUMN "value";

-- addColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ADD COLUMN "value" uuid;
-- lock SHARE UPDATE EXCLUSIVE
COMMENT ON COLUMN "public"."sample"."value" IS 'second';

-- createUniqueConstraint
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on unique public.sample.sample_unique: duplicates make it fail. Safer: look for such rows before you deploy
-- hazard blocks-reads on unique public.sample.sample_unique: an index is built from every row, and nobody can read or write the table meanwhile. Safer: build a unique index concurrently, and let the constraint take it over
ALTER TABLE "public"."sample" ADD CONSTRAINT "sample_unique" UNIQUE ("value", "id");

-- createCheckConstraint
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on check public.sample.sample_check: rows that break the condition make it fail. Safer: look for such rows before you deploy
-- hazard blocks-reads on check public.sample.sample_check: every row is checked, and nobody can read or write the table meanwhile. Safer: add it as NOT VALID and validate it afterwards, which `online` does
ALTER TABLE "public"."sample" ADD CONSTRAINT "sample_check" CHECK ("value"::text <> '' OR "value" IS NULL);

-- createIndex
-- lock SHARE
-- hazard blocks-reads on index public.sample.sample_partial: the index is built from every row, and nobody can read or write the table meanwhile: a statement before it has locked it. Safer: build it concurrently, outside a transaction
CREATE INDEX "sample_partial" ON "public"."sample" ("other") WHERE "value" IS NOT NULL;

-- createIndex
-- lock SHARE
-- hazard blocks-reads on index public.sample.sample_value: the index is built from every row, and nobody can read or write the table meanwhile: a statement before it has locked it. Safer: build it concurrently, outside a transaction
CREATE INDEX "sample_value" ON "public"."sample" ("value", "other");

-- createView inSchema("public", "sample_view"), "SELECT \"id\", \"value\" FROM \"sample\""
CREATE VIEW "public"."sample_view" AS SELECT "id", "value" FROM "sample";
-- TypeORM's own record
DO …;

-- Down

-- dropView inSchema("public", "sample_view")
DROP VIEW "public"."sample_view";
-- TypeORM's own record
DO …;

-- dropIndex
-- lock ACCESS EXCLUSIVE
DROP INDEX "public"."sample_partial";

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "sample_check";

-- batchAlterTable
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.value: the type changes in every row: the table and its indexes are written again under an exclusive lock. Safer: add a column of the new type, fill it in batches, and let it take the name over
-- hazard may-fail-on-data on check public.sample.sample_check: rows that break the condition make it fail. Safer: look for such rows before you deploy
-- hazard blocks-reads on check public.sample.sample_check: every row is checked, and nobody can read or write the table meanwhile. Safer: add it as NOT VALID and validate it afterwards, which `online` does
ALTER TABLE "public"."sample" ALTER COLUMN "value" TYPE text, ADD CONSTRAINT "sample_check" CHECK (((value <> ''::text) OR (value IS NULL)));

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "value" SET DEFAULT 'x';

-- createColumnComment
-- lock SHARE UPDATE EXCLUSIVE
COMMENT ON COLUMN "public"."sample"."value" IS 'first''s';

-- createIndex
-- lock SHARE
-- hazard blocks-reads on index public.sample.sample_partial: the index is built from every row, and nobody can read or write the table meanwhile: a statement before it has locked it. Safer: build it concurrently, outside a transaction
CREATE INDEX "sample_partial" ON "public"."sample" ("other") WHERE (value IS NOT NULL);

-- createView inSchema("public", "sample_view"), "SELECT id,\n    value\n   FROM public.sample"
CREATE VIEW "public"."sample_view" AS SELECT id,
    value
   FROM public.sample;
-- TypeORM's own record
DO …;

-- == Online ==

-- Up, step 1 of 2

-- dropView inSchema("public", "sample_view")
DROP VIEW "public"."sample_view";
-- TypeORM's own record
DO …;

-- dropIndex
-- lock ACCESS EXCLUSIVE
DROP INDEX "public"."sample_partial";

-- dropIndex
-- lock ACCESS EXCLUSIVE
DROP INDEX "public"."sample_value";

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "sample_check";

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "sample_unique";

-- dropColumn
-- lock ACCESS EXCLUSIVE
-- hazard deletes-data on column public.sample.value: the column's values are gone with it. Safer: drop it in a later release, once nothing reads it any more and a copy has been taken
ALTER TABLE "public"."sample" DROP COLUMN "value";

-- addColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ADD COLUMN "value" uuid;
-- lock SHARE UPDATE EXCLUSIVE
COMMENT ON COLUMN "public"."sample"."value" IS 'second';

-- createUniqueConstraint
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on unique public.sample.sample_unique: duplicates make it fail. Safer: look for such rows before you deploy
-- hazard blocks-reads on unique public.sample.sample_unique: an index is built from every row, and nobody can read or write the table meanwhile. Safer: build a unique index concurrently, and let the constraint take it over
ALTER TABLE "public"."sample" ADD CONSTRAINT "sample_unique" UNIQUE ("value", "id");

-- createCheckConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ADD CONSTRAINT "sample_check" CHECK ("value"::text <> '' OR "value" IS NULL) NOT VALID;

-- createIndex
-- lock SHARE
-- hazard blocks-reads on index public.sample.sample_partial: the index is built from every row, and nobody can read or write the table meanwhile: a statement before it has locked it. Safer: build it concurrently, outside a transaction
CREATE INDEX "sample_partial" ON "public"."sample" ("other") WHERE "value" IS NOT NULL;

-- createIndex
-- lock SHARE
-- hazard blocks-reads on index public.sample.sample_value: the index is built from every row, and nobody can read or write the table meanwhile: a statement before it has locked it. Safer: build it concurrently, outside a transaction
CREATE INDEX "sample_value" ON "public"."sample" ("value", "other");

-- createView inSchema("public", "sample_view"), "SELECT \"id\", \"value\" FROM \"sample\""
CREATE VIEW "public"."sample_view" AS SELECT "id", "value" FROM "sample";
-- TypeORM's own record
DO …;

-- Up, step 2 of 2

-- validateCheck "sample_check", inSchema("public", "sample"), "\"value\"::text <> '' OR \"value\" IS NULL"
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
-- hazard may-fail-on-data on check public.sample.sample_check: rows that break the condition make it fail. Safer: look for such rows before you deploy
-- hazard scans-table on check public.sample.sample_check: every row is checked; others can read and write meanwhile. Safer: choose a quiet hour: the whole table is read
DO …;

-- Down, step 2 of 2

-- nothing

-- Down, step 1 of 2

-- dropView inSchema("public", "sample_view")
DROP VIEW "public"."sample_view";
-- TypeORM's own record
DO …;

-- dropIndex
-- lock ACCESS EXCLUSIVE
DROP INDEX "public"."sample_partial";

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT IF EXISTS "sample_check";

-- batchAlterTable
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.value: the type changes in every row: the table and its indexes are written again under an exclusive lock. Safer: add a column of the new type, fill it in batches, and let it take the name over
-- hazard may-fail-on-data on check public.sample.sample_check: rows that break the condition make it fail. Safer: look for such rows before you deploy
-- hazard blocks-reads on check public.sample.sample_check: every row is checked, and nobody can read or write the table meanwhile. Safer: add it as NOT VALID and validate it afterwards, which `online` does
ALTER TABLE "public"."sample" ALTER COLUMN "value" TYPE text, ADD CONSTRAINT "sample_check" CHECK (((value <> ''::text) OR (value IS NULL)));

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "value" SET DEFAULT 'x';

-- createColumnComment
-- lock SHARE UPDATE EXCLUSIVE
COMMENT ON COLUMN "public"."sample"."value" IS 'first''s';

-- createIndex
-- lock SHARE
-- hazard blocks-reads on index public.sample.sample_partial: the index is built from every row, and nobody can read or write the table meanwhile: a statement before it has locked it. Safer: build it concurrently, outside a transaction
CREATE INDEX "sample_partial" ON "public"."sample" ("other") WHERE (value IS NOT NULL);

-- createView inSchema("public", "sample_view"), "SELECT id,\n    value\n   FROM public.sample"
CREATE VIEW "public"."sample_view" AS SELECT id,
    value
   FROM public.sample;
-- TypeORM's own record
DO …;

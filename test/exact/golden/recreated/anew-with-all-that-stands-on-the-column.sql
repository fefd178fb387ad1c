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
-- hazard deletes-data on column public.sample.value: all values of the column are deleted. Safer: drop it in a later release, once nothing reads it and a backup exists
ALTER TABLE "public"."sample" DROP COLUMN "value";

-- addColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ADD COLUMN "value" uuid;
-- lock SHARE UPDATE EXCLUSIVE
COMMENT ON COLUMN "public"."sample"."value" IS 'second';

-- createUniqueConstraint
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on unique public.sample.sample_unique: fails on duplicates. Safer: check the rows before you deploy
-- hazard blocks-reads on unique public.sample.sample_unique: ACCESS EXCLUSIVE while an index is built from every row. Safer: build a unique index CONCURRENTLY and attach it
ALTER TABLE "public"."sample" ADD CONSTRAINT "sample_unique" UNIQUE ("value", "id");

-- createCheckConstraint
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on check public.sample.sample_check: fails if a row violates the condition. Safer: check the rows before you deploy
-- hazard blocks-reads on check public.sample.sample_check: ACCESS EXCLUSIVE while every row is checked. Safer: add it NOT VALID and validate it afterwards; `online` does
ALTER TABLE "public"."sample" ADD CONSTRAINT "sample_check" CHECK ("value"::text <> '' OR "value" IS NULL);

-- createIndex
-- lock SHARE
-- hazard blocks-reads on index public.sample.sample_partial: ACCESS EXCLUSIVE while the index is built from every row (locked by an earlier statement). Safer: build it CONCURRENTLY, outside a transaction
CREATE INDEX "sample_partial" ON "public"."sample" ("other") WHERE "value" IS NOT NULL;

-- createIndex
-- lock SHARE
-- hazard blocks-reads on index public.sample.sample_value: ACCESS EXCLUSIVE while the index is built from every row (locked by an earlier statement). Safer: build it CONCURRENTLY, outside a transaction
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
-- hazard rewrites-table on column public.sample.value: ACCESS EXCLUSIVE while every row is rewritten. Safer: add a column, backfill in batches, swap names
-- hazard may-fail-on-data on check public.sample.sample_check: fails if a row violates the condition. Safer: check the rows before you deploy
-- hazard blocks-reads on check public.sample.sample_check: ACCESS EXCLUSIVE while every row is checked. Safer: add it NOT VALID and validate it afterwards; `online` does
ALTER TABLE "public"."sample" ALTER COLUMN "value" TYPE text, ADD CONSTRAINT "sample_check" CHECK (((value <> ''::text) OR (value IS NULL)));

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "value" SET DEFAULT 'x';

-- createColumnComment
-- lock SHARE UPDATE EXCLUSIVE
COMMENT ON COLUMN "public"."sample"."value" IS 'first''s';

-- createIndex
-- lock SHARE
-- hazard blocks-reads on index public.sample.sample_partial: ACCESS EXCLUSIVE while the index is built from every row (locked by an earlier statement). Safer: build it CONCURRENTLY, outside a transaction
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
-- hazard deletes-data on column public.sample.value: all values of the column are deleted. Safer: drop it in a later release, once nothing reads it and a backup exists
ALTER TABLE "public"."sample" DROP COLUMN "value";

-- addColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ADD COLUMN "value" uuid;
-- lock SHARE UPDATE EXCLUSIVE
COMMENT ON COLUMN "public"."sample"."value" IS 'second';

-- createUniqueConstraint
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on unique public.sample.sample_unique: fails on duplicates. Safer: check the rows before you deploy
-- hazard blocks-reads on unique public.sample.sample_unique: ACCESS EXCLUSIVE while an index is built from every row. Safer: build a unique index CONCURRENTLY and attach it
ALTER TABLE "public"."sample" ADD CONSTRAINT "sample_unique" UNIQUE ("value", "id");

-- createCheckConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ADD CONSTRAINT "sample_check" CHECK ("value"::text <> '' OR "value" IS NULL) NOT VALID;

-- createIndex
-- lock SHARE
-- hazard blocks-reads on index public.sample.sample_partial: ACCESS EXCLUSIVE while the index is built from every row (locked by an earlier statement). Safer: build it CONCURRENTLY, outside a transaction
CREATE INDEX "sample_partial" ON "public"."sample" ("other") WHERE "value" IS NOT NULL;

-- createIndex
-- lock SHARE
-- hazard blocks-reads on index public.sample.sample_value: ACCESS EXCLUSIVE while the index is built from every row (locked by an earlier statement). Safer: build it CONCURRENTLY, outside a transaction
CREATE INDEX "sample_value" ON "public"."sample" ("value", "other");

-- createView inSchema("public", "sample_view"), "SELECT \"id\", \"value\" FROM \"sample\""
CREATE VIEW "public"."sample_view" AS SELECT "id", "value" FROM "sample";
-- TypeORM's own record
DO …;

-- Up, step 2 of 2

-- validateCheck "sample_check", inSchema("public", "sample"), "\"value\"::text <> '' OR \"value\" IS NULL"
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
-- hazard may-fail-on-data on check public.sample.sample_check: fails if a row violates the condition. Safer: check the rows before you deploy
-- hazard scans-table on check public.sample.sample_check: every row is checked; reads and writes continue. Safer: run it off-peak
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
-- hazard rewrites-table on column public.sample.value: ACCESS EXCLUSIVE while every row is rewritten. Safer: add a column, backfill in batches, swap names
-- hazard may-fail-on-data on check public.sample.sample_check: fails if a row violates the condition. Safer: check the rows before you deploy
-- hazard blocks-reads on check public.sample.sample_check: ACCESS EXCLUSIVE while every row is checked. Safer: add it NOT VALID and validate it afterwards; `online` does
ALTER TABLE "public"."sample" ALTER COLUMN "value" TYPE text, ADD CONSTRAINT "sample_check" CHECK (((value <> ''::text) OR (value IS NULL)));

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "value" SET DEFAULT 'x';

-- createColumnComment
-- lock SHARE UPDATE EXCLUSIVE
COMMENT ON COLUMN "public"."sample"."value" IS 'first''s';

-- createIndex
-- lock SHARE
-- hazard blocks-reads on index public.sample.sample_partial: ACCESS EXCLUSIVE while the index is built from every row (locked by an earlier statement). Safer: build it CONCURRENTLY, outside a transaction
CREATE INDEX "sample_partial" ON "public"."sample" ("other") WHERE (value IS NOT NULL);

-- createView inSchema("public", "sample_view"), "SELECT id,\n    value\n   FROM public.sample"
CREATE VIEW "public"."sample_view" AS SELECT id,
    value
   FROM public.sample;
-- TypeORM's own record
DO …;

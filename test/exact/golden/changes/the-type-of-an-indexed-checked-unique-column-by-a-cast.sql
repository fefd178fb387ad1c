-- the type of an indexed, checked, unique column, by a cast

-- Up

-- createExtension
CREATE EXTENSION IF NOT EXISTS "citext";

-- dropIndex
-- lock ACCESS EXCLUSIVE
DROP INDEX "public"."IDX_partial";

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "CHK_value";

-- batchAlterTable
-- lock ACCESS EXCLUSIVE
-- hazard blocks-reads on column public.sample.value: ACCESS EXCLUSIVE while checks and indexes over it are rebuilt from every row. Safer: run it off-peak
-- hazard may-fail-on-data on check public.sample."CHK_value": fails if a row violates the condition. Safer: check the rows before you deploy
-- hazard blocks-reads on check public.sample."CHK_value": ACCESS EXCLUSIVE while every row is checked. Safer: add it NOT VALID and validate it afterwards; `online` does
ALTER TABLE "public"."sample" ALTER COLUMN "value" TYPE "public"."citext", ADD CONSTRAINT "CHK_value" CHECK ("value" <> 'b');

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

-- batchAlterTable
-- lock ACCESS EXCLUSIVE
-- hazard blocks-reads on column public.sample.value: ACCESS EXCLUSIVE while checks and indexes over it are rebuilt from every row. Safer: run it off-peak
-- hazard may-fail-on-data on check public.sample."CHK_value": fails if a row violates the condition. Safer: check the rows before you deploy
-- hazard blocks-reads on check public.sample."CHK_value": ACCESS EXCLUSIVE while every row is checked. Safer: add it NOT VALID and validate it afterwards; `online` does
ALTER TABLE "public"."sample" ALTER COLUMN "value" TYPE character varying, ADD CONSTRAINT "CHK_value" CHECK (((value)::text <> 'b'::text));

-- createIndex
-- lock SHARE
-- hazard blocks-reads on index public.sample."IDX_partial": ACCESS EXCLUSIVE while the index is built from every row (locked by an earlier statement). Safer: build it CONCURRENTLY, outside a transaction
CREATE INDEX "IDX_partial" ON "public"."sample" ("id") WHERE ((value)::text = 'a'::text);

-- dropExtension "citext", { ifUnused: true }
DO …;

-- == Online ==

-- Up, step 1 of 2

-- createExtension
CREATE EXTENSION IF NOT EXISTS "citext";

-- dropIndex
-- lock ACCESS EXCLUSIVE
DROP INDEX "public"."IDX_partial";

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "CHK_value";

-- alterColumn
-- lock ACCESS EXCLUSIVE
-- hazard blocks-reads on column public.sample.value: ACCESS EXCLUSIVE while checks and indexes over it are rebuilt from every row. Safer: run it off-peak
ALTER TABLE "public"."sample" ALTER COLUMN "value" TYPE "public"."citext";

-- createCheckConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ADD CONSTRAINT "CHK_value" CHECK ("value" <> 'b') NOT VALID;

-- Up, step 2 of 2

-- validateCheck "CHK_value", inSchema("public", "sample"), "\"value\" <> 'b'"
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
-- hazard may-fail-on-data on check public.sample."CHK_value": fails if a row violates the condition. Safer: check the rows before you deploy
-- hazard scans-table on check public.sample."CHK_value": every row is checked; reads and writes continue. Safer: run it off-peak
DO …;

-- createIndex
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
DROP INDEX CONCURRENTLY IF EXISTS "public"."IDX_partial";
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
-- hazard scans-table on index public.sample."IDX_partial": the index is built from every row; reads and writes continue. Safer: end long transactions first; the build waits for them
CREATE INDEX CONCURRENTLY "IDX_partial" ON "public"."sample" ("id") WHERE "value" = 'a';

-- Down, step 2 of 2

-- dropIndex
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
DROP INDEX CONCURRENTLY IF EXISTS "public"."IDX_partial";

-- Down, step 1 of 2

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT IF EXISTS "CHK_value";

-- batchAlterTable
-- lock ACCESS EXCLUSIVE
-- hazard blocks-reads on column public.sample.value: ACCESS EXCLUSIVE while checks and indexes over it are rebuilt from every row. Safer: run it off-peak
-- hazard may-fail-on-data on check public.sample."CHK_value": fails if a row violates the condition. Safer: check the rows before you deploy
-- hazard blocks-reads on check public.sample."CHK_value": ACCESS EXCLUSIVE while every row is checked. Safer: add it NOT VALID and validate it afterwards; `online` does
ALTER TABLE "public"."sample" ALTER COLUMN "value" TYPE character varying, ADD CONSTRAINT "CHK_value" CHECK (((value)::text <> 'b'::text));

-- createIndex
-- lock SHARE
-- hazard blocks-reads on index public.sample."IDX_partial": ACCESS EXCLUSIVE while the index is built from every row (locked by an earlier statement). Safer: build it CONCURRENTLY, outside a transaction
CREATE INDEX "IDX_partial" ON "public"."sample" ("id") WHERE ((value)::text = 'a'::text);

-- dropExtension "citext", { ifUnused: true }
DO …;

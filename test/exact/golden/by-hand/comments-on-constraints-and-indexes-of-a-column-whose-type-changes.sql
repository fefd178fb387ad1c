-- comments on constraints and indexes of a column whose type changes

-- Up

-- dropIndex
-- lock ACCESS EXCLUSIVE
DROP INDEX "public"."IDX_partial";

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "CHK_hand";

-- batchAlterTable
-- lock ACCESS EXCLUSIVE
-- hazard blocks-reads on column public.sample.value: ACCESS EXCLUSIVE while checks and indexes over it are rebuilt from every row. Safer: run it off-peak
-- hazard may-fail-on-data on check public.sample."CHK_hand": fails if a row violates the condition. Safer: check the rows before you deploy
-- hazard blocks-reads on check public.sample."CHK_hand": ACCESS EXCLUSIVE while every row is checked. Safer: add it NOT VALID and validate it afterwards; `online` does
ALTER TABLE "public"."sample" ALTER COLUMN "value" TYPE "public"."citext", ADD CONSTRAINT "CHK_hand" CHECK ("value" <> 'x');

-- createComment
COMMENT ON CONSTRAINT "CHK_hand" ON "public"."sample" IS 'a check';

-- createIndex
-- lock SHARE
-- hazard blocks-reads on index public.sample."IDX_partial": ACCESS EXCLUSIVE while the index is built from every row (locked by an earlier statement). Safer: build it CONCURRENTLY, outside a transaction
CREATE INDEX "IDX_partial" ON "public"."sample" ("id") WHERE "value" = 'a';

-- createComment
COMMENT ON INDEX "public"."IDX_partial" IS 'a partial index';

-- Down

-- dropIndex
-- lock ACCESS EXCLUSIVE
DROP INDEX "public"."IDX_partial";

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "CHK_hand";

-- batchAlterTable
-- lock ACCESS EXCLUSIVE
-- hazard blocks-reads on column public.sample.value: ACCESS EXCLUSIVE while checks and indexes over it are rebuilt from every row. Safer: run it off-peak
-- hazard may-fail-on-data on check public.sample."CHK_hand": fails if a row violates the condition. Safer: check the rows before you deploy
-- hazard blocks-reads on check public.sample."CHK_hand": ACCESS EXCLUSIVE while every row is checked. Safer: add it NOT VALID and validate it afterwards; `online` does
ALTER TABLE "public"."sample" ALTER COLUMN "value" TYPE character varying, ADD CONSTRAINT "CHK_hand" CHECK (((value)::text <> 'x'::text));

-- createComment
COMMENT ON CONSTRAINT "CHK_hand" ON "public"."sample" IS 'a check';

-- createIndex
-- lock SHARE
-- hazard blocks-reads on index public.sample."IDX_partial": ACCESS EXCLUSIVE while the index is built from every row (locked by an earlier statement). Safer: build it CONCURRENTLY, outside a transaction
CREATE INDEX "IDX_partial" ON "public"."sample" ("id") WHERE ((value)::text = 'a'::text);

-- createComment
COMMENT ON INDEX "public"."IDX_partial" IS 'a partial index';

-- == Online ==

-- Up, step 1 of 2

-- dropIndex
-- lock ACCESS EXCLUSIVE
DROP INDEX "public"."IDX_partial";

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "CHK_hand";

-- alterColumn
-- lock ACCESS EXCLUSIVE
-- hazard blocks-reads on column public.sample.value: ACCESS EXCLUSIVE while checks and indexes over it are rebuilt from every row. Safer: run it off-peak
ALTER TABLE "public"."sample" ALTER COLUMN "value" TYPE "public"."citext";

-- createCheckConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ADD CONSTRAINT "CHK_hand" CHECK ("value" <> 'x') NOT VALID;

-- createComment
COMMENT ON CONSTRAINT "CHK_hand" ON "public"."sample" IS 'a check';

-- Up, step 2 of 2

-- validateCheck "CHK_hand", inSchema("public", "sample"), "\"value\" <> 'x'"
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
-- hazard may-fail-on-data on check public.sample."CHK_hand": fails if a row violates the condition. Safer: check the rows before you deploy
-- hazard scans-table on check public.sample."CHK_hand": every row is checked; reads and writes continue. Safer: run it off-peak
DO …;

-- createIndex
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
DROP INDEX CONCURRENTLY IF EXISTS "public"."IDX_partial";
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
-- hazard scans-table on index public.sample."IDX_partial": the index is built from every row; reads and writes continue. Safer: end long transactions first; the build waits for them
CREATE INDEX CONCURRENTLY "IDX_partial" ON "public"."sample" ("id") WHERE "value" = 'a';

-- createComment
COMMENT ON INDEX "public"."IDX_partial" IS 'a partial index';

-- Down, step 2 of 2

-- dropIndex
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
DROP INDEX CONCURRENTLY IF EXISTS "public"."IDX_partial";

-- Down, step 1 of 2

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT IF EXISTS "CHK_hand";

-- batchAlterTable
-- lock ACCESS EXCLUSIVE
-- hazard blocks-reads on column public.sample.value: ACCESS EXCLUSIVE while checks and indexes over it are rebuilt from every row. Safer: run it off-peak
-- hazard may-fail-on-data on check public.sample."CHK_hand": fails if a row violates the condition. Safer: check the rows before you deploy
-- hazard blocks-reads on check public.sample."CHK_hand": ACCESS EXCLUSIVE while every row is checked. Safer: add it NOT VALID and validate it afterwards; `online` does
ALTER TABLE "public"."sample" ALTER COLUMN "value" TYPE character varying, ADD CONSTRAINT "CHK_hand" CHECK (((value)::text <> 'x'::text));

-- createComment
COMMENT ON CONSTRAINT "CHK_hand" ON "public"."sample" IS 'a check';

-- createIndex
-- lock SHARE
-- hazard blocks-reads on index public.sample."IDX_partial": ACCESS EXCLUSIVE while the index is built from every row (locked by an earlier statement). Safer: build it CONCURRENTLY, outside a transaction
CREATE INDEX "IDX_partial" ON "public"."sample" ("id") WHERE ((value)::text = 'a'::text);

-- createComment
COMMENT ON INDEX "public"."IDX_partial" IS 'a partial index';

-- what two nulls are to a unique constraint that gets another column

-- Up

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "UQ_hand";

-- createUniqueConstraint
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on unique public.sample."UQ_hand": fails on duplicates. Safer: check the rows before you deploy
-- hazard blocks-reads on unique public.sample."UQ_hand": ACCESS EXCLUSIVE while an index is built from every row. Safer: build a unique index CONCURRENTLY and attach it
ALTER TABLE "public"."sample" ADD CONSTRAINT "UQ_hand" UNIQUE NULLS NOT DISTINCT ("extra", "more");

-- Down

-- requireUnique inSchema("public", "sample"), ["extra"], { nullsNotDistinct: true }
-- hazard scans-table on table public.sample: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "UQ_hand";

-- createUniqueConstraint
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on unique public.sample."UQ_hand": fails on duplicates. Safer: check the rows before you deploy
-- hazard blocks-reads on unique public.sample."UQ_hand": ACCESS EXCLUSIVE while an index is built from every row. Safer: build a unique index CONCURRENTLY and attach it
ALTER TABLE "public"."sample" ADD CONSTRAINT "UQ_hand" UNIQUE NULLS NOT DISTINCT ("extra");

-- == Online ==

-- Up, step 1 of 2

-- requireUnique inSchema("public", "sample"), ["extra", "more"], { nullsNotDistinct: true }
-- hazard scans-table on table public.sample: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- createIndex
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
DROP INDEX CONCURRENTLY IF EXISTS "public"."autogen_new_UQ_hand";
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
-- hazard may-fail-on-data on index public.sample."autogen_new_UQ_hand": fails on duplicates. Safer: check the rows before you deploy
-- hazard scans-table on index public.sample."autogen_new_UQ_hand": the index is built from every row; reads and writes continue. Safer: end long transactions first; the build waits for them
CREATE UNIQUE INDEX CONCURRENTLY "autogen_new_UQ_hand" ON "public"."sample" ("extra", "more") NULLS NOT DISTINCT;

-- Up, step 2 of 2

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "UQ_hand";

-- createUniqueConstraint "UQ_hand", inSchema("public", "sample"), ["extra", "more"], { nullsNotDistinct: true, usingIndex: "autogen_new_UQ_hand", orBuild: true }
DO …;
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ADD CONSTRAINT "UQ_hand" UNIQUE USING INDEX "autogen_new_UQ_hand";

-- Down, step 2 of 2

-- requireUnique inSchema("public", "sample"), ["extra"], { nullsNotDistinct: true }
-- hazard scans-table on table public.sample: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "UQ_hand";

-- createUniqueConstraint
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on unique public.sample."UQ_hand": fails on duplicates. Safer: check the rows before you deploy
-- hazard blocks-reads on unique public.sample."UQ_hand": ACCESS EXCLUSIVE while an index is built from every row. Safer: build a unique index CONCURRENTLY and attach it
ALTER TABLE "public"."sample" ADD CONSTRAINT "UQ_hand" UNIQUE NULLS NOT DISTINCT ("extra");

-- Down, step 1 of 2

-- dropIndex
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
DROP INDEX CONCURRENTLY IF EXISTS "public"."autogen_new_UQ_hand";

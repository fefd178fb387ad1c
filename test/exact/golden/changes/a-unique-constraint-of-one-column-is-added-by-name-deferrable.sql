-- a unique constraint of one column is added by name, deferrable

-- Up

-- requireUnique inSchema("public", "sample"), ["value"]
-- hazard scans-table on table public.sample: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- createUniqueConstraint
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on unique public.sample.mine: fails on duplicates. Safer: check the rows before you deploy
-- hazard blocks-reads on unique public.sample.mine: ACCESS EXCLUSIVE while an index is built from every row. Safer: build a unique index CONCURRENTLY and attach it
ALTER TABLE "public"."sample" ADD CONSTRAINT "mine" UNIQUE ("value") DEFERRABLE INITIALLY DEFERRED;

-- Down

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "mine";

-- == Online ==

-- Up, step 1 of 2

-- requireUnique inSchema("public", "sample"), ["value"]
-- hazard scans-table on table public.sample: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- createIndex
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
DROP INDEX CONCURRENTLY IF EXISTS "public"."autogen_new_mine";
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
-- hazard may-fail-on-data on index public.sample.autogen_new_mine: fails on duplicates. Safer: check the rows before you deploy
-- hazard scans-table on index public.sample.autogen_new_mine: the index is built from every row; reads and writes continue. Safer: end long transactions first; the build waits for them
CREATE UNIQUE INDEX CONCURRENTLY "autogen_new_mine" ON "public"."sample" ("value");

-- Up, step 2 of 2

-- createUniqueConstraint "mine", inSchema("public", "sample"), ["value"], { deferrable: "initially deferred", usingIndex: "autogen_new_mine", orBuild: true }
DO …;
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ADD CONSTRAINT "mine" UNIQUE USING INDEX "autogen_new_mine" DEFERRABLE INITIALLY DEFERRED;

-- Down, step 2 of 2

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "mine";

-- Down, step 1 of 2

-- dropIndex
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
DROP INDEX CONCURRENTLY IF EXISTS "public"."autogen_new_mine";

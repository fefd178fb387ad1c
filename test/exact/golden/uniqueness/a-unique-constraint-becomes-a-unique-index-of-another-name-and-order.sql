-- a unique constraint becomes a unique index of another name and order

-- Up

-- requireUnique inSchema("public", "sample"), ["other", "value"]
-- hazard scans-table on table public.sample: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- createIndex
-- lock SHARE
-- hazard may-fail-on-data on index public.sample.yours: fails on duplicates. Safer: check the rows before you deploy
-- hazard blocks-writes on index public.sample.yours: SHARE while the index is built from every row. Safer: build it CONCURRENTLY, outside a transaction
CREATE UNIQUE INDEX "yours" ON "public"."sample" ("other", "value");

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "mine";

-- Down

-- requireUnique inSchema("public", "sample"), ["value", "other"]
-- hazard scans-table on table public.sample: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- createUniqueConstraint
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on unique public.sample.mine: fails on duplicates. Safer: check the rows before you deploy
-- hazard blocks-reads on unique public.sample.mine: ACCESS EXCLUSIVE while an index is built from every row. Safer: build a unique index CONCURRENTLY and attach it
ALTER TABLE "public"."sample" ADD CONSTRAINT "mine" UNIQUE ("value", "other");

-- dropIndex
-- lock ACCESS EXCLUSIVE
DROP INDEX "public"."yours";

-- == Online ==

-- Up, step 1 of 2

-- requireUnique inSchema("public", "sample"), ["other", "value"]
-- hazard scans-table on table public.sample: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- createIndex
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
DROP INDEX CONCURRENTLY IF EXISTS "public"."autogen_new_yours";
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
-- hazard may-fail-on-data on index public.sample.autogen_new_yours: fails on duplicates. Safer: check the rows before you deploy
-- hazard scans-table on index public.sample.autogen_new_yours: the index is built from every row; reads and writes continue. Safer: end long transactions first; the build waits for them
CREATE UNIQUE INDEX CONCURRENTLY "autogen_new_yours" ON "public"."sample" ("other", "value");

-- Up, step 2 of 2

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "mine";

-- renameIndex
ALTER INDEX "public"."autogen_new_yours" RENAME TO "yours";

-- Down, step 2 of 2

-- renameIndex
ALTER INDEX "public"."yours" RENAME TO "autogen_new_yours";

-- requireUnique inSchema("public", "sample"), ["value", "other"]
-- hazard scans-table on table public.sample: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- createUniqueConstraint
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on unique public.sample.mine: fails on duplicates. Safer: check the rows before you deploy
-- hazard blocks-reads on unique public.sample.mine: ACCESS EXCLUSIVE while an index is built from every row. Safer: build a unique index CONCURRENTLY and attach it
ALTER TABLE "public"."sample" ADD CONSTRAINT "mine" UNIQUE ("value", "other");

-- Down, step 1 of 2

-- dropIndex
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
DROP INDEX CONCURRENTLY IF EXISTS "public"."autogen_new_yours";

-- a unique constraint becomes a unique index of the same name

-- Up

-- requireUnique inSchema("public", "sample"), ["value", "other"]
-- hazard scans-table on table public.sample: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "mine";

-- createIndex
-- lock SHARE
-- hazard may-fail-on-data on index public.sample.mine: fails on duplicates. Safer: check the rows before you deploy
-- hazard blocks-reads on index public.sample.mine: ACCESS EXCLUSIVE while the index is built from every row (locked by an earlier statement). Safer: build it CONCURRENTLY, outside a transaction
CREATE UNIQUE INDEX "mine" ON "public"."sample" ("value", "other");

-- Down

-- requireUnique inSchema("public", "sample"), ["value", "other"]
-- hazard scans-table on table public.sample: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- dropIndex
-- lock ACCESS EXCLUSIVE
DROP INDEX "public"."mine";

-- createUniqueConstraint
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on unique public.sample.mine: fails on duplicates. Safer: check the rows before you deploy
-- hazard blocks-reads on unique public.sample.mine: ACCESS EXCLUSIVE while an index is built from every row. Safer: build a unique index CONCURRENTLY and attach it
ALTER TABLE "public"."sample" ADD CONSTRAINT "mine" UNIQUE ("value", "other");

-- == Online ==

-- Up, step 1 of 2

-- requireUnique inSchema("public", "sample"), ["value", "other"]
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
CREATE UNIQUE INDEX CONCURRENTLY "autogen_new_mine" ON "public"."sample" ("value", "other");

-- Up, step 2 of 2

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "mine";

-- renameIndex
ALTER INDEX "public"."autogen_new_mine" RENAME TO "mine";

-- Down, step 2 of 2

-- renameIndex
ALTER INDEX "public"."mine" RENAME TO "autogen_new_mine";

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
DROP INDEX CONCURRENTLY IF EXISTS "public"."autogen_new_mine";

-- a partial unique index becomes a unique constraint

-- Up

-- requireUnique inSchema("public", "sample"), ["value", "other"]
-- hazard scans-table on table public.sample: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- createUniqueConstraint
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on unique public.sample.yours: fails on duplicates. Safer: check the rows before you deploy
-- hazard blocks-reads on unique public.sample.yours: ACCESS EXCLUSIVE while an index is built from every row. Safer: build a unique index CONCURRENTLY and attach it
ALTER TABLE "public"."sample" ADD CONSTRAINT "yours" UNIQUE ("value", "other");

-- dropIndex
-- lock ACCESS EXCLUSIVE
DROP INDEX "public"."mine";

-- Down

-- requireUnique inSchema("public", "sample"), ["value", "other"], { where: "(value > 0)" }
-- hazard scans-table on table public.sample: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- createIndex
-- lock SHARE
-- hazard may-fail-on-data on index public.sample.mine: fails on duplicates. Safer: check the rows before you deploy
-- hazard blocks-writes on index public.sample.mine: SHARE while the index is built from every row. Safer: build it CONCURRENTLY, outside a transaction
CREATE UNIQUE INDEX "mine" ON "public"."sample" ("value", "other") WHERE (value > 0);

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "yours";

-- == Online ==

-- Up, step 1 of 3

-- dropIndex
-- lock ACCESS EXCLUSIVE
DROP INDEX "public"."mine";

-- Up, step 2 of 3

-- requireUnique inSchema("public", "sample"), ["value", "other"]
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
CREATE UNIQUE INDEX CONCURRENTLY "autogen_new_yours" ON "public"."sample" ("value", "other");

-- Up, step 3 of 3

-- createUniqueConstraint "yours", inSchema("public", "sample"), ["value", "other"], { usingIndex: "autogen_new_yours", orBuild: true }
DO …;
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ADD CONSTRAINT "yours" UNIQUE USING INDEX "autogen_new_yours";

-- Down, step 3 of 3

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "yours";

-- Down, step 2 of 3

-- dropIndex
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
DROP INDEX CONCURRENTLY IF EXISTS "public"."autogen_new_yours";

-- Down, step 1 of 3

-- requireUnique inSchema("public", "sample"), ["value", "other"], { where: "(value > 0)" }
-- hazard scans-table on table public.sample: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- createIndex
-- lock SHARE
-- hazard may-fail-on-data on index public.sample.mine: fails on duplicates. Safer: check the rows before you deploy
-- hazard blocks-writes on index public.sample.mine: SHARE while the index is built from every row. Safer: build it CONCURRENTLY, outside a transaction
CREATE UNIQUE INDEX "mine" ON "public"."sample" ("value", "other") WHERE (value > 0);

-- an index becomes unique

-- Up

-- requireUnique inSchema("public", "sample"), ["value"]
-- hazard scans-table on table public.sample: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- dropIndex
-- lock ACCESS EXCLUSIVE
DROP INDEX "public"."IDX_value";

-- createIndex
-- lock SHARE
-- hazard may-fail-on-data on index public.sample."IDX_value": fails on duplicates. Safer: check the rows before you deploy
-- hazard blocks-reads on index public.sample."IDX_value": ACCESS EXCLUSIVE while the index is built from every row (locked by an earlier statement). Safer: build it CONCURRENTLY, outside a transaction
CREATE UNIQUE INDEX "IDX_value" ON "public"."sample" ("value");

-- Down

-- dropIndex
-- lock ACCESS EXCLUSIVE
DROP INDEX "public"."IDX_value";

-- createIndex
-- lock SHARE
-- hazard blocks-reads on index public.sample."IDX_value": ACCESS EXCLUSIVE while the index is built from every row (locked by an earlier statement). Safer: build it CONCURRENTLY, outside a transaction
CREATE INDEX "IDX_value" ON "public"."sample" ("value");

-- == Online ==

-- Up, step 1 of 2

-- requireUnique inSchema("public", "sample"), ["value"]
-- hazard scans-table on table public.sample: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- createIndex
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
DROP INDEX CONCURRENTLY IF EXISTS "public"."autogen_new_IDX_value";
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
-- hazard may-fail-on-data on index public.sample."autogen_new_IDX_value": fails on duplicates. Safer: check the rows before you deploy
-- hazard scans-table on index public.sample."autogen_new_IDX_value": the index is built from every row; reads and writes continue. Safer: end long transactions first; the build waits for them
CREATE UNIQUE INDEX CONCURRENTLY "autogen_new_IDX_value" ON "public"."sample" ("value");

-- Up, step 2 of 2

-- dropIndex
-- lock ACCESS EXCLUSIVE
DROP INDEX "public"."IDX_value";

-- renameIndex
ALTER INDEX "public"."autogen_new_IDX_value" RENAME TO "IDX_value";

-- Down, step 2 of 2

-- renameIndex
ALTER INDEX "public"."IDX_value" RENAME TO "autogen_new_IDX_value";

-- createIndex
-- lock SHARE
-- hazard blocks-writes on index public.sample."IDX_value": SHARE while the index is built from every row. Safer: build it CONCURRENTLY, outside a transaction
CREATE INDEX "IDX_value" ON "public"."sample" ("value");

-- Down, step 1 of 2

-- dropIndex
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
DROP INDEX CONCURRENTLY IF EXISTS "public"."autogen_new_IDX_value";

-- an index gets a condition

-- Up

-- dropIndex
-- lock ACCESS EXCLUSIVE
DROP INDEX "public"."IDX_value";

-- createIndex
-- lock SHARE
-- hazard blocks-reads on index public.sample."IDX_value": ACCESS EXCLUSIVE while the index is built from every row (locked by an earlier statement). Safer: build it CONCURRENTLY, outside a transaction
CREATE INDEX "IDX_value" ON "public"."sample" ("value") WHERE "value" > 1;

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

-- createIndex
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
DROP INDEX CONCURRENTLY IF EXISTS "public"."autogen_new_IDX_value";
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
-- hazard scans-table on index public.sample."autogen_new_IDX_value": the index is built from every row; reads and writes continue. Safer: end long transactions first; the build waits for them
CREATE INDEX CONCURRENTLY "autogen_new_IDX_value" ON "public"."sample" ("value") WHERE "value" > 1;

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

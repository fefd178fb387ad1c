-- the column order of an index

-- Up

-- dropIndex
-- lock ACCESS EXCLUSIVE
DROP INDEX "public"."IDX_sample";

-- createIndex
-- lock SHARE
-- hazard blocks-reads on index public.sample."IDX_sample": ACCESS EXCLUSIVE while the index is built from every row (locked by an earlier statement). Safer: build it CONCURRENTLY, outside a transaction
CREATE INDEX "IDX_sample" ON "public"."sample" ("b", "a");

-- Down

-- dropIndex
-- lock ACCESS EXCLUSIVE
DROP INDEX "public"."IDX_sample";

-- createIndex
-- lock SHARE
-- hazard blocks-reads on index public.sample."IDX_sample": ACCESS EXCLUSIVE while the index is built from every row (locked by an earlier statement). Safer: build it CONCURRENTLY, outside a transaction
CREATE INDEX "IDX_sample" ON "public"."sample" ("a", "b");

-- == Online ==

-- Up, step 1 of 2

-- createIndex
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
DROP INDEX CONCURRENTLY IF EXISTS "public"."autogen_new_IDX_sample";
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
-- hazard scans-table on index public.sample."autogen_new_IDX_sample": the index is built from every row; reads and writes continue. Safer: end long transactions first; the build waits for them
CREATE INDEX CONCURRENTLY "autogen_new_IDX_sample" ON "public"."sample" ("b", "a");

-- Up, step 2 of 2

-- dropIndex
-- lock ACCESS EXCLUSIVE
DROP INDEX "public"."IDX_sample";

-- renameIndex
ALTER INDEX "public"."autogen_new_IDX_sample" RENAME TO "IDX_sample";

-- Down, step 2 of 2

-- renameIndex
ALTER INDEX "public"."IDX_sample" RENAME TO "autogen_new_IDX_sample";

-- createIndex
-- lock SHARE
-- hazard blocks-writes on index public.sample."IDX_sample": SHARE while the index is built from every row. Safer: build it CONCURRENTLY, outside a transaction
CREATE INDEX "IDX_sample" ON "public"."sample" ("a", "b");

-- Down, step 1 of 2

-- dropIndex
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
DROP INDEX CONCURRENTLY IF EXISTS "public"."autogen_new_IDX_sample";

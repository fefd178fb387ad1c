-- the column order of an unnamed index

-- Up

-- dropIndex
-- lock ACCESS EXCLUSIVE
DROP INDEX "public"."IDX_04663f99e38a4750f815968321";

-- createIndex
-- lock SHARE
-- hazard blocks-reads on index public.sample."IDX_04663f99e38a4750f815968321": ACCESS EXCLUSIVE while the index is built from every row (locked by an earlier statement). Safer: build it CONCURRENTLY, outside a transaction
CREATE INDEX "IDX_04663f99e38a4750f815968321" ON "public"."sample" ("b", "a");

-- Down

-- dropIndex
-- lock ACCESS EXCLUSIVE
DROP INDEX "public"."IDX_04663f99e38a4750f815968321";

-- createIndex
-- lock SHARE
-- hazard blocks-reads on index public.sample."IDX_04663f99e38a4750f815968321": ACCESS EXCLUSIVE while the index is built from every row (locked by an earlier statement). Safer: build it CONCURRENTLY, outside a transaction
CREATE INDEX "IDX_04663f99e38a4750f815968321" ON "public"."sample" ("a", "b");

-- == Online ==

-- Up, step 1 of 2

-- createIndex
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
DROP INDEX CONCURRENTLY IF EXISTS "public"."autogen_new_IDX_04663f99e38a4750f815968321";
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
-- hazard scans-table on index public.sample."autogen_new_IDX_04663f99e38a4750f815968321": the index is built from every row; reads and writes continue. Safer: end long transactions first; the build waits for them
CREATE INDEX CONCURRENTLY "autogen_new_IDX_04663f99e38a4750f815968321" ON "public"."sample" ("b", "a");

-- Up, step 2 of 2

-- dropIndex
-- lock ACCESS EXCLUSIVE
DROP INDEX "public"."IDX_04663f99e38a4750f815968321";

-- renameIndex
ALTER INDEX "public"."autogen_new_IDX_04663f99e38a4750f815968321" RENAME TO "IDX_04663f99e38a4750f815968321";

-- Down, step 2 of 2

-- renameIndex
ALTER INDEX "public"."IDX_04663f99e38a4750f815968321" RENAME TO "autogen_new_IDX_04663f99e38a4750f815968321";

-- createIndex
-- lock SHARE
-- hazard blocks-writes on index public.sample."IDX_04663f99e38a4750f815968321": SHARE while the index is built from every row. Safer: build it CONCURRENTLY, outside a transaction
CREATE INDEX "IDX_04663f99e38a4750f815968321" ON "public"."sample" ("a", "b");

-- Down, step 1 of 2

-- dropIndex
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
DROP INDEX CONCURRENTLY IF EXISTS "public"."autogen_new_IDX_04663f99e38a4750f815968321";

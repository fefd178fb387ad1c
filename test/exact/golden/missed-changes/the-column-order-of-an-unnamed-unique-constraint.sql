-- the column order of an unnamed unique constraint

-- Up

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "UQ_04663f99e38a4750f815968321e";

-- createUniqueConstraint
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on unique public.sample."UQ_04663f99e38a4750f815968321e": fails on duplicates. Safer: check the rows before you deploy
-- hazard blocks-reads on unique public.sample."UQ_04663f99e38a4750f815968321e": ACCESS EXCLUSIVE while an index is built from every row. Safer: build a unique index CONCURRENTLY and attach it
ALTER TABLE "public"."sample" ADD CONSTRAINT "UQ_04663f99e38a4750f815968321e" UNIQUE ("b", "a");

-- Down

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "UQ_04663f99e38a4750f815968321e";

-- createUniqueConstraint
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on unique public.sample."UQ_04663f99e38a4750f815968321e": fails on duplicates. Safer: check the rows before you deploy
-- hazard blocks-reads on unique public.sample."UQ_04663f99e38a4750f815968321e": ACCESS EXCLUSIVE while an index is built from every row. Safer: build a unique index CONCURRENTLY and attach it
ALTER TABLE "public"."sample" ADD CONSTRAINT "UQ_04663f99e38a4750f815968321e" UNIQUE ("a", "b");

-- == Online ==

-- Up, step 1 of 2

-- requireUnique inSchema("public", "sample"), ["b", "a"]
-- hazard scans-table on table public.sample: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- createIndex
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
DROP INDEX CONCURRENTLY IF EXISTS "public"."autogen_new_UQ_04663f99e38a4750f815968321e";
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
-- hazard may-fail-on-data on index public.sample."autogen_new_UQ_04663f99e38a4750f815968321e": fails on duplicates. Safer: check the rows before you deploy
-- hazard scans-table on index public.sample."autogen_new_UQ_04663f99e38a4750f815968321e": the index is built from every row; reads and writes continue. Safer: end long transactions first; the build waits for them
CREATE UNIQUE INDEX CONCURRENTLY "autogen_new_UQ_04663f99e38a4750f815968321e" ON "public"."sample" ("b", "a");

-- Up, step 2 of 2

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "UQ_04663f99e38a4750f815968321e";

-- createUniqueConstraint "UQ_04663f99e38a4750f815968321e", inSchema("public", "sample"), ["b", "a"], { usingIndex: "autogen_new_UQ_04663f99e38a4750f815968321e", orBuild: true }
DO …;
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ADD CONSTRAINT "UQ_04663f99e38a4750f815968321e" UNIQUE USING INDEX "autogen_new_UQ_04663f99e38a4750f815968321e";

-- Down, step 2 of 2

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "UQ_04663f99e38a4750f815968321e";

-- createUniqueConstraint
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on unique public.sample."UQ_04663f99e38a4750f815968321e": fails on duplicates. Safer: check the rows before you deploy
-- hazard blocks-reads on unique public.sample."UQ_04663f99e38a4750f815968321e": ACCESS EXCLUSIVE while an index is built from every row. Safer: build a unique index CONCURRENTLY and attach it
ALTER TABLE "public"."sample" ADD CONSTRAINT "UQ_04663f99e38a4750f815968321e" UNIQUE ("a", "b");

-- Down, step 1 of 2

-- dropIndex
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
DROP INDEX CONCURRENTLY IF EXISTS "public"."autogen_new_UQ_04663f99e38a4750f815968321e";

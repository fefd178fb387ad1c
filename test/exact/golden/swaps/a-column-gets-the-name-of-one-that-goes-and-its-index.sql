-- a column gets the name of one that goes, and its index

-- Up

-- renameColumn inSchema("public", "pair"), "b", "b_tmp"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."pair" RENAME COLUMN "b" TO "b_tmp";
DO …;

-- renameColumn inSchema("public", "pair"), "a", "b"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."pair" RENAME COLUMN "a" TO "b";
DO …;

-- dropIndex
-- lock ACCESS EXCLUSIVE
DROP INDEX "public"."IDX_03f0a82a401fb950991076afc0";

-- createIndex
-- lock SHARE
-- hazard blocks-reads on index public.pair."IDX_03f0a82a401fb950991076afc0": ACCESS EXCLUSIVE while the index is built from every row (locked by an earlier statement). Safer: build it CONCURRENTLY, outside a transaction
CREATE INDEX "IDX_03f0a82a401fb950991076afc0" ON "public"."pair" ("b");

-- dropIndex
-- lock ACCESS EXCLUSIVE
DROP INDEX "public"."IDX_e3d29eb77354111adc53439834";

-- dropColumn
-- lock ACCESS EXCLUSIVE
-- hazard deletes-data on column public.pair.b_tmp: all values of the column are deleted. Safer: drop it in a later release, once nothing reads it and a backup exists
ALTER TABLE "public"."pair" DROP COLUMN "b_tmp";

-- Down

-- renameColumn inSchema("public", "pair"), "b", "a"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."pair" RENAME COLUMN "b" TO "a";
DO …;

-- addColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."pair" ADD COLUMN "b" text;

-- createIndex
-- lock SHARE
-- hazard blocks-reads on index public.pair."IDX_e3d29eb77354111adc53439834": ACCESS EXCLUSIVE while the index is built from every row (locked by an earlier statement). Safer: build it CONCURRENTLY, outside a transaction
CREATE INDEX "IDX_e3d29eb77354111adc53439834" ON "public"."pair" ("a");

-- dropIndex
-- lock ACCESS EXCLUSIVE
DROP INDEX "public"."IDX_03f0a82a401fb950991076afc0";

-- createIndex
-- lock SHARE
-- hazard blocks-reads on index public.pair."IDX_03f0a82a401fb950991076afc0": ACCESS EXCLUSIVE while the index is built from every row (locked by an earlier statement). Safer: build it CONCURRENTLY, outside a transaction
CREATE INDEX "IDX_03f0a82a401fb950991076afc0" ON "public"."pair" ("b");

-- == Online ==

-- Up, step 1 of 2

-- renameColumn inSchema("public", "pair"), "b", "b_tmp"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."pair" RENAME COLUMN "b" TO "b_tmp";
DO …;

-- renameColumn inSchema("public", "pair"), "a", "b"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."pair" RENAME COLUMN "a" TO "b";
DO …;

-- dropIndex
-- lock ACCESS EXCLUSIVE
DROP INDEX "public"."IDX_03f0a82a401fb950991076afc0";

-- dropIndex
-- lock ACCESS EXCLUSIVE
DROP INDEX "public"."IDX_e3d29eb77354111adc53439834";

-- dropColumn
-- lock ACCESS EXCLUSIVE
-- hazard deletes-data on column public.pair.b_tmp: all values of the column are deleted. Safer: drop it in a later release, once nothing reads it and a backup exists
ALTER TABLE "public"."pair" DROP COLUMN "b_tmp";

-- Up, step 2 of 2

-- createIndex
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
DROP INDEX CONCURRENTLY IF EXISTS "public"."IDX_03f0a82a401fb950991076afc0";
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
-- hazard scans-table on index public.pair."IDX_03f0a82a401fb950991076afc0": the index is built from every row; reads and writes continue. Safer: end long transactions first; the build waits for them
CREATE INDEX CONCURRENTLY "IDX_03f0a82a401fb950991076afc0" ON "public"."pair" ("b");

-- Down, step 2 of 2

-- dropIndex
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
DROP INDEX CONCURRENTLY IF EXISTS "public"."IDX_03f0a82a401fb950991076afc0";

-- Down, step 1 of 2

-- renameColumn inSchema("public", "pair"), "b", "a"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."pair" RENAME COLUMN "b" TO "a";
DO …;

-- addColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."pair" ADD COLUMN "b" text;

-- createIndex
-- lock SHARE
-- hazard blocks-reads on index public.pair."IDX_03f0a82a401fb950991076afc0": ACCESS EXCLUSIVE while the index is built from every row (locked by an earlier statement). Safer: build it CONCURRENTLY, outside a transaction
CREATE INDEX "IDX_03f0a82a401fb950991076afc0" ON "public"."pair" ("b");

-- createIndex
-- lock SHARE
-- hazard blocks-reads on index public.pair."IDX_e3d29eb77354111adc53439834": ACCESS EXCLUSIVE while the index is built from every row (locked by an earlier statement). Safer: build it CONCURRENTLY, outside a transaction
CREATE INDEX "IDX_e3d29eb77354111adc53439834" ON "public"."pair" ("a");

-- many-to-one to one-to-one

-- Up

-- requireUnique inSchema("public", "room"), ["houseId"]
-- hazard scans-table on table public.room: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- createUniqueConstraint
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on unique public.room."REL_25e48b17d2c5c3a2ed9e738183": fails on duplicates. Safer: check the rows before you deploy
-- hazard blocks-reads on unique public.room."REL_25e48b17d2c5c3a2ed9e738183": ACCESS EXCLUSIVE while an index is built from every row. Safer: build a unique index CONCURRENTLY and attach it
ALTER TABLE "public"."room" ADD CONSTRAINT "REL_25e48b17d2c5c3a2ed9e738183" UNIQUE ("houseId");

-- Down

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" DROP CONSTRAINT "REL_25e48b17d2c5c3a2ed9e738183";

-- == Online ==

-- Up, step 1 of 2

-- requireUnique inSchema("public", "room"), ["houseId"]
-- hazard scans-table on table public.room: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- createIndex
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
DROP INDEX CONCURRENTLY IF EXISTS "public"."autogen_new_REL_25e48b17d2c5c3a2ed9e738183";
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
-- hazard may-fail-on-data on index public.room."autogen_new_REL_25e48b17d2c5c3a2ed9e738183": fails on duplicates. Safer: check the rows before you deploy
-- hazard scans-table on index public.room."autogen_new_REL_25e48b17d2c5c3a2ed9e738183": the index is built from every row; reads and writes continue. Safer: end long transactions first; the build waits for them
CREATE UNIQUE INDEX CONCURRENTLY "autogen_new_REL_25e48b17d2c5c3a2ed9e738183" ON "public"."room" ("houseId");

-- Up, step 2 of 2

-- createUniqueConstraint "REL_25e48b17d2c5c3a2ed9e738183", inSchema("public", "room"), ["houseId"], { usingIndex: "autogen_new_REL_25e48b17d2c5c3a2ed9e738183", orBuild: true }
DO …;
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" ADD CONSTRAINT "REL_25e48b17d2c5c3a2ed9e738183" UNIQUE USING INDEX "autogen_new_REL_25e48b17d2c5c3a2ed9e738183";

-- Down, step 2 of 2

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" DROP CONSTRAINT "REL_25e48b17d2c5c3a2ed9e738183";

-- Down, step 1 of 2

-- dropIndex
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
DROP INDEX CONCURRENTLY IF EXISTS "public"."autogen_new_REL_25e48b17d2c5c3a2ed9e738183";

-- an index that is not unique becomes a unique constraint of the same name

-- Up

-- requireUnique inSchema("public", "sample"), ["value", "other"]
-- hazard scans-table on table public.sample: every row is read before anything is changed; others can read and write meanwhile. Safer: choose a quiet hour, or ask before you deploy and say `preconditions: false`
DO …;

-- dropIndex
-- lock ACCESS EXCLUSIVE
DROP INDEX "public"."mine";

-- createUniqueConstraint
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on unique public.sample.mine: duplicates make it fail. Safer: look for such rows before you deploy
-- hazard blocks-reads on unique public.sample.mine: an index is built from every row, and nobody can read or write the table meanwhile. Safer: build a unique index concurrently, and let the constraint take it over
ALTER TABLE "public"."sample" ADD CONSTRAINT "mine" UNIQUE ("value", "other");

-- Down

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "mine";

-- createIndex
-- lock SHARE
-- hazard blocks-reads on index public.sample.mine: the index is built from every row, and nobody can read or write the table meanwhile: a statement before it has locked it. Safer: build it concurrently, outside a transaction
CREATE INDEX "mine" ON "public"."sample" ("value", "other");

-- == Online ==

-- Up, step 1 of 3

-- dropIndex
-- lock ACCESS EXCLUSIVE
DROP INDEX "public"."mine";

-- Up, step 2 of 3

-- requireUnique inSchema("public", "sample"), ["value", "other"]
-- hazard scans-table on table public.sample: every row is read before anything is changed; others can read and write meanwhile. Safer: choose a quiet hour, or ask before you deploy and say `preconditions: false`
DO …;

-- createIndex
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
DROP INDEX CONCURRENTLY IF EXISTS "public"."autogen_new_mine";
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
-- hazard may-fail-on-data on index public.sample.autogen_new_mine: duplicates make it fail. Safer: look for such rows before you deploy
-- hazard scans-table on index public.sample.autogen_new_mine: the index is built from every row; others can read and write meanwhile. Safer: end long transactions first: it waits for all that are open
CREATE UNIQUE INDEX CONCURRENTLY "autogen_new_mine" ON "public"."sample" ("value", "other");

-- Up, step 3 of 3

-- createUniqueConstraint "mine", inSchema("public", "sample"), ["value", "other"], { usingIndex: "autogen_new_mine", orBuild: true }
DO …;
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ADD CONSTRAINT "mine" UNIQUE USING INDEX "autogen_new_mine";

-- Down, step 3 of 3

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "mine";

-- Down, step 2 of 3

-- dropIndex
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
DROP INDEX CONCURRENTLY IF EXISTS "public"."autogen_new_mine";

-- Down, step 1 of 3

-- createIndex
-- lock SHARE
-- hazard blocks-writes on index public.sample.mine: the index is built from every row, and nobody can write to the table meanwhile. Safer: build it concurrently, outside a transaction
CREATE INDEX "mine" ON "public"."sample" ("value", "other");

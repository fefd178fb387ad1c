-- a partial unique index becomes a unique constraint

-- Up

-- requireUnique inSchema("public", "sample"), ["value", "other"]
-- hazard scans-table on table public.sample: every row is read before anything is changed; others can read and write meanwhile. Safer: choose a quiet hour, or ask before you deploy and say `preconditions: false`
DO …;

-- createUniqueConstraint
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on unique public.sample.yours: duplicates make it fail. Safer: look for such rows before you deploy
-- hazard blocks-reads on unique public.sample.yours: an index is built from every row, and nobody can read or write the table meanwhile. Safer: build a unique index concurrently, and let the constraint take it over
ALTER TABLE "public"."sample" ADD CONSTRAINT "yours" UNIQUE ("value", "other");

-- dropIndex
-- lock ACCESS EXCLUSIVE
DROP INDEX "public"."mine";

-- Down

-- requireUnique inSchema("public", "sample"), ["value", "other"], { where: "(value > 0)" }
-- hazard scans-table on table public.sample: every row is read before anything is changed; others can read and write meanwhile. Safer: choose a quiet hour, or ask before you deploy and say `preconditions: false`
DO …;

-- createIndex
-- lock SHARE
-- hazard may-fail-on-data on index public.sample.mine: duplicates make it fail. Safer: look for such rows before you deploy
-- hazard blocks-writes on index public.sample.mine: the index is built from every row, and nobody can write to the table meanwhile. Safer: build it concurrently, outside a transaction
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
-- hazard scans-table on table public.sample: every row is read before anything is changed; others can read and write meanwhile. Safer: choose a quiet hour, or ask before you deploy and say `preconditions: false`
DO …;

-- createIndex
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
DROP INDEX CONCURRENTLY IF EXISTS "public"."autogen_new_yours";
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
-- hazard may-fail-on-data on index public.sample.autogen_new_yours: duplicates make it fail. Safer: look for such rows before you deploy
-- hazard scans-table on index public.sample.autogen_new_yours: the index is built from every row; others can read and write meanwhile. Safer: end long transactions first: it waits for all that are open
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
-- hazard scans-table on table public.sample: every row is read before anything is changed; others can read and write meanwhile. Safer: choose a quiet hour, or ask before you deploy and say `preconditions: false`
DO …;

-- createIndex
-- lock SHARE
-- hazard may-fail-on-data on index public.sample.mine: duplicates make it fail. Safer: look for such rows before you deploy
-- hazard blocks-writes on index public.sample.mine: the index is built from every row, and nobody can write to the table meanwhile. Safer: build it concurrently, outside a transaction
CREATE UNIQUE INDEX "mine" ON "public"."sample" ("value", "other") WHERE (value > 0);

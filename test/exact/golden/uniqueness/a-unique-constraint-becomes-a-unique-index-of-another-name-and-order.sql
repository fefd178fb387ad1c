-- a unique constraint becomes a unique index of another name and order

-- Up

-- requireUnique inSchema("public", "sample"), ["other", "value"]
-- hazard scans-table on table public.sample: every row is read before anything is changed; others can read and write meanwhile. Safer: choose a quiet hour, or ask before you deploy and say `preconditions: false`
DO …;

-- createIndex
-- lock SHARE
-- hazard may-fail-on-data on index public.sample.yours: duplicates make it fail. Safer: look for such rows before you deploy
-- hazard blocks-writes on index public.sample.yours: the index is built from every row, and nobody can write to the table meanwhile. Safer: build it concurrently, outside a transaction
CREATE UNIQUE INDEX "yours" ON "public"."sample" ("other", "value");

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "mine";

-- Down

-- requireUnique inSchema("public", "sample"), ["value", "other"]
-- hazard scans-table on table public.sample: every row is read before anything is changed; others can read and write meanwhile. Safer: choose a quiet hour, or ask before you deploy and say `preconditions: false`
DO …;

-- createUniqueConstraint
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on unique public.sample.mine: duplicates make it fail. Safer: look for such rows before you deploy
-- hazard blocks-reads on unique public.sample.mine: an index is built from every row, and nobody can read or write the table meanwhile. Safer: build a unique index concurrently, and let the constraint take it over
ALTER TABLE "public"."sample" ADD CONSTRAINT "mine" UNIQUE ("value", "other");

-- dropIndex
-- lock ACCESS EXCLUSIVE
DROP INDEX "public"."yours";

-- == Online ==

-- Up, step 1 of 2

-- requireUnique inSchema("public", "sample"), ["other", "value"]
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
CREATE UNIQUE INDEX CONCURRENTLY "autogen_new_yours" ON "public"."sample" ("other", "value");

-- Up, step 2 of 2

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "mine";

-- renameIndex
ALTER INDEX "public"."autogen_new_yours" RENAME TO "yours";

-- Down, step 2 of 2

-- renameIndex
ALTER INDEX "public"."yours" RENAME TO "autogen_new_yours";

-- requireUnique inSchema("public", "sample"), ["value", "other"]
-- hazard scans-table on table public.sample: every row is read before anything is changed; others can read and write meanwhile. Safer: choose a quiet hour, or ask before you deploy and say `preconditions: false`
DO …;

-- createUniqueConstraint
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on unique public.sample.mine: duplicates make it fail. Safer: look for such rows before you deploy
-- hazard blocks-reads on unique public.sample.mine: an index is built from every row, and nobody can read or write the table meanwhile. Safer: build a unique index concurrently, and let the constraint take it over
ALTER TABLE "public"."sample" ADD CONSTRAINT "mine" UNIQUE ("value", "other");

-- Down, step 1 of 2

-- dropIndex
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
DROP INDEX CONCURRENTLY IF EXISTS "public"."autogen_new_yours";

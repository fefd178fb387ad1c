-- a unique index becomes a unique constraint of the same name

-- Up

-- createUniqueConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ADD CONSTRAINT "mine" UNIQUE USING INDEX "mine";

-- Down

-- requireUnique inSchema("public", "sample"), ["value", "other"]
-- hazard scans-table on table public.sample: every row is read before anything is changed; others can read and write meanwhile. Safer: choose a quiet hour, or ask before you deploy and say `preconditions: false`
DO …;

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "mine";

-- createIndex
-- lock SHARE
-- hazard may-fail-on-data on index public.sample.mine: duplicates make it fail. Safer: look for such rows before you deploy
-- hazard blocks-reads on index public.sample.mine: the index is built from every row, and nobody can read or write the table meanwhile: a statement before it has locked it. Safer: build it concurrently, outside a transaction
CREATE UNIQUE INDEX "mine" ON "public"."sample" ("value", "other");

-- Online: the same

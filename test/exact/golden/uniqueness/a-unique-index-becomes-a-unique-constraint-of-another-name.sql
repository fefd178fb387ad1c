-- a unique index becomes a unique constraint of another name

-- Up

-- createUniqueConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ADD CONSTRAINT "yours" UNIQUE USING INDEX "mine";

-- Down

-- requireUnique inSchema("public", "sample"), ["value", "other"]
-- hazard scans-table on table public.sample: every row is read before anything is changed; others can read and write meanwhile. Safer: choose a quiet hour, or ask before you deploy and say `preconditions: false`
DO …;

-- createIndex
-- lock SHARE
-- hazard may-fail-on-data on index public.sample.mine: duplicates make it fail. Safer: look for such rows before you deploy
-- hazard blocks-writes on index public.sample.mine: the index is built from every row, and nobody can write to the table meanwhile. Safer: build it concurrently, outside a transaction
CREATE UNIQUE INDEX "mine" ON "public"."sample" ("value", "other");

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "yours";

-- Online: the same

-- a unique index becomes a unique constraint of the same name

-- Up

-- createUniqueConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ADD CONSTRAINT "mine" UNIQUE USING INDEX "mine";

-- Down

-- requireUnique inSchema("public", "sample"), ["value", "other"]
-- hazard scans-table on table public.sample: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "mine";

-- createIndex
-- lock SHARE
-- hazard may-fail-on-data on index public.sample.mine: fails on duplicates. Safer: check the rows before you deploy
-- hazard blocks-reads on index public.sample.mine: ACCESS EXCLUSIVE while the index is built from every row (locked by an earlier statement). Safer: build it CONCURRENTLY, outside a transaction
CREATE UNIQUE INDEX "mine" ON "public"."sample" ("value", "other");

-- Online: the same

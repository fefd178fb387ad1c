-- a unique index becomes a unique constraint of another name

-- Up

-- createUniqueConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ADD CONSTRAINT "yours" UNIQUE USING INDEX "mine";

-- Down

-- requireUnique inSchema("public", "sample"), ["value", "other"]
-- hazard scans-table on table public.sample: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- createIndex
-- lock SHARE
-- hazard may-fail-on-data on index public.sample.mine: fails on duplicates. Safer: check the rows before you deploy
-- hazard blocks-writes on index public.sample.mine: SHARE while the index is built from every row. Safer: build it CONCURRENTLY, outside a transaction
CREATE UNIQUE INDEX "mine" ON "public"."sample" ("value", "other");

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "yours";

-- Online: the same

-- unique is added

-- Up

-- requireUnique inSchema("public", "sample"), ["value"]
-- hazard scans-table on table public.sample: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- createUniqueConstraint
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on unique public.sample."UQ_dbc3d4b9f81b25f6a2e7e70dc26": fails on duplicates. Safer: check the rows before you deploy
-- hazard blocks-reads on unique public.sample."UQ_dbc3d4b9f81b25f6a2e7e70dc26": ACCESS EXCLUSIVE while an index is built from every row. Safer: build a unique index CONCURRENTLY and attach it
ALTER TABLE "public"."sample" ADD CONSTRAINT "UQ_dbc3d4b9f81b25f6a2e7e70dc26" UNIQUE ("value");

-- Down

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "UQ_dbc3d4b9f81b25f6a2e7e70dc26";

-- == Online ==

-- Up, step 1 of 2

-- requireUnique inSchema("public", "sample"), ["value"]
-- hazard scans-table on table public.sample: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- createIndex
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
DROP INDEX CONCURRENTLY IF EXISTS "public"."autogen_new_UQ_dbc3d4b9f81b25f6a2e7e70dc26";
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
-- hazard may-fail-on-data on index public.sample."autogen_new_UQ_dbc3d4b9f81b25f6a2e7e70dc26": fails on duplicates. Safer: check the rows before you deploy
-- hazard scans-table on index public.sample."autogen_new_UQ_dbc3d4b9f81b25f6a2e7e70dc26": the index is built from every row; reads and writes continue. Safer: end long transactions first; the build waits for them
CREATE UNIQUE INDEX CONCURRENTLY "autogen_new_UQ_dbc3d4b9f81b25f6a2e7e70dc26" ON "public"."sample" ("value");

-- Up, step 2 of 2

-- createUniqueConstraint "UQ_dbc3d4b9f81b25f6a2e7e70dc26", inSchema("public", "sample"), ["value"], { usingIndex: "autogen_new_UQ_dbc3d4b9f81b25f6a2e7e70dc26", orBuild: true }
DO …;
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ADD CONSTRAINT "UQ_dbc3d4b9f81b25f6a2e7e70dc26" UNIQUE USING INDEX "autogen_new_UQ_dbc3d4b9f81b25f6a2e7e70dc26";

-- Down, step 2 of 2

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "UQ_dbc3d4b9f81b25f6a2e7e70dc26";

-- Down, step 1 of 2

-- dropIndex
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
DROP INDEX CONCURRENTLY IF EXISTS "public"."autogen_new_UQ_dbc3d4b9f81b25f6a2e7e70dc26";

-- unique is added

-- Up

-- requireUnique inSchema("public", "sample"), ["value"]
-- hazard scans-table on table public.sample: every row is read before anything is changed; others can read and write meanwhile. Safer: choose a quiet hour, or ask before you deploy and say `preconditions: false`
DO …;

-- createUniqueConstraint
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on unique public.sample."UQ_dbc3d4b9f81b25f6a2e7e70dc26": duplicates make it fail. Safer: look for such rows before you deploy
-- hazard blocks-reads on unique public.sample."UQ_dbc3d4b9f81b25f6a2e7e70dc26": an index is built from every row, and nobody can read or write the table meanwhile. Safer: build a unique index concurrently, and let the constraint take it over
ALTER TABLE "public"."sample" ADD CONSTRAINT "UQ_dbc3d4b9f81b25f6a2e7e70dc26" UNIQUE ("value");

-- Down

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "UQ_dbc3d4b9f81b25f6a2e7e70dc26";

-- == Online ==

-- Up, step 1 of 2

-- requireUnique inSchema("public", "sample"), ["value"]
-- hazard scans-table on table public.sample: every row is read before anything is changed; others can read and write meanwhile. Safer: choose a quiet hour, or ask before you deploy and say `preconditions: false`
DO …;

-- createIndex
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
DROP INDEX CONCURRENTLY IF EXISTS "public"."autogen_new_UQ_dbc3d4b9f81b25f6a2e7e70dc26";
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
-- hazard may-fail-on-data on index public.sample."autogen_new_UQ_dbc3d4b9f81b25f6a2e7e70dc26": duplicates make it fail. Safer: look for such rows before you deploy
-- hazard scans-table on index public.sample."autogen_new_UQ_dbc3d4b9f81b25f6a2e7e70dc26": the index is built from every row; others can read and write meanwhile. Safer: end long transactions first: it waits for all that are open
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

-- an index, a check and a foreign key are added

-- Up

-- requireCheck inSchema("public", "sample"), "\"value\" > 0"
-- hazard scans-table on table public.sample: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- requireReferences inSchema("public", "sample"), ["value"], inSchema("public", "other"), ["id"]
-- hazard scans-table on table public.sample: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- createCheckConstraint
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on check public.sample.sample_positive: fails if a row violates the condition. Safer: check the rows before you deploy
-- hazard blocks-reads on check public.sample.sample_positive: ACCESS EXCLUSIVE while every row is checked. Safer: add it NOT VALID and validate it afterwards; `online` does
ALTER TABLE "public"."sample" ADD CONSTRAINT "sample_positive" CHECK ("value" > 0);

-- createIndex
-- lock SHARE
-- hazard blocks-reads on index public.sample.sample_value: ACCESS EXCLUSIVE while the index is built from every row (locked by an earlier statement). Safer: build it CONCURRENTLY, outside a transaction
CREATE INDEX "sample_value" ON "public"."sample" ("value");

-- createForeignKey
-- lock SHARE ROW EXCLUSIVE
-- hazard may-fail-on-data on foreign-key public.sample."FK_dbc3d4b9f81b25f6a2e7e70dc26": fails if a row has no match in the referenced table. Safer: check the rows before you deploy
-- hazard blocks-reads on foreign-key public.sample."FK_dbc3d4b9f81b25f6a2e7e70dc26": ACCESS EXCLUSIVE while every row is looked up (locked by an earlier statement). Safer: add it NOT VALID and validate it afterwards; `online` does
ALTER TABLE "public"."sample" ADD CONSTRAINT "FK_dbc3d4b9f81b25f6a2e7e70dc26" FOREIGN KEY ("value") REFERENCES "public"."other" ("id");

-- Down

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "FK_dbc3d4b9f81b25f6a2e7e70dc26";

-- dropIndex
-- lock ACCESS EXCLUSIVE
DROP INDEX "public"."sample_value";

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "sample_positive";

-- == Online ==

-- Up, step 1 of 2

-- requireCheck inSchema("public", "sample"), "\"value\" > 0"
-- hazard scans-table on table public.sample: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- requireReferences inSchema("public", "sample"), ["value"], inSchema("public", "other"), ["id"]
-- hazard scans-table on table public.sample: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- createCheckConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ADD CONSTRAINT "sample_positive" CHECK ("value" > 0) NOT VALID;

-- createForeignKey
-- lock SHARE ROW EXCLUSIVE
ALTER TABLE "public"."sample" ADD CONSTRAINT "FK_dbc3d4b9f81b25f6a2e7e70dc26" FOREIGN KEY ("value") REFERENCES "public"."other" ("id") NOT VALID;

-- Up, step 2 of 2

-- requireReferences inSchema("public", "sample"), ["value"], inSchema("public", "other"), ["id"]
-- hazard scans-table on table public.sample: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- validateCheck "sample_positive", inSchema("public", "sample"), "\"value\" > 0"
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
-- hazard may-fail-on-data on check public.sample.sample_positive: fails if a row violates the condition. Safer: check the rows before you deploy
-- hazard scans-table on check public.sample.sample_positive: every row is checked; reads and writes continue. Safer: run it off-peak
DO …;

-- createIndex
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
DROP INDEX CONCURRENTLY IF EXISTS "public"."sample_value";
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
-- hazard scans-table on index public.sample.sample_value: the index is built from every row; reads and writes continue. Safer: end long transactions first; the build waits for them
CREATE INDEX CONCURRENTLY "sample_value" ON "public"."sample" ("value");

-- validateConstraint
-- lock SHARE UPDATE EXCLUSIVE
-- hazard may-fail-on-data on constraint public.sample."FK_dbc3d4b9f81b25f6a2e7e70dc26": fails if a row violates the constraint. Safer: check the rows before you deploy
-- hazard scans-table on constraint public.sample."FK_dbc3d4b9f81b25f6a2e7e70dc26": every row is checked; reads and writes continue. Safer: run it off-peak
ALTER TABLE "public"."sample" VALIDATE CONSTRAINT "FK_dbc3d4b9f81b25f6a2e7e70dc26";

-- Down, step 2 of 2

-- dropIndex
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
DROP INDEX CONCURRENTLY IF EXISTS "public"."sample_value";

-- Down, step 1 of 2

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "FK_dbc3d4b9f81b25f6a2e7e70dc26";

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT IF EXISTS "sample_positive";

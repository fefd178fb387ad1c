-- the column order of a primary key

-- Up

-- requireReferences inSchema("public", "source"), ["targetB", "targetA"], inSchema("public", "target"), ["b", "a"]
-- hazard scans-table on table public.source: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."source" DROP CONSTRAINT "FK_2de757b157435335e9855521ed2";

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."target" DROP CONSTRAINT "PK_6db9fbdbbb9dd31ec9caedfe0ad";

-- createPrimaryKey
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on primary-key public.target."PK_6db9fbdbbb9dd31ec9caedfe0ad": fails on null values and duplicates. Safer: check the rows before you deploy
-- hazard blocks-reads on primary-key public.target."PK_6db9fbdbbb9dd31ec9caedfe0ad": ACCESS EXCLUSIVE while an index is built from every row. Safer: build a unique index CONCURRENTLY and attach it; `online` does
ALTER TABLE "public"."target" ADD CONSTRAINT "PK_6db9fbdbbb9dd31ec9caedfe0ad" PRIMARY KEY ("b", "a");

-- createForeignKey
-- lock SHARE ROW EXCLUSIVE
-- hazard may-fail-on-data on foreign-key public.source."FK_2de757b157435335e9855521ed2": fails if a row has no match in the referenced table. Safer: check the rows before you deploy
-- hazard blocks-reads on foreign-key public.source."FK_2de757b157435335e9855521ed2": ACCESS EXCLUSIVE while every row is looked up (locked by an earlier statement). Safer: add it NOT VALID and validate it afterwards; `online` does
ALTER TABLE "public"."source" ADD CONSTRAINT "FK_2de757b157435335e9855521ed2" FOREIGN KEY ("targetB", "targetA") REFERENCES "public"."target" ("b", "a");

-- Down

-- requireReferences inSchema("public", "source"), ["targetA", "targetB"], inSchema("public", "target"), ["a", "b"]
-- hazard scans-table on table public.source: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."source" DROP CONSTRAINT "FK_2de757b157435335e9855521ed2";

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."target" DROP CONSTRAINT "PK_6db9fbdbbb9dd31ec9caedfe0ad";

-- createPrimaryKey
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on primary-key public.target."PK_6db9fbdbbb9dd31ec9caedfe0ad": fails on null values and duplicates. Safer: check the rows before you deploy
-- hazard blocks-reads on primary-key public.target."PK_6db9fbdbbb9dd31ec9caedfe0ad": ACCESS EXCLUSIVE while an index is built from every row. Safer: build a unique index CONCURRENTLY and attach it; `online` does
ALTER TABLE "public"."target" ADD CONSTRAINT "PK_6db9fbdbbb9dd31ec9caedfe0ad" PRIMARY KEY ("a", "b");

-- createForeignKey
-- lock SHARE ROW EXCLUSIVE
-- hazard may-fail-on-data on foreign-key public.source."FK_2de757b157435335e9855521ed2": fails if a row has no match in the referenced table. Safer: check the rows before you deploy
-- hazard blocks-reads on foreign-key public.source."FK_2de757b157435335e9855521ed2": ACCESS EXCLUSIVE while every row is looked up (locked by an earlier statement). Safer: add it NOT VALID and validate it afterwards; `online` does
ALTER TABLE "public"."source" ADD CONSTRAINT "FK_2de757b157435335e9855521ed2" FOREIGN KEY ("targetA", "targetB") REFERENCES "public"."target" ("a", "b");

-- == Online ==

-- Up, step 1 of 3

-- requireReferences inSchema("public", "source"), ["targetB", "targetA"], inSchema("public", "target"), ["b", "a"]
-- hazard scans-table on table public.source: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- requireUnique inSchema("public", "target"), ["b", "a"]
-- hazard scans-table on table public.target: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- createIndex
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
DROP INDEX CONCURRENTLY IF EXISTS "public"."autogen_new_PK_6db9fbdbbb9dd31ec9caedfe0ad";
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
-- hazard may-fail-on-data on index public.target."autogen_new_PK_6db9fbdbbb9dd31ec9caedfe0ad": fails on duplicates. Safer: check the rows before you deploy
-- hazard scans-table on index public.target."autogen_new_PK_6db9fbdbbb9dd31ec9caedfe0ad": the index is built from every row; reads and writes continue. Safer: end long transactions first; the build waits for them
CREATE UNIQUE INDEX CONCURRENTLY "autogen_new_PK_6db9fbdbbb9dd31ec9caedfe0ad" ON "public"."target" ("b", "a");

-- Up, step 2 of 3

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."source" DROP CONSTRAINT "FK_2de757b157435335e9855521ed2";

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."target" DROP CONSTRAINT "PK_6db9fbdbbb9dd31ec9caedfe0ad";

-- createPrimaryKey "PK_6db9fbdbbb9dd31ec9caedfe0ad", inSchema("public", "target"), ["b", "a"], { usingIndex: "autogen_new_PK_6db9fbdbbb9dd31ec9caedfe0ad", orBuild: true }
DO …;
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."target" ADD CONSTRAINT "PK_6db9fbdbbb9dd31ec9caedfe0ad" PRIMARY KEY USING INDEX "autogen_new_PK_6db9fbdbbb9dd31ec9caedfe0ad";

-- createForeignKey
-- lock SHARE ROW EXCLUSIVE
ALTER TABLE "public"."source" ADD CONSTRAINT "FK_2de757b157435335e9855521ed2" FOREIGN KEY ("targetB", "targetA") REFERENCES "public"."target" ("b", "a") NOT VALID;

-- Up, step 3 of 3

-- requireReferences inSchema("public", "source"), ["targetB", "targetA"], inSchema("public", "target"), ["b", "a"]
-- hazard scans-table on table public.source: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- validateConstraint
-- lock SHARE UPDATE EXCLUSIVE
-- hazard may-fail-on-data on constraint public.source."FK_2de757b157435335e9855521ed2": fails if a row violates the constraint. Safer: check the rows before you deploy
-- hazard scans-table on constraint public.source."FK_2de757b157435335e9855521ed2": every row is checked; reads and writes continue. Safer: run it off-peak
ALTER TABLE "public"."source" VALIDATE CONSTRAINT "FK_2de757b157435335e9855521ed2";

-- Down, step 3 of 3

-- nothing

-- Down, step 2 of 3

-- requireReferences inSchema("public", "source"), ["targetA", "targetB"], inSchema("public", "target"), ["a", "b"]
-- hazard scans-table on table public.source: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."source" DROP CONSTRAINT "FK_2de757b157435335e9855521ed2";

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."target" DROP CONSTRAINT "PK_6db9fbdbbb9dd31ec9caedfe0ad";

-- createPrimaryKey
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on primary-key public.target."PK_6db9fbdbbb9dd31ec9caedfe0ad": fails on null values and duplicates. Safer: check the rows before you deploy
-- hazard blocks-reads on primary-key public.target."PK_6db9fbdbbb9dd31ec9caedfe0ad": ACCESS EXCLUSIVE while an index is built from every row. Safer: build a unique index CONCURRENTLY and attach it; `online` does
ALTER TABLE "public"."target" ADD CONSTRAINT "PK_6db9fbdbbb9dd31ec9caedfe0ad" PRIMARY KEY ("a", "b");

-- createForeignKey
-- lock SHARE ROW EXCLUSIVE
-- hazard may-fail-on-data on foreign-key public.source."FK_2de757b157435335e9855521ed2": fails if a row has no match in the referenced table. Safer: check the rows before you deploy
-- hazard blocks-reads on foreign-key public.source."FK_2de757b157435335e9855521ed2": ACCESS EXCLUSIVE while every row is looked up (locked by an earlier statement). Safer: add it NOT VALID and validate it afterwards; `online` does
ALTER TABLE "public"."source" ADD CONSTRAINT "FK_2de757b157435335e9855521ed2" FOREIGN KEY ("targetA", "targetB") REFERENCES "public"."target" ("a", "b");

-- Down, step 1 of 3

-- dropIndex
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
DROP INDEX CONCURRENTLY IF EXISTS "public"."autogen_new_PK_6db9fbdbbb9dd31ec9caedfe0ad";

-- the columns of a primary key, with what refers to it

-- Up

-- requireUnique inSchema("public", "target"), ["a", "c"]
-- hazard scans-table on table public.target: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- addColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."source" ADD COLUMN "targetC" integer;

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."source" DROP CONSTRAINT "FK_2de757b157435335e9855521ed2";

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."target" DROP CONSTRAINT "PK_6db9fbdbbb9dd31ec9caedfe0ad";

-- createPrimaryKey
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on primary-key public.target."PK_fe8ed373ba841c039d9932421c7": fails on null values and duplicates. Safer: check the rows before you deploy
-- hazard blocks-reads on primary-key public.target."PK_fe8ed373ba841c039d9932421c7": ACCESS EXCLUSIVE while an index is built from every row. Safer: build a unique index CONCURRENTLY and attach it; `online` does
ALTER TABLE "public"."target" ADD CONSTRAINT "PK_fe8ed373ba841c039d9932421c7" PRIMARY KEY ("a", "c");

-- createForeignKey
-- lock SHARE ROW EXCLUSIVE
-- hazard may-fail-on-data on foreign-key public.source."FK_3f918ebc910b846d1845ef3d42b": fails if a row has no match in the referenced table. Safer: check the rows before you deploy
-- hazard blocks-reads on foreign-key public.source."FK_3f918ebc910b846d1845ef3d42b": ACCESS EXCLUSIVE while every row is looked up (locked by an earlier statement). Safer: add it NOT VALID and validate it afterwards; `online` does
ALTER TABLE "public"."source" ADD CONSTRAINT "FK_3f918ebc910b846d1845ef3d42b" FOREIGN KEY ("targetA", "targetC") REFERENCES "public"."target" ("a", "c");

-- dropColumn
-- lock ACCESS EXCLUSIVE
-- hazard deletes-data on column public.source."targetB": all values of the column are deleted. Safer: drop it in a later release, once nothing reads it and a backup exists
ALTER TABLE "public"."source" DROP COLUMN "targetB";

-- Down

-- requireUnique inSchema("public", "target"), ["a", "b"]
-- hazard scans-table on table public.target: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- addColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."source" ADD COLUMN "targetB" integer;

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."source" DROP CONSTRAINT "FK_3f918ebc910b846d1845ef3d42b";

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."target" DROP CONSTRAINT "PK_fe8ed373ba841c039d9932421c7";

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

-- dropColumn
-- lock ACCESS EXCLUSIVE
-- hazard deletes-data on column public.source."targetC": all values of the column are deleted. Safer: drop it in a later release, once nothing reads it and a backup exists
ALTER TABLE "public"."source" DROP COLUMN "targetC";

-- == Online ==

-- Up, step 1 of 4

-- addColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."source" ADD COLUMN "targetC" integer;

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."source" DROP CONSTRAINT "FK_2de757b157435335e9855521ed2";

-- dropColumn
-- lock ACCESS EXCLUSIVE
-- hazard deletes-data on column public.source."targetB": all values of the column are deleted. Safer: drop it in a later release, once nothing reads it and a backup exists
ALTER TABLE "public"."source" DROP COLUMN "targetB";

-- Up, step 2 of 4

-- requireUnique inSchema("public", "target"), ["a", "c"]
-- hazard scans-table on table public.target: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- createIndex
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
DROP INDEX CONCURRENTLY IF EXISTS "public"."autogen_new_PK_fe8ed373ba841c039d9932421c7";
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
-- hazard may-fail-on-data on index public.target."autogen_new_PK_fe8ed373ba841c039d9932421c7": fails on duplicates. Safer: check the rows before you deploy
-- hazard scans-table on index public.target."autogen_new_PK_fe8ed373ba841c039d9932421c7": the index is built from every row; reads and writes continue. Safer: end long transactions first; the build waits for them
CREATE UNIQUE INDEX CONCURRENTLY "autogen_new_PK_fe8ed373ba841c039d9932421c7" ON "public"."target" ("a", "c");

-- Up, step 3 of 4

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."target" DROP CONSTRAINT "PK_6db9fbdbbb9dd31ec9caedfe0ad";

-- createPrimaryKey "PK_fe8ed373ba841c039d9932421c7", inSchema("public", "target"), ["a", "c"], { usingIndex: "autogen_new_PK_fe8ed373ba841c039d9932421c7", orBuild: true }
DO …;
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."target" ADD CONSTRAINT "PK_fe8ed373ba841c039d9932421c7" PRIMARY KEY USING INDEX "autogen_new_PK_fe8ed373ba841c039d9932421c7";

-- createForeignKey
-- lock SHARE ROW EXCLUSIVE
ALTER TABLE "public"."source" ADD CONSTRAINT "FK_3f918ebc910b846d1845ef3d42b" FOREIGN KEY ("targetA", "targetC") REFERENCES "public"."target" ("a", "c") NOT VALID;

-- Up, step 4 of 4

-- requireReferences inSchema("public", "source"), ["targetA", "targetC"], inSchema("public", "target"), ["a", "c"]
-- hazard scans-table on table public.source: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- validateConstraint
-- lock SHARE UPDATE EXCLUSIVE
-- hazard may-fail-on-data on constraint public.source."FK_3f918ebc910b846d1845ef3d42b": fails if a row violates the constraint. Safer: check the rows before you deploy
-- hazard scans-table on constraint public.source."FK_3f918ebc910b846d1845ef3d42b": every row is checked; reads and writes continue. Safer: run it off-peak
ALTER TABLE "public"."source" VALIDATE CONSTRAINT "FK_3f918ebc910b846d1845ef3d42b";

-- Down, step 4 of 4

-- nothing

-- Down, step 3 of 4

-- requireUnique inSchema("public", "target"), ["a", "b"]
-- hazard scans-table on table public.target: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."source" DROP CONSTRAINT "FK_3f918ebc910b846d1845ef3d42b";

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."target" DROP CONSTRAINT "PK_fe8ed373ba841c039d9932421c7";

-- createPrimaryKey
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on primary-key public.target."PK_6db9fbdbbb9dd31ec9caedfe0ad": fails on null values and duplicates. Safer: check the rows before you deploy
-- hazard blocks-reads on primary-key public.target."PK_6db9fbdbbb9dd31ec9caedfe0ad": ACCESS EXCLUSIVE while an index is built from every row. Safer: build a unique index CONCURRENTLY and attach it; `online` does
ALTER TABLE "public"."target" ADD CONSTRAINT "PK_6db9fbdbbb9dd31ec9caedfe0ad" PRIMARY KEY ("a", "b");

-- Down, step 2 of 4

-- dropIndex
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
DROP INDEX CONCURRENTLY IF EXISTS "public"."autogen_new_PK_fe8ed373ba841c039d9932421c7";

-- Down, step 1 of 4

-- addColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."source" ADD COLUMN "targetB" integer;

-- createForeignKey
-- lock SHARE ROW EXCLUSIVE
-- hazard may-fail-on-data on foreign-key public.source."FK_2de757b157435335e9855521ed2": fails if a row has no match in the referenced table. Safer: check the rows before you deploy
-- hazard blocks-reads on foreign-key public.source."FK_2de757b157435335e9855521ed2": ACCESS EXCLUSIVE while every row is looked up (locked by an earlier statement). Safer: add it NOT VALID and validate it afterwards; `online` does
ALTER TABLE "public"."source" ADD CONSTRAINT "FK_2de757b157435335e9855521ed2" FOREIGN KEY ("targetA", "targetB") REFERENCES "public"."target" ("a", "b");

-- dropColumn
-- lock ACCESS EXCLUSIVE
-- hazard deletes-data on column public.source."targetC": all values of the column are deleted. Safer: drop it in a later release, once nothing reads it and a backup exists
ALTER TABLE "public"."source" DROP COLUMN "targetC";

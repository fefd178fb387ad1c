-- the column order of a primary key

-- Up

-- requireReferences inSchema("public", "source"), ["targetB", "targetA"], inSchema("public", "target"), ["b", "a"]
-- hazard scans-table on table public.source: every row is read before anything is changed; others can read and write meanwhile. Safer: choose a quiet hour, or ask before you deploy and say `preconditions: false`
DO …;

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."source" DROP CONSTRAINT "FK_2de757b157435335e9855521ed2";

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."target" DROP CONSTRAINT "PK_6db9fbdbbb9dd31ec9caedfe0ad";

-- createPrimaryKey
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on primary-key public.target."PK_6db9fbdbbb9dd31ec9caedfe0ad": nulls or duplicates in the key's columns make it fail. Safer: look for such rows before you deploy
-- hazard blocks-reads on primary-key public.target."PK_6db9fbdbbb9dd31ec9caedfe0ad": an index is built from every row, and nobody can read or write the table meanwhile. Safer: build a unique index concurrently, and let the key take it over, which `online` does
ALTER TABLE "public"."target" ADD CONSTRAINT "PK_6db9fbdbbb9dd31ec9caedfe0ad" PRIMARY KEY ("b", "a");

-- createForeignKey
-- lock SHARE ROW EXCLUSIVE
-- hazard may-fail-on-data on foreign-key public.source."FK_2de757b157435335e9855521ed2": rows that refer to nothing make it fail. Safer: look for such rows before you deploy
-- hazard blocks-reads on foreign-key public.source."FK_2de757b157435335e9855521ed2": every row is looked up in the other table, and nobody can read or write the table meanwhile: a statement before it has locked it. Safer: add it as NOT VALID and validate it afterwards, which `online` does
ALTER TABLE "public"."source" ADD CONSTRAINT "FK_2de757b157435335e9855521ed2" FOREIGN KEY ("targetB", "targetA") REFERENCES "public"."target" ("b", "a");

-- Down

-- requireReferences inSchema("public", "source"), ["targetA", "targetB"], inSchema("public", "target"), ["a", "b"]
-- hazard scans-table on table public.source: every row is read before anything is changed; others can read and write meanwhile. Safer: choose a quiet hour, or ask before you deploy and say `preconditions: false`
DO …;

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."source" DROP CONSTRAINT "FK_2de757b157435335e9855521ed2";

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."target" DROP CONSTRAINT "PK_6db9fbdbbb9dd31ec9caedfe0ad";

-- createPrimaryKey
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on primary-key public.target."PK_6db9fbdbbb9dd31ec9caedfe0ad": nulls or duplicates in the key's columns make it fail. Safer: look for such rows before you deploy
-- hazard blocks-reads on primary-key public.target."PK_6db9fbdbbb9dd31ec9caedfe0ad": an index is built from every row, and nobody can read or write the table meanwhile. Safer: build a unique index concurrently, and let the key take it over, which `online` does
ALTER TABLE "public"."target" ADD CONSTRAINT "PK_6db9fbdbbb9dd31ec9caedfe0ad" PRIMARY KEY ("a", "b");

-- createForeignKey
-- lock SHARE ROW EXCLUSIVE
-- hazard may-fail-on-data on foreign-key public.source."FK_2de757b157435335e9855521ed2": rows that refer to nothing make it fail. Safer: look for such rows before you deploy
-- hazard blocks-reads on foreign-key public.source."FK_2de757b157435335e9855521ed2": every row is looked up in the other table, and nobody can read or write the table meanwhile: a statement before it has locked it. Safer: add it as NOT VALID and validate it afterwards, which `online` does
ALTER TABLE "public"."source" ADD CONSTRAINT "FK_2de757b157435335e9855521ed2" FOREIGN KEY ("targetA", "targetB") REFERENCES "public"."target" ("a", "b");

-- == Online ==

-- Up, step 1 of 3

-- requireReferences inSchema("public", "source"), ["targetB", "targetA"], inSchema("public", "target"), ["b", "a"]
-- hazard scans-table on table public.source: every row is read before anything is changed; others can read and write meanwhile. Safer: choose a quiet hour, or ask before you deploy and say `preconditions: false`
DO …;

-- requireUnique inSchema("public", "target"), ["b", "a"]
-- hazard scans-table on table public.target: every row is read before anything is changed; others can read and write meanwhile. Safer: choose a quiet hour, or ask before you deploy and say `preconditions: false`
DO …;

-- createIndex
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
DROP INDEX CONCURRENTLY IF EXISTS "public"."autogen_new_PK_6db9fbdbbb9dd31ec9caedfe0ad";
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
-- hazard may-fail-on-data on index public.target."autogen_new_PK_6db9fbdbbb9dd31ec9caedfe0ad": duplicates make it fail. Safer: look for such rows before you deploy
-- hazard scans-table on index public.target."autogen_new_PK_6db9fbdbbb9dd31ec9caedfe0ad": the index is built from every row; others can read and write meanwhile. Safer: end long transactions first: it waits for all that are open
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
-- hazard scans-table on table public.source: every row is read before anything is changed; others can read and write meanwhile. Safer: choose a quiet hour, or ask before you deploy and say `preconditions: false`
DO …;

-- validateConstraint
-- lock SHARE UPDATE EXCLUSIVE
-- hazard may-fail-on-data on constraint public.source."FK_2de757b157435335e9855521ed2": rows that break the constraint make it fail. Safer: look for such rows before you deploy
-- hazard scans-table on constraint public.source."FK_2de757b157435335e9855521ed2": every row is checked; others can read and write meanwhile. Safer: choose a quiet hour: the whole table is read
ALTER TABLE "public"."source" VALIDATE CONSTRAINT "FK_2de757b157435335e9855521ed2";

-- Down, step 3 of 3

-- nothing

-- Down, step 2 of 3

-- requireReferences inSchema("public", "source"), ["targetA", "targetB"], inSchema("public", "target"), ["a", "b"]
-- hazard scans-table on table public.source: every row is read before anything is changed; others can read and write meanwhile. Safer: choose a quiet hour, or ask before you deploy and say `preconditions: false`
DO …;

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."source" DROP CONSTRAINT "FK_2de757b157435335e9855521ed2";

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."target" DROP CONSTRAINT "PK_6db9fbdbbb9dd31ec9caedfe0ad";

-- createPrimaryKey
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on primary-key public.target."PK_6db9fbdbbb9dd31ec9caedfe0ad": nulls or duplicates in the key's columns make it fail. Safer: look for such rows before you deploy
-- hazard blocks-reads on primary-key public.target."PK_6db9fbdbbb9dd31ec9caedfe0ad": an index is built from every row, and nobody can read or write the table meanwhile. Safer: build a unique index concurrently, and let the key take it over, which `online` does
ALTER TABLE "public"."target" ADD CONSTRAINT "PK_6db9fbdbbb9dd31ec9caedfe0ad" PRIMARY KEY ("a", "b");

-- createForeignKey
-- lock SHARE ROW EXCLUSIVE
-- hazard may-fail-on-data on foreign-key public.source."FK_2de757b157435335e9855521ed2": rows that refer to nothing make it fail. Safer: look for such rows before you deploy
-- hazard blocks-reads on foreign-key public.source."FK_2de757b157435335e9855521ed2": every row is looked up in the other table, and nobody can read or write the table meanwhile: a statement before it has locked it. Safer: add it as NOT VALID and validate it afterwards, which `online` does
ALTER TABLE "public"."source" ADD CONSTRAINT "FK_2de757b157435335e9855521ed2" FOREIGN KEY ("targetA", "targetB") REFERENCES "public"."target" ("a", "b");

-- Down, step 1 of 3

-- dropIndex
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
DROP INDEX CONCURRENTLY IF EXISTS "public"."autogen_new_PK_6db9fbdbbb9dd31ec9caedfe0ad";

-- comments on constraints and indexes that are made anew

-- Up

-- requireUnique inSchema("public", "sample"), ["b"]
-- hazard scans-table on table public.sample: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- requireCheck inSchema("public", "sample"), "b > 0"
-- hazard scans-table on table public.sample: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "FK_hand";

-- createForeignKey
-- lock SHARE ROW EXCLUSIVE
-- hazard blocks-reads on foreign-key public.sample."FK_hand": ACCESS EXCLUSIVE while every row is looked up (locked by an earlier statement). Safer: add it NOT VALID and validate it afterwards; `online` does
ALTER TABLE "public"."sample" ADD CONSTRAINT "FK_hand" FOREIGN KEY ("targetId") REFERENCES "public"."target" ("id") ON DELETE CASCADE;

-- createComment
COMMENT ON CONSTRAINT "FK_hand" ON "public"."sample" IS 'a reference';

-- dropIndex
-- lock ACCESS EXCLUSIVE
DROP INDEX "public"."IDX_hand";

-- createIndex
-- lock SHARE
-- hazard blocks-reads on index public.sample."IDX_hand": ACCESS EXCLUSIVE while the index is built from every row (locked by an earlier statement). Safer: build it CONCURRENTLY, outside a transaction
CREATE INDEX "IDX_hand" ON "public"."sample" ("b");

-- createComment
COMMENT ON INDEX "public"."IDX_hand" IS 'an index';

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "XCL_hand";

-- createExcludeConstraint
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on exclusion public.sample."XCL_hand": fails if two rows exclude each other. Safer: check the rows before you deploy
-- hazard blocks-reads on exclusion public.sample."XCL_hand": ACCESS EXCLUSIVE while an index is built from every row. Safer: run it off-peak; Postgres cannot build it CONCURRENTLY
ALTER TABLE "public"."sample" ADD CONSTRAINT "XCL_hand" EXCLUDE USING gist (b WITH =);

-- createComment
COMMENT ON INDEX "public"."XCL_hand" IS 'the index of an exclusion';

-- createComment
COMMENT ON CONSTRAINT "XCL_hand" ON "public"."sample" IS 'an exclusion';

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "CHK_hand";

-- createCheckConstraint
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on check public.sample."CHK_hand": fails if a row violates the condition. Safer: check the rows before you deploy
-- hazard blocks-reads on check public.sample."CHK_hand": ACCESS EXCLUSIVE while every row is checked. Safer: add it NOT VALID and validate it afterwards; `online` does
ALTER TABLE "public"."sample" ADD CONSTRAINT "CHK_hand" CHECK (b > 0);

-- createComment
COMMENT ON CONSTRAINT "CHK_hand" ON "public"."sample" IS 'it''s a check';

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "UQ_hand";

-- createUniqueConstraint
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on unique public.sample."UQ_hand": fails on duplicates. Safer: check the rows before you deploy
-- hazard blocks-reads on unique public.sample."UQ_hand": ACCESS EXCLUSIVE while an index is built from every row. Safer: build a unique index CONCURRENTLY and attach it
ALTER TABLE "public"."sample" ADD CONSTRAINT "UQ_hand" UNIQUE ("b");

-- createComment
COMMENT ON INDEX "public"."UQ_hand" IS 'the index of a unique';

-- createComment
COMMENT ON CONSTRAINT "UQ_hand" ON "public"."sample" IS 'a unique';

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "PK_hand";

-- createPrimaryKey
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on primary-key public.sample."PK_hand": fails on null values and duplicates. Safer: check the rows before you deploy
-- hazard blocks-reads on primary-key public.sample."PK_hand": ACCESS EXCLUSIVE while an index is built from every row. Safer: build a unique index CONCURRENTLY and attach it; `online` does
ALTER TABLE "public"."sample" ADD CONSTRAINT "PK_hand" PRIMARY KEY ("b");

-- createComment
COMMENT ON INDEX "public"."PK_hand" IS 'the index of a key';

-- createComment
COMMENT ON CONSTRAINT "PK_hand" ON "public"."sample" IS 'a key';

-- Down

-- requireUnique inSchema("public", "sample"), ["a"]
-- hazard scans-table on table public.sample: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- requireCheck inSchema("public", "sample"), "(a > 0)"
-- hazard scans-table on table public.sample: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "FK_hand";

-- createForeignKey
-- lock SHARE ROW EXCLUSIVE
-- hazard blocks-reads on foreign-key public.sample."FK_hand": ACCESS EXCLUSIVE while every row is looked up (locked by an earlier statement). Safer: add it NOT VALID and validate it afterwards; `online` does
ALTER TABLE "public"."sample" ADD CONSTRAINT "FK_hand" FOREIGN KEY ("targetId") REFERENCES "public"."target" ("id");

-- createComment
COMMENT ON CONSTRAINT "FK_hand" ON "public"."sample" IS 'a reference';

-- dropIndex
-- lock ACCESS EXCLUSIVE
DROP INDEX "public"."IDX_hand";

-- createIndex
-- lock SHARE
-- hazard blocks-reads on index public.sample."IDX_hand": ACCESS EXCLUSIVE while the index is built from every row (locked by an earlier statement). Safer: build it CONCURRENTLY, outside a transaction
CREATE INDEX "IDX_hand" ON "public"."sample" ("a");

-- createComment
COMMENT ON INDEX "public"."IDX_hand" IS 'an index';

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "XCL_hand";

-- createExcludeConstraint
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on exclusion public.sample."XCL_hand": fails if two rows exclude each other. Safer: check the rows before you deploy
-- hazard blocks-reads on exclusion public.sample."XCL_hand": ACCESS EXCLUSIVE while an index is built from every row. Safer: run it off-peak; Postgres cannot build it CONCURRENTLY
ALTER TABLE "public"."sample" ADD CONSTRAINT "XCL_hand" EXCLUDE USING gist (a WITH =);

-- createComment
COMMENT ON INDEX "public"."XCL_hand" IS 'the index of an exclusion';

-- createComment
COMMENT ON CONSTRAINT "XCL_hand" ON "public"."sample" IS 'an exclusion';

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "CHK_hand";

-- createCheckConstraint
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on check public.sample."CHK_hand": fails if a row violates the condition. Safer: check the rows before you deploy
-- hazard blocks-reads on check public.sample."CHK_hand": ACCESS EXCLUSIVE while every row is checked. Safer: add it NOT VALID and validate it afterwards; `online` does
ALTER TABLE "public"."sample" ADD CONSTRAINT "CHK_hand" CHECK ((a > 0));

-- createComment
COMMENT ON CONSTRAINT "CHK_hand" ON "public"."sample" IS 'it''s a check';

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "UQ_hand";

-- createUniqueConstraint
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on unique public.sample."UQ_hand": fails on duplicates. Safer: check the rows before you deploy
-- hazard blocks-reads on unique public.sample."UQ_hand": ACCESS EXCLUSIVE while an index is built from every row. Safer: build a unique index CONCURRENTLY and attach it
ALTER TABLE "public"."sample" ADD CONSTRAINT "UQ_hand" UNIQUE ("a");

-- createComment
COMMENT ON INDEX "public"."UQ_hand" IS 'the index of a unique';

-- createComment
COMMENT ON CONSTRAINT "UQ_hand" ON "public"."sample" IS 'a unique';

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "PK_hand";

-- createPrimaryKey
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on primary-key public.sample."PK_hand": fails on null values and duplicates. Safer: check the rows before you deploy
-- hazard blocks-reads on primary-key public.sample."PK_hand": ACCESS EXCLUSIVE while an index is built from every row. Safer: build a unique index CONCURRENTLY and attach it; `online` does
ALTER TABLE "public"."sample" ADD CONSTRAINT "PK_hand" PRIMARY KEY ("a");

-- createComment
COMMENT ON INDEX "public"."PK_hand" IS 'the index of a key';

-- createComment
COMMENT ON CONSTRAINT "PK_hand" ON "public"."sample" IS 'a key';

-- == Online ==

-- Up, step 1 of 3

-- requireCheck inSchema("public", "sample"), "b > 0"
-- hazard scans-table on table public.sample: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "FK_hand";

-- createForeignKey
-- lock SHARE ROW EXCLUSIVE
ALTER TABLE "public"."sample" ADD CONSTRAINT "FK_hand" FOREIGN KEY ("targetId") REFERENCES "public"."target" ("id") ON DELETE CASCADE NOT VALID;

-- createComment
COMMENT ON CONSTRAINT "FK_hand" ON "public"."sample" IS 'a reference';

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "XCL_hand";

-- createExcludeConstraint
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on exclusion public.sample."XCL_hand": fails if two rows exclude each other. Safer: check the rows before you deploy
-- hazard blocks-reads on exclusion public.sample."XCL_hand": ACCESS EXCLUSIVE while an index is built from every row. Safer: run it off-peak; Postgres cannot build it CONCURRENTLY
ALTER TABLE "public"."sample" ADD CONSTRAINT "XCL_hand" EXCLUDE USING gist (b WITH =);

-- createComment
COMMENT ON INDEX "public"."XCL_hand" IS 'the index of an exclusion';

-- createComment
COMMENT ON CONSTRAINT "XCL_hand" ON "public"."sample" IS 'an exclusion';

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "CHK_hand";

-- createCheckConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ADD CONSTRAINT "CHK_hand" CHECK (b > 0) NOT VALID;

-- createComment
COMMENT ON CONSTRAINT "CHK_hand" ON "public"."sample" IS 'it''s a check';

-- Up, step 2 of 3

-- requireUnique inSchema("public", "sample"), ["b"]
-- hazard scans-table on table public.sample: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- validateCheck "CHK_hand", inSchema("public", "sample"), "b > 0"
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
-- hazard may-fail-on-data on check public.sample."CHK_hand": fails if a row violates the condition. Safer: check the rows before you deploy
-- hazard scans-table on check public.sample."CHK_hand": every row is checked; reads and writes continue. Safer: run it off-peak
DO …;

-- createIndex
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
DROP INDEX CONCURRENTLY IF EXISTS "public"."autogen_new_IDX_hand";
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
-- hazard scans-table on index public.sample."autogen_new_IDX_hand": the index is built from every row; reads and writes continue. Safer: end long transactions first; the build waits for them
CREATE INDEX CONCURRENTLY "autogen_new_IDX_hand" ON "public"."sample" ("b");

-- createIndex
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
DROP INDEX CONCURRENTLY IF EXISTS "public"."autogen_new_PK_hand";
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
-- hazard may-fail-on-data on index public.sample."autogen_new_PK_hand": fails on duplicates. Safer: check the rows before you deploy
-- hazard scans-table on index public.sample."autogen_new_PK_hand": the index is built from every row; reads and writes continue. Safer: end long transactions first; the build waits for them
CREATE UNIQUE INDEX CONCURRENTLY "autogen_new_PK_hand" ON "public"."sample" ("b");

-- createIndex
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
DROP INDEX CONCURRENTLY IF EXISTS "public"."autogen_new_UQ_hand";
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
-- hazard may-fail-on-data on index public.sample."autogen_new_UQ_hand": fails on duplicates. Safer: check the rows before you deploy
-- hazard scans-table on index public.sample."autogen_new_UQ_hand": the index is built from every row; reads and writes continue. Safer: end long transactions first; the build waits for them
CREATE UNIQUE INDEX CONCURRENTLY "autogen_new_UQ_hand" ON "public"."sample" ("b");

-- validateConstraint
-- lock SHARE UPDATE EXCLUSIVE
-- hazard scans-table on constraint public.sample."FK_hand": every row is checked; reads and writes continue. Safer: run it off-peak
ALTER TABLE "public"."sample" VALIDATE CONSTRAINT "FK_hand";

-- Up, step 3 of 3

-- dropIndex
-- lock ACCESS EXCLUSIVE
DROP INDEX "public"."IDX_hand";

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "UQ_hand";

-- createUniqueConstraint "UQ_hand", inSchema("public", "sample"), ["b"], { usingIndex: "autogen_new_UQ_hand", orBuild: true }
DO …;
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ADD CONSTRAINT "UQ_hand" UNIQUE USING INDEX "autogen_new_UQ_hand";

-- createComment
COMMENT ON INDEX "public"."UQ_hand" IS 'the index of a unique';

-- createComment
COMMENT ON CONSTRAINT "UQ_hand" ON "public"."sample" IS 'a unique';

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "PK_hand";

-- createPrimaryKey "PK_hand", inSchema("public", "sample"), ["b"], { usingIndex: "autogen_new_PK_hand", orBuild: true }
DO …;
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ADD CONSTRAINT "PK_hand" PRIMARY KEY USING INDEX "autogen_new_PK_hand";

-- createComment
COMMENT ON INDEX "public"."PK_hand" IS 'the index of a key';

-- createComment
COMMENT ON CONSTRAINT "PK_hand" ON "public"."sample" IS 'a key';

-- renameIndex
ALTER INDEX "public"."autogen_new_IDX_hand" RENAME TO "IDX_hand";

-- createComment
COMMENT ON INDEX "public"."IDX_hand" IS 'an index';

-- Down, step 3 of 3

-- renameIndex
ALTER INDEX "public"."IDX_hand" RENAME TO "autogen_new_IDX_hand";

-- dropComment
COMMENT ON INDEX "public"."autogen_new_IDX_hand" IS NULL;

-- requireUnique inSchema("public", "sample"), ["a"]
-- hazard scans-table on table public.sample: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- createIndex
-- lock SHARE
-- hazard blocks-writes on index public.sample."IDX_hand": SHARE while the index is built from every row. Safer: build it CONCURRENTLY, outside a transaction
CREATE INDEX "IDX_hand" ON "public"."sample" ("a");

-- createComment
COMMENT ON INDEX "public"."IDX_hand" IS 'an index';

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "UQ_hand";

-- createUniqueConstraint
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on unique public.sample."UQ_hand": fails on duplicates. Safer: check the rows before you deploy
-- hazard blocks-reads on unique public.sample."UQ_hand": ACCESS EXCLUSIVE while an index is built from every row. Safer: build a unique index CONCURRENTLY and attach it
ALTER TABLE "public"."sample" ADD CONSTRAINT "UQ_hand" UNIQUE ("a");

-- createComment
COMMENT ON INDEX "public"."UQ_hand" IS 'the index of a unique';

-- createComment
COMMENT ON CONSTRAINT "UQ_hand" ON "public"."sample" IS 'a unique';

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "PK_hand";

-- createPrimaryKey
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on primary-key public.sample."PK_hand": fails on null values and duplicates. Safer: check the rows before you deploy
-- hazard blocks-reads on primary-key public.sample."PK_hand": ACCESS EXCLUSIVE while an index is built from every row. Safer: build a unique index CONCURRENTLY and attach it; `online` does
ALTER TABLE "public"."sample" ADD CONSTRAINT "PK_hand" PRIMARY KEY ("a");

-- createComment
COMMENT ON INDEX "public"."PK_hand" IS 'the index of a key';

-- createComment
COMMENT ON CONSTRAINT "PK_hand" ON "public"."sample" IS 'a key';

-- Down, step 2 of 3

-- dropIndex
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
DROP INDEX CONCURRENTLY IF EXISTS "public"."autogen_new_IDX_hand";

-- dropIndex
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
DROP INDEX CONCURRENTLY IF EXISTS "public"."autogen_new_PK_hand";

-- dropIndex
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
DROP INDEX CONCURRENTLY IF EXISTS "public"."autogen_new_UQ_hand";

-- Down, step 1 of 3

-- requireCheck inSchema("public", "sample"), "(a > 0)"
-- hazard scans-table on table public.sample: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "FK_hand";

-- createForeignKey
-- lock SHARE ROW EXCLUSIVE
-- hazard blocks-reads on foreign-key public.sample."FK_hand": ACCESS EXCLUSIVE while every row is looked up (locked by an earlier statement). Safer: add it NOT VALID and validate it afterwards; `online` does
ALTER TABLE "public"."sample" ADD CONSTRAINT "FK_hand" FOREIGN KEY ("targetId") REFERENCES "public"."target" ("id");

-- createComment
COMMENT ON CONSTRAINT "FK_hand" ON "public"."sample" IS 'a reference';

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "XCL_hand";

-- createExcludeConstraint
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on exclusion public.sample."XCL_hand": fails if two rows exclude each other. Safer: check the rows before you deploy
-- hazard blocks-reads on exclusion public.sample."XCL_hand": ACCESS EXCLUSIVE while an index is built from every row. Safer: run it off-peak; Postgres cannot build it CONCURRENTLY
ALTER TABLE "public"."sample" ADD CONSTRAINT "XCL_hand" EXCLUDE USING gist (a WITH =);

-- createComment
COMMENT ON INDEX "public"."XCL_hand" IS 'the index of an exclusion';

-- createComment
COMMENT ON CONSTRAINT "XCL_hand" ON "public"."sample" IS 'an exclusion';

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT IF EXISTS "CHK_hand";

-- createCheckConstraint
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on check public.sample."CHK_hand": fails if a row violates the condition. Safer: check the rows before you deploy
-- hazard blocks-reads on check public.sample."CHK_hand": ACCESS EXCLUSIVE while every row is checked. Safer: add it NOT VALID and validate it afterwards; `online` does
ALTER TABLE "public"."sample" ADD CONSTRAINT "CHK_hand" CHECK ((a > 0));

-- createComment
COMMENT ON CONSTRAINT "CHK_hand" ON "public"."sample" IS 'it''s a check';

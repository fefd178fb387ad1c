-- what a table is ordered by and replicated by, while these keys get other columns

-- Up

-- alterTable
-- lock SHARE UPDATE EXCLUSIVE
ALTER TABLE "public"."sample" SET WITHOUT CLUSTER;

-- alterTable
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" REPLICA IDENTITY DEFAULT;

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "UQ_hand";

-- createUniqueConstraint
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on unique public.sample."UQ_hand": fails on duplicates. Safer: check the rows before you deploy
-- hazard blocks-reads on unique public.sample."UQ_hand": ACCESS EXCLUSIVE while an index is built from every row. Safer: build a unique index CONCURRENTLY and attach it
ALTER TABLE "public"."sample" ADD CONSTRAINT "UQ_hand" UNIQUE ("code", "id");

-- alterTable
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" REPLICA IDENTITY USING INDEX "UQ_hand";

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "PK_hand";

-- createPrimaryKey
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on primary-key public.sample."PK_hand": fails on null values and duplicates. Safer: check the rows before you deploy
-- hazard blocks-reads on primary-key public.sample."PK_hand": ACCESS EXCLUSIVE while an index is built from every row. Safer: build a unique index CONCURRENTLY and attach it; `online` does
ALTER TABLE "public"."sample" ADD CONSTRAINT "PK_hand" PRIMARY KEY ("id", "code");

-- alterTable
-- lock SHARE UPDATE EXCLUSIVE
ALTER TABLE "public"."sample" CLUSTER ON "PK_hand";

-- Down

-- requireUnique inSchema("public", "sample"), ["id"]
-- hazard scans-table on table public.sample: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- requireUnique inSchema("public", "sample"), ["code"]
-- hazard scans-table on table public.sample: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- alterTable
-- lock SHARE UPDATE EXCLUSIVE
ALTER TABLE "public"."sample" SET WITHOUT CLUSTER;

-- alterTable
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" REPLICA IDENTITY DEFAULT;

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "UQ_hand";

-- createUniqueConstraint
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on unique public.sample."UQ_hand": fails on duplicates. Safer: check the rows before you deploy
-- hazard blocks-reads on unique public.sample."UQ_hand": ACCESS EXCLUSIVE while an index is built from every row. Safer: build a unique index CONCURRENTLY and attach it
ALTER TABLE "public"."sample" ADD CONSTRAINT "UQ_hand" UNIQUE ("code");

-- alterTable
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" REPLICA IDENTITY USING INDEX "UQ_hand";

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "PK_hand";

-- createPrimaryKey
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on primary-key public.sample."PK_hand": fails on null values and duplicates. Safer: check the rows before you deploy
-- hazard blocks-reads on primary-key public.sample."PK_hand": ACCESS EXCLUSIVE while an index is built from every row. Safer: build a unique index CONCURRENTLY and attach it; `online` does
ALTER TABLE "public"."sample" ADD CONSTRAINT "PK_hand" PRIMARY KEY ("id");

-- alterTable
-- lock SHARE UPDATE EXCLUSIVE
ALTER TABLE "public"."sample" CLUSTER ON "PK_hand";

-- == Online ==

-- Up, step 1 of 2

-- requireUnique inSchema("public", "sample"), ["id", "code"]
-- hazard scans-table on table public.sample: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- requireUnique inSchema("public", "sample"), ["code", "id"]
-- hazard scans-table on table public.sample: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- createIndex
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
DROP INDEX CONCURRENTLY IF EXISTS "public"."autogen_new_PK_hand";
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
-- hazard may-fail-on-data on index public.sample."autogen_new_PK_hand": fails on duplicates. Safer: check the rows before you deploy
-- hazard scans-table on index public.sample."autogen_new_PK_hand": the index is built from every row; reads and writes continue. Safer: end long transactions first; the build waits for them
CREATE UNIQUE INDEX CONCURRENTLY "autogen_new_PK_hand" ON "public"."sample" ("id", "code");

-- createIndex
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
DROP INDEX CONCURRENTLY IF EXISTS "public"."autogen_new_UQ_hand";
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
-- hazard may-fail-on-data on index public.sample."autogen_new_UQ_hand": fails on duplicates. Safer: check the rows before you deploy
-- hazard scans-table on index public.sample."autogen_new_UQ_hand": the index is built from every row; reads and writes continue. Safer: end long transactions first; the build waits for them
CREATE UNIQUE INDEX CONCURRENTLY "autogen_new_UQ_hand" ON "public"."sample" ("code", "id");

-- Up, step 2 of 2

-- alterTable
-- lock SHARE UPDATE EXCLUSIVE
ALTER TABLE "public"."sample" SET WITHOUT CLUSTER;

-- alterTable
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" REPLICA IDENTITY DEFAULT;

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "UQ_hand";

-- createUniqueConstraint "UQ_hand", inSchema("public", "sample"), ["code", "id"], { usingIndex: "autogen_new_UQ_hand", orBuild: true }
DO …;
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ADD CONSTRAINT "UQ_hand" UNIQUE USING INDEX "autogen_new_UQ_hand";

-- alterTable
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" REPLICA IDENTITY USING INDEX "UQ_hand";

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "PK_hand";

-- createPrimaryKey "PK_hand", inSchema("public", "sample"), ["id", "code"], { usingIndex: "autogen_new_PK_hand", orBuild: true }
DO …;
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ADD CONSTRAINT "PK_hand" PRIMARY KEY USING INDEX "autogen_new_PK_hand";

-- alterTable
-- lock SHARE UPDATE EXCLUSIVE
ALTER TABLE "public"."sample" CLUSTER ON "PK_hand";

-- Down, step 2 of 2

-- requireUnique inSchema("public", "sample"), ["id"]
-- hazard scans-table on table public.sample: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- requireUnique inSchema("public", "sample"), ["code"]
-- hazard scans-table on table public.sample: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- alterTable
-- lock SHARE UPDATE EXCLUSIVE
ALTER TABLE "public"."sample" SET WITHOUT CLUSTER;

-- alterTable
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" REPLICA IDENTITY DEFAULT;

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "UQ_hand";

-- createUniqueConstraint
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on unique public.sample."UQ_hand": fails on duplicates. Safer: check the rows before you deploy
-- hazard blocks-reads on unique public.sample."UQ_hand": ACCESS EXCLUSIVE while an index is built from every row. Safer: build a unique index CONCURRENTLY and attach it
ALTER TABLE "public"."sample" ADD CONSTRAINT "UQ_hand" UNIQUE ("code");

-- alterTable
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" REPLICA IDENTITY USING INDEX "UQ_hand";

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "PK_hand";

-- createPrimaryKey
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on primary-key public.sample."PK_hand": fails on null values and duplicates. Safer: check the rows before you deploy
-- hazard blocks-reads on primary-key public.sample."PK_hand": ACCESS EXCLUSIVE while an index is built from every row. Safer: build a unique index CONCURRENTLY and attach it; `online` does
ALTER TABLE "public"."sample" ADD CONSTRAINT "PK_hand" PRIMARY KEY ("id");

-- alterTable
-- lock SHARE UPDATE EXCLUSIVE
ALTER TABLE "public"."sample" CLUSTER ON "PK_hand";

-- Down, step 1 of 2

-- dropIndex
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
DROP INDEX CONCURRENTLY IF EXISTS "public"."autogen_new_PK_hand";

-- dropIndex
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
DROP INDEX CONCURRENTLY IF EXISTS "public"."autogen_new_UQ_hand";

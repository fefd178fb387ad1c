-- values in another order, under a generated column, with an index and a check on it

-- Up

-- dropIndex
-- lock ACCESS EXCLUSIVE
DROP INDEX "public"."sample_low";

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "sample_check";

-- dropColumn inSchema("public", "sample"), "low", { generated: true }
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP COLUMN "low";
-- TypeORM's own record
DO …;

-- dropColumn inSchema("public", "sample"), "same", { generated: true }
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP COLUMN "same";
-- TypeORM's own record
DO …;

-- alterEnum
ALTER TYPE "public"."kind" RENAME TO "autogen_old_kind";
CREATE TYPE "public"."kind" AS ENUM ('c', 'b', 'a');
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.kind: ACCESS EXCLUSIVE while every row is rewritten. Safer: add a column, backfill in batches, swap names
ALTER TABLE "public"."sample" ALTER COLUMN "kind" TYPE "public"."kind" USING "kind"::text::"public"."kind";
DROP TYPE "public"."autogen_old_kind";

-- batchAlterTable inSchema("public", "sample"), [addColumn(column("low", boolean(), { generatedAs: "\"kind\" = 'a'" })), addColumn(column("same", enumType(inSchema("public", "kind")), { generatedAs: "\"kind\"" })), addCheck("sample_check", "\"low\" OR \"id\" > 0")]
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.low: ACCESS EXCLUSIVE while every row is rewritten, each with a value of its own. Safer: add the column without a default, set the default, backfill in batches
-- hazard rewrites-table on column public.sample.same: ACCESS EXCLUSIVE while every row is rewritten, each with a value of its own. Safer: add the column without a default, set the default, backfill in batches
-- hazard may-fail-on-data on check public.sample.sample_check: fails if a row violates the condition. Safer: check the rows before you deploy
-- hazard blocks-reads on check public.sample.sample_check: ACCESS EXCLUSIVE while every row is checked. Safer: add it NOT VALID and validate it afterwards; `online` does
ALTER TABLE "public"."sample" ADD COLUMN "low" boolean GENERATED ALWAYS AS ("kind" = 'a') STORED, ADD COLUMN "same" "public"."kind" GENERATED ALWAYS AS ("kind") STORED, ADD CONSTRAINT "sample_check" CHECK ("low" OR "id" > 0);
-- TypeORM's own record
DO …;
-- TypeORM's own record
DO …;

-- createIndex
-- lock SHARE
-- hazard blocks-reads on index public.sample.sample_low: ACCESS EXCLUSIVE while the index is built from every row (locked by an earlier statement). Safer: build it CONCURRENTLY, outside a transaction
CREATE INDEX "sample_low" ON "public"."sample" ("low", "same");

-- Down

-- dropIndex
-- lock ACCESS EXCLUSIVE
DROP INDEX "public"."sample_low";

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "sample_check";

-- dropColumn inSchema("public", "sample"), "low", { generated: true }
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP COLUMN "low";
-- TypeORM's own record
DO …;

-- dropColumn inSchema("public", "sample"), "same", { generated: true }
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP COLUMN "same";
-- TypeORM's own record
DO …;

-- alterEnum
ALTER TYPE "public"."kind" RENAME TO "autogen_old_kind";
CREATE TYPE "public"."kind" AS ENUM ('a', 'b', 'c');
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.kind: ACCESS EXCLUSIVE while every row is rewritten. Safer: add a column, backfill in batches, swap names
ALTER TABLE "public"."sample" ALTER COLUMN "kind" TYPE "public"."kind" USING "kind"::text::"public"."kind";
DROP TYPE "public"."autogen_old_kind";

-- batchAlterTable inSchema("public", "sample"), [addColumn(column("low", boolean(), { generatedAs: "(kind = 'a'::public.kind)" })), addColumn(column("same", enumType(inSchema("public", "kind")), { generatedAs: "kind" })), addCheck("sample_check", "(low OR (id > 0))")]
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.low: ACCESS EXCLUSIVE while every row is rewritten, each with a value of its own. Safer: add the column without a default, set the default, backfill in batches
-- hazard rewrites-table on column public.sample.same: ACCESS EXCLUSIVE while every row is rewritten, each with a value of its own. Safer: add the column without a default, set the default, backfill in batches
-- hazard may-fail-on-data on check public.sample.sample_check: fails if a row violates the condition. Safer: check the rows before you deploy
-- hazard blocks-reads on check public.sample.sample_check: ACCESS EXCLUSIVE while every row is checked. Safer: add it NOT VALID and validate it afterwards; `online` does
ALTER TABLE "public"."sample" ADD COLUMN "low" boolean GENERATED ALWAYS AS ((kind = 'a'::public.kind)) STORED, ADD COLUMN "same" "public"."kind" GENERATED ALWAYS AS (kind) STORED, ADD CONSTRAINT "sample_check" CHECK ((low OR (id > 0)));
-- TypeORM's own record
DO …;
-- TypeORM's own record
DO …;

-- createIndex
-- lock SHARE
-- hazard blocks-reads on index public.sample.sample_low: ACCESS EXCLUSIVE while the index is built from every row (locked by an earlier statement). Safer: build it CONCURRENTLY, outside a transaction
CREATE INDEX "sample_low" ON "public"."sample" ("low", "same");

-- Online: the same

-- anew, by a new name of its table, with a generated column and a column that is converted

-- Up

-- renameTable inSchema("public", "sample"), "example", { generated: true }
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" RENAME TO "example";
DO …;
-- TypeORM's own record
DO …;

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."example" RENAME CONSTRAINT "PK_1e92238b098b5a4d13f6422cba7" TO "PK_608dd5fd6f0783062b07346ed1c";

-- dropColumn inSchema("public", "example"), "low", { generated: true }
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."example" DROP COLUMN "low";
-- TypeORM's own record
DO …;

-- dropColumn
-- lock ACCESS EXCLUSIVE
-- hazard deletes-data on column public.example.value: all values of the column are deleted. Safer: drop it in a later release, once nothing reads it and a backup exists
ALTER TABLE "public"."example" DROP COLUMN "value";

-- batchAlterTable
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.example.size: ACCESS EXCLUSIVE while every row is rewritten. Safer: add a column, backfill in batches, swap names
-- hazard may-fail-on-data on column public.example.size: fails if a value does not fit; nothing is truncated. Safer: check the rows before you deploy
-- hazard rewrites-table on column public.example.value: ACCESS EXCLUSIVE while every row is rewritten, each with a value of its own. Safer: add the column without a default, set the default, backfill in batches
ALTER TABLE "public"."example" ALTER COLUMN "size" TYPE integer USING length("size"), ADD COLUMN "value" uuid DEFAULT gen_random_uuid() NOT NULL;

-- addColumn inSchema("public", "example"), column("low", text(), { generatedAs: "\"value\"::text" })
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.example.low: ACCESS EXCLUSIVE while every row is rewritten, each with a value of its own. Safer: add the column without a default, set the default, backfill in batches
ALTER TABLE "public"."example" ADD COLUMN "low" text GENERATED ALWAYS AS ("value"::text) STORED;
-- TypeORM's own record
DO …;

-- Down

-- renameTable inSchema("public", "example"), "sample", { generated: true }
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."example" RENAME TO "sample";
DO …;
-- TypeORM's own record
DO …;

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" RENAME CONSTRAINT "PK_608dd5fd6f0783062b07346ed1c" TO "PK_1e92238b098b5a4d13f6422cba7";

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "value" DROP DEFAULT;

-- dropColumn inSchema("public", "sample"), "low", { generated: true }
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP COLUMN "low";
-- TypeORM's own record
DO …;

-- batchAlterTable inSchema("public", "sample"), [alterColumn("size", { type: text(), from: { type: integer() } }), alterColumn("value", { type: text(), from: { type: uuid() } }), addColumn(column("low", text(), { generatedAs: "lower(value)" }))]
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.size: ACCESS EXCLUSIVE while every row is rewritten. Safer: add a column, backfill in batches, swap names
-- hazard rewrites-table on column public.sample.value: ACCESS EXCLUSIVE while every row is rewritten. Safer: add a column, backfill in batches, swap names
-- hazard rewrites-table on column public.sample.low: ACCESS EXCLUSIVE while every row is rewritten, each with a value of its own. Safer: add the column without a default, set the default, backfill in batches
ALTER TABLE "public"."sample" ALTER COLUMN "size" TYPE text, ALTER COLUMN "value" TYPE text, ADD COLUMN "low" text GENERATED ALWAYS AS (lower(value)) STORED;
-- TypeORM's own record
DO …;

-- Online: the same

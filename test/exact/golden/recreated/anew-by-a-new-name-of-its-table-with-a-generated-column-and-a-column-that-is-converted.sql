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
-- hazard deletes-data on column public.example.value: the column's values are gone with it. Safer: drop it in a later release, once nothing reads it any more and a copy has been taken
ALTER TABLE "public"."example" DROP COLUMN "value";

-- batchAlterTable
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.example.size: the type changes in every row: the table and its indexes are written again under an exclusive lock. Safer: add a column of the new type, fill it in batches, and let it take the name over
-- hazard may-fail-on-data on column public.example.size: a value that the new type cannot hold makes the change fail; none is cut off in silence. Safer: look for such rows before you deploy
-- hazard rewrites-table on column public.example.value: every row gets its own value, so the whole table is written again under an exclusive lock. Safer: add the column without a default, set the default, then fill the rows that are there in batches
ALTER TABLE "public"."example" ALTER COLUMN "size" TYPE integer USING length("size"), ADD COLUMN "value" uuid DEFAULT gen_random_uuid() NOT NULL;

-- addColumn inSchema("public", "example"), column("low", text(), { generatedAs: "\"value\"::text" })
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.example.low: every row gets its own value, so the whole table is written again under an exclusive lock. Safer: add the column without a default, set the default, then fill the rows that are there in batches
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
-- hazard rewrites-table on column public.sample.size: the type changes in every row: the table and its indexes are written again under an exclusive lock. Safer: add a column of the new type, fill it in batches, and let it take the name over
-- hazard rewrites-table on column public.sample.value: the type changes in every row: the table and its indexes are written again under an exclusive lock. Safer: add a column of the new type, fill it in batches, and let it take the name over
-- hazard rewrites-table on column public.sample.low: every row gets its own value, so the whole table is written again under an exclusive lock. Safer: add the column without a default, set the default, then fill the rows that are there in batches
ALTER TABLE "public"."sample" ALTER COLUMN "size" TYPE text, ALTER COLUMN "value" TYPE text, ADD COLUMN "low" text GENERATED ALWAYS AS (lower(value)) STORED;
-- TypeORM's own record
DO …;

-- Online: the same

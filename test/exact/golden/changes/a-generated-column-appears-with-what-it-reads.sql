-- a generated column appears with what it reads

-- Up

-- addColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ADD COLUMN "fresh" text DEFAULT 'f' NOT NULL;

-- dropIndex
-- lock ACCESS EXCLUSIVE
DROP INDEX "public"."IDX_value";

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "CHK_value";

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "UQ_dbc3d4b9f81b25f6a2e7e70dc26";

-- dropColumn
-- lock ACCESS EXCLUSIVE
-- hazard deletes-data on column public.sample.value: all values of the column are deleted. Safer: drop it in a later release, once nothing reads it and a backup exists
ALTER TABLE "public"."sample" DROP COLUMN "value";

-- batchAlterTable inSchema("public", "sample"), [addColumn(column("value", text(), { generatedAs: "\"id\" || \"fresh\"", comment: "computed" })), addCheck("CHK_value", "\"value\" <> 'b'")]
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.value: ACCESS EXCLUSIVE while every row is rewritten, each with a value of its own. Safer: add the column without a default, set the default, backfill in batches
-- hazard may-fail-on-data on check public.sample."CHK_value": fails if a row violates the condition. Safer: check the rows before you deploy
-- hazard blocks-reads on check public.sample."CHK_value": ACCESS EXCLUSIVE while every row is checked. Safer: add it NOT VALID and validate it afterwards; `online` does
ALTER TABLE "public"."sample" ADD COLUMN "value" text GENERATED ALWAYS AS ("id" || "fresh") STORED, ADD CONSTRAINT "CHK_value" CHECK ("value" <> 'b');
-- TypeORM's own record
DO …;
-- lock SHARE UPDATE EXCLUSIVE
COMMENT ON COLUMN "public"."sample"."value" IS 'computed';

-- createUniqueConstraint
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on unique public.sample."UQ_dbc3d4b9f81b25f6a2e7e70dc26": fails on duplicates. Safer: check the rows before you deploy
-- hazard blocks-reads on unique public.sample."UQ_dbc3d4b9f81b25f6a2e7e70dc26": ACCESS EXCLUSIVE while an index is built from every row. Safer: build a unique index CONCURRENTLY and attach it
ALTER TABLE "public"."sample" ADD CONSTRAINT "UQ_dbc3d4b9f81b25f6a2e7e70dc26" UNIQUE ("value");

-- createIndex
-- lock SHARE
-- hazard blocks-reads on index public.sample."IDX_value": ACCESS EXCLUSIVE while the index is built from every row (locked by an earlier statement). Safer: build it CONCURRENTLY, outside a transaction
CREATE INDEX "IDX_value" ON "public"."sample" ("value", "name") WHERE value IS NOT NULL;

-- Down

-- alterColumn inSchema("public", "sample"), "value", { generatedAs: null, from: { generatedAs: "(id || fresh)" } }
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "value" DROP EXPRESSION;
-- TypeORM's own record
DO …;

-- dropColumn
-- lock ACCESS EXCLUSIVE
-- hazard deletes-data on column public.sample.fresh: all values of the column are deleted. Safer: drop it in a later release, once nothing reads it and a backup exists
ALTER TABLE "public"."sample" DROP COLUMN "fresh";

-- Online: the same

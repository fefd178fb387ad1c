-- a generated column becomes plain

-- Up

-- alterColumn inSchema("public", "sample"), "value", { generatedAs: null, from: { generatedAs: "lower(name)" } }
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "value" DROP EXPRESSION;
-- TypeORM's own record
DO …;

-- Down

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
-- hazard deletes-data on column public.sample.value: the column's values are gone with it. Safer: drop it in a later release, once nothing reads it any more and a copy has been taken
ALTER TABLE "public"."sample" DROP COLUMN "value";

-- batchAlterTable inSchema("public", "sample"), [addColumn(column("value", text(), { generatedAs: "lower(name)", comment: "computed" })), addCheck("CHK_value", "(value <> 'b'::text)")]
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.value: every row gets its own value, so the whole table is written again under an exclusive lock. Safer: add the column without a default, set the default, then fill the rows that are there in batches
-- hazard may-fail-on-data on check public.sample."CHK_value": rows that break the condition make it fail. Safer: look for such rows before you deploy
-- hazard blocks-reads on check public.sample."CHK_value": every row is checked, and nobody can read or write the table meanwhile. Safer: add it as NOT VALID and validate it afterwards, which `online` does
ALTER TABLE "public"."sample" ADD COLUMN "value" text GENERATED ALWAYS AS (lower(name)) STORED, ADD CONSTRAINT "CHK_value" CHECK ((value <> 'b'::text));
-- TypeORM's own record
DO …;
-- lock SHARE UPDATE EXCLUSIVE
COMMENT ON COLUMN "public"."sample"."value" IS 'computed';

-- createUniqueConstraint
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on unique public.sample."UQ_dbc3d4b9f81b25f6a2e7e70dc26": duplicates make it fail. Safer: look for such rows before you deploy
-- hazard blocks-reads on unique public.sample."UQ_dbc3d4b9f81b25f6a2e7e70dc26": an index is built from every row, and nobody can read or write the table meanwhile. Safer: build a unique index concurrently, and let the constraint take it over
ALTER TABLE "public"."sample" ADD CONSTRAINT "UQ_dbc3d4b9f81b25f6a2e7e70dc26" UNIQUE ("value");

-- createIndex
-- lock SHARE
-- hazard blocks-reads on index public.sample."IDX_value": the index is built from every row, and nobody can read or write the table meanwhile: a statement before it has locked it. Safer: build it concurrently, outside a transaction
CREATE INDEX "IDX_value" ON "public"."sample" ("value", "name") WHERE (value IS NOT NULL);

-- Online: the same

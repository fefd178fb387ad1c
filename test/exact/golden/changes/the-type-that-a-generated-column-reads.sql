-- the type that a generated column reads

-- Up

-- requireFits inSchema("public", "sample"), "name", varchar(50), { from: text() }
-- hazard scans-table on table public.sample: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- dropIndex
-- lock ACCESS EXCLUSIVE
DROP INDEX "public"."IDX_value";

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "CHK_value";

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "UQ_dbc3d4b9f81b25f6a2e7e70dc26";

-- dropColumn inSchema("public", "sample"), "value", { generated: true }
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP COLUMN "value";
-- TypeORM's own record
DO …;

-- batchAlterTable inSchema("public", "sample"), [alterColumn("name", { type: varchar(50), from: { type: text() } }), addColumn(column("value", text(), { generatedAs: "\"id\" || lower(\"name\")", comment: "computed" })), addCheck("CHK_value", "\"value\" <> 'b'")]
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.name: ACCESS EXCLUSIVE while every row is rewritten. Safer: add a column, backfill in batches, swap names
-- hazard may-fail-on-data on column public.sample.name: fails if a value does not fit; nothing is truncated. Safer: check the rows before you deploy
-- hazard rewrites-table on column public.sample.value: ACCESS EXCLUSIVE while every row is rewritten, each with a value of its own. Safer: add the column without a default, set the default, backfill in batches
-- hazard may-fail-on-data on check public.sample."CHK_value": fails if a row violates the condition. Safer: check the rows before you deploy
-- hazard blocks-reads on check public.sample."CHK_value": ACCESS EXCLUSIVE while every row is checked. Safer: add it NOT VALID and validate it afterwards; `online` does
ALTER TABLE "public"."sample" ALTER COLUMN "name" TYPE character varying(50), ADD COLUMN "value" text GENERATED ALWAYS AS ("id" || lower("name")) STORED, ADD CONSTRAINT "CHK_value" CHECK ("value" <> 'b');
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

-- dropIndex
-- lock ACCESS EXCLUSIVE
DROP INDEX "public"."IDX_value";

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "CHK_value";

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "UQ_dbc3d4b9f81b25f6a2e7e70dc26";

-- dropColumn inSchema("public", "sample"), "value", { generated: true }
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP COLUMN "value";
-- TypeORM's own record
DO …;

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "name" TYPE text;

-- batchAlterTable inSchema("public", "sample"), [addColumn(column("value", text(), { generatedAs: "(id || lower(name))", comment: "computed" })), addCheck("CHK_value", "(value <> 'b'::text)")]
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.value: ACCESS EXCLUSIVE while every row is rewritten, each with a value of its own. Safer: add the column without a default, set the default, backfill in batches
-- hazard may-fail-on-data on check public.sample."CHK_value": fails if a row violates the condition. Safer: check the rows before you deploy
-- hazard blocks-reads on check public.sample."CHK_value": ACCESS EXCLUSIVE while every row is checked. Safer: add it NOT VALID and validate it afterwards; `online` does
ALTER TABLE "public"."sample" ADD COLUMN "value" text GENERATED ALWAYS AS ((id || lower(name))) STORED, ADD CONSTRAINT "CHK_value" CHECK ((value <> 'b'::text));
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
CREATE INDEX "IDX_value" ON "public"."sample" ("value", "name") WHERE (value IS NOT NULL);

-- Online: the same

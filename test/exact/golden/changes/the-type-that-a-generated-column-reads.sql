-- the type that a generated column reads

-- Up

-- requireFits inSchema("public", "sample"), "name", varchar(50), { from: text() }
-- hazard scans-table on table public.sample: every row is read before anything is changed; others can read and write meanwhile. Safer: choose a quiet hour, or ask before you deploy and say `preconditions: false`
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
-- hazard rewrites-table on column public.sample.name: the type changes in every row: the table and its indexes are written again under an exclusive lock. Safer: add a column of the new type, fill it in batches, and let it take the name over
-- hazard may-fail-on-data on column public.sample.name: a value that the new type cannot hold makes the change fail; none is cut off in silence. Safer: look for such rows before you deploy
-- hazard rewrites-table on column public.sample.value: every row gets its own value, so the whole table is written again under an exclusive lock. Safer: add the column without a default, set the default, then fill the rows that are there in batches
-- hazard may-fail-on-data on check public.sample."CHK_value": rows that break the condition make it fail. Safer: look for such rows before you deploy
-- hazard blocks-reads on check public.sample."CHK_value": every row is checked, and nobody can read or write the table meanwhile. Safer: add it as NOT VALID and validate it afterwards, which `online` does
ALTER TABLE "public"."sample" ALTER COLUMN "name" TYPE character varying(50), ADD COLUMN "value" text GENERATED ALWAYS AS ("id" || lower("name")) STORED, ADD CONSTRAINT "CHK_value" CHECK ("value" <> 'b');
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
-- hazard rewrites-table on column public.sample.value: every row gets its own value, so the whole table is written again under an exclusive lock. Safer: add the column without a default, set the default, then fill the rows that are there in batches
-- hazard may-fail-on-data on check public.sample."CHK_value": rows that break the condition make it fail. Safer: look for such rows before you deploy
-- hazard blocks-reads on check public.sample."CHK_value": every row is checked, and nobody can read or write the table meanwhile. Safer: add it as NOT VALID and validate it afterwards, which `online` does
ALTER TABLE "public"."sample" ADD COLUMN "value" text GENERATED ALWAYS AS ((id || lower(name))) STORED, ADD CONSTRAINT "CHK_value" CHECK ((value <> 'b'::text));
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

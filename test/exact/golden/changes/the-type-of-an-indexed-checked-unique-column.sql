-- the type of an indexed, checked, unique column

-- Up

-- dropIndex
-- lock ACCESS EXCLUSIVE
DROP INDEX "public"."IDX_partial";

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "CHK_value";

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "value" TYPE text;

-- createCheckConstraint
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on check public.sample."CHK_value": fails if a row violates the condition. Safer: check the rows before you deploy
-- hazard blocks-reads on check public.sample."CHK_value": ACCESS EXCLUSIVE while every row is checked. Safer: add it NOT VALID and validate it afterwards; `online` does
ALTER TABLE "public"."sample" ADD CONSTRAINT "CHK_value" CHECK ("value" <> 'b');

-- createIndex
-- lock SHARE
-- hazard blocks-reads on index public.sample."IDX_partial": ACCESS EXCLUSIVE while the index is built from every row (locked by an earlier statement). Safer: build it CONCURRENTLY, outside a transaction
CREATE INDEX "IDX_partial" ON "public"."sample" ("id") WHERE "value" = 'a';

-- Down

-- requireFits inSchema("public", "sample"), "value", varchar(10), { from: text() }
-- hazard scans-table on table public.sample: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- dropIndex
-- lock ACCESS EXCLUSIVE
DROP INDEX "public"."IDX_partial";

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "CHK_value";

-- batchAlterTable
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.value: ACCESS EXCLUSIVE while every row is rewritten. Safer: add a column, backfill in batches, swap names
-- hazard may-fail-on-data on column public.sample.value: fails if a value does not fit; nothing is truncated. Safer: check the rows before you deploy
-- hazard may-fail-on-data on check public.sample."CHK_value": fails if a row violates the condition. Safer: check the rows before you deploy
-- hazard blocks-reads on check public.sample."CHK_value": ACCESS EXCLUSIVE while every row is checked. Safer: add it NOT VALID and validate it afterwards; `online` does
ALTER TABLE "public"."sample" ALTER COLUMN "value" TYPE character varying(10), ADD CONSTRAINT "CHK_value" CHECK (((value)::text <> 'b'::text));

-- createIndex
-- lock SHARE
-- hazard blocks-reads on index public.sample."IDX_partial": ACCESS EXCLUSIVE while the index is built from every row (locked by an earlier statement). Safer: build it CONCURRENTLY, outside a transaction
CREATE INDEX "IDX_partial" ON "public"."sample" ("id") WHERE ((value)::text = 'a'::text);

-- Online: the same

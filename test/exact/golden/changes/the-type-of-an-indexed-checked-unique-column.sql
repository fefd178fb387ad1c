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
-- hazard may-fail-on-data on check public.sample."CHK_value": rows that break the condition make it fail. Safer: look for such rows before you deploy
-- hazard blocks-reads on check public.sample."CHK_value": every row is checked, and nobody can read or write the table meanwhile. Safer: add it as NOT VALID and validate it afterwards, which `online` does
ALTER TABLE "public"."sample" ADD CONSTRAINT "CHK_value" CHECK ("value" <> 'b');

-- createIndex
-- lock SHARE
-- hazard blocks-reads on index public.sample."IDX_partial": the index is built from every row, and nobody can read or write the table meanwhile: a statement before it has locked it. Safer: build it concurrently, outside a transaction
CREATE INDEX "IDX_partial" ON "public"."sample" ("id") WHERE "value" = 'a';

-- Down

-- requireFits inSchema("public", "sample"), "value", varchar(10), { from: text() }
-- hazard scans-table on table public.sample: every row is read before anything is changed; others can read and write meanwhile. Safer: choose a quiet hour, or ask before you deploy and say `preconditions: false`
DO …;

-- dropIndex
-- lock ACCESS EXCLUSIVE
DROP INDEX "public"."IDX_partial";

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "CHK_value";

-- batchAlterTable
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.value: the type changes in every row: the table and its indexes are written again under an exclusive lock. Safer: add a column of the new type, fill it in batches, and let it take the name over
-- hazard may-fail-on-data on column public.sample.value: a value that the new type cannot hold makes the change fail; none is cut off in silence. Safer: look for such rows before you deploy
-- hazard may-fail-on-data on check public.sample."CHK_value": rows that break the condition make it fail. Safer: look for such rows before you deploy
-- hazard blocks-reads on check public.sample."CHK_value": every row is checked, and nobody can read or write the table meanwhile. Safer: add it as NOT VALID and validate it afterwards, which `online` does
ALTER TABLE "public"."sample" ALTER COLUMN "value" TYPE character varying(10), ADD CONSTRAINT "CHK_value" CHECK (((value)::text <> 'b'::text));

-- createIndex
-- lock SHARE
-- hazard blocks-reads on index public.sample."IDX_partial": the index is built from every row, and nobody can read or write the table meanwhile: a statement before it has locked it. Safer: build it concurrently, outside a transaction
CREATE INDEX "IDX_partial" ON "public"."sample" ("id") WHERE ((value)::text = 'a'::text);

-- Online: the same

-- a column is removed

-- Up

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "UQ_dbc3d4b9f81b25f6a2e7e70dc26";

-- dropColumn
-- lock ACCESS EXCLUSIVE
-- hazard deletes-data on column public.sample.value: all values of the column are deleted. Safer: drop it in a later release, once nothing reads it and a backup exists
ALTER TABLE "public"."sample" DROP COLUMN "value";

-- Down

-- requireUnique inSchema("public", "sample"), ["value"], { newColumns: [column("value", text(), { default: "d" })] }
-- hazard scans-table on table public.sample: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- addColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ADD COLUMN "value" text DEFAULT 'd';
-- lock SHARE UPDATE EXCLUSIVE
COMMENT ON COLUMN "public"."sample"."value" IS 'x';

-- createUniqueConstraint
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on unique public.sample."UQ_dbc3d4b9f81b25f6a2e7e70dc26": fails on duplicates. Safer: check the rows before you deploy
-- hazard blocks-reads on unique public.sample."UQ_dbc3d4b9f81b25f6a2e7e70dc26": ACCESS EXCLUSIVE while an index is built from every row. Safer: build a unique index CONCURRENTLY and attach it
ALTER TABLE "public"."sample" ADD CONSTRAINT "UQ_dbc3d4b9f81b25f6a2e7e70dc26" UNIQUE ("value");

-- Online: the same

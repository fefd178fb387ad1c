-- an indexed, checked, unique column grows

-- Up

-- alterColumn
-- lock ACCESS EXCLUSIVE
-- hazard blocks-reads on column public.sample.value: checks and indexes over the column are made again from every row, and nobody can read or write the table meanwhile. Safer: choose a quiet hour
ALTER TABLE "public"."sample" ALTER COLUMN "value" TYPE character varying(9);

-- Down

-- requireFits inSchema("public", "sample"), "value", varchar(5), { from: varchar(9) }
-- hazard scans-table on table public.sample: every row is read before anything is changed; others can read and write meanwhile. Safer: choose a quiet hour, or ask before you deploy and say `preconditions: false`
DO …;

-- alterColumn
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.value: the type changes in every row: the table and its indexes are written again under an exclusive lock. Safer: add a column of the new type, fill it in batches, and let it take the name over
-- hazard may-fail-on-data on column public.sample.value: a value that the new type cannot hold makes the change fail; none is cut off in silence. Safer: look for such rows before you deploy
ALTER TABLE "public"."sample" ALTER COLUMN "value" TYPE character varying(5);

-- Online: the same

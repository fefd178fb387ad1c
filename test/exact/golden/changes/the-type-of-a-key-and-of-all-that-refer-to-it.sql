-- the type of a key and of all that refer to it

-- Up

-- alterColumn
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.source."targetId": the type changes in every row: the table and its indexes are written again under an exclusive lock. Safer: add a column of the new type, fill it in batches, and let it take the name over
ALTER TABLE "public"."source" ALTER COLUMN "targetId" TYPE bigint;

-- alterColumn
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.target.id: the type changes in every row: the table and its indexes are written again under an exclusive lock. Safer: add a column of the new type, fill it in batches, and let it take the name over
ALTER TABLE "public"."target" ALTER COLUMN "id" TYPE bigint;

-- Down

-- requireFits inSchema("public", "source"), "targetId", integer(), { from: bigint() }
-- hazard scans-table on table public.source: every row is read before anything is changed; others can read and write meanwhile. Safer: choose a quiet hour, or ask before you deploy and say `preconditions: false`
DO …;

-- requireFits inSchema("public", "target"), "id", integer(), { from: bigint() }
-- hazard scans-table on table public.target: every row is read before anything is changed; others can read and write meanwhile. Safer: choose a quiet hour, or ask before you deploy and say `preconditions: false`
DO …;

-- alterColumn
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.source."targetId": the type changes in every row: the table and its indexes are written again under an exclusive lock. Safer: add a column of the new type, fill it in batches, and let it take the name over
-- hazard may-fail-on-data on column public.source."targetId": a value that the new type cannot hold makes the change fail; none is cut off in silence. Safer: look for such rows before you deploy
ALTER TABLE "public"."source" ALTER COLUMN "targetId" TYPE integer;

-- alterColumn
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.target.id: the type changes in every row: the table and its indexes are written again under an exclusive lock. Safer: add a column of the new type, fill it in batches, and let it take the name over
-- hazard may-fail-on-data on column public.target.id: a value that the new type cannot hold makes the change fail; none is cut off in silence. Safer: look for such rows before you deploy
ALTER TABLE "public"."target" ALTER COLUMN "id" TYPE integer;

-- Online: the same

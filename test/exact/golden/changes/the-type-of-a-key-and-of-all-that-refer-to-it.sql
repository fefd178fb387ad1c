-- the type of a key and of all that refer to it

-- Up

-- alterColumn
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.source."targetId": ACCESS EXCLUSIVE while every row is rewritten. Safer: add a column, backfill in batches, swap names
ALTER TABLE "public"."source" ALTER COLUMN "targetId" TYPE bigint;

-- alterColumn
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.target.id: ACCESS EXCLUSIVE while every row is rewritten. Safer: add a column, backfill in batches, swap names
ALTER TABLE "public"."target" ALTER COLUMN "id" TYPE bigint;

-- Down

-- requireFits inSchema("public", "source"), "targetId", integer(), { from: bigint() }
-- hazard scans-table on table public.source: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- requireFits inSchema("public", "target"), "id", integer(), { from: bigint() }
-- hazard scans-table on table public.target: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- alterColumn
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.source."targetId": ACCESS EXCLUSIVE while every row is rewritten. Safer: add a column, backfill in batches, swap names
-- hazard may-fail-on-data on column public.source."targetId": fails if a value does not fit; nothing is truncated. Safer: check the rows before you deploy
ALTER TABLE "public"."source" ALTER COLUMN "targetId" TYPE integer;

-- alterColumn
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.target.id: ACCESS EXCLUSIVE while every row is rewritten. Safer: add a column, backfill in batches, swap names
-- hazard may-fail-on-data on column public.target.id: fails if a value does not fit; nothing is truncated. Safer: check the rows before you deploy
ALTER TABLE "public"."target" ALTER COLUMN "id" TYPE integer;

-- Online: the same

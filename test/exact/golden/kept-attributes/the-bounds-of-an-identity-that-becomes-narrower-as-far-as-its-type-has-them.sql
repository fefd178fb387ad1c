-- the bounds of an identity that becomes narrower, as far as its type has them

-- Up

-- requireFits inSchema("public", "sample"), "id", smallint(), { from: bigint() }
-- hazard scans-table on table public.sample: every row is read before anything is changed; others can read and write meanwhile. Safer: choose a quiet hour, or ask before you deploy and say `preconditions: false`
DO …;

-- alterColumn inSchema("public", "sample"), "id", { type: smallint(), identityNumbers: { maximum: null }, from: { type: bigint() } }
-- lock ACCESS EXCLUSIVE
DO …;
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.id: the type changes in every row: the table and its indexes are written again under an exclusive lock. Safer: add a column of the new type, fill it in batches, and let it take the name over
-- hazard may-fail-on-data on column public.sample.id: a value that the new type cannot hold makes the change fail; none is cut off in silence. Safer: look for such rows before you deploy
ALTER TABLE "public"."sample" ALTER COLUMN "id" TYPE smallint;

-- Down

-- alterColumn inSchema("public", "sample"), "id", { type: bigint(), identityNumbers: { maximum: "5000000000" }, from: { type: smallint() } }
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.id: the type changes in every row: the table and its indexes are written again under an exclusive lock. Safer: add a column of the new type, fill it in batches, and let it take the name over
ALTER TABLE "public"."sample" ALTER COLUMN "id" TYPE bigint;
-- lock ACCESS EXCLUSIVE
DO …;

-- Online: the same

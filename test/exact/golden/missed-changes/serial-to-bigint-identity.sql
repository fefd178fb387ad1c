-- serial to bigint identity

-- Up

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "id" DROP DEFAULT;

-- dropSequence inSchema("public", "sample_id_seq"), { ownedBy: { table: inSchema("public", "sample"), column: "id" } }
-- lock ACCESS EXCLUSIVE
DO …;
DROP SEQUENCE "public"."sample_id_seq";

-- alterColumn inSchema("public", "sample"), "id", { type: bigint(), identity: "always", from: { type: integer(), identity: null } }
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.id: the type changes in every row: the table and its indexes are written again under an exclusive lock. Safer: add a column of the new type, fill it in batches, and let it take the name over
ALTER TABLE "public"."sample" ALTER COLUMN "id" TYPE bigint;
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "id" ADD GENERATED ALWAYS AS IDENTITY;
-- lock ACCESS EXCLUSIVE
DO …;

-- Down

-- requireFits inSchema("public", "sample"), "id", integer(), { from: bigint() }
-- hazard scans-table on table public.sample: every row is read before anything is changed; others can read and write meanwhile. Safer: choose a quiet hour, or ask before you deploy and say `preconditions: false`
DO …;

-- alterColumn inSchema("public", "sample"), "id", { type: integer(), identity: null, from: { type: bigint(), identity: "always" } }
-- lock ACCESS EXCLUSIVE
DO …;
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "id" DROP IDENTITY;
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.id: the type changes in every row: the table and its indexes are written again under an exclusive lock. Safer: add a column of the new type, fill it in batches, and let it take the name over
-- hazard may-fail-on-data on column public.sample.id: a value that the new type cannot hold makes the change fail; none is cut off in silence. Safer: look for such rows before you deploy
ALTER TABLE "public"."sample" ALTER COLUMN "id" TYPE integer;

-- createSequence inSchema("public", "sample_id_seq"), { as: "integer", ownedBy: { table: inSchema("public", "sample"), column: "id" } }
CREATE SEQUENCE "public"."sample_id_seq" AS integer OWNED BY "public"."sample"."id";
-- lock ACCESS EXCLUSIVE
DO …;

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "id" SET DEFAULT nextval('"public"."sample_id_seq"'::regclass);

-- Online: the same

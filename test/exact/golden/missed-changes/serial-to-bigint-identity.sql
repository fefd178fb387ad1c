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
-- hazard rewrites-table on column public.sample.id: ACCESS EXCLUSIVE while every row is rewritten. Safer: add a column, backfill in batches, swap names
ALTER TABLE "public"."sample" ALTER COLUMN "id" TYPE bigint;
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "id" ADD GENERATED ALWAYS AS IDENTITY;
-- lock ACCESS EXCLUSIVE
DO …;

-- Down

-- requireFits inSchema("public", "sample"), "id", integer(), { from: bigint() }
-- hazard scans-table on table public.sample: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- alterColumn inSchema("public", "sample"), "id", { type: integer(), identity: null, from: { type: bigint(), identity: "always" } }
-- lock ACCESS EXCLUSIVE
DO …;
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "id" DROP IDENTITY;
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.id: ACCESS EXCLUSIVE while every row is rewritten. Safer: add a column, backfill in batches, swap names
-- hazard may-fail-on-data on column public.sample.id: fails if a value does not fit; nothing is truncated. Safer: check the rows before you deploy
ALTER TABLE "public"."sample" ALTER COLUMN "id" TYPE integer;

-- createSequence inSchema("public", "sample_id_seq"), { as: "integer", ownedBy: { table: inSchema("public", "sample"), column: "id" } }
CREATE SEQUENCE "public"."sample_id_seq" AS integer OWNED BY "public"."sample"."id";
-- lock ACCESS EXCLUSIVE
DO …;

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "id" SET DEFAULT nextval('"public"."sample_id_seq"'::regclass);

-- Online: the same

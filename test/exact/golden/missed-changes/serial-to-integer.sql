-- serial to integer

-- Up

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "id" DROP DEFAULT;

-- dropSequence inSchema("public", "sample_id_seq"), { ownedBy: { table: inSchema("public", "sample"), column: "id" } }
-- lock ACCESS EXCLUSIVE
DO …;
DROP SEQUENCE "public"."sample_id_seq";

-- Down

-- createSequence inSchema("public", "sample_id_seq"), { as: "integer", ownedBy: { table: inSchema("public", "sample"), column: "id" } }
CREATE SEQUENCE "public"."sample_id_seq" AS integer OWNED BY "public"."sample"."id";
-- lock ACCESS EXCLUSIVE
DO …;

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "id" SET DEFAULT nextval('"public"."sample_id_seq"'::regclass);

-- Online: the same

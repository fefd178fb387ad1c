-- serial to integer

-- Up

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "id" DROP DEFAULT;

-- dropSequence
DROP SEQUENCE "public"."sample_id_seq";

-- Down

-- createSequence
CREATE SEQUENCE "public"."sample_id_seq" AS integer OWNED BY "public"."sample"."id";
SELECT setval('"public"."sample_id_seq"', GREATEST((SELECT max("id") FROM "public"."sample"), 0) + 1, false);

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "id" SET DEFAULT nextval('"public"."sample_id_seq"'::regclass);

-- Online: the same

-- uuid_generate_v4() to gen_random_uuid()

-- Up

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "id" SET DEFAULT gen_random_uuid();

-- Down

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "id" SET DEFAULT uuid_generate_v4();

-- Online: the same

-- text to citext

-- Up

-- createExtension
CREATE EXTENSION IF NOT EXISTS "citext";

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "value" TYPE "public"."citext";

-- Down

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "value" TYPE text;

-- dropExtension "citext", { ifUnused: true }
DO …;

-- Online: the same

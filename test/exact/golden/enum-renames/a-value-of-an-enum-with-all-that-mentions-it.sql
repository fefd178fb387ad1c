-- a value of an enum, with all that mentions it

-- Up

-- renameEnumValue
ALTER TYPE "public"."mood" RENAME VALUE 'sad' TO 'it''s blue';

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."person" RENAME CONSTRAINT "CHK_380737c883f1ea1b380e08aa0d" TO "CHK_51d5ba5ea7c623f44c0d87deae";

-- Down

-- renameEnumValue
ALTER TYPE "public"."mood" RENAME VALUE 'it''s blue' TO 'sad';

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."person" RENAME CONSTRAINT "CHK_51d5ba5ea7c623f44c0d87deae" TO "CHK_380737c883f1ea1b380e08aa0d";

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."person" ALTER COLUMN "mood" SET DEFAULT 'sad';

-- Online: the same

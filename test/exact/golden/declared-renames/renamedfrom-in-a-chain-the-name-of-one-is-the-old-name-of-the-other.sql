-- @RenamedFrom in a chain: the name of one is the old name of the other

-- Up

-- renameColumn inSchema("public", "room"), "b", "c"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" RENAME COLUMN "b" TO "c";
DO …;

-- renameColumn inSchema("public", "room"), "a", "b"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" RENAME COLUMN "a" TO "b";
DO …;

-- Down

-- renameColumn inSchema("public", "room"), "b", "a"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" RENAME COLUMN "b" TO "a";
DO …;

-- renameColumn inSchema("public", "room"), "c", "b"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" RENAME COLUMN "c" TO "b";
DO …;

-- Online: the same

-- a junction table with names of its own stays as it is

-- Up

-- renameTable inSchema("public", "room"), "chamber"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" RENAME TO "chamber";
DO …;

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."chamber" RENAME CONSTRAINT "PK_c6d46db005d623e691b2fbcba23" TO "PK_cde4a9652dfc250c6184b3f6fb4";

-- Down

-- renameTable inSchema("public", "chamber"), "room"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."chamber" RENAME TO "room";
DO …;

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" RENAME CONSTRAINT "PK_cde4a9652dfc250c6184b3f6fb4" TO "PK_c6d46db005d623e691b2fbcba23";

-- Online: the same

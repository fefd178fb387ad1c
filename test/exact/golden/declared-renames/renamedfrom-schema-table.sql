-- @RenamedFrom(schema.table)

-- Up

-- setTableSchema
-- lock ACCESS EXCLUSIVE
ALTER TABLE "hotel"."room" SET SCHEMA "public";

-- renameTable inSchema("public", "room"), "chamber"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" RENAME TO "chamber";
DO …;

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."chamber" RENAME CONSTRAINT "PK_c6d46db005d623e691b2fbcba23" TO "PK_cde4a9652dfc250c6184b3f6fb4";

-- Down

-- setTableSchema
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."chamber" SET SCHEMA "hotel";

-- renameTable inSchema("hotel", "chamber"), "room"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "hotel"."chamber" RENAME TO "room";
DO …;

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "hotel"."room" RENAME CONSTRAINT "PK_cde4a9652dfc250c6184b3f6fb4" TO "PK_c6d46db005d623e691b2fbcba23";

-- Online: the same

-- tables of two schemas change places

-- Up

-- renameTable inSchema("public", "room"), "room_tmp"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" RENAME TO "room_tmp";
DO …;

-- setTableSchema
-- lock ACCESS EXCLUSIVE
ALTER TABLE "hotel"."chamber" SET SCHEMA "public";

-- renameTable inSchema("public", "chamber"), "room"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."chamber" RENAME TO "room";
DO …;

-- setTableSchema
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room_tmp" SET SCHEMA "hotel";

-- renameTable inSchema("hotel", "room_tmp"), "chamber"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "hotel"."room_tmp" RENAME TO "chamber";
DO …;

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "hotel"."chamber" RENAME CONSTRAINT "PK_c6d46db005d623e691b2fbcba23" TO "PK_cde4a9652dfc250c6184b3f6fb4";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" RENAME CONSTRAINT "PK_cde4a9652dfc250c6184b3f6fb4" TO "PK_c6d46db005d623e691b2fbcba23";

-- Down

-- renameTable inSchema("hotel", "chamber"), "chamber_tmp"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "hotel"."chamber" RENAME TO "chamber_tmp";
DO …;

-- setTableSchema
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" SET SCHEMA "hotel";

-- renameTable inSchema("hotel", "room"), "chamber"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "hotel"."room" RENAME TO "chamber";
DO …;

-- setTableSchema
-- lock ACCESS EXCLUSIVE
ALTER TABLE "hotel"."chamber_tmp" SET SCHEMA "public";

-- renameTable inSchema("public", "chamber_tmp"), "room"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."chamber_tmp" RENAME TO "room";
DO …;

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "hotel"."chamber" RENAME CONSTRAINT "PK_c6d46db005d623e691b2fbcba23" TO "PK_cde4a9652dfc250c6184b3f6fb4";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" RENAME CONSTRAINT "PK_cde4a9652dfc250c6184b3f6fb4" TO "PK_c6d46db005d623e691b2fbcba23";

-- Online: the same

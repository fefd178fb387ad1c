-- two relations of the same entities follow, each by its property

-- Up

-- renameTable inSchema("public", "room"), "chamber"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" RENAME TO "chamber";
DO …;

-- renameTable inSchema("public", "room_friends_guest"), "chamber_friends_guest"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room_friends_guest" RENAME TO "chamber_friends_guest";
DO …;

-- renameTable inSchema("public", "room_guests_guest"), "chamber_guests_guest"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room_guests_guest" RENAME TO "chamber_guests_guest";
DO …;

-- renameColumn inSchema("public", "chamber_friends_guest"), "roomId", "chamberId"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."chamber_friends_guest" RENAME COLUMN "roomId" TO "chamberId";
DO …;

-- renameColumn inSchema("public", "chamber_guests_guest"), "roomId", "chamberId"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."chamber_guests_guest" RENAME COLUMN "roomId" TO "chamberId";
DO …;

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."chamber_friends_guest" RENAME CONSTRAINT "FK_585f49a2efc28eb57b68cef0480" TO "FK_00a2b5b0ba1c56a75428e3e1cab";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."chamber_friends_guest" RENAME CONSTRAINT "FK_bd446a0da0a2fd03fda0d4dacb7" TO "FK_381800b7df493cdaa9eac6bcbe9";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."chamber_guests_guest" RENAME CONSTRAINT "FK_3dbbb737098d7da66a0e0eec1ed" TO "FK_0583612c815f4ce3b2deed2d890";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."chamber_guests_guest" RENAME CONSTRAINT "FK_0ea54779ddd2d26d1d904eb70e4" TO "FK_ea45e4c49bc3808d549f1598ddf";

-- renameIndex
ALTER INDEX "public"."IDX_585f49a2efc28eb57b68cef048" RENAME TO "IDX_00a2b5b0ba1c56a75428e3e1ca";

-- renameIndex
ALTER INDEX "public"."IDX_bd446a0da0a2fd03fda0d4dacb" RENAME TO "IDX_381800b7df493cdaa9eac6bcbe";

-- renameIndex
ALTER INDEX "public"."IDX_3dbbb737098d7da66a0e0eec1e" RENAME TO "IDX_0583612c815f4ce3b2deed2d89";

-- renameIndex
ALTER INDEX "public"."IDX_0ea54779ddd2d26d1d904eb70e" RENAME TO "IDX_ea45e4c49bc3808d549f1598dd";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."chamber" RENAME CONSTRAINT "PK_c6d46db005d623e691b2fbcba23" TO "PK_cde4a9652dfc250c6184b3f6fb4";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."chamber_friends_guest" RENAME CONSTRAINT "PK_9195c1b0d7930e2d75a7c81343f" TO "PK_a6530f7b450fab23dc35e6d845f";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."chamber_guests_guest" RENAME CONSTRAINT "PK_c08c6d1d5e54824ef5be3236a2c" TO "PK_d641e1e0388c93e3b6097ab688b";

-- Down

-- renameTable inSchema("public", "chamber"), "room"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."chamber" RENAME TO "room";
DO …;

-- renameTable inSchema("public", "chamber_friends_guest"), "room_friends_guest"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."chamber_friends_guest" RENAME TO "room_friends_guest";
DO …;

-- renameTable inSchema("public", "chamber_guests_guest"), "room_guests_guest"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."chamber_guests_guest" RENAME TO "room_guests_guest";
DO …;

-- renameColumn inSchema("public", "room_friends_guest"), "chamberId", "roomId"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room_friends_guest" RENAME COLUMN "chamberId" TO "roomId";
DO …;

-- renameColumn inSchema("public", "room_guests_guest"), "chamberId", "roomId"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room_guests_guest" RENAME COLUMN "chamberId" TO "roomId";
DO …;

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room_friends_guest" RENAME CONSTRAINT "FK_00a2b5b0ba1c56a75428e3e1cab" TO "FK_585f49a2efc28eb57b68cef0480";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room_friends_guest" RENAME CONSTRAINT "FK_381800b7df493cdaa9eac6bcbe9" TO "FK_bd446a0da0a2fd03fda0d4dacb7";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room_guests_guest" RENAME CONSTRAINT "FK_ea45e4c49bc3808d549f1598ddf" TO "FK_0ea54779ddd2d26d1d904eb70e4";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room_guests_guest" RENAME CONSTRAINT "FK_0583612c815f4ce3b2deed2d890" TO "FK_3dbbb737098d7da66a0e0eec1ed";

-- renameIndex
ALTER INDEX "public"."IDX_00a2b5b0ba1c56a75428e3e1ca" RENAME TO "IDX_585f49a2efc28eb57b68cef048";

-- renameIndex
ALTER INDEX "public"."IDX_381800b7df493cdaa9eac6bcbe" RENAME TO "IDX_bd446a0da0a2fd03fda0d4dacb";

-- renameIndex
ALTER INDEX "public"."IDX_ea45e4c49bc3808d549f1598dd" RENAME TO "IDX_0ea54779ddd2d26d1d904eb70e";

-- renameIndex
ALTER INDEX "public"."IDX_0583612c815f4ce3b2deed2d89" RENAME TO "IDX_3dbbb737098d7da66a0e0eec1e";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" RENAME CONSTRAINT "PK_cde4a9652dfc250c6184b3f6fb4" TO "PK_c6d46db005d623e691b2fbcba23";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room_friends_guest" RENAME CONSTRAINT "PK_a6530f7b450fab23dc35e6d845f" TO "PK_9195c1b0d7930e2d75a7c81343f";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room_guests_guest" RENAME CONSTRAINT "PK_d641e1e0388c93e3b6097ab688b" TO "PK_c08c6d1d5e54824ef5be3236a2c";

-- Online: the same

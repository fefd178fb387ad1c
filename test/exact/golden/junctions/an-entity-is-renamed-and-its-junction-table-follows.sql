-- an entity is renamed, and its junction table follows

-- Up

-- renameTable inSchema("public", "room"), "chamber"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" RENAME TO "chamber";
DO …;

-- renameTable inSchema("public", "room_guests_guest"), "chamber_guests_guest"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room_guests_guest" RENAME TO "chamber_guests_guest";
DO …;

-- renameColumn inSchema("public", "chamber_guests_guest"), "roomId", "chamberId"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."chamber_guests_guest" RENAME COLUMN "roomId" TO "chamberId";
DO …;

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."chamber_guests_guest" RENAME CONSTRAINT "FK_3dbbb737098d7da66a0e0eec1ed" TO "FK_0583612c815f4ce3b2deed2d890";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."chamber_guests_guest" RENAME CONSTRAINT "FK_0ea54779ddd2d26d1d904eb70e4" TO "FK_ea45e4c49bc3808d549f1598ddf";

-- renameIndex
ALTER INDEX "public"."IDX_3dbbb737098d7da66a0e0eec1e" RENAME TO "IDX_0583612c815f4ce3b2deed2d89";

-- renameIndex
ALTER INDEX "public"."IDX_0ea54779ddd2d26d1d904eb70e" RENAME TO "IDX_ea45e4c49bc3808d549f1598dd";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."chamber" RENAME CONSTRAINT "PK_c6d46db005d623e691b2fbcba23" TO "PK_cde4a9652dfc250c6184b3f6fb4";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."chamber_guests_guest" RENAME CONSTRAINT "PK_c08c6d1d5e54824ef5be3236a2c" TO "PK_d641e1e0388c93e3b6097ab688b";

-- Down

-- renameTable inSchema("public", "chamber"), "room"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."chamber" RENAME TO "room";
DO …;

-- renameTable inSchema("public", "chamber_guests_guest"), "room_guests_guest"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."chamber_guests_guest" RENAME TO "room_guests_guest";
DO …;

-- renameColumn inSchema("public", "room_guests_guest"), "chamberId", "roomId"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room_guests_guest" RENAME COLUMN "chamberId" TO "roomId";
DO …;

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room_guests_guest" RENAME CONSTRAINT "FK_ea45e4c49bc3808d549f1598ddf" TO "FK_0ea54779ddd2d26d1d904eb70e4";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room_guests_guest" RENAME CONSTRAINT "FK_0583612c815f4ce3b2deed2d890" TO "FK_3dbbb737098d7da66a0e0eec1ed";

-- renameIndex
ALTER INDEX "public"."IDX_ea45e4c49bc3808d549f1598dd" RENAME TO "IDX_0ea54779ddd2d26d1d904eb70e";

-- renameIndex
ALTER INDEX "public"."IDX_0583612c815f4ce3b2deed2d89" RENAME TO "IDX_3dbbb737098d7da66a0e0eec1e";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" RENAME CONSTRAINT "PK_cde4a9652dfc250c6184b3f6fb4" TO "PK_c6d46db005d623e691b2fbcba23";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room_guests_guest" RENAME CONSTRAINT "PK_d641e1e0388c93e3b6097ab688b" TO "PK_c08c6d1d5e54824ef5be3236a2c";

-- Online: the same

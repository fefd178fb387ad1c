-- a relation of an entity to itself follows, each side where it was

-- Up

-- renameTable inSchema("public", "room"), "chamber"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" RENAME TO "chamber";
DO …;

-- renameTable inSchema("public", "room_doors_room"), "chamber_doors_chamber"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room_doors_room" RENAME TO "chamber_doors_chamber";
DO …;

-- renameTable inSchema("public", "room_guests_guest"), "chamber_guests_guest"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room_guests_guest" RENAME TO "chamber_guests_guest";
DO …;

-- renameColumn inSchema("public", "chamber_doors_chamber"), "roomId_1", "chamberId_1"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."chamber_doors_chamber" RENAME COLUMN "roomId_1" TO "chamberId_1";
DO …;

-- renameColumn inSchema("public", "chamber_doors_chamber"), "roomId_2", "chamberId_2"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."chamber_doors_chamber" RENAME COLUMN "roomId_2" TO "chamberId_2";
DO …;

-- renameColumn inSchema("public", "chamber_guests_guest"), "roomId", "chamberId"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."chamber_guests_guest" RENAME COLUMN "roomId" TO "chamberId";
DO …;

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."chamber_doors_chamber" RENAME CONSTRAINT "FK_9ea6c4257f3171fb05d8726d208" TO "FK_405a6d8c706232137fc7e16e47c";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."chamber_doors_chamber" RENAME CONSTRAINT "FK_e5735063f06fc0810b5f84bb14f" TO "FK_a1e32e9bc57ca120d93c999c210";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."chamber_guests_guest" RENAME CONSTRAINT "FK_3dbbb737098d7da66a0e0eec1ed" TO "FK_0583612c815f4ce3b2deed2d890";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."chamber_guests_guest" RENAME CONSTRAINT "FK_0ea54779ddd2d26d1d904eb70e4" TO "FK_ea45e4c49bc3808d549f1598ddf";

-- renameIndex
ALTER INDEX "public"."IDX_9ea6c4257f3171fb05d8726d20" RENAME TO "IDX_405a6d8c706232137fc7e16e47";

-- renameIndex
ALTER INDEX "public"."IDX_e5735063f06fc0810b5f84bb14" RENAME TO "IDX_a1e32e9bc57ca120d93c999c21";

-- renameIndex
ALTER INDEX "public"."IDX_3dbbb737098d7da66a0e0eec1e" RENAME TO "IDX_0583612c815f4ce3b2deed2d89";

-- renameIndex
ALTER INDEX "public"."IDX_0ea54779ddd2d26d1d904eb70e" RENAME TO "IDX_ea45e4c49bc3808d549f1598dd";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."chamber" RENAME CONSTRAINT "PK_c6d46db005d623e691b2fbcba23" TO "PK_cde4a9652dfc250c6184b3f6fb4";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."chamber_doors_chamber" RENAME CONSTRAINT "PK_8f3c9e29ab0060f6167461a13d7" TO "PK_a43522fc1d49939f72bb51ff3fa";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."chamber_guests_guest" RENAME CONSTRAINT "PK_c08c6d1d5e54824ef5be3236a2c" TO "PK_d641e1e0388c93e3b6097ab688b";

-- Down

-- renameTable inSchema("public", "chamber"), "room"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."chamber" RENAME TO "room";
DO …;

-- renameTable inSchema("public", "chamber_doors_chamber"), "room_doors_room"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."chamber_doors_chamber" RENAME TO "room_doors_room";
DO …;

-- renameTable inSchema("public", "chamber_guests_guest"), "room_guests_guest"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."chamber_guests_guest" RENAME TO "room_guests_guest";
DO …;

-- renameColumn inSchema("public", "room_doors_room"), "chamberId_1", "roomId_1"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room_doors_room" RENAME COLUMN "chamberId_1" TO "roomId_1";
DO …;

-- renameColumn inSchema("public", "room_doors_room"), "chamberId_2", "roomId_2"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room_doors_room" RENAME COLUMN "chamberId_2" TO "roomId_2";
DO …;

-- renameColumn inSchema("public", "room_guests_guest"), "chamberId", "roomId"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room_guests_guest" RENAME COLUMN "chamberId" TO "roomId";
DO …;

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room_doors_room" RENAME CONSTRAINT "FK_405a6d8c706232137fc7e16e47c" TO "FK_9ea6c4257f3171fb05d8726d208";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room_doors_room" RENAME CONSTRAINT "FK_a1e32e9bc57ca120d93c999c210" TO "FK_e5735063f06fc0810b5f84bb14f";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room_guests_guest" RENAME CONSTRAINT "FK_ea45e4c49bc3808d549f1598ddf" TO "FK_0ea54779ddd2d26d1d904eb70e4";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room_guests_guest" RENAME CONSTRAINT "FK_0583612c815f4ce3b2deed2d890" TO "FK_3dbbb737098d7da66a0e0eec1ed";

-- renameIndex
ALTER INDEX "public"."IDX_405a6d8c706232137fc7e16e47" RENAME TO "IDX_9ea6c4257f3171fb05d8726d20";

-- renameIndex
ALTER INDEX "public"."IDX_a1e32e9bc57ca120d93c999c21" RENAME TO "IDX_e5735063f06fc0810b5f84bb14";

-- renameIndex
ALTER INDEX "public"."IDX_ea45e4c49bc3808d549f1598dd" RENAME TO "IDX_0ea54779ddd2d26d1d904eb70e";

-- renameIndex
ALTER INDEX "public"."IDX_0583612c815f4ce3b2deed2d89" RENAME TO "IDX_3dbbb737098d7da66a0e0eec1e";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" RENAME CONSTRAINT "PK_cde4a9652dfc250c6184b3f6fb4" TO "PK_c6d46db005d623e691b2fbcba23";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room_doors_room" RENAME CONSTRAINT "PK_a43522fc1d49939f72bb51ff3fa" TO "PK_8f3c9e29ab0060f6167461a13d7";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room_guests_guest" RENAME CONSTRAINT "PK_d641e1e0388c93e3b6097ab688b" TO "PK_c08c6d1d5e54824ef5be3236a2c";

-- Online: the same

-- two entities change names, and their junction tables too

-- Up

-- renameTable inSchema("public", "room_doors_room"), "guest_doors_guest"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room_doors_room" RENAME TO "guest_doors_guest";
DO …;

-- renameTable inSchema("public", "room_guests_guest"), "guest_guests_room"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room_guests_guest" RENAME TO "guest_guests_room";
DO …;

-- renameColumn inSchema("public", "guest_doors_guest"), "roomId_1", "guestId_1"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."guest_doors_guest" RENAME COLUMN "roomId_1" TO "guestId_1";
DO …;

-- renameColumn inSchema("public", "guest_doors_guest"), "roomId_2", "guestId_2"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."guest_doors_guest" RENAME COLUMN "roomId_2" TO "guestId_2";
DO …;

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."guest_doors_guest" RENAME CONSTRAINT "FK_9ea6c4257f3171fb05d8726d208" TO "FK_2fc2de891be0e4360faf264981d";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."guest_doors_guest" RENAME CONSTRAINT "FK_e5735063f06fc0810b5f84bb14f" TO "FK_adfbb5bd765017732e5ab0338ae";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."guest_guests_room" RENAME CONSTRAINT "FK_3dbbb737098d7da66a0e0eec1ed" TO "FK_219781fddc084d00777142fcde4";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."guest_guests_room" RENAME CONSTRAINT "FK_0ea54779ddd2d26d1d904eb70e4" TO "FK_3e8e2a4f044fee2fd3510b8cf84";

-- renameIndex
ALTER INDEX "public"."IDX_9ea6c4257f3171fb05d8726d20" RENAME TO "IDX_2fc2de891be0e4360faf264981";

-- renameIndex
ALTER INDEX "public"."IDX_e5735063f06fc0810b5f84bb14" RENAME TO "IDX_adfbb5bd765017732e5ab0338a";

-- renameIndex
ALTER INDEX "public"."IDX_3dbbb737098d7da66a0e0eec1e" RENAME TO "IDX_219781fddc084d00777142fcde";

-- renameIndex
ALTER INDEX "public"."IDX_0ea54779ddd2d26d1d904eb70e" RENAME TO "IDX_3e8e2a4f044fee2fd3510b8cf8";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."guest_doors_guest" RENAME CONSTRAINT "PK_8f3c9e29ab0060f6167461a13d7" TO "PK_7c8d563c1888cfef5d1a7dcfa33";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."guest_guests_room" RENAME CONSTRAINT "PK_c08c6d1d5e54824ef5be3236a2c" TO "PK_5db7885d2e74f7facfd62a06c1c";

-- renameTable inSchema("public", "room"), "room_tmp"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" RENAME TO "room_tmp";
DO …;

-- renameTable inSchema("public", "guest"), "room"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."guest" RENAME TO "room";
DO …;

-- renameTable inSchema("public", "room_tmp"), "guest"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room_tmp" RENAME TO "guest";
DO …;

-- renameColumn inSchema("public", "guest_guests_room"), "roomId", "roomId_tmp"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."guest_guests_room" RENAME COLUMN "roomId" TO "roomId_tmp";
DO …;

-- renameColumn inSchema("public", "guest_guests_room"), "guestId", "roomId"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."guest_guests_room" RENAME COLUMN "guestId" TO "roomId";
DO …;

-- renameColumn inSchema("public", "guest_guests_room"), "roomId_tmp", "guestId"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."guest_guests_room" RENAME COLUMN "roomId_tmp" TO "guestId";
DO …;

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."guest" RENAME CONSTRAINT "PK_c6d46db005d623e691b2fbcba23" TO "PK_c6d46db005d623e691b2fbcba23_tmp";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" RENAME CONSTRAINT "PK_57689d19445de01737dbc458857" TO "PK_c6d46db005d623e691b2fbcba23";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."guest" RENAME CONSTRAINT "PK_c6d46db005d623e691b2fbcba23_tmp" TO "PK_57689d19445de01737dbc458857";

-- Down

-- renameTable inSchema("public", "guest_doors_guest"), "room_doors_room"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."guest_doors_guest" RENAME TO "room_doors_room";
DO …;

-- renameTable inSchema("public", "guest_guests_room"), "room_guests_guest"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."guest_guests_room" RENAME TO "room_guests_guest";
DO …;

-- renameColumn inSchema("public", "room_doors_room"), "guestId_1", "roomId_1"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room_doors_room" RENAME COLUMN "guestId_1" TO "roomId_1";
DO …;

-- renameColumn inSchema("public", "room_doors_room"), "guestId_2", "roomId_2"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room_doors_room" RENAME COLUMN "guestId_2" TO "roomId_2";
DO …;

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room_doors_room" RENAME CONSTRAINT "FK_2fc2de891be0e4360faf264981d" TO "FK_9ea6c4257f3171fb05d8726d208";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room_doors_room" RENAME CONSTRAINT "FK_adfbb5bd765017732e5ab0338ae" TO "FK_e5735063f06fc0810b5f84bb14f";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room_guests_guest" RENAME CONSTRAINT "FK_3e8e2a4f044fee2fd3510b8cf84" TO "FK_0ea54779ddd2d26d1d904eb70e4";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room_guests_guest" RENAME CONSTRAINT "FK_219781fddc084d00777142fcde4" TO "FK_3dbbb737098d7da66a0e0eec1ed";

-- renameIndex
ALTER INDEX "public"."IDX_2fc2de891be0e4360faf264981" RENAME TO "IDX_9ea6c4257f3171fb05d8726d20";

-- renameIndex
ALTER INDEX "public"."IDX_adfbb5bd765017732e5ab0338a" RENAME TO "IDX_e5735063f06fc0810b5f84bb14";

-- renameIndex
ALTER INDEX "public"."IDX_3e8e2a4f044fee2fd3510b8cf8" RENAME TO "IDX_0ea54779ddd2d26d1d904eb70e";

-- renameIndex
ALTER INDEX "public"."IDX_219781fddc084d00777142fcde" RENAME TO "IDX_3dbbb737098d7da66a0e0eec1e";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room_doors_room" RENAME CONSTRAINT "PK_7c8d563c1888cfef5d1a7dcfa33" TO "PK_8f3c9e29ab0060f6167461a13d7";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room_guests_guest" RENAME CONSTRAINT "PK_5db7885d2e74f7facfd62a06c1c" TO "PK_c08c6d1d5e54824ef5be3236a2c";

-- renameTable inSchema("public", "guest"), "guest_tmp"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."guest" RENAME TO "guest_tmp";
DO …;

-- renameTable inSchema("public", "room"), "guest"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" RENAME TO "guest";
DO …;

-- renameTable inSchema("public", "guest_tmp"), "room"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."guest_tmp" RENAME TO "room";
DO …;

-- renameColumn inSchema("public", "room_guests_guest"), "guestId", "guestId_tmp"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room_guests_guest" RENAME COLUMN "guestId" TO "guestId_tmp";
DO …;

-- renameColumn inSchema("public", "room_guests_guest"), "roomId", "guestId"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room_guests_guest" RENAME COLUMN "roomId" TO "guestId";
DO …;

-- renameColumn inSchema("public", "room_guests_guest"), "guestId_tmp", "roomId"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room_guests_guest" RENAME COLUMN "guestId_tmp" TO "roomId";
DO …;

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."guest" RENAME CONSTRAINT "PK_c6d46db005d623e691b2fbcba23" TO "PK_c6d46db005d623e691b2fbcba23_tmp";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" RENAME CONSTRAINT "PK_57689d19445de01737dbc458857" TO "PK_c6d46db005d623e691b2fbcba23";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."guest" RENAME CONSTRAINT "PK_c6d46db005d623e691b2fbcba23_tmp" TO "PK_57689d19445de01737dbc458857";

-- Online: the same

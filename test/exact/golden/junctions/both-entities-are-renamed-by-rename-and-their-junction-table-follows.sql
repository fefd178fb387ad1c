-- both entities are renamed by --rename, and their junction table follows

-- Up

-- renameTable inSchema("public", "room"), "chamber"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" RENAME TO "chamber";
DO …;

-- renameTable inSchema("public", "guest"), "visitor"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."guest" RENAME TO "visitor";
DO …;

-- renameTable inSchema("public", "room_guests_guest"), "chamber_guests_visitor"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room_guests_guest" RENAME TO "chamber_guests_visitor";
DO …;

-- renameColumn inSchema("public", "chamber_guests_visitor"), "roomId", "chamberId"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."chamber_guests_visitor" RENAME COLUMN "roomId" TO "chamberId";
DO …;

-- renameColumn inSchema("public", "chamber_guests_visitor"), "guestId", "visitorId"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."chamber_guests_visitor" RENAME COLUMN "guestId" TO "visitorId";
DO …;

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."chamber_guests_visitor" RENAME CONSTRAINT "FK_3dbbb737098d7da66a0e0eec1ed" TO "FK_4cbbc47c8cf39aac89688e5e674";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."chamber_guests_visitor" RENAME CONSTRAINT "FK_0ea54779ddd2d26d1d904eb70e4" TO "FK_dc89cd069666f1b1e6fd46c9491";

-- renameIndex
ALTER INDEX "public"."IDX_3dbbb737098d7da66a0e0eec1e" RENAME TO "IDX_4cbbc47c8cf39aac89688e5e67";

-- renameIndex
ALTER INDEX "public"."IDX_0ea54779ddd2d26d1d904eb70e" RENAME TO "IDX_dc89cd069666f1b1e6fd46c949";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."chamber" RENAME CONSTRAINT "PK_c6d46db005d623e691b2fbcba23" TO "PK_cde4a9652dfc250c6184b3f6fb4";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."chamber_guests_visitor" RENAME CONSTRAINT "PK_c08c6d1d5e54824ef5be3236a2c" TO "PK_e878b067d6209190870f21e4d28";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."visitor" RENAME CONSTRAINT "PK_57689d19445de01737dbc458857" TO "PK_ba6ae421d03de90a99ed838741d";

-- Down

-- renameTable inSchema("public", "chamber"), "room"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."chamber" RENAME TO "room";
DO …;

-- renameTable inSchema("public", "visitor"), "guest"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."visitor" RENAME TO "guest";
DO …;

-- renameTable inSchema("public", "chamber_guests_visitor"), "room_guests_guest"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."chamber_guests_visitor" RENAME TO "room_guests_guest";
DO …;

-- renameColumn inSchema("public", "room_guests_guest"), "chamberId", "roomId"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room_guests_guest" RENAME COLUMN "chamberId" TO "roomId";
DO …;

-- renameColumn inSchema("public", "room_guests_guest"), "visitorId", "guestId"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room_guests_guest" RENAME COLUMN "visitorId" TO "guestId";
DO …;

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room_guests_guest" RENAME CONSTRAINT "FK_dc89cd069666f1b1e6fd46c9491" TO "FK_0ea54779ddd2d26d1d904eb70e4";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room_guests_guest" RENAME CONSTRAINT "FK_4cbbc47c8cf39aac89688e5e674" TO "FK_3dbbb737098d7da66a0e0eec1ed";

-- renameIndex
ALTER INDEX "public"."IDX_dc89cd069666f1b1e6fd46c949" RENAME TO "IDX_0ea54779ddd2d26d1d904eb70e";

-- renameIndex
ALTER INDEX "public"."IDX_4cbbc47c8cf39aac89688e5e67" RENAME TO "IDX_3dbbb737098d7da66a0e0eec1e";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."guest" RENAME CONSTRAINT "PK_ba6ae421d03de90a99ed838741d" TO "PK_57689d19445de01737dbc458857";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" RENAME CONSTRAINT "PK_cde4a9652dfc250c6184b3f6fb4" TO "PK_c6d46db005d623e691b2fbcba23";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room_guests_guest" RENAME CONSTRAINT "PK_e878b067d6209190870f21e4d28" TO "PK_c08c6d1d5e54824ef5be3236a2c";

-- Online: the same

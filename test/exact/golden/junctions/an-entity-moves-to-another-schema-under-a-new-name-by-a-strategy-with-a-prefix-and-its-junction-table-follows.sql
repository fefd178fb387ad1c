-- an entity moves to another schema under a new name, by a strategy with a prefix, and its junction table follows

-- Up

-- setTableSchema
-- lock ACCESS EXCLUSIVE
ALTER TABLE "hotel"."app_room" SET SCHEMA "public";

-- renameTable inSchema("public", "app_room"), "app_bigChamber"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."app_room" RENAME TO "app_bigChamber";
DO …;

-- setTableSchema
-- lock ACCESS EXCLUSIVE
ALTER TABLE "hotel"."app_guest" SET SCHEMA "public";

-- setTableSchema
-- lock ACCESS EXCLUSIVE
ALTER TABLE "hotel"."app_room_guests_guest" SET SCHEMA "public";

-- renameTable inSchema("public", "app_room_guests_guest"), "app_big_chamber_guests_guest"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."app_room_guests_guest" RENAME TO "app_big_chamber_guests_guest";
DO …;

-- renameColumn inSchema("public", "app_big_chamber_guests_guest"), "room_id", "big_chamber_id"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."app_big_chamber_guests_guest" RENAME COLUMN "room_id" TO "big_chamber_id";
DO …;

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."app_big_chamber_guests_guest" RENAME CONSTRAINT "fk_app_room_guests_guest_room_id" TO "fk_app_big_chamber_guests_guest_big_chamber_id";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."app_big_chamber_guests_guest" RENAME CONSTRAINT "fk_app_room_guests_guest_guest_id" TO "fk_app_big_chamber_guests_guest_guest_id";

-- renameIndex
ALTER INDEX "public"."ix_app_room_guests_guest_room_id" RENAME TO "ix_app_big_chamber_guests_guest_big_chamber_id";

-- renameIndex
ALTER INDEX "public"."ix_app_room_guests_guest_guest_id" RENAME TO "ix_app_big_chamber_guests_guest_guest_id";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."app_bigChamber" RENAME CONSTRAINT "pk_app_room" TO "pk_app_bigChamber";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."app_big_chamber_guests_guest" RENAME CONSTRAINT "pk_app_room_guests_guest" TO "pk_app_big_chamber_guests_guest";

-- Down

-- setTableSchema
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."app_bigChamber" SET SCHEMA "hotel";

-- renameTable inSchema("hotel", "app_bigChamber"), "app_room"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "hotel"."app_bigChamber" RENAME TO "app_room";
DO …;

-- setTableSchema
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."app_guest" SET SCHEMA "hotel";

-- setTableSchema
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."app_big_chamber_guests_guest" SET SCHEMA "hotel";

-- renameTable inSchema("hotel", "app_big_chamber_guests_guest"), "app_room_guests_guest"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "hotel"."app_big_chamber_guests_guest" RENAME TO "app_room_guests_guest";
DO …;

-- renameColumn inSchema("hotel", "app_room_guests_guest"), "big_chamber_id", "room_id"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "hotel"."app_room_guests_guest" RENAME COLUMN "big_chamber_id" TO "room_id";
DO …;

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "hotel"."app_room_guests_guest" RENAME CONSTRAINT "fk_app_big_chamber_guests_guest_guest_id" TO "fk_app_room_guests_guest_guest_id";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "hotel"."app_room_guests_guest" RENAME CONSTRAINT "fk_app_big_chamber_guests_guest_big_chamber_id" TO "fk_app_room_guests_guest_room_id";

-- renameIndex
ALTER INDEX "hotel"."ix_app_big_chamber_guests_guest_guest_id" RENAME TO "ix_app_room_guests_guest_guest_id";

-- renameIndex
ALTER INDEX "hotel"."ix_app_big_chamber_guests_guest_big_chamber_id" RENAME TO "ix_app_room_guests_guest_room_id";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "hotel"."app_room" RENAME CONSTRAINT "pk_app_bigChamber" TO "pk_app_room";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "hotel"."app_room_guests_guest" RENAME CONSTRAINT "pk_app_big_chamber_guests_guest" TO "pk_app_room_guests_guest";

-- Online: the same

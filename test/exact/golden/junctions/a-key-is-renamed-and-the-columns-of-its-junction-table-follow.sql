-- a key is renamed, and the columns of its junction table follow

-- Up

-- renameColumn inSchema("public", "room"), "id", "number"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" RENAME COLUMN "id" TO "number";
DO …;

-- renameColumn inSchema("public", "room_guests_guest"), "roomId", "roomNumber"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room_guests_guest" RENAME COLUMN "roomId" TO "roomNumber";
DO …;

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room_guests_guest" RENAME CONSTRAINT "FK_3dbbb737098d7da66a0e0eec1ed" TO "FK_e011bdbaaa493fd8d202c0e7ad1";

-- renameIndex
ALTER INDEX "public"."IDX_3dbbb737098d7da66a0e0eec1e" RENAME TO "IDX_e011bdbaaa493fd8d202c0e7ad";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" RENAME CONSTRAINT "PK_c6d46db005d623e691b2fbcba23" TO "PK_81cbc0c9622647bed84782d2ded";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room_guests_guest" RENAME CONSTRAINT "PK_c08c6d1d5e54824ef5be3236a2c" TO "PK_5216746ea7e05556647b69db286";

-- Down

-- renameColumn inSchema("public", "room"), "number", "id"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" RENAME COLUMN "number" TO "id";
DO …;

-- renameColumn inSchema("public", "room_guests_guest"), "roomNumber", "roomId"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room_guests_guest" RENAME COLUMN "roomNumber" TO "roomId";
DO …;

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room_guests_guest" RENAME CONSTRAINT "FK_e011bdbaaa493fd8d202c0e7ad1" TO "FK_3dbbb737098d7da66a0e0eec1ed";

-- renameIndex
ALTER INDEX "public"."IDX_e011bdbaaa493fd8d202c0e7ad" RENAME TO "IDX_3dbbb737098d7da66a0e0eec1e";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" RENAME CONSTRAINT "PK_81cbc0c9622647bed84782d2ded" TO "PK_c6d46db005d623e691b2fbcba23";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room_guests_guest" RENAME CONSTRAINT "PK_5216746ea7e05556647b69db286" TO "PK_c08c6d1d5e54824ef5be3236a2c";

-- Online: the same

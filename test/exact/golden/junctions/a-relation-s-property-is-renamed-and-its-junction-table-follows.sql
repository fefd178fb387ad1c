-- a relation's property is renamed, and its junction table follows

-- Up

-- renameTable inSchema("public", "room_guests_guest"), "room_visitors_guest"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room_guests_guest" RENAME TO "room_visitors_guest";
DO …;

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room_visitors_guest" RENAME CONSTRAINT "FK_0ea54779ddd2d26d1d904eb70e4" TO "FK_4d4593b44bcb1002df92a55b0fd";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room_visitors_guest" RENAME CONSTRAINT "FK_3dbbb737098d7da66a0e0eec1ed" TO "FK_e75b071dcb5e15eaf920e1c7705";

-- renameIndex
ALTER INDEX "public"."IDX_0ea54779ddd2d26d1d904eb70e" RENAME TO "IDX_4d4593b44bcb1002df92a55b0f";

-- renameIndex
ALTER INDEX "public"."IDX_3dbbb737098d7da66a0e0eec1e" RENAME TO "IDX_e75b071dcb5e15eaf920e1c770";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room_visitors_guest" RENAME CONSTRAINT "PK_c08c6d1d5e54824ef5be3236a2c" TO "PK_2a6b1ababddf30ffd8d38196a68";

-- Down

-- renameTable inSchema("public", "room_visitors_guest"), "room_guests_guest"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room_visitors_guest" RENAME TO "room_guests_guest";
DO …;

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room_guests_guest" RENAME CONSTRAINT "FK_4d4593b44bcb1002df92a55b0fd" TO "FK_0ea54779ddd2d26d1d904eb70e4";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room_guests_guest" RENAME CONSTRAINT "FK_e75b071dcb5e15eaf920e1c7705" TO "FK_3dbbb737098d7da66a0e0eec1ed";

-- renameIndex
ALTER INDEX "public"."IDX_4d4593b44bcb1002df92a55b0f" RENAME TO "IDX_0ea54779ddd2d26d1d904eb70e";

-- renameIndex
ALTER INDEX "public"."IDX_e75b071dcb5e15eaf920e1c770" RENAME TO "IDX_3dbbb737098d7da66a0e0eec1e";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room_guests_guest" RENAME CONSTRAINT "PK_2a6b1ababddf30ffd8d38196a68" TO "PK_c08c6d1d5e54824ef5be3236a2c";

-- Online: the same

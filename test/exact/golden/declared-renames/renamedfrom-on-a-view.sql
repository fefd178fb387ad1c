-- @RenamedFrom on a view

-- Up

-- renameView inSchema("public", "free_room"), "free_chamber"
ALTER VIEW "public"."free_room" RENAME TO "free_chamber";
-- TypeORM's own record
DO …;

-- Down

-- renameView inSchema("public", "free_chamber"), "free_room"
ALTER VIEW "public"."free_chamber" RENAME TO "free_room";
-- TypeORM's own record
DO …;

-- Online: the same

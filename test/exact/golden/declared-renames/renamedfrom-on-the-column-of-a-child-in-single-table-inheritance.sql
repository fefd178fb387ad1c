-- @RenamedFrom on the column of a child in single-table inheritance

-- Up

-- renameColumn inSchema("public", "vehicle"), "wheels", "axles"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."vehicle" RENAME COLUMN "wheels" TO "axles";
DO …;

-- Down

-- renameColumn inSchema("public", "vehicle"), "axles", "wheels"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."vehicle" RENAME COLUMN "axles" TO "wheels";
DO …;

-- Online: the same

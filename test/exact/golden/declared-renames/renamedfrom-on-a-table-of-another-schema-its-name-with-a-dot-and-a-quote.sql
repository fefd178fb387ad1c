-- @RenamedFrom on a table of another schema, its name with a dot and a quote

-- Up

-- setTableSchema
-- lock ACCESS EXCLUSIVE
ALTER TABLE "hotel"."ro""om" SET SCHEMA "public";

-- renameTable inSchema("public", "ro\"om"), "chamber"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."ro""om" RENAME TO "chamber";
DO …;

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."chamber" RENAME CONSTRAINT "PK_478cc6515b981b3eee8d313825e" TO "PK_cde4a9652dfc250c6184b3f6fb4";

-- Down

-- setTableSchema
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."chamber" SET SCHEMA "hotel";

-- renameTable inSchema("hotel", "chamber"), "ro\"om"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "hotel"."chamber" RENAME TO "ro""om";
DO …;

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "hotel"."ro""om" RENAME CONSTRAINT "PK_cde4a9652dfc250c6184b3f6fb4" TO "PK_478cc6515b981b3eee8d313825e";

-- Online: the same

-- a junction table with a name of its own keeps it, and its columns follow

-- Up

-- renameTable inSchema("public", "room"), "chamber"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" RENAME TO "chamber";
DO …;

-- renameColumn inSchema("public", "stay"), "roomId", "chamberId"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."stay" RENAME COLUMN "roomId" TO "chamberId";
DO …;

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."stay" RENAME CONSTRAINT "FK_c1c93fb7da61fd37180be4d797d" TO "FK_dcdc5dfb08061022b18f6371272";

-- renameIndex
ALTER INDEX "public"."IDX_c1c93fb7da61fd37180be4d797" RENAME TO "IDX_dcdc5dfb08061022b18f637127";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."chamber" RENAME CONSTRAINT "PK_c6d46db005d623e691b2fbcba23" TO "PK_cde4a9652dfc250c6184b3f6fb4";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."stay" RENAME CONSTRAINT "PK_ed63a0593b71ec7f4fbf4cc8fe1" TO "PK_2ccaacb4e72a8970c74687f7f0c";

-- Down

-- renameTable inSchema("public", "chamber"), "room"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."chamber" RENAME TO "room";
DO …;

-- renameColumn inSchema("public", "stay"), "chamberId", "roomId"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."stay" RENAME COLUMN "chamberId" TO "roomId";
DO …;

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."stay" RENAME CONSTRAINT "FK_dcdc5dfb08061022b18f6371272" TO "FK_c1c93fb7da61fd37180be4d797d";

-- renameIndex
ALTER INDEX "public"."IDX_dcdc5dfb08061022b18f637127" RENAME TO "IDX_c1c93fb7da61fd37180be4d797";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" RENAME CONSTRAINT "PK_cde4a9652dfc250c6184b3f6fb4" TO "PK_c6d46db005d623e691b2fbcba23";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."stay" RENAME CONSTRAINT "PK_2ccaacb4e72a8970c74687f7f0c" TO "PK_ed63a0593b71ec7f4fbf4cc8fe1";

-- Online: the same

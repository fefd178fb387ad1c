-- @RenamedFrom in an embedded class, a class that is inherited from, and a join column

-- Up

-- renameColumn inSchema("public", "house"), "made", "created"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."house" RENAME COLUMN "made" TO "created";
DO …;

-- renameColumn inSchema("public", "house"), "ownerId", "hostId"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."house" RENAME COLUMN "ownerId" TO "hostId";
DO …;

-- renameColumn inSchema("public", "house"), "addressStreet", "addressRoad"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."house" RENAME COLUMN "addressStreet" TO "addressRoad";
DO …;

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."house" RENAME CONSTRAINT "FK_351e5f043bb28867ca16bb32451" TO "FK_e50fd945f5cd6434ffbf0ff411b";

-- Down

-- renameColumn inSchema("public", "house"), "created", "made"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."house" RENAME COLUMN "created" TO "made";
DO …;

-- renameColumn inSchema("public", "house"), "hostId", "ownerId"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."house" RENAME COLUMN "hostId" TO "ownerId";
DO …;

-- renameColumn inSchema("public", "house"), "addressRoad", "addressStreet"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."house" RENAME COLUMN "addressRoad" TO "addressStreet";
DO …;

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."house" RENAME CONSTRAINT "FK_e50fd945f5cd6434ffbf0ff411b" TO "FK_351e5f043bb28867ca16bb32451";

-- Online: the same

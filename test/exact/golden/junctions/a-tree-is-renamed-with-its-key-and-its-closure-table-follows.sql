-- a tree is renamed with its key, and its closure table follows

-- Up

-- renameTable inSchema("public", "room"), "chamber"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" RENAME TO "chamber";
DO …;

-- renameTable inSchema("public", "room_closure"), "chamber_closure"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room_closure" RENAME TO "chamber_closure";
DO …;

-- renameColumn inSchema("public", "chamber"), "id", "number"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."chamber" RENAME COLUMN "id" TO "number";
DO …;

-- renameColumn inSchema("public", "chamber"), "parentId", "parentNumber"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."chamber" RENAME COLUMN "parentId" TO "parentNumber";
DO …;

-- renameColumn inSchema("public", "chamber_closure"), "id_ancestor", "number_ancestor"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."chamber_closure" RENAME COLUMN "id_ancestor" TO "number_ancestor";
DO …;

-- renameColumn inSchema("public", "chamber_closure"), "id_descendant", "number_descendant"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."chamber_closure" RENAME COLUMN "id_descendant" TO "number_descendant";
DO …;

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."chamber" RENAME CONSTRAINT "FK_66368a4faafa85d403d6e9ee814" TO "FK_510ff32c7776048ac9fd33ffe30";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."chamber_closure" RENAME CONSTRAINT "FK_442f7a0ce860f7c341a6c5fc462" TO "FK_0cc34f252c4fd92e60df176a128";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."chamber_closure" RENAME CONSTRAINT "FK_08f1fb188259d0629d60cabddd5" TO "FK_c2627b72021827965fdc6de9387";

-- renameIndex
ALTER INDEX "public"."IDX_442f7a0ce860f7c341a6c5fc46" RENAME TO "IDX_0cc34f252c4fd92e60df176a12";

-- renameIndex
ALTER INDEX "public"."IDX_08f1fb188259d0629d60cabddd" RENAME TO "IDX_c2627b72021827965fdc6de938";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."chamber" RENAME CONSTRAINT "PK_c6d46db005d623e691b2fbcba23" TO "PK_22ba4dbc34cd886772540af6dad";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."chamber_closure" RENAME CONSTRAINT "PK_6d25d7a6682d1d7c56706e6d6ba" TO "PK_aa7a020ad40c4940115e8f1c252";

-- Down

-- renameTable inSchema("public", "chamber"), "room"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."chamber" RENAME TO "room";
DO …;

-- renameTable inSchema("public", "chamber_closure"), "room_closure"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."chamber_closure" RENAME TO "room_closure";
DO …;

-- renameColumn inSchema("public", "room"), "number", "id"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" RENAME COLUMN "number" TO "id";
DO …;

-- renameColumn inSchema("public", "room"), "parentNumber", "parentId"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" RENAME COLUMN "parentNumber" TO "parentId";
DO …;

-- renameColumn inSchema("public", "room_closure"), "number_ancestor", "id_ancestor"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room_closure" RENAME COLUMN "number_ancestor" TO "id_ancestor";
DO …;

-- renameColumn inSchema("public", "room_closure"), "number_descendant", "id_descendant"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room_closure" RENAME COLUMN "number_descendant" TO "id_descendant";
DO …;

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" RENAME CONSTRAINT "FK_510ff32c7776048ac9fd33ffe30" TO "FK_66368a4faafa85d403d6e9ee814";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room_closure" RENAME CONSTRAINT "FK_c2627b72021827965fdc6de9387" TO "FK_08f1fb188259d0629d60cabddd5";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room_closure" RENAME CONSTRAINT "FK_0cc34f252c4fd92e60df176a128" TO "FK_442f7a0ce860f7c341a6c5fc462";

-- renameIndex
ALTER INDEX "public"."IDX_c2627b72021827965fdc6de938" RENAME TO "IDX_08f1fb188259d0629d60cabddd";

-- renameIndex
ALTER INDEX "public"."IDX_0cc34f252c4fd92e60df176a12" RENAME TO "IDX_442f7a0ce860f7c341a6c5fc46";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" RENAME CONSTRAINT "PK_22ba4dbc34cd886772540af6dad" TO "PK_c6d46db005d623e691b2fbcba23";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room_closure" RENAME CONSTRAINT "PK_aa7a020ad40c4940115e8f1c252" TO "PK_6d25d7a6682d1d7c56706e6d6ba";

-- Online: the same

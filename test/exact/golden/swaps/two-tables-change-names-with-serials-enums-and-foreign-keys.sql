-- two tables change names, with serials, enums and foreign keys

-- Up

-- renameEnum
ALTER TYPE "public"."north_kind_enum" RENAME TO "south_kind_enum";

-- renameTable inSchema("public", "north"), "north_tmp"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."north" RENAME TO "north_tmp";
DO …;

-- renameTable inSchema("public", "south"), "north"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."south" RENAME TO "north";
DO …;

-- renameTable inSchema("public", "north_tmp"), "south"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."north_tmp" RENAME TO "south";
DO …;

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."south" RENAME CONSTRAINT "CHK_b070ca9a96720fd9a54c30a3ae" TO "CHK_7325c8b15a4999bfda609bc70e";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."south" RENAME CONSTRAINT "FK_ce73552018113ea3a373c3338c6" TO "FK_ce7e2ae8024beccb996049184f1";

-- renameIndex
ALTER INDEX "public"."IDX_b088c0143f87781ae66091c44c" RENAME TO "IDX_39dc7675b08285d213e9f29f17";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."north" RENAME CONSTRAINT "UQ_3610dfcfdf832845b6e492de149" TO "UQ_bc06e1a799f53b733163822d5a0";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."north" RENAME CONSTRAINT "PK_5b8516af81a672c4d5db9c88a0d" TO "PK_5b8516af81a672c4d5db9c88a0d_tmp";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."south" RENAME CONSTRAINT "PK_029ba79ed3fe76422cb0297cf7b" TO "PK_5b8516af81a672c4d5db9c88a0d";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."north" RENAME CONSTRAINT "PK_5b8516af81a672c4d5db9c88a0d_tmp" TO "PK_029ba79ed3fe76422cb0297cf7b";

-- renameSequence
ALTER SEQUENCE "public"."south_id_seq" RENAME TO "south_id_seq_tmp";

-- renameSequence
ALTER SEQUENCE "public"."north_id_seq" RENAME TO "south_id_seq";

-- renameSequence
ALTER SEQUENCE "public"."south_id_seq_tmp" RENAME TO "north_id_seq";

-- Down

-- renameEnum
ALTER TYPE "public"."south_kind_enum" RENAME TO "north_kind_enum";

-- renameTable inSchema("public", "south"), "south_tmp"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."south" RENAME TO "south_tmp";
DO …;

-- renameTable inSchema("public", "north"), "south"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."north" RENAME TO "south";
DO …;

-- renameTable inSchema("public", "south_tmp"), "north"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."south_tmp" RENAME TO "north";
DO …;

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."north" RENAME CONSTRAINT "CHK_7325c8b15a4999bfda609bc70e" TO "CHK_b070ca9a96720fd9a54c30a3ae";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."north" RENAME CONSTRAINT "FK_ce7e2ae8024beccb996049184f1" TO "FK_ce73552018113ea3a373c3338c6";

-- renameIndex
ALTER INDEX "public"."IDX_39dc7675b08285d213e9f29f17" RENAME TO "IDX_b088c0143f87781ae66091c44c";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."south" RENAME CONSTRAINT "UQ_bc06e1a799f53b733163822d5a0" TO "UQ_3610dfcfdf832845b6e492de149";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."north" RENAME CONSTRAINT "PK_5b8516af81a672c4d5db9c88a0d" TO "PK_5b8516af81a672c4d5db9c88a0d_tmp";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."south" RENAME CONSTRAINT "PK_029ba79ed3fe76422cb0297cf7b" TO "PK_5b8516af81a672c4d5db9c88a0d";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."north" RENAME CONSTRAINT "PK_5b8516af81a672c4d5db9c88a0d_tmp" TO "PK_029ba79ed3fe76422cb0297cf7b";

-- renameSequence
ALTER SEQUENCE "public"."south_id_seq" RENAME TO "south_id_seq_tmp";

-- renameSequence
ALTER SEQUENCE "public"."north_id_seq" RENAME TO "south_id_seq";

-- renameSequence
ALTER SEQUENCE "public"."south_id_seq_tmp" RENAME TO "north_id_seq";

-- Online: the same

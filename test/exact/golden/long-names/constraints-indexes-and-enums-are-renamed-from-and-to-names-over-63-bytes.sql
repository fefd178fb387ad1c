-- constraints, indexes and enums are renamed from and to names over 63 bytes

-- Up

-- renameEnum
ALTER TYPE "public"."enum_a_that_is_much_longer_than_the_sixty_three_bytes_that_post" RENAME TO "enum_b_that_is_much_longer_than_the_sixty_three_bytes_that_post";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."table_that_is_much_longer_than_the_sixty_three_bytes_that_postg" RENAME CONSTRAINT "CHK_a_that_is_much_longer_than_the_sixty_three_bytes_that_postg" TO "CHK_b_that_is_much_longer_than_the_sixty_three_bytes_that_postg";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."beds_table_that_is_much_longer_than_the_sixty_three_bytes_that_" RENAME CONSTRAINT "FK_a_that_is_much_longer_than_the_sixty_three_bytes_that_postgr" TO "FK_b_that_is_much_longer_than_the_sixty_three_bytes_that_postgr";

-- renameIndex
ALTER INDEX "public"."IDX_a_that_is_much_longer_than_the_sixty_three_bytes_that_postg" RENAME TO "IDX_b_that_is_much_longer_than_the_sixty_three_bytes_that_postg";

-- renameIndex
ALTER INDEX "public"."IDX_more_a_that_is_much_longer_than_the_sixty_three_bytes_that_" RENAME TO "IDX_more_b_that_is_much_longer_than_the_sixty_three_bytes_that_";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."beds_table_that_is_much_longer_than_the_sixty_three_bytes_that_" RENAME CONSTRAINT "PK_bed_a_that_is_much_longer_than_the_sixty_three_bytes_that_po" TO "PK_bed_b_that_is_much_longer_than_the_sixty_three_bytes_that_po";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."table_that_is_much_longer_than_the_sixty_three_bytes_that_postg" RENAME CONSTRAINT "PK_a_that_is_much_longer_than_the_sixty_three_bytes_that_postgr" TO "PK_b_that_is_much_longer_than_the_sixty_three_bytes_that_postgr";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."table_that_is_much_longer_than_the_sixty_three_bytes_that_postg" RENAME CONSTRAINT "UQ_a_that_is_much_longer_than_the_sixty_three_bytes_that_postgr" TO "UQ_b_that_is_much_longer_than_the_sixty_three_bytes_that_postgr";

-- Down

-- renameEnum
ALTER TYPE "public"."enum_b_that_is_much_longer_than_the_sixty_three_bytes_that_post" RENAME TO "enum_a_that_is_much_longer_than_the_sixty_three_bytes_that_post";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."table_that_is_much_longer_than_the_sixty_three_bytes_that_postg" RENAME CONSTRAINT "CHK_b_that_is_much_longer_than_the_sixty_three_bytes_that_postg" TO "CHK_a_that_is_much_longer_than_the_sixty_three_bytes_that_postg";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."beds_table_that_is_much_longer_than_the_sixty_three_bytes_that_" RENAME CONSTRAINT "FK_b_that_is_much_longer_than_the_sixty_three_bytes_that_postgr" TO "FK_a_that_is_much_longer_than_the_sixty_three_bytes_that_postgr";

-- renameIndex
ALTER INDEX "public"."IDX_b_that_is_much_longer_than_the_sixty_three_bytes_that_postg" RENAME TO "IDX_a_that_is_much_longer_than_the_sixty_three_bytes_that_postg";

-- renameIndex
ALTER INDEX "public"."IDX_more_b_that_is_much_longer_than_the_sixty_three_bytes_that_" RENAME TO "IDX_more_a_that_is_much_longer_than_the_sixty_three_bytes_that_";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."beds_table_that_is_much_longer_than_the_sixty_three_bytes_that_" RENAME CONSTRAINT "PK_bed_b_that_is_much_longer_than_the_sixty_three_bytes_that_po" TO "PK_bed_a_that_is_much_longer_than_the_sixty_three_bytes_that_po";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."table_that_is_much_longer_than_the_sixty_three_bytes_that_postg" RENAME CONSTRAINT "PK_b_that_is_much_longer_than_the_sixty_three_bytes_that_postgr" TO "PK_a_that_is_much_longer_than_the_sixty_three_bytes_that_postgr";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."table_that_is_much_longer_than_the_sixty_three_bytes_that_postg" RENAME CONSTRAINT "UQ_b_that_is_much_longer_than_the_sixty_three_bytes_that_postgr" TO "UQ_a_that_is_much_longer_than_the_sixty_three_bytes_that_postgr";

-- Online: the same

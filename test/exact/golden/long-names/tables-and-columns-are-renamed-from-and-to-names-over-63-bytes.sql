-- tables and columns are renamed from and to names over 63 bytes

-- Up

-- renameTable inSchema("public", "table_that_is_much_longer_than_the_sixty_three_bytes_that_postg"), "new_table_that_is_much_longer_than_the_sixty_three_bytes_that_p", { generated: true }
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."table_that_is_much_longer_than_the_sixty_three_bytes_that_postg" RENAME TO "new_table_that_is_much_longer_than_the_sixty_three_bytes_that_p";
DO …;
-- TypeORM's own record
DO …;

-- renameEnum
ALTER TYPE "public"."enum_a_that_is_much_longer_than_the_sixty_three_bytes_that_post" RENAME TO "enum_b_that_is_much_longer_than_the_sixty_three_bytes_that_post";

-- renameTable inSchema("public", "beds_table_that_is_much_longer_than_the_sixty_three_bytes_that_"), "beds_new_table_that_is_much_longer_than_the_sixty_three_bytes_t"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."beds_table_that_is_much_longer_than_the_sixty_three_bytes_that_" RENAME TO "beds_new_table_that_is_much_longer_than_the_sixty_three_bytes_t";
DO …;

-- renameColumn inSchema("public", "new_table_that_is_much_longer_than_the_sixty_three_bytes_that_p"), "column_that_is_much_longer_than_the_sixty_three_bytes_that_post", "new_column_that_is_much_longer_than_the_sixty_three_bytes_that_"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."new_table_that_is_much_longer_than_the_sixty_three_bytes_that_p" RENAME COLUMN "column_that_is_much_longer_than_the_sixty_three_bytes_that_post" TO "new_column_that_is_much_longer_than_the_sixty_three_bytes_that_";
DO …;

-- renameColumn inSchema("public", "new_table_that_is_much_longer_than_the_sixty_three_bytes_that_p"), "äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüä", "neuäöüäöüäöüäöüäöüäöüäöüäöüäöüäöü"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."new_table_that_is_much_longer_than_the_sixty_three_bytes_that_p" RENAME COLUMN "äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüä" TO "neuäöüäöüäöüäöüäöüäöüäöüäöüäöüäöü";
DO …;

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."new_table_that_is_much_longer_than_the_sixty_three_bytes_that_p" RENAME CONSTRAINT "CHK_a_that_is_much_longer_than_the_sixty_three_bytes_that_postg" TO "CHK_b_that_is_much_longer_than_the_sixty_three_bytes_that_postg";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."beds_new_table_that_is_much_longer_than_the_sixty_three_bytes_t" RENAME CONSTRAINT "FK_a_that_is_much_longer_than_the_sixty_three_bytes_that_postgr" TO "FK_b_that_is_much_longer_than_the_sixty_three_bytes_that_postgr";

-- renameIndex
ALTER INDEX "public"."IDX_a_that_is_much_longer_than_the_sixty_three_bytes_that_postg" RENAME TO "IDX_b_that_is_much_longer_than_the_sixty_three_bytes_that_postg";

-- renameIndex
ALTER INDEX "public"."IDX_more_a_that_is_much_longer_than_the_sixty_three_bytes_that_" RENAME TO "IDX_more_b_that_is_much_longer_than_the_sixty_three_bytes_that_";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."beds_new_table_that_is_much_longer_than_the_sixty_three_bytes_t" RENAME CONSTRAINT "PK_bed_a_that_is_much_longer_than_the_sixty_three_bytes_that_po" TO "PK_bed_b_that_is_much_longer_than_the_sixty_three_bytes_that_po";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."new_table_that_is_much_longer_than_the_sixty_three_bytes_that_p" RENAME CONSTRAINT "PK_a_that_is_much_longer_than_the_sixty_three_bytes_that_postgr" TO "PK_b_that_is_much_longer_than_the_sixty_three_bytes_that_postgr";

-- renameSequence
ALTER SEQUENCE "public"."beds_table_that_is_much_longer_than_the_sixty_three_byte_id_seq" RENAME TO "beds_new_table_that_is_much_longer_than_the_sixty_three__id_seq";

-- renameSequence
ALTER SEQUENCE "public"."table_that_is_much_longer_than_the_sixty_three_bytes_tha_id_seq" RENAME TO "new_table_that_is_much_longer_than_the_sixty_three_bytes_id_seq";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."new_table_that_is_much_longer_than_the_sixty_three_bytes_that_p" RENAME CONSTRAINT "UQ_a_that_is_much_longer_than_the_sixty_three_bytes_that_postgr" TO "UQ_b_that_is_much_longer_than_the_sixty_three_bytes_that_postgr";

-- createView inSchema("public", "view_that_is_much_longer_than_the_sixty_three_bytes_that_postgr"), "SELECT \"id\", \"new_column_that_is_much_longer_than_the_sixty_three_bytes_that_postgres_keeps_of_names\" AS \"code\" FROM \"new_table_that_is_much_longer_than_the_sixty_three_bytes_that_postgres_keeps_of_names\"", { orReplace: true }
CREATE OR REPLACE VIEW "public"."view_that_is_much_longer_than_the_sixty_three_bytes_that_postgr" AS SELECT "id", "new_column_that_is_much_longer_than_the_sixty_three_bytes_that_postgres_keeps_of_names" AS "code" FROM "new_table_that_is_much_longer_than_the_sixty_three_bytes_that_postgres_keeps_of_names";
-- TypeORM's own record
DO …;

-- Down

-- renameTable inSchema("public", "new_table_that_is_much_longer_than_the_sixty_three_bytes_that_p"), "table_that_is_much_longer_than_the_sixty_three_bytes_that_postg", { generated: true }
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."new_table_that_is_much_longer_than_the_sixty_three_bytes_that_p" RENAME TO "table_that_is_much_longer_than_the_sixty_three_bytes_that_postg";
DO …;
-- TypeORM's own record
DO …;

-- renameEnum
ALTER TYPE "public"."enum_b_that_is_much_longer_than_the_sixty_three_bytes_that_post" RENAME TO "enum_a_that_is_much_longer_than_the_sixty_three_bytes_that_post";

-- renameTable inSchema("public", "beds_new_table_that_is_much_longer_than_the_sixty_three_bytes_t"), "beds_table_that_is_much_longer_than_the_sixty_three_bytes_that_"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."beds_new_table_that_is_much_longer_than_the_sixty_three_bytes_t" RENAME TO "beds_table_that_is_much_longer_than_the_sixty_three_bytes_that_";
DO …;

-- renameColumn inSchema("public", "table_that_is_much_longer_than_the_sixty_three_bytes_that_postg"), "new_column_that_is_much_longer_than_the_sixty_three_bytes_that_", "column_that_is_much_longer_than_the_sixty_three_bytes_that_post"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."table_that_is_much_longer_than_the_sixty_three_bytes_that_postg" RENAME COLUMN "new_column_that_is_much_longer_than_the_sixty_three_bytes_that_" TO "column_that_is_much_longer_than_the_sixty_three_bytes_that_post";
DO …;

-- renameColumn inSchema("public", "table_that_is_much_longer_than_the_sixty_three_bytes_that_postg"), "neuäöüäöüäöüäöüäöüäöüäöüäöüäöüäöü", "äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüä"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."table_that_is_much_longer_than_the_sixty_three_bytes_that_postg" RENAME COLUMN "neuäöüäöüäöüäöüäöüäöüäöüäöüäöüäöü" TO "äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüä";
DO …;

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

-- renameSequence
ALTER SEQUENCE "public"."beds_new_table_that_is_much_longer_than_the_sixty_three__id_seq" RENAME TO "beds_table_that_is_much_longer_than_the_sixty_three_byte_id_seq";

-- renameSequence
ALTER SEQUENCE "public"."new_table_that_is_much_longer_than_the_sixty_three_bytes_id_seq" RENAME TO "table_that_is_much_longer_than_the_sixty_three_bytes_tha_id_seq";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."table_that_is_much_longer_than_the_sixty_three_bytes_that_postg" RENAME CONSTRAINT "UQ_b_that_is_much_longer_than_the_sixty_three_bytes_that_postgr" TO "UQ_a_that_is_much_longer_than_the_sixty_three_bytes_that_postgr";

-- createView inSchema("public", "view_that_is_much_longer_than_the_sixty_three_bytes_that_postgr"), "SELECT id,\n    column_that_is_much_longer_than_the_sixty_three_bytes_that_post AS code\n   FROM public.table_that_is_much_longer_than_the_sixty_three_bytes_that_postg", { orReplace: true }
CREATE OR REPLACE VIEW "public"."view_that_is_much_longer_than_the_sixty_three_bytes_that_postgr" AS SELECT id,
    column_that_is_much_longer_than_the_sixty_three_bytes_that_post AS code
   FROM public.table_that_is_much_longer_than_the_sixty_three_bytes_that_postg;
-- TypeORM's own record
DO …;

-- Online: the same

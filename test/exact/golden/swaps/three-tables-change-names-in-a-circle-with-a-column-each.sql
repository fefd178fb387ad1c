-- three tables change names in a circle, with a column each

-- Up

-- renameTable inSchema("public", "a"), "a_tmp"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."a" RENAME TO "a_tmp";
DO …;

-- renameTable inSchema("public", "c"), "a"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."c" RENAME TO "a";
DO …;

-- renameTable inSchema("public", "b"), "c"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."b" RENAME TO "c";
DO …;

-- renameTable inSchema("public", "a_tmp"), "b"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."a_tmp" RENAME TO "b";
DO …;

-- renameColumn inSchema("public", "b"), "of_a", "was_a"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."b" RENAME COLUMN "of_a" TO "was_a";
DO …;

-- renameColumn inSchema("public", "c"), "of_b", "was_b"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."c" RENAME COLUMN "of_b" TO "was_b";
DO …;

-- renameColumn inSchema("public", "a"), "of_c", "was_c"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."a" RENAME COLUMN "of_c" TO "was_c";
DO …;

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."a" RENAME CONSTRAINT "UQ_86ad264903a68a47a6a1ae84ef1" TO "UQ_c3c3de44edded53df4cd56a6226";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."b" RENAME CONSTRAINT "UQ_00b6e4beba566cbb0968c693d1e" TO "UQ_35ac7a79b5a590ca97c1c15d87a";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."c" RENAME CONSTRAINT "UQ_f87a3a361be722c41589682108a" TO "UQ_76bb7d673c2fc1eeef83171cee6";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."a" RENAME CONSTRAINT "PK_b47b460bb8f7b8731673fa7b9cb" TO "PK_b47b460bb8f7b8731673fa7b9cb_tmp";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."c" RENAME CONSTRAINT "PK_88835795171b73b5aea9ffb7b6c" TO "PK_b47b460bb8f7b8731673fa7b9cb";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."b" RENAME CONSTRAINT "PK_2202fa80e03dfdac2f685c43ee4" TO "PK_88835795171b73b5aea9ffb7b6c";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."a" RENAME CONSTRAINT "PK_b47b460bb8f7b8731673fa7b9cb_tmp" TO "PK_2202fa80e03dfdac2f685c43ee4";

-- Down

-- renameTable inSchema("public", "b"), "b_tmp"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."b" RENAME TO "b_tmp";
DO …;

-- renameTable inSchema("public", "c"), "b"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."c" RENAME TO "b";
DO …;

-- renameTable inSchema("public", "a"), "c"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."a" RENAME TO "c";
DO …;

-- renameTable inSchema("public", "b_tmp"), "a"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."b_tmp" RENAME TO "a";
DO …;

-- renameColumn inSchema("public", "a"), "was_a", "of_a"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."a" RENAME COLUMN "was_a" TO "of_a";
DO …;

-- renameColumn inSchema("public", "b"), "was_b", "of_b"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."b" RENAME COLUMN "was_b" TO "of_b";
DO …;

-- renameColumn inSchema("public", "c"), "was_c", "of_c"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."c" RENAME COLUMN "was_c" TO "of_c";
DO …;

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."a" RENAME CONSTRAINT "UQ_35ac7a79b5a590ca97c1c15d87a" TO "UQ_00b6e4beba566cbb0968c693d1e";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."b" RENAME CONSTRAINT "UQ_76bb7d673c2fc1eeef83171cee6" TO "UQ_f87a3a361be722c41589682108a";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."c" RENAME CONSTRAINT "UQ_c3c3de44edded53df4cd56a6226" TO "UQ_86ad264903a68a47a6a1ae84ef1";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."a" RENAME CONSTRAINT "PK_88835795171b73b5aea9ffb7b6c" TO "PK_88835795171b73b5aea9ffb7b6c_tmp";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."b" RENAME CONSTRAINT "PK_b47b460bb8f7b8731673fa7b9cb" TO "PK_88835795171b73b5aea9ffb7b6c";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."c" RENAME CONSTRAINT "PK_2202fa80e03dfdac2f685c43ee4" TO "PK_b47b460bb8f7b8731673fa7b9cb";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."a" RENAME CONSTRAINT "PK_88835795171b73b5aea9ffb7b6c_tmp" TO "PK_2202fa80e03dfdac2f685c43ee4";

-- Online: the same

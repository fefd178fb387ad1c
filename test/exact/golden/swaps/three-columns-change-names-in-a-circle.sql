-- three columns change names in a circle

-- Up

-- renameColumn inSchema("public", "pair"), "a", "a_tmp"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."pair" RENAME COLUMN "a" TO "a_tmp";
DO …;

-- renameColumn inSchema("public", "pair"), "c", "a"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."pair" RENAME COLUMN "c" TO "a";
DO …;

-- renameColumn inSchema("public", "pair"), "b", "c"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."pair" RENAME COLUMN "b" TO "c";
DO …;

-- renameColumn inSchema("public", "pair"), "a_tmp", "b"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."pair" RENAME COLUMN "a_tmp" TO "b";
DO …;

-- renameIndex
ALTER INDEX "public"."IDX_e3d29eb77354111adc53439834" RENAME TO "IDX_e3d29eb77354111adc53439834_tmp";

-- renameIndex
ALTER INDEX "public"."IDX_6fb3e60c993611e96b39b1affd" RENAME TO "IDX_e3d29eb77354111adc53439834";

-- renameIndex
ALTER INDEX "public"."IDX_03f0a82a401fb950991076afc0" RENAME TO "IDX_6fb3e60c993611e96b39b1affd";

-- renameIndex
ALTER INDEX "public"."IDX_e3d29eb77354111adc53439834_tmp" RENAME TO "IDX_03f0a82a401fb950991076afc0";

-- Down

-- renameColumn inSchema("public", "pair"), "b", "b_tmp"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."pair" RENAME COLUMN "b" TO "b_tmp";
DO …;

-- renameColumn inSchema("public", "pair"), "c", "b"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."pair" RENAME COLUMN "c" TO "b";
DO …;

-- renameColumn inSchema("public", "pair"), "a", "c"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."pair" RENAME COLUMN "a" TO "c";
DO …;

-- renameColumn inSchema("public", "pair"), "b_tmp", "a"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."pair" RENAME COLUMN "b_tmp" TO "a";
DO …;

-- renameIndex
ALTER INDEX "public"."IDX_6fb3e60c993611e96b39b1affd" RENAME TO "IDX_6fb3e60c993611e96b39b1affd_tmp";

-- renameIndex
ALTER INDEX "public"."IDX_e3d29eb77354111adc53439834" RENAME TO "IDX_6fb3e60c993611e96b39b1affd";

-- renameIndex
ALTER INDEX "public"."IDX_03f0a82a401fb950991076afc0" RENAME TO "IDX_e3d29eb77354111adc53439834";

-- renameIndex
ALTER INDEX "public"."IDX_6fb3e60c993611e96b39b1affd_tmp" RENAME TO "IDX_03f0a82a401fb950991076afc0";

-- Online: the same

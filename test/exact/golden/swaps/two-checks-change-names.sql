-- two checks change names

-- Up

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" RENAME CONSTRAINT "CHK_a" TO "CHK_a_tmp";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" RENAME CONSTRAINT "CHK_b" TO "CHK_a";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" RENAME CONSTRAINT "CHK_a_tmp" TO "CHK_b";

-- Down

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" RENAME CONSTRAINT "CHK_b" TO "CHK_b_tmp";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" RENAME CONSTRAINT "CHK_a" TO "CHK_b";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" RENAME CONSTRAINT "CHK_b_tmp" TO "CHK_a";

-- Online: the same

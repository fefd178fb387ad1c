-- the name of a primary key

-- Up

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" RENAME CONSTRAINT "PK_786ad07e5b0ac2bcef0256e623b" TO "pk_sample";

-- Down

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" RENAME CONSTRAINT "pk_sample" TO "PK_786ad07e5b0ac2bcef0256e623b";

-- Online: the same

-- a renamed table and column with policies and triggers

-- Up

-- renameTable inSchema("public", "sample"), "samples"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" RENAME TO "samples";
DO …;

-- renameColumn inSchema("public", "samples"), "value", "worth"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."samples" RENAME COLUMN "value" TO "worth";
DO …;

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."samples" RENAME CONSTRAINT "PK_1e92238b098b5a4d13f6422cba7" TO "PK_d68b5b3bd25a6851b033fb63444";

-- Down

-- renameTable inSchema("public", "samples"), "sample"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."samples" RENAME TO "sample";
DO …;

-- renameColumn inSchema("public", "sample"), "worth", "value"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" RENAME COLUMN "worth" TO "value";
DO …;

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" RENAME CONSTRAINT "PK_d68b5b3bd25a6851b033fb63444" TO "PK_1e92238b098b5a4d13f6422cba7";

-- Online: the same

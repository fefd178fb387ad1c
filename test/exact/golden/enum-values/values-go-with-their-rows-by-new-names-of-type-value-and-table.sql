-- values go with their rows, by new names of type, value and table

-- Up

-- renameTable inSchema("public", "sample"), "example"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" RENAME TO "example";
DO …;

-- renameEnum
ALTER TYPE "public"."kind" RENAME TO "sort";

-- renameEnumValue
ALTER TYPE "public"."sort" RENAME VALUE 'a' TO 'x';

-- renameColumn inSchema("public", "example"), "kind", "sort"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."example" RENAME COLUMN "kind" TO "sort";
DO …;

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."example" RENAME CONSTRAINT "PK_1e92238b098b5a4d13f6422cba7" TO "PK_608dd5fd6f0783062b07346ed1c";

-- alterEnum
ALTER TYPE "public"."sort" RENAME TO "autogen_old_sort";
CREATE TYPE "public"."sort" AS ENUM ('x', 'c');
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.example.sort: ACCESS EXCLUSIVE while every row is rewritten. Safer: leave the values in the type, update their rows in batches, and forbid them by a CHECK
-- hazard not-reversible on column public.example.sort: "b" becomes "x"; rows with the old value cannot be identified afterwards. Safer: keep a copy of the old values
-- hazard may-fail-on-data on column public.example.sort: fails if merged values violate a unique index. Safer: check the rows before you deploy
ALTER TABLE "public"."example" ALTER COLUMN "sort" TYPE "public"."sort" USING CASE "sort"::text WHEN 'b' THEN 'x' ELSE "sort"::text END::"public"."sort";
DROP TYPE "public"."autogen_old_sort";

-- Down

-- renameTable inSchema("public", "example"), "sample"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."example" RENAME TO "sample";
DO …;

-- renameEnum
ALTER TYPE "public"."sort" RENAME TO "kind";

-- renameEnumValue
ALTER TYPE "public"."kind" RENAME VALUE 'x' TO 'a';

-- renameColumn inSchema("public", "sample"), "sort", "kind"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" RENAME COLUMN "sort" TO "kind";
DO …;

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" RENAME CONSTRAINT "PK_608dd5fd6f0783062b07346ed1c" TO "PK_1e92238b098b5a4d13f6422cba7";

-- addEnumValue
ALTER TYPE "public"."kind" ADD VALUE 'b' BEFORE 'c';

-- Online: the same

-- values go with their rows, under a key and what refers to it

-- Up

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "FK_c6acff923ba88a0e051724eb705";

-- alterEnum
ALTER TYPE "public"."kind" RENAME TO "autogen_old_kind";
CREATE TYPE "public"."kind" AS ENUM ('z', 'a');
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.kind: ACCESS EXCLUSIVE while every row is rewritten. Safer: leave the values in the type, update their rows in batches, and forbid them by a CHECK
ALTER TABLE "public"."sample" ALTER COLUMN "kind" TYPE "public"."kind" USING CASE "kind"::text WHEN 'b' THEN 'z' ELSE "kind"::text END::"public"."kind";
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.target.kind: ACCESS EXCLUSIVE while every row is rewritten. Safer: leave the values in the type, update their rows in batches, and forbid them by a CHECK
ALTER TABLE "public"."target" ALTER COLUMN "kind" TYPE "public"."kind" USING CASE "kind"::text WHEN 'b' THEN 'z' ELSE "kind"::text END::"public"."kind";
DROP TYPE "public"."autogen_old_kind";

-- createForeignKey
-- lock SHARE ROW EXCLUSIVE
-- hazard may-fail-on-data on foreign-key public.sample."FK_c6acff923ba88a0e051724eb705": fails if a row has no match in the referenced table. Safer: check the rows before you deploy
-- hazard blocks-reads on foreign-key public.sample."FK_c6acff923ba88a0e051724eb705": ACCESS EXCLUSIVE while every row is looked up (locked by an earlier statement). Safer: add it NOT VALID and validate it afterwards; `online` does
ALTER TABLE "public"."sample" ADD CONSTRAINT "FK_c6acff923ba88a0e051724eb705" FOREIGN KEY ("kind") REFERENCES "public"."target" ("kind");

-- Down

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "FK_c6acff923ba88a0e051724eb705";

-- alterEnum
ALTER TYPE "public"."kind" RENAME TO "autogen_old_kind";
CREATE TYPE "public"."kind" AS ENUM ('a', 'b');
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.kind: ACCESS EXCLUSIVE while every row is rewritten. Safer: leave the values in the type, update their rows in batches, and forbid them by a CHECK
ALTER TABLE "public"."sample" ALTER COLUMN "kind" TYPE "public"."kind" USING CASE "kind"::text WHEN 'z' THEN 'b' ELSE "kind"::text END::"public"."kind";
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.target.kind: ACCESS EXCLUSIVE while every row is rewritten. Safer: leave the values in the type, update their rows in batches, and forbid them by a CHECK
ALTER TABLE "public"."target" ALTER COLUMN "kind" TYPE "public"."kind" USING CASE "kind"::text WHEN 'z' THEN 'b' ELSE "kind"::text END::"public"."kind";
DROP TYPE "public"."autogen_old_kind";

-- createForeignKey
-- lock SHARE ROW EXCLUSIVE
-- hazard may-fail-on-data on foreign-key public.sample."FK_c6acff923ba88a0e051724eb705": fails if a row has no match in the referenced table. Safer: check the rows before you deploy
-- hazard blocks-reads on foreign-key public.sample."FK_c6acff923ba88a0e051724eb705": ACCESS EXCLUSIVE while every row is looked up (locked by an earlier statement). Safer: add it NOT VALID and validate it afterwards; `online` does
ALTER TABLE "public"."sample" ADD CONSTRAINT "FK_c6acff923ba88a0e051724eb705" FOREIGN KEY ("kind") REFERENCES "public"."target" ("kind");

-- Online: the same

-- values go with their rows, and a check comes that only the new ones keep

-- Up

-- alterEnum
ALTER TYPE "public"."kind" RENAME TO "autogen_old_kind";
CREATE TYPE "public"."kind" AS ENUM ('z', 'a', 'c');
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.kind: ACCESS EXCLUSIVE while every row is rewritten. Safer: leave the values in the type, update their rows in batches, and forbid them by a CHECK
ALTER TABLE "public"."sample" ALTER COLUMN "kind" TYPE "public"."kind" USING CASE "kind"::text WHEN 'b' THEN 'z' ELSE "kind"::text END::"public"."kind";
DROP TYPE "public"."autogen_old_kind";

-- createCheckConstraint
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on check public.sample.sample_check: fails if a row violates the condition. Safer: check the rows before you deploy
-- hazard blocks-reads on check public.sample.sample_check: ACCESS EXCLUSIVE while every row is checked. Safer: add it NOT VALID and validate it afterwards; `online` does
ALTER TABLE "public"."sample" ADD CONSTRAINT "sample_check" CHECK ("kind" IN ('z', 'a') AND "kind" >= 'z');

-- createIndex
-- lock SHARE
-- hazard blocks-reads on index public.sample.sample_z: ACCESS EXCLUSIVE while the index is built from every row (locked by an earlier statement). Safer: build it CONCURRENTLY, outside a transaction
CREATE INDEX "sample_z" ON "public"."sample" ("id") WHERE "kind" = 'z';

-- Down

-- dropIndex
-- lock ACCESS EXCLUSIVE
DROP INDEX "public"."sample_z";

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "sample_check";

-- alterEnum
ALTER TYPE "public"."kind" RENAME TO "autogen_old_kind";
CREATE TYPE "public"."kind" AS ENUM ('a', 'b', 'c');
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.kind: ACCESS EXCLUSIVE while every row is rewritten. Safer: leave the values in the type, update their rows in batches, and forbid them by a CHECK
ALTER TABLE "public"."sample" ALTER COLUMN "kind" TYPE "public"."kind" USING CASE "kind"::text WHEN 'z' THEN 'b' ELSE "kind"::text END::"public"."kind";
DROP TYPE "public"."autogen_old_kind";

-- == Online ==

-- Up, step 1 of 2

-- alterEnum
ALTER TYPE "public"."kind" RENAME TO "autogen_old_kind";
CREATE TYPE "public"."kind" AS ENUM ('z', 'a', 'c');
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.kind: ACCESS EXCLUSIVE while every row is rewritten. Safer: leave the values in the type, update their rows in batches, and forbid them by a CHECK
ALTER TABLE "public"."sample" ALTER COLUMN "kind" TYPE "public"."kind" USING CASE "kind"::text WHEN 'b' THEN 'z' ELSE "kind"::text END::"public"."kind";
DROP TYPE "public"."autogen_old_kind";

-- createCheckConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ADD CONSTRAINT "sample_check" CHECK ("kind" IN ('z', 'a') AND "kind" >= 'z') NOT VALID;

-- Up, step 2 of 2

-- validateCheck "sample_check", inSchema("public", "sample"), "\"kind\" IN ('z', 'a') AND \"kind\" >= 'z'"
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
-- hazard may-fail-on-data on check public.sample.sample_check: fails if a row violates the condition. Safer: check the rows before you deploy
-- hazard scans-table on check public.sample.sample_check: every row is checked; reads and writes continue. Safer: run it off-peak
DO …;

-- createIndex
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
DROP INDEX CONCURRENTLY IF EXISTS "public"."sample_z";
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
-- hazard scans-table on index public.sample.sample_z: the index is built from every row; reads and writes continue. Safer: end long transactions first; the build waits for them
CREATE INDEX CONCURRENTLY "sample_z" ON "public"."sample" ("id") WHERE "kind" = 'z';

-- Down, step 2 of 2

-- dropIndex
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
DROP INDEX CONCURRENTLY IF EXISTS "public"."sample_z";

-- Down, step 1 of 2

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT IF EXISTS "sample_check";

-- alterEnum
ALTER TYPE "public"."kind" RENAME TO "autogen_old_kind";
CREATE TYPE "public"."kind" AS ENUM ('a', 'b', 'c');
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.kind: ACCESS EXCLUSIVE while every row is rewritten. Safer: leave the values in the type, update their rows in batches, and forbid them by a CHECK
ALTER TABLE "public"."sample" ALTER COLUMN "kind" TYPE "public"."kind" USING CASE "kind"::text WHEN 'z' THEN 'b' ELSE "kind"::text END::"public"."kind";
DROP TYPE "public"."autogen_old_kind";

-- values in another order, under an exclusion

-- Up

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "sample_apart";

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "sample_excluded";

-- alterEnum
ALTER TYPE "public"."kind" RENAME TO "autogen_old_kind";
CREATE TYPE "public"."kind" AS ENUM ('c', 'b', 'a');
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.kind: ACCESS EXCLUSIVE while every row is rewritten. Safer: add a column, backfill in batches, swap names
ALTER TABLE "public"."sample" ALTER COLUMN "kind" TYPE "public"."kind" USING "kind"::text::"public"."kind";
DROP TYPE "public"."autogen_old_kind";

-- createExcludeConstraint
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on exclusion public.sample.sample_apart: fails if two rows exclude each other. Safer: check the rows before you deploy
-- hazard blocks-reads on exclusion public.sample.sample_apart: ACCESS EXCLUSIVE while an index is built from every row. Safer: run it off-peak; Postgres cannot build it CONCURRENTLY
ALTER TABLE "public"."sample" ADD CONSTRAINT "sample_apart" EXCLUDE USING hash ("kind" WITH =);

-- createExcludeConstraint
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on exclusion public.sample.sample_excluded: fails if two rows exclude each other. Safer: check the rows before you deploy
-- hazard blocks-reads on exclusion public.sample.sample_excluded: ACCESS EXCLUSIVE while an index is built from every row. Safer: run it off-peak; Postgres cannot build it CONCURRENTLY
ALTER TABLE "public"."sample" ADD CONSTRAINT "sample_excluded" EXCLUDE USING btree ("kind" WITH =) WHERE ("kind" = 'c');

-- Down

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "sample_apart";

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "sample_excluded";

-- alterEnum
ALTER TYPE "public"."kind" RENAME TO "autogen_old_kind";
CREATE TYPE "public"."kind" AS ENUM ('a', 'b', 'c');
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.kind: ACCESS EXCLUSIVE while every row is rewritten. Safer: add a column, backfill in batches, swap names
ALTER TABLE "public"."sample" ALTER COLUMN "kind" TYPE "public"."kind" USING "kind"::text::"public"."kind";
DROP TYPE "public"."autogen_old_kind";

-- createExcludeConstraint
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on exclusion public.sample.sample_apart: fails if two rows exclude each other. Safer: check the rows before you deploy
-- hazard blocks-reads on exclusion public.sample.sample_apart: ACCESS EXCLUSIVE while an index is built from every row. Safer: run it off-peak; Postgres cannot build it CONCURRENTLY
ALTER TABLE "public"."sample" ADD CONSTRAINT "sample_apart" EXCLUDE USING hash (kind WITH =);

-- createExcludeConstraint
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on exclusion public.sample.sample_excluded: fails if two rows exclude each other. Safer: check the rows before you deploy
-- hazard blocks-reads on exclusion public.sample.sample_excluded: ACCESS EXCLUSIVE while an index is built from every row. Safer: run it off-peak; Postgres cannot build it CONCURRENTLY
ALTER TABLE "public"."sample" ADD CONSTRAINT "sample_excluded" EXCLUDE USING btree (kind WITH =) WHERE ((kind = 'c'::public.kind));

-- Online: the same

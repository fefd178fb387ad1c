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
-- hazard rewrites-table on column public.sample.kind: the values of a new type are stored in every row. Safer: add a column of the new type, fill it in batches, and let it take the name over
ALTER TABLE "public"."sample" ALTER COLUMN "kind" TYPE "public"."kind" USING "kind"::text::"public"."kind";
DROP TYPE "public"."autogen_old_kind";

-- createExcludeConstraint
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on exclusion public.sample.sample_apart: rows that exclude one another make it fail. Safer: look for such rows before you deploy
-- hazard blocks-reads on exclusion public.sample.sample_apart: an index is built from every row, and nobody can read or write the table meanwhile. Safer: there is no way to build it concurrently: choose a quiet hour
ALTER TABLE "public"."sample" ADD CONSTRAINT "sample_apart" EXCLUDE USING hash ("kind" WITH =);

-- createExcludeConstraint
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on exclusion public.sample.sample_excluded: rows that exclude one another make it fail. Safer: look for such rows before you deploy
-- hazard blocks-reads on exclusion public.sample.sample_excluded: an index is built from every row, and nobody can read or write the table meanwhile. Safer: there is no way to build it concurrently: choose a quiet hour
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
-- hazard rewrites-table on column public.sample.kind: the values of a new type are stored in every row. Safer: add a column of the new type, fill it in batches, and let it take the name over
ALTER TABLE "public"."sample" ALTER COLUMN "kind" TYPE "public"."kind" USING "kind"::text::"public"."kind";
DROP TYPE "public"."autogen_old_kind";

-- createExcludeConstraint
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on exclusion public.sample.sample_apart: rows that exclude one another make it fail. Safer: look for such rows before you deploy
-- hazard blocks-reads on exclusion public.sample.sample_apart: an index is built from every row, and nobody can read or write the table meanwhile. Safer: there is no way to build it concurrently: choose a quiet hour
ALTER TABLE "public"."sample" ADD CONSTRAINT "sample_apart" EXCLUDE USING hash (kind WITH =);

-- createExcludeConstraint
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on exclusion public.sample.sample_excluded: rows that exclude one another make it fail. Safer: look for such rows before you deploy
-- hazard blocks-reads on exclusion public.sample.sample_excluded: an index is built from every row, and nobody can read or write the table meanwhile. Safer: there is no way to build it concurrently: choose a quiet hour
ALTER TABLE "public"."sample" ADD CONSTRAINT "sample_excluded" EXCLUDE USING btree (kind WITH =) WHERE ((kind = 'c'::public.kind));

-- Online: the same

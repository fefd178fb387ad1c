-- a value goes, under an exclusion

-- Up

-- requireValues inSchema("public", "sample"), "kind", ["a", "c"]
-- hazard scans-table on table public.sample: every row is read before anything is changed; others can read and write meanwhile. Safer: choose a quiet hour, or ask before you deploy and say `preconditions: false`
DO …;

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "sample_apart";

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "sample_excluded";

-- alterEnum
ALTER TYPE "public"."kind" RENAME TO "autogen_old_kind";
CREATE TYPE "public"."kind" AS ENUM ('a', 'c');
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.kind: the values of a new type are stored in every row. Safer: leave the values in the type, change their rows in batches, and forbid them by a check
-- hazard may-fail-on-data on column public.sample.kind: a row with a value that the type no longer has makes it fail. Safer: say what such rows get: --map 'public.kind.b:<value that stays>'
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

-- addEnumValue
ALTER TYPE "public"."kind" ADD VALUE 'b' BEFORE 'c';

-- Online: the same

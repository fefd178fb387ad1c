-- a value comes in the middle, under an exclusion

-- Up

-- addEnumValue
ALTER TYPE "public"."kind" ADD VALUE 'b' BEFORE 'c';

-- Down

-- requireValues inSchema("public", "sample"), "kind", ["a", "c"]
-- hazard scans-table on table public.sample: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
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
-- hazard rewrites-table on column public.sample.kind: ACCESS EXCLUSIVE while every row is rewritten. Safer: leave the values in the type, update their rows in batches, and forbid them by a CHECK
-- hazard may-fail-on-data on column public.sample.kind: fails if a row has a removed value. Safer: map these rows: --map 'public.kind.b:<value that stays>'
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

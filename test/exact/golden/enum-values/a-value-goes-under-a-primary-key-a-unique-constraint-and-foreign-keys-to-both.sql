-- a value goes, under a primary key, a unique constraint and foreign keys to both

-- Up

-- requireValues inSchema("public", "sample"), "kind", ["a", "c"]
-- hazard scans-table on table public.sample: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- requireValues inSchema("public", "target"), "kind", ["a", "c"]
-- hazard scans-table on table public.target: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- requireValues inSchema("public", "target"), "other", ["a", "c"]
-- hazard scans-table on table public.target: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "FK_c6acff923ba88a0e051724eb705";

-- alterEnum
ALTER TYPE "public"."kind" RENAME TO "autogen_old_kind";
CREATE TYPE "public"."kind" AS ENUM ('a', 'c');
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.kind: ACCESS EXCLUSIVE while every row is rewritten. Safer: leave the values in the type, update their rows in batches, and forbid them by a CHECK
-- hazard may-fail-on-data on column public.sample.kind: fails if a row has a removed value. Safer: map these rows: --map 'public.kind.b:<value that stays>'
ALTER TABLE "public"."sample" ALTER COLUMN "kind" TYPE "public"."kind" USING "kind"::text::"public"."kind";
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.target.kind: ACCESS EXCLUSIVE while every row is rewritten. Safer: leave the values in the type, update their rows in batches, and forbid them by a CHECK
-- hazard may-fail-on-data on column public.target.kind: fails if a row has a removed value. Safer: map these rows: --map 'public.kind.b:<value that stays>'
ALTER TABLE "public"."target" ALTER COLUMN "kind" TYPE "public"."kind" USING "kind"::text::"public"."kind";
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.target.other: ACCESS EXCLUSIVE while every row is rewritten. Safer: leave the values in the type, update their rows in batches, and forbid them by a CHECK
-- hazard may-fail-on-data on column public.target.other: fails if a row has a removed value. Safer: map these rows: --map 'public.kind.b:<value that stays>'
ALTER TABLE "public"."target" ALTER COLUMN "other" TYPE "public"."kind" USING "other"::text::"public"."kind";
DROP TYPE "public"."autogen_old_kind";

-- createForeignKey
-- lock SHARE ROW EXCLUSIVE
-- hazard may-fail-on-data on foreign-key public.sample."FK_c6acff923ba88a0e051724eb705": fails if a row has no match in the referenced table. Safer: check the rows before you deploy
-- hazard blocks-reads on foreign-key public.sample."FK_c6acff923ba88a0e051724eb705": ACCESS EXCLUSIVE while every row is looked up (locked by an earlier statement). Safer: add it NOT VALID and validate it afterwards; `online` does
ALTER TABLE "public"."sample" ADD CONSTRAINT "FK_c6acff923ba88a0e051724eb705" FOREIGN KEY ("kind") REFERENCES "public"."target" ("kind") ON DELETE CASCADE;

-- Down

-- addEnumValue
ALTER TYPE "public"."kind" ADD VALUE 'b' BEFORE 'c';

-- Online: the same

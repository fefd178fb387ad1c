-- a value comes in the middle, under a check

-- Up

-- addEnumValue
ALTER TYPE "public"."kind" ADD VALUE 'b' BEFORE 'c';

-- Down

-- requireValues inSchema("public", "sample"), "kind", ["a", "c"]
-- hazard scans-table on table public.sample: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "sample_check";

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "sample_listed";

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "sample_order";

-- alterEnum
ALTER TYPE "public"."kind" RENAME TO "autogen_old_kind";
CREATE TYPE "public"."kind" AS ENUM ('a', 'c');
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.kind: ACCESS EXCLUSIVE while every row is rewritten. Safer: leave the values in the type, update their rows in batches, and forbid them by a CHECK
-- hazard may-fail-on-data on column public.sample.kind: fails if a row has a removed value. Safer: map these rows: --map 'public.kind.b:<value that stays>'
ALTER TABLE "public"."sample" ALTER COLUMN "kind" TYPE "public"."kind" USING "kind"::text::"public"."kind";
DROP TYPE "public"."autogen_old_kind";

-- batchAlterTable
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on check public.sample.sample_check: fails if a row violates the condition. Safer: check the rows before you deploy
-- hazard blocks-reads on check public.sample.sample_check: ACCESS EXCLUSIVE while every row is checked. Safer: add it NOT VALID and validate it afterwards; `online` does
-- hazard may-fail-on-data on check public.sample.sample_listed: fails if a row violates the condition. Safer: check the rows before you deploy
-- hazard blocks-reads on check public.sample.sample_listed: ACCESS EXCLUSIVE while every row is checked. Safer: add it NOT VALID and validate it afterwards; `online` does
-- hazard may-fail-on-data on check public.sample.sample_order: fails if a row violates the condition. Safer: check the rows before you deploy
-- hazard blocks-reads on check public.sample.sample_order: ACCESS EXCLUSIVE while every row is checked. Safer: add it NOT VALID and validate it afterwards; `online` does
ALTER TABLE "public"."sample" ADD CONSTRAINT "sample_check" CHECK (((kind <> 'a'::public.kind) OR (id < 100))), ADD CONSTRAINT "sample_listed" CHECK ((kind = ANY (ARRAY['a'::public.kind, 'c'::public.kind]))), ADD CONSTRAINT "sample_order" CHECK (((kind IS NULL) OR (kind = ANY (enum_range(NULL::public.kind)))));

-- Online: the same

-- a value comes in the middle, under a check

-- Up

-- addEnumValue
ALTER TYPE "public"."kind" ADD VALUE 'b' BEFORE 'c';

-- Down

-- requireValues inSchema("public", "sample"), "kind", ["a", "c"]
-- hazard scans-table on table public.sample: every row is read before anything is changed; others can read and write meanwhile. Safer: choose a quiet hour, or ask before you deploy and say `preconditions: false`
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
-- hazard rewrites-table on column public.sample.kind: the values of a new type are stored in every row. Safer: leave the values in the type, change their rows in batches, and forbid them by a check
-- hazard may-fail-on-data on column public.sample.kind: a row with a value that the type no longer has makes it fail. Safer: say what such rows get: --map 'public.kind.b:<value that stays>'
ALTER TABLE "public"."sample" ALTER COLUMN "kind" TYPE "public"."kind" USING "kind"::text::"public"."kind";
DROP TYPE "public"."autogen_old_kind";

-- batchAlterTable
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on check public.sample.sample_check: rows that break the condition make it fail. Safer: look for such rows before you deploy
-- hazard blocks-reads on check public.sample.sample_check: every row is checked, and nobody can read or write the table meanwhile. Safer: add it as NOT VALID and validate it afterwards, which `online` does
-- hazard may-fail-on-data on check public.sample.sample_listed: rows that break the condition make it fail. Safer: look for such rows before you deploy
-- hazard blocks-reads on check public.sample.sample_listed: every row is checked, and nobody can read or write the table meanwhile. Safer: add it as NOT VALID and validate it afterwards, which `online` does
-- hazard may-fail-on-data on check public.sample.sample_order: rows that break the condition make it fail. Safer: look for such rows before you deploy
-- hazard blocks-reads on check public.sample.sample_order: every row is checked, and nobody can read or write the table meanwhile. Safer: add it as NOT VALID and validate it afterwards, which `online` does
ALTER TABLE "public"."sample" ADD CONSTRAINT "sample_check" CHECK (((kind <> 'a'::public.kind) OR (id < 100))), ADD CONSTRAINT "sample_listed" CHECK ((kind = ANY (ARRAY['a'::public.kind, 'c'::public.kind]))), ADD CONSTRAINT "sample_order" CHECK (((kind IS NULL) OR (kind = ANY (enum_range(NULL::public.kind)))));

-- Online: the same

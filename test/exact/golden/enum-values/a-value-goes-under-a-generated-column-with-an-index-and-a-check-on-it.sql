-- a value goes, under a generated column, with an index and a check on it

-- Up

-- requireValues inSchema("public", "sample"), "kind", ["a", "c"]
-- hazard scans-table on table public.sample: every row is read before anything is changed; others can read and write meanwhile. Safer: choose a quiet hour, or ask before you deploy and say `preconditions: false`
DO …;

-- requireValues inSchema("public", "sample"), "same", ["a", "c"]
-- hazard scans-table on table public.sample: every row is read before anything is changed; others can read and write meanwhile. Safer: choose a quiet hour, or ask before you deploy and say `preconditions: false`
DO …;

-- dropIndex
-- lock ACCESS EXCLUSIVE
DROP INDEX "public"."sample_low";

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "sample_check";

-- dropColumn inSchema("public", "sample"), "low", { generated: true }
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP COLUMN "low";
-- TypeORM's own record
DO …;

-- dropColumn inSchema("public", "sample"), "same", { generated: true }
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP COLUMN "same";
-- TypeORM's own record
DO …;

-- alterEnum
ALTER TYPE "public"."kind" RENAME TO "autogen_old_kind";
CREATE TYPE "public"."kind" AS ENUM ('a', 'c');
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.kind: the values of a new type are stored in every row. Safer: leave the values in the type, change their rows in batches, and forbid them by a check
-- hazard may-fail-on-data on column public.sample.kind: a row with a value that the type no longer has makes it fail. Safer: say what such rows get: --map 'public.kind.b:<value that stays>'
ALTER TABLE "public"."sample" ALTER COLUMN "kind" TYPE "public"."kind" USING "kind"::text::"public"."kind";
DROP TYPE "public"."autogen_old_kind";

-- batchAlterTable inSchema("public", "sample"), [addColumn(column("low", boolean(), { generatedAs: "\"kind\" = 'a'" })), addColumn(column("same", enumType(inSchema("public", "kind")), { generatedAs: "\"kind\"" })), addCheck("sample_check", "\"low\" OR \"id\" > 0")]
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.low: every row gets its own value, so the whole table is written again under an exclusive lock. Safer: add the column without a default, set the default, then fill the rows that are there in batches
-- hazard rewrites-table on column public.sample.same: every row gets its own value, so the whole table is written again under an exclusive lock. Safer: add the column without a default, set the default, then fill the rows that are there in batches
-- hazard may-fail-on-data on check public.sample.sample_check: rows that break the condition make it fail. Safer: look for such rows before you deploy
-- hazard blocks-reads on check public.sample.sample_check: every row is checked, and nobody can read or write the table meanwhile. Safer: add it as NOT VALID and validate it afterwards, which `online` does
ALTER TABLE "public"."sample" ADD COLUMN "low" boolean GENERATED ALWAYS AS ("kind" = 'a') STORED, ADD COLUMN "same" "public"."kind" GENERATED ALWAYS AS ("kind") STORED, ADD CONSTRAINT "sample_check" CHECK ("low" OR "id" > 0);
-- TypeORM's own record
DO …;
-- TypeORM's own record
DO …;

-- createIndex
-- lock SHARE
-- hazard blocks-reads on index public.sample.sample_low: the index is built from every row, and nobody can read or write the table meanwhile: a statement before it has locked it. Safer: build it concurrently, outside a transaction
CREATE INDEX "sample_low" ON "public"."sample" ("low", "same");

-- Down

-- addEnumValue
ALTER TYPE "public"."kind" ADD VALUE 'b' BEFORE 'c';

-- Online: the same

-- a value comes in the middle, under comments on all that is made anew

-- Up

-- addEnumValue
ALTER TYPE "public"."kind" ADD VALUE 'b' BEFORE 'c';

-- Down

-- requireValues inSchema("public", "sample"), "first", ["a", "c"]
-- hazard scans-table on table public.sample: every row is read before anything is changed; others can read and write meanwhile. Safer: choose a quiet hour, or ask before you deploy and say `preconditions: false`
DO …;

-- requireValues inSchema("public", "sample"), "kind", ["a", "c"]
-- hazard scans-table on table public.sample: every row is read before anything is changed; others can read and write meanwhile. Safer: choose a quiet hour, or ask before you deploy and say `preconditions: false`
DO …;

-- dropIndex
-- lock ACCESS EXCLUSIVE
DROP INDEX "public"."sample_partial";

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "first" DROP DEFAULT;

-- dropColumn inSchema("public", "sample"), "low", { generated: true }
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP COLUMN "low";
-- TypeORM's own record
DO …;

-- alterEnum
ALTER TYPE "public"."kind" RENAME TO "autogen_old_kind";
CREATE TYPE "public"."kind" AS ENUM ('a', 'c');
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.first: the values of a new type are stored in every row. Safer: leave the values in the type, change their rows in batches, and forbid them by a check
-- hazard may-fail-on-data on column public.sample.first: a row with a value that the type no longer has makes it fail. Safer: say what such rows get: --map 'public.kind.b:<value that stays>'
ALTER TABLE "public"."sample" ALTER COLUMN "first" TYPE "public"."kind" USING "first"::text::"public"."kind";
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.kind: the values of a new type are stored in every row. Safer: leave the values in the type, change their rows in batches, and forbid them by a check
-- hazard may-fail-on-data on column public.sample.kind: a row with a value that the type no longer has makes it fail. Safer: say what such rows get: --map 'public.kind.b:<value that stays>'
ALTER TABLE "public"."sample" ALTER COLUMN "kind" TYPE "public"."kind" USING "kind"::text::"public"."kind";
DROP TYPE "public"."autogen_old_kind";

-- addColumn inSchema("public", "sample"), column("low", boolean(), { generatedAs: "(kind = 'a'::public.kind)", comment: "low's" })
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.low: every row gets its own value, so the whole table is written again under an exclusive lock. Safer: add the column without a default, set the default, then fill the rows that are there in batches
ALTER TABLE "public"."sample" ADD COLUMN "low" boolean GENERATED ALWAYS AS ((kind = 'a'::public.kind)) STORED;
-- TypeORM's own record
DO …;
-- lock SHARE UPDATE EXCLUSIVE
COMMENT ON COLUMN "public"."sample"."low" IS 'low''s';

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "first" SET DEFAULT 'c';

-- createIndex
-- lock SHARE
-- hazard blocks-reads on index public.sample.sample_partial: the index is built from every row, and nobody can read or write the table meanwhile: a statement before it has locked it. Safer: build it concurrently, outside a transaction
CREATE INDEX "sample_partial" ON "public"."sample" ("id") WHERE (kind = 'c'::public.kind);

-- Online: the same

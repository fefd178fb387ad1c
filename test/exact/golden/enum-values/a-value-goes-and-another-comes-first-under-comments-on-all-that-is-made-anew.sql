-- a value goes and another comes first, under comments on all that is made anew

-- Up

-- requireValues inSchema("public", "sample"), "first", ["x", "a", "c"]
-- hazard scans-table on table public.sample: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- requireValues inSchema("public", "sample"), "kind", ["x", "a", "c"]
-- hazard scans-table on table public.sample: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
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
CREATE TYPE "public"."kind" AS ENUM ('x', 'a', 'c');
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.first: ACCESS EXCLUSIVE while every row is rewritten. Safer: leave the values in the type, update their rows in batches, and forbid them by a CHECK
-- hazard may-fail-on-data on column public.sample.first: fails if a row has a removed value. Safer: map these rows: --map 'public.kind.b:<value that stays>'
ALTER TABLE "public"."sample" ALTER COLUMN "first" TYPE "public"."kind" USING "first"::text::"public"."kind";
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.kind: ACCESS EXCLUSIVE while every row is rewritten. Safer: leave the values in the type, update their rows in batches, and forbid them by a CHECK
-- hazard may-fail-on-data on column public.sample.kind: fails if a row has a removed value. Safer: map these rows: --map 'public.kind.b:<value that stays>'
ALTER TABLE "public"."sample" ALTER COLUMN "kind" TYPE "public"."kind" USING "kind"::text::"public"."kind";
DROP TYPE "public"."autogen_old_kind";

-- addColumn inSchema("public", "sample"), column("low", boolean(), { generatedAs: "\"kind\" = 'a'", comment: "low's" })
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.low: ACCESS EXCLUSIVE while every row is rewritten, each with a value of its own. Safer: add the column without a default, set the default, backfill in batches
ALTER TABLE "public"."sample" ADD COLUMN "low" boolean GENERATED ALWAYS AS ("kind" = 'a') STORED;
-- TypeORM's own record
DO …;
-- lock SHARE UPDATE EXCLUSIVE
COMMENT ON COLUMN "public"."sample"."low" IS 'low''s';

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "first" SET DEFAULT 'c';

-- createIndex
-- lock SHARE
-- hazard blocks-reads on index public.sample.sample_partial: ACCESS EXCLUSIVE while the index is built from every row (locked by an earlier statement). Safer: build it CONCURRENTLY, outside a transaction
CREATE INDEX "sample_partial" ON "public"."sample" ("id") WHERE "kind" = 'c';

-- Down

-- requireValues inSchema("public", "sample"), "first", ["a", "b", "c"]
-- hazard scans-table on table public.sample: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- requireValues inSchema("public", "sample"), "kind", ["a", "b", "c"]
-- hazard scans-table on table public.sample: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
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
CREATE TYPE "public"."kind" AS ENUM ('a', 'b', 'c');
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.first: ACCESS EXCLUSIVE while every row is rewritten. Safer: leave the values in the type, update their rows in batches, and forbid them by a CHECK
-- hazard may-fail-on-data on column public.sample.first: fails if a row has a removed value. Safer: map these rows: --map 'public.kind.x:<value that stays>'
ALTER TABLE "public"."sample" ALTER COLUMN "first" TYPE "public"."kind" USING "first"::text::"public"."kind";
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.kind: ACCESS EXCLUSIVE while every row is rewritten. Safer: leave the values in the type, update their rows in batches, and forbid them by a CHECK
-- hazard may-fail-on-data on column public.sample.kind: fails if a row has a removed value. Safer: map these rows: --map 'public.kind.x:<value that stays>'
ALTER TABLE "public"."sample" ALTER COLUMN "kind" TYPE "public"."kind" USING "kind"::text::"public"."kind";
DROP TYPE "public"."autogen_old_kind";

-- addColumn inSchema("public", "sample"), column("low", boolean(), { generatedAs: "(kind = 'a'::public.kind)", comment: "low's" })
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.low: ACCESS EXCLUSIVE while every row is rewritten, each with a value of its own. Safer: add the column without a default, set the default, backfill in batches
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
-- hazard blocks-reads on index public.sample.sample_partial: ACCESS EXCLUSIVE while the index is built from every row (locked by an earlier statement). Safer: build it CONCURRENTLY, outside a transaction
CREATE INDEX "sample_partial" ON "public"."sample" ("id") WHERE (kind = 'c'::public.kind);

-- Online: the same

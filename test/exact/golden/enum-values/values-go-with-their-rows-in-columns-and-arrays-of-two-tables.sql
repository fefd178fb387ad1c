-- values go with their rows, in columns and arrays of two tables

-- Up

-- dropIndex
-- lock ACCESS EXCLUSIVE
DROP INDEX "public"."sample_first";

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."other" ALTER COLUMN "kind" DROP DEFAULT;

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "many" DROP DEFAULT;

-- dropColumn inSchema("public", "sample"), "low", { generated: true }
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP COLUMN "low";
-- TypeORM's own record
DO …;

-- alterEnum
ALTER TYPE "public"."kind" RENAME TO "autogen_old_kind";
CREATE TYPE "public"."kind" AS ENUM ('new', 'c', 'a');
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.other.kind: ACCESS EXCLUSIVE while every row is rewritten. Safer: leave the values in the type, update their rows in batches, and forbid them by a CHECK
-- hazard not-reversible on column public.other.kind: "d" becomes "a"; rows with the old value cannot be identified afterwards. Safer: keep a copy of the old values
-- hazard may-fail-on-data on column public.other.kind: fails if merged values violate a unique index. Safer: check the rows before you deploy
ALTER TABLE "public"."other" ALTER COLUMN "kind" TYPE "public"."kind" USING CASE "kind"::text WHEN 'it''s' THEN 'new' WHEN 'd' THEN 'a' ELSE "kind"::text END::"public"."kind";
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.kind: ACCESS EXCLUSIVE while every row is rewritten. Safer: leave the values in the type, update their rows in batches, and forbid them by a CHECK
-- hazard not-reversible on column public.sample.kind: "d" becomes "a"; rows with the old value cannot be identified afterwards. Safer: keep a copy of the old values
-- hazard may-fail-on-data on column public.sample.kind: fails if merged values violate a unique index. Safer: check the rows before you deploy
ALTER TABLE "public"."sample" ALTER COLUMN "kind" TYPE "public"."kind" USING CASE "kind"::text WHEN 'it''s' THEN 'new' WHEN 'd' THEN 'a' ELSE "kind"::text END::"public"."kind";
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.many: ACCESS EXCLUSIVE while every row is rewritten. Safer: leave the values in the type, update their rows in batches, and forbid them by a CHECK
-- hazard not-reversible on column public.sample.many: "d" becomes "a"; rows with the old value cannot be identified afterwards. Safer: keep a copy of the old values
-- hazard may-fail-on-data on column public.sample.many: fails if merged values violate a unique index. Safer: check the rows before you deploy
ALTER TABLE "public"."sample" ALTER COLUMN "many" TYPE "public"."kind"[] USING pg_catalog.array_replace(pg_catalog.array_replace("many"::text[], 'it''s', 'new'), 'd', 'a')::"public"."kind"[];
DROP TYPE "public"."autogen_old_kind";

-- addColumn inSchema("public", "sample"), column("low", boolean(), { generatedAs: "\"kind\" = 'a'" })
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.low: ACCESS EXCLUSIVE while every row is rewritten, each with a value of its own. Safer: add the column without a default, set the default, backfill in batches
ALTER TABLE "public"."sample" ADD COLUMN "low" boolean GENERATED ALWAYS AS ("kind" = 'a') STORED;
-- TypeORM's own record
DO …;

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."other" ALTER COLUMN "kind" SET DEFAULT 'new';

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "many" SET DEFAULT '{new}'::public.kind[];

-- createIndex
-- lock SHARE
-- hazard blocks-reads on index public.sample.sample_first: ACCESS EXCLUSIVE while the index is built from every row (locked by an earlier statement). Safer: build it CONCURRENTLY, outside a transaction
CREATE INDEX "sample_first" ON "public"."sample" ("id") WHERE "kind" = 'new';

-- Down

-- dropIndex
-- lock ACCESS EXCLUSIVE
DROP INDEX "public"."sample_first";

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."other" ALTER COLUMN "kind" DROP DEFAULT;

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "many" DROP DEFAULT;

-- dropColumn inSchema("public", "sample"), "low", { generated: true }
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP COLUMN "low";
-- TypeORM's own record
DO …;

-- alterEnum
ALTER TYPE "public"."kind" RENAME TO "autogen_old_kind";
CREATE TYPE "public"."kind" AS ENUM ('a', 'it''s', 'c', 'd');
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.other.kind: ACCESS EXCLUSIVE while every row is rewritten. Safer: leave the values in the type, update their rows in batches, and forbid them by a CHECK
ALTER TABLE "public"."other" ALTER COLUMN "kind" TYPE "public"."kind" USING CASE "kind"::text WHEN 'new' THEN 'it''s' ELSE "kind"::text END::"public"."kind";
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.kind: ACCESS EXCLUSIVE while every row is rewritten. Safer: leave the values in the type, update their rows in batches, and forbid them by a CHECK
ALTER TABLE "public"."sample" ALTER COLUMN "kind" TYPE "public"."kind" USING CASE "kind"::text WHEN 'new' THEN 'it''s' ELSE "kind"::text END::"public"."kind";
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.many: ACCESS EXCLUSIVE while every row is rewritten. Safer: leave the values in the type, update their rows in batches, and forbid them by a CHECK
ALTER TABLE "public"."sample" ALTER COLUMN "many" TYPE "public"."kind"[] USING pg_catalog.array_replace("many"::text[], 'new', 'it''s')::"public"."kind"[];
DROP TYPE "public"."autogen_old_kind";

-- addColumn inSchema("public", "sample"), column("low", boolean(), { generatedAs: "(kind = 'a'::public.kind)" })
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.low: ACCESS EXCLUSIVE while every row is rewritten, each with a value of its own. Safer: add the column without a default, set the default, backfill in batches
ALTER TABLE "public"."sample" ADD COLUMN "low" boolean GENERATED ALWAYS AS ((kind = 'a'::public.kind)) STORED;
-- TypeORM's own record
DO …;

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."other" ALTER COLUMN "kind" SET DEFAULT 'it''s';

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "many" SET DEFAULT '{it''s}';

-- createIndex
-- lock SHARE
-- hazard blocks-reads on index public.sample.sample_first: ACCESS EXCLUSIVE while the index is built from every row (locked by an earlier statement). Safer: build it CONCURRENTLY, outside a transaction
CREATE INDEX "sample_first" ON "public"."sample" ("id") WHERE (kind = 'it''s'::public.kind);

-- == Online ==

-- Up, step 1 of 2

-- dropIndex
-- lock ACCESS EXCLUSIVE
DROP INDEX "public"."sample_first";

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."other" ALTER COLUMN "kind" DROP DEFAULT;

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "many" DROP DEFAULT;

-- dropColumn inSchema("public", "sample"), "low", { generated: true }
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP COLUMN "low";
-- TypeORM's own record
DO …;

-- alterEnum
ALTER TYPE "public"."kind" RENAME TO "autogen_old_kind";
CREATE TYPE "public"."kind" AS ENUM ('new', 'c', 'a');
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.other.kind: ACCESS EXCLUSIVE while every row is rewritten. Safer: leave the values in the type, update their rows in batches, and forbid them by a CHECK
-- hazard not-reversible on column public.other.kind: "d" becomes "a"; rows with the old value cannot be identified afterwards. Safer: keep a copy of the old values
-- hazard may-fail-on-data on column public.other.kind: fails if merged values violate a unique index. Safer: check the rows before you deploy
ALTER TABLE "public"."other" ALTER COLUMN "kind" TYPE "public"."kind" USING CASE "kind"::text WHEN 'it''s' THEN 'new' WHEN 'd' THEN 'a' ELSE "kind"::text END::"public"."kind";
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.kind: ACCESS EXCLUSIVE while every row is rewritten. Safer: leave the values in the type, update their rows in batches, and forbid them by a CHECK
-- hazard not-reversible on column public.sample.kind: "d" becomes "a"; rows with the old value cannot be identified afterwards. Safer: keep a copy of the old values
-- hazard may-fail-on-data on column public.sample.kind: fails if merged values violate a unique index. Safer: check the rows before you deploy
ALTER TABLE "public"."sample" ALTER COLUMN "kind" TYPE "public"."kind" USING CASE "kind"::text WHEN 'it''s' THEN 'new' WHEN 'd' THEN 'a' ELSE "kind"::text END::"public"."kind";
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.many: ACCESS EXCLUSIVE while every row is rewritten. Safer: leave the values in the type, update their rows in batches, and forbid them by a CHECK
-- hazard not-reversible on column public.sample.many: "d" becomes "a"; rows with the old value cannot be identified afterwards. Safer: keep a copy of the old values
-- hazard may-fail-on-data on column public.sample.many: fails if merged values violate a unique index. Safer: check the rows before you deploy
ALTER TABLE "public"."sample" ALTER COLUMN "many" TYPE "public"."kind"[] USING pg_catalog.array_replace(pg_catalog.array_replace("many"::text[], 'it''s', 'new'), 'd', 'a')::"public"."kind"[];
DROP TYPE "public"."autogen_old_kind";

-- addColumn inSchema("public", "sample"), column("low", boolean(), { generatedAs: "\"kind\" = 'a'" })
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.low: ACCESS EXCLUSIVE while every row is rewritten, each with a value of its own. Safer: add the column without a default, set the default, backfill in batches
ALTER TABLE "public"."sample" ADD COLUMN "low" boolean GENERATED ALWAYS AS ("kind" = 'a') STORED;
-- TypeORM's own record
DO …;

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."other" ALTER COLUMN "kind" SET DEFAULT 'new';

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "many" SET DEFAULT '{new}'::public.kind[];

-- Up, step 2 of 2

-- createIndex
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
DROP INDEX CONCURRENTLY IF EXISTS "public"."sample_first";
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
-- hazard scans-table on index public.sample.sample_first: the index is built from every row; reads and writes continue. Safer: end long transactions first; the build waits for them
CREATE INDEX CONCURRENTLY "sample_first" ON "public"."sample" ("id") WHERE "kind" = 'new';

-- Down, step 2 of 2

-- dropIndex
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
DROP INDEX CONCURRENTLY IF EXISTS "public"."sample_first";

-- Down, step 1 of 2

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."other" ALTER COLUMN "kind" DROP DEFAULT;

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "many" DROP DEFAULT;

-- dropColumn inSchema("public", "sample"), "low", { generated: true }
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP COLUMN "low";
-- TypeORM's own record
DO …;

-- alterEnum
ALTER TYPE "public"."kind" RENAME TO "autogen_old_kind";
CREATE TYPE "public"."kind" AS ENUM ('a', 'it''s', 'c', 'd');
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.other.kind: ACCESS EXCLUSIVE while every row is rewritten. Safer: leave the values in the type, update their rows in batches, and forbid them by a CHECK
ALTER TABLE "public"."other" ALTER COLUMN "kind" TYPE "public"."kind" USING CASE "kind"::text WHEN 'new' THEN 'it''s' ELSE "kind"::text END::"public"."kind";
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.kind: ACCESS EXCLUSIVE while every row is rewritten. Safer: leave the values in the type, update their rows in batches, and forbid them by a CHECK
ALTER TABLE "public"."sample" ALTER COLUMN "kind" TYPE "public"."kind" USING CASE "kind"::text WHEN 'new' THEN 'it''s' ELSE "kind"::text END::"public"."kind";
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.many: ACCESS EXCLUSIVE while every row is rewritten. Safer: leave the values in the type, update their rows in batches, and forbid them by a CHECK
ALTER TABLE "public"."sample" ALTER COLUMN "many" TYPE "public"."kind"[] USING pg_catalog.array_replace("many"::text[], 'new', 'it''s')::"public"."kind"[];
DROP TYPE "public"."autogen_old_kind";

-- addColumn inSchema("public", "sample"), column("low", boolean(), { generatedAs: "(kind = 'a'::public.kind)" })
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.low: ACCESS EXCLUSIVE while every row is rewritten, each with a value of its own. Safer: add the column without a default, set the default, backfill in batches
ALTER TABLE "public"."sample" ADD COLUMN "low" boolean GENERATED ALWAYS AS ((kind = 'a'::public.kind)) STORED;
-- TypeORM's own record
DO …;

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."other" ALTER COLUMN "kind" SET DEFAULT 'it''s';

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "many" SET DEFAULT '{it''s}';

-- createIndex
-- lock SHARE
-- hazard blocks-reads on index public.sample.sample_first: ACCESS EXCLUSIVE while the index is built from every row (locked by an earlier statement). Safer: build it CONCURRENTLY, outside a transaction
CREATE INDEX "sample_first" ON "public"."sample" ("id") WHERE (kind = 'it''s'::public.kind);

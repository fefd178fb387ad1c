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
-- hazard rewrites-table on column public.other.kind: the values of a new type are stored in every row. Safer: leave the values in the type, change their rows in batches, and forbid them by a check
-- hazard not-reversible on column public.other.kind: "d" becomes "a": which rows had the old value is kept nowhere, so the way back restores the type and not the rows. Safer: keep a copy of the old values if they may be wanted back
-- hazard may-fail-on-data on column public.other.kind: where two values become one, what must be unique may be so no longer. Safer: look for such rows before you deploy
ALTER TABLE "public"."other" ALTER COLUMN "kind" TYPE "public"."kind" USING CASE "kind"::text WHEN 'it''s' THEN 'new' WHEN 'd' THEN 'a' ELSE "kind"::text END::"public"."kind";
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.kind: the values of a new type are stored in every row. Safer: leave the values in the type, change their rows in batches, and forbid them by a check
-- hazard not-reversible on column public.sample.kind: "d" becomes "a": which rows had the old value is kept nowhere, so the way back restores the type and not the rows. Safer: keep a copy of the old values if they may be wanted back
-- hazard may-fail-on-data on column public.sample.kind: where two values become one, what must be unique may be so no longer. Safer: look for such rows before you deploy
ALTER TABLE "public"."sample" ALTER COLUMN "kind" TYPE "public"."kind" USING CASE "kind"::text WHEN 'it''s' THEN 'new' WHEN 'd' THEN 'a' ELSE "kind"::text END::"public"."kind";
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.many: the values of a new type are stored in every row. Safer: leave the values in the type, change their rows in batches, and forbid them by a check
-- hazard not-reversible on column public.sample.many: "d" becomes "a": which rows had the old value is kept nowhere, so the way back restores the type and not the rows. Safer: keep a copy of the old values if they may be wanted back
-- hazard may-fail-on-data on column public.sample.many: where two values become one, what must be unique may be so no longer. Safer: look for such rows before you deploy
ALTER TABLE "public"."sample" ALTER COLUMN "many" TYPE "public"."kind"[] USING pg_catalog.array_replace(pg_catalog.array_replace("many"::text[], 'it''s', 'new'), 'd', 'a')::"public"."kind"[];
DROP TYPE "public"."autogen_old_kind";

-- addColumn inSchema("public", "sample"), column("low", boolean(), { generatedAs: "\"kind\" = 'a'" })
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.low: every row gets its own value, so the whole table is written again under an exclusive lock. Safer: add the column without a default, set the default, then fill the rows that are there in batches
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
-- hazard blocks-reads on index public.sample.sample_first: the index is built from every row, and nobody can read or write the table meanwhile: a statement before it has locked it. Safer: build it concurrently, outside a transaction
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
-- hazard rewrites-table on column public.other.kind: the values of a new type are stored in every row. Safer: leave the values in the type, change their rows in batches, and forbid them by a check
ALTER TABLE "public"."other" ALTER COLUMN "kind" TYPE "public"."kind" USING CASE "kind"::text WHEN 'new' THEN 'it''s' ELSE "kind"::text END::"public"."kind";
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.kind: the values of a new type are stored in every row. Safer: leave the values in the type, change their rows in batches, and forbid them by a check
ALTER TABLE "public"."sample" ALTER COLUMN "kind" TYPE "public"."kind" USING CASE "kind"::text WHEN 'new' THEN 'it''s' ELSE "kind"::text END::"public"."kind";
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.many: the values of a new type are stored in every row. Safer: leave the values in the type, change their rows in batches, and forbid them by a check
ALTER TABLE "public"."sample" ALTER COLUMN "many" TYPE "public"."kind"[] USING pg_catalog.array_replace("many"::text[], 'new', 'it''s')::"public"."kind"[];
DROP TYPE "public"."autogen_old_kind";

-- addColumn inSchema("public", "sample"), column("low", boolean(), { generatedAs: "(kind = 'a'::public.kind)" })
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.low: every row gets its own value, so the whole table is written again under an exclusive lock. Safer: add the column without a default, set the default, then fill the rows that are there in batches
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
-- hazard blocks-reads on index public.sample.sample_first: the index is built from every row, and nobody can read or write the table meanwhile: a statement before it has locked it. Safer: build it concurrently, outside a transaction
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
-- hazard rewrites-table on column public.other.kind: the values of a new type are stored in every row. Safer: leave the values in the type, change their rows in batches, and forbid them by a check
-- hazard not-reversible on column public.other.kind: "d" becomes "a": which rows had the old value is kept nowhere, so the way back restores the type and not the rows. Safer: keep a copy of the old values if they may be wanted back
-- hazard may-fail-on-data on column public.other.kind: where two values become one, what must be unique may be so no longer. Safer: look for such rows before you deploy
ALTER TABLE "public"."other" ALTER COLUMN "kind" TYPE "public"."kind" USING CASE "kind"::text WHEN 'it''s' THEN 'new' WHEN 'd' THEN 'a' ELSE "kind"::text END::"public"."kind";
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.kind: the values of a new type are stored in every row. Safer: leave the values in the type, change their rows in batches, and forbid them by a check
-- hazard not-reversible on column public.sample.kind: "d" becomes "a": which rows had the old value is kept nowhere, so the way back restores the type and not the rows. Safer: keep a copy of the old values if they may be wanted back
-- hazard may-fail-on-data on column public.sample.kind: where two values become one, what must be unique may be so no longer. Safer: look for such rows before you deploy
ALTER TABLE "public"."sample" ALTER COLUMN "kind" TYPE "public"."kind" USING CASE "kind"::text WHEN 'it''s' THEN 'new' WHEN 'd' THEN 'a' ELSE "kind"::text END::"public"."kind";
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.many: the values of a new type are stored in every row. Safer: leave the values in the type, change their rows in batches, and forbid them by a check
-- hazard not-reversible on column public.sample.many: "d" becomes "a": which rows had the old value is kept nowhere, so the way back restores the type and not the rows. Safer: keep a copy of the old values if they may be wanted back
-- hazard may-fail-on-data on column public.sample.many: where two values become one, what must be unique may be so no longer. Safer: look for such rows before you deploy
ALTER TABLE "public"."sample" ALTER COLUMN "many" TYPE "public"."kind"[] USING pg_catalog.array_replace(pg_catalog.array_replace("many"::text[], 'it''s', 'new'), 'd', 'a')::"public"."kind"[];
DROP TYPE "public"."autogen_old_kind";

-- addColumn inSchema("public", "sample"), column("low", boolean(), { generatedAs: "\"kind\" = 'a'" })
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.low: every row gets its own value, so the whole table is written again under an exclusive lock. Safer: add the column without a default, set the default, then fill the rows that are there in batches
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
-- hazard scans-table on index public.sample.sample_first: the index is built from every row; others can read and write meanwhile. Safer: end long transactions first: it waits for all that are open
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
-- hazard rewrites-table on column public.other.kind: the values of a new type are stored in every row. Safer: leave the values in the type, change their rows in batches, and forbid them by a check
ALTER TABLE "public"."other" ALTER COLUMN "kind" TYPE "public"."kind" USING CASE "kind"::text WHEN 'new' THEN 'it''s' ELSE "kind"::text END::"public"."kind";
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.kind: the values of a new type are stored in every row. Safer: leave the values in the type, change their rows in batches, and forbid them by a check
ALTER TABLE "public"."sample" ALTER COLUMN "kind" TYPE "public"."kind" USING CASE "kind"::text WHEN 'new' THEN 'it''s' ELSE "kind"::text END::"public"."kind";
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.many: the values of a new type are stored in every row. Safer: leave the values in the type, change their rows in batches, and forbid them by a check
ALTER TABLE "public"."sample" ALTER COLUMN "many" TYPE "public"."kind"[] USING pg_catalog.array_replace("many"::text[], 'new', 'it''s')::"public"."kind"[];
DROP TYPE "public"."autogen_old_kind";

-- addColumn inSchema("public", "sample"), column("low", boolean(), { generatedAs: "(kind = 'a'::public.kind)" })
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.low: every row gets its own value, so the whole table is written again under an exclusive lock. Safer: add the column without a default, set the default, then fill the rows that are there in batches
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
-- hazard blocks-reads on index public.sample.sample_first: the index is built from every row, and nobody can read or write the table meanwhile: a statement before it has locked it. Safer: build it concurrently, outside a transaction
CREATE INDEX "sample_first" ON "public"."sample" ("id") WHERE (kind = 'it''s'::public.kind);

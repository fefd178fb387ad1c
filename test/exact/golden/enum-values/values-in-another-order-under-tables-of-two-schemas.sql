-- values in another order, under tables of two schemas

-- Up

-- alterEnum
ALTER TYPE "public"."kind" RENAME TO "autogen_old_kind";
CREATE TYPE "public"."kind" AS ENUM ('c', 'b', 'a');
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.kind: ACCESS EXCLUSIVE while every row is rewritten. Safer: add a column, backfill in batches, swap names
ALTER TABLE "public"."sample" ALTER COLUMN "kind" TYPE "public"."kind" USING "kind"::text::"public"."kind";
DROP TYPE "public"."autogen_old_kind";

-- alterEnum
ALTER TYPE "second"."kind" RENAME TO "autogen_old_kind";
CREATE TYPE "second"."kind" AS ENUM ('c', 'b', 'a');
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column second.more.kind: ACCESS EXCLUSIVE while every row is rewritten. Safer: add a column, backfill in batches, swap names
ALTER TABLE "second"."more" ALTER COLUMN "kind" TYPE "second"."kind" USING "kind"::text::"second"."kind";
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column second.other.kind: ACCESS EXCLUSIVE while every row is rewritten. Safer: add a column, backfill in batches, swap names
ALTER TABLE "second"."other" ALTER COLUMN "kind" TYPE "second"."kind"[] USING "kind"::text[]::"second"."kind"[];
DROP TYPE "second"."autogen_old_kind";

-- Down

-- alterEnum
ALTER TYPE "public"."kind" RENAME TO "autogen_old_kind";
CREATE TYPE "public"."kind" AS ENUM ('a', 'b', 'c');
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.kind: ACCESS EXCLUSIVE while every row is rewritten. Safer: add a column, backfill in batches, swap names
ALTER TABLE "public"."sample" ALTER COLUMN "kind" TYPE "public"."kind" USING "kind"::text::"public"."kind";
DROP TYPE "public"."autogen_old_kind";

-- alterEnum
ALTER TYPE "second"."kind" RENAME TO "autogen_old_kind";
CREATE TYPE "second"."kind" AS ENUM ('a', 'b', 'c');
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column second.more.kind: ACCESS EXCLUSIVE while every row is rewritten. Safer: add a column, backfill in batches, swap names
ALTER TABLE "second"."more" ALTER COLUMN "kind" TYPE "second"."kind" USING "kind"::text::"second"."kind";
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column second.other.kind: ACCESS EXCLUSIVE while every row is rewritten. Safer: add a column, backfill in batches, swap names
ALTER TABLE "second"."other" ALTER COLUMN "kind" TYPE "second"."kind"[] USING "kind"::text[]::"second"."kind"[];
DROP TYPE "second"."autogen_old_kind";

-- Online: the same

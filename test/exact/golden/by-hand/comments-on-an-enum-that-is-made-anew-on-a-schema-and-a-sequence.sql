-- comments on an enum that is made anew, on a schema and a sequence

-- Up

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "value" DROP DEFAULT;

-- alterEnum
ALTER TYPE "public"."way" RENAME TO "autogen_old_way";
CREATE TYPE "public"."way" AS ENUM ('b', 'a');
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.value: ACCESS EXCLUSIVE while every row is rewritten. Safer: add a column, backfill in batches, swap names
ALTER TABLE "public"."sample" ALTER COLUMN "value" TYPE "public"."way" USING "value"::text::"public"."way";
DROP TYPE "public"."autogen_old_way";

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "value" SET DEFAULT 'a';

-- createComment
COMMENT ON TYPE "public"."way" IS 'an enum';

-- Down

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "value" DROP DEFAULT;

-- alterEnum
ALTER TYPE "public"."way" RENAME TO "autogen_old_way";
CREATE TYPE "public"."way" AS ENUM ('a', 'b');
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.value: ACCESS EXCLUSIVE while every row is rewritten. Safer: add a column, backfill in batches, swap names
ALTER TABLE "public"."sample" ALTER COLUMN "value" TYPE "public"."way" USING "value"::text::"public"."way";
DROP TYPE "public"."autogen_old_way";

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "value" SET DEFAULT 'a';

-- createComment
COMMENT ON TYPE "public"."way" IS 'an enum';

-- Online: the same

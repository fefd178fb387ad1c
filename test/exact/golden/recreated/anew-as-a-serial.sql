-- anew, as a serial

-- Up

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."counted" DROP CONSTRAINT "PK_cc43e11bbd2b299d07c5a4165a7";

-- dropColumn
-- lock ACCESS EXCLUSIVE
-- hazard deletes-data on column public.counted.id: all values of the column are deleted. Safer: drop it in a later release, once nothing reads it and a backup exists
ALTER TABLE "public"."counted" DROP COLUMN "id";

-- addColumn
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.counted.id: ACCESS EXCLUSIVE while every row is rewritten, each with a value of its own. Safer: add the column without a default, set the default, backfill in batches
ALTER TABLE "public"."counted" ADD COLUMN "id" serial NOT NULL;

-- createPrimaryKey
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on primary-key public.counted."PK_cc43e11bbd2b299d07c5a4165a7": fails on null values and duplicates. Safer: check the rows before you deploy
-- hazard blocks-reads on primary-key public.counted."PK_cc43e11bbd2b299d07c5a4165a7": ACCESS EXCLUSIVE while an index is built from every row. Safer: build a unique index CONCURRENTLY and attach it; `online` does
ALTER TABLE "public"."counted" ADD CONSTRAINT "PK_cc43e11bbd2b299d07c5a4165a7" PRIMARY KEY ("id");

-- Down

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."counted" DROP CONSTRAINT "PK_cc43e11bbd2b299d07c5a4165a7";

-- dropColumn
-- lock ACCESS EXCLUSIVE
-- hazard deletes-data on column public.counted.id: all values of the column are deleted. Safer: drop it in a later release, once nothing reads it and a backup exists
ALTER TABLE "public"."counted" DROP COLUMN "id";

-- addColumn
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.counted.id: ACCESS EXCLUSIVE while every row is rewritten, each with a value of its own. Safer: add the column without a default, set the default, backfill in batches
ALTER TABLE "public"."counted" ADD COLUMN "id" uuid DEFAULT gen_random_uuid() NOT NULL;

-- createPrimaryKey
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on primary-key public.counted."PK_cc43e11bbd2b299d07c5a4165a7": fails on null values and duplicates. Safer: check the rows before you deploy
-- hazard blocks-reads on primary-key public.counted."PK_cc43e11bbd2b299d07c5a4165a7": ACCESS EXCLUSIVE while an index is built from every row. Safer: build a unique index CONCURRENTLY and attach it; `online` does
ALTER TABLE "public"."counted" ADD CONSTRAINT "PK_cc43e11bbd2b299d07c5a4165a7" PRIMARY KEY ("id");

-- Online: the same

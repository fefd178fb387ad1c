-- anew, as a serial

-- Up

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."counted" DROP CONSTRAINT "PK_cc43e11bbd2b299d07c5a4165a7";

-- dropColumn
-- lock ACCESS EXCLUSIVE
-- hazard deletes-data on column public.counted.id: the column's values are gone with it. Safer: drop it in a later release, once nothing reads it any more and a copy has been taken
ALTER TABLE "public"."counted" DROP COLUMN "id";

-- addColumn
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.counted.id: every row gets its own value, so the whole table is written again under an exclusive lock. Safer: add the column without a default, set the default, then fill the rows that are there in batches
ALTER TABLE "public"."counted" ADD COLUMN "id" serial NOT NULL;

-- createPrimaryKey
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on primary-key public.counted."PK_cc43e11bbd2b299d07c5a4165a7": nulls or duplicates in the key's columns make it fail. Safer: look for such rows before you deploy
-- hazard blocks-reads on primary-key public.counted."PK_cc43e11bbd2b299d07c5a4165a7": an index is built from every row, and nobody can read or write the table meanwhile. Safer: build a unique index concurrently, and let the key take it over, which `online` does
ALTER TABLE "public"."counted" ADD CONSTRAINT "PK_cc43e11bbd2b299d07c5a4165a7" PRIMARY KEY ("id");

-- Down

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."counted" DROP CONSTRAINT "PK_cc43e11bbd2b299d07c5a4165a7";

-- dropColumn
-- lock ACCESS EXCLUSIVE
-- hazard deletes-data on column public.counted.id: the column's values are gone with it. Safer: drop it in a later release, once nothing reads it any more and a copy has been taken
ALTER TABLE "public"."counted" DROP COLUMN "id";

-- addColumn
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.counted.id: every row gets its own value, so the whole table is written again under an exclusive lock. Safer: add the column without a default, set the default, then fill the rows that are there in batches
ALTER TABLE "public"."counted" ADD COLUMN "id" uuid DEFAULT gen_random_uuid() NOT NULL;

-- createPrimaryKey
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on primary-key public.counted."PK_cc43e11bbd2b299d07c5a4165a7": nulls or duplicates in the key's columns make it fail. Safer: look for such rows before you deploy
-- hazard blocks-reads on primary-key public.counted."PK_cc43e11bbd2b299d07c5a4165a7": an index is built from every row, and nobody can read or write the table meanwhile. Safer: build a unique index concurrently, and let the key take it over, which `online` does
ALTER TABLE "public"."counted" ADD CONSTRAINT "PK_cc43e11bbd2b299d07c5a4165a7" PRIMARY KEY ("id");

-- Online: the same

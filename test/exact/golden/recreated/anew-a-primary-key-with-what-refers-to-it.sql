-- anew, a primary key with what refers to it

-- Up

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."source" DROP CONSTRAINT "FK_179183266b092181e392b15aa43";

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."target" DROP CONSTRAINT "PK_9d962204b13c18851ea88fc72f3";

-- dropColumn
-- lock ACCESS EXCLUSIVE
-- hazard deletes-data on column public.source.target_id: all values of the column are deleted. Safer: drop it in a later release, once nothing reads it and a backup exists
ALTER TABLE "public"."source" DROP COLUMN "target_id";

-- addColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."source" ADD COLUMN "target_id" uuid;

-- dropColumn
-- lock ACCESS EXCLUSIVE
-- hazard deletes-data on column public.target.id: all values of the column are deleted. Safer: drop it in a later release, once nothing reads it and a backup exists
ALTER TABLE "public"."target" DROP COLUMN "id";

-- addColumn
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.target.id: ACCESS EXCLUSIVE while every row is rewritten, each with a value of its own. Safer: add the column without a default, set the default, backfill in batches
ALTER TABLE "public"."target" ADD COLUMN "id" uuid DEFAULT gen_random_uuid() NOT NULL;

-- createPrimaryKey
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on primary-key public.target."PK_9d962204b13c18851ea88fc72f3": fails on null values and duplicates. Safer: check the rows before you deploy
-- hazard blocks-reads on primary-key public.target."PK_9d962204b13c18851ea88fc72f3": ACCESS EXCLUSIVE while an index is built from every row. Safer: build a unique index CONCURRENTLY and attach it; `online` does
ALTER TABLE "public"."target" ADD CONSTRAINT "PK_9d962204b13c18851ea88fc72f3" PRIMARY KEY ("id");

-- createForeignKey
-- lock SHARE ROW EXCLUSIVE
-- hazard may-fail-on-data on foreign-key public.source."FK_179183266b092181e392b15aa43": fails if a row has no match in the referenced table. Safer: check the rows before you deploy
-- hazard blocks-reads on foreign-key public.source."FK_179183266b092181e392b15aa43": ACCESS EXCLUSIVE while every row is looked up (locked by an earlier statement). Safer: add it NOT VALID and validate it afterwards; `online` does
ALTER TABLE "public"."source" ADD CONSTRAINT "FK_179183266b092181e392b15aa43" FOREIGN KEY ("target_id") REFERENCES "public"."target" ("id");

-- Down

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."source" DROP CONSTRAINT "FK_179183266b092181e392b15aa43";

-- alterColumn
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.source.target_id: ACCESS EXCLUSIVE while every row is rewritten. Safer: add a column, backfill in batches, swap names
ALTER TABLE "public"."source" ALTER COLUMN "target_id" TYPE text;

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."target" ALTER COLUMN "id" DROP DEFAULT;

-- alterColumn
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.target.id: ACCESS EXCLUSIVE while every row is rewritten. Safer: add a column, backfill in batches, swap names
ALTER TABLE "public"."target" ALTER COLUMN "id" TYPE text;

-- createForeignKey
-- lock SHARE ROW EXCLUSIVE
-- hazard may-fail-on-data on foreign-key public.source."FK_179183266b092181e392b15aa43": fails if a row has no match in the referenced table. Safer: check the rows before you deploy
-- hazard blocks-reads on foreign-key public.source."FK_179183266b092181e392b15aa43": ACCESS EXCLUSIVE while every row is looked up (locked by an earlier statement). Safer: add it NOT VALID and validate it afterwards; `online` does
ALTER TABLE "public"."source" ADD CONSTRAINT "FK_179183266b092181e392b15aa43" FOREIGN KEY ("target_id") REFERENCES "public"."target" ("id");

-- Online: the same

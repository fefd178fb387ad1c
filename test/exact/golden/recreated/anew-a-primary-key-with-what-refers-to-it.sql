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
-- hazard deletes-data on column public.source.target_id: the column's values are gone with it. Safer: drop it in a later release, once nothing reads it any more and a copy has been taken
ALTER TABLE "public"."source" DROP COLUMN "target_id";

-- addColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."source" ADD COLUMN "target_id" uuid;

-- dropColumn
-- lock ACCESS EXCLUSIVE
-- hazard deletes-data on column public.target.id: the column's values are gone with it. Safer: drop it in a later release, once nothing reads it any more and a copy has been taken
ALTER TABLE "public"."target" DROP COLUMN "id";

-- addColumn
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.target.id: every row gets its own value, so the whole table is written again under an exclusive lock. Safer: add the column without a default, set the default, then fill the rows that are there in batches
ALTER TABLE "public"."target" ADD COLUMN "id" uuid DEFAULT gen_random_uuid() NOT NULL;

-- createPrimaryKey
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on primary-key public.target."PK_9d962204b13c18851ea88fc72f3": nulls or duplicates in the key's columns make it fail. Safer: look for such rows before you deploy
-- hazard blocks-reads on primary-key public.target."PK_9d962204b13c18851ea88fc72f3": an index is built from every row, and nobody can read or write the table meanwhile. Safer: build a unique index concurrently, and let the key take it over, which `online` does
ALTER TABLE "public"."target" ADD CONSTRAINT "PK_9d962204b13c18851ea88fc72f3" PRIMARY KEY ("id");

-- createForeignKey
-- lock SHARE ROW EXCLUSIVE
-- hazard may-fail-on-data on foreign-key public.source."FK_179183266b092181e392b15aa43": rows that refer to nothing make it fail. Safer: look for such rows before you deploy
-- hazard blocks-reads on foreign-key public.source."FK_179183266b092181e392b15aa43": every row is looked up in the other table, and nobody can read or write the table meanwhile: a statement before it has locked it. Safer: add it as NOT VALID and validate it afterwards, which `online` does
ALTER TABLE "public"."source" ADD CONSTRAINT "FK_179183266b092181e392b15aa43" FOREIGN KEY ("target_id") REFERENCES "public"."target" ("id");

-- Down

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."source" DROP CONSTRAINT "FK_179183266b092181e392b15aa43";

-- alterColumn
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.source.target_id: the type changes in every row: the table and its indexes are written again under an exclusive lock. Safer: add a column of the new type, fill it in batches, and let it take the name over
ALTER TABLE "public"."source" ALTER COLUMN "target_id" TYPE text;

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."target" ALTER COLUMN "id" DROP DEFAULT;

-- alterColumn
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.target.id: the type changes in every row: the table and its indexes are written again under an exclusive lock. Safer: add a column of the new type, fill it in batches, and let it take the name over
ALTER TABLE "public"."target" ALTER COLUMN "id" TYPE text;

-- createForeignKey
-- lock SHARE ROW EXCLUSIVE
-- hazard may-fail-on-data on foreign-key public.source."FK_179183266b092181e392b15aa43": rows that refer to nothing make it fail. Safer: look for such rows before you deploy
-- hazard blocks-reads on foreign-key public.source."FK_179183266b092181e392b15aa43": every row is looked up in the other table, and nobody can read or write the table meanwhile: a statement before it has locked it. Safer: add it as NOT VALID and validate it afterwards, which `online` does
ALTER TABLE "public"."source" ADD CONSTRAINT "FK_179183266b092181e392b15aa43" FOREIGN KEY ("target_id") REFERENCES "public"."target" ("id");

-- Online: the same

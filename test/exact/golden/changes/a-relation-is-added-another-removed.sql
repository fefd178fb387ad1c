-- a relation is added, another removed

-- Up

-- addColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" ADD COLUMN "secondId" integer;

-- createForeignKey
-- lock SHARE ROW EXCLUSIVE
-- hazard may-fail-on-data on foreign-key public.room."FK_f35c0c0411c0467e7360a499187": fails if a row has no match in the referenced table. Safer: check the rows before you deploy
-- hazard blocks-reads on foreign-key public.room."FK_f35c0c0411c0467e7360a499187": ACCESS EXCLUSIVE while every row is looked up (locked by an earlier statement). Safer: add it NOT VALID and validate it afterwards; `online` does
ALTER TABLE "public"."room" ADD CONSTRAINT "FK_f35c0c0411c0467e7360a499187" FOREIGN KEY ("secondId") REFERENCES "public"."house" ("id");

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" DROP CONSTRAINT "FK_82958953564ac8f9386245f87dd";

-- dropColumn
-- lock ACCESS EXCLUSIVE
-- hazard deletes-data on column public.room."firstId": all values of the column are deleted. Safer: drop it in a later release, once nothing reads it and a backup exists
ALTER TABLE "public"."room" DROP COLUMN "firstId";

-- Down

-- addColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" ADD COLUMN "firstId" integer;

-- createForeignKey
-- lock SHARE ROW EXCLUSIVE
-- hazard may-fail-on-data on foreign-key public.room."FK_82958953564ac8f9386245f87dd": fails if a row has no match in the referenced table. Safer: check the rows before you deploy
-- hazard blocks-reads on foreign-key public.room."FK_82958953564ac8f9386245f87dd": ACCESS EXCLUSIVE while every row is looked up (locked by an earlier statement). Safer: add it NOT VALID and validate it afterwards; `online` does
ALTER TABLE "public"."room" ADD CONSTRAINT "FK_82958953564ac8f9386245f87dd" FOREIGN KEY ("firstId") REFERENCES "public"."house" ("id");

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" DROP CONSTRAINT "FK_f35c0c0411c0467e7360a499187";

-- dropColumn
-- lock ACCESS EXCLUSIVE
-- hazard deletes-data on column public.room."secondId": all values of the column are deleted. Safer: drop it in a later release, once nothing reads it and a backup exists
ALTER TABLE "public"."room" DROP COLUMN "secondId";

-- == Online ==

-- Up, step 1 of 2

-- addColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" ADD COLUMN "secondId" integer;

-- createForeignKey
-- lock SHARE ROW EXCLUSIVE
ALTER TABLE "public"."room" ADD CONSTRAINT "FK_f35c0c0411c0467e7360a499187" FOREIGN KEY ("secondId") REFERENCES "public"."house" ("id") NOT VALID;

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" DROP CONSTRAINT "FK_82958953564ac8f9386245f87dd";

-- dropColumn
-- lock ACCESS EXCLUSIVE
-- hazard deletes-data on column public.room."firstId": all values of the column are deleted. Safer: drop it in a later release, once nothing reads it and a backup exists
ALTER TABLE "public"."room" DROP COLUMN "firstId";

-- Up, step 2 of 2

-- requireReferences inSchema("public", "room"), ["secondId"], inSchema("public", "house"), ["id"]
-- hazard scans-table on table public.room: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- validateConstraint
-- lock SHARE UPDATE EXCLUSIVE
-- hazard may-fail-on-data on constraint public.room."FK_f35c0c0411c0467e7360a499187": fails if a row violates the constraint. Safer: check the rows before you deploy
-- hazard scans-table on constraint public.room."FK_f35c0c0411c0467e7360a499187": every row is checked; reads and writes continue. Safer: run it off-peak
ALTER TABLE "public"."room" VALIDATE CONSTRAINT "FK_f35c0c0411c0467e7360a499187";

-- Down, step 2 of 2

-- nothing

-- Down, step 1 of 2

-- addColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" ADD COLUMN "firstId" integer;

-- createForeignKey
-- lock SHARE ROW EXCLUSIVE
-- hazard may-fail-on-data on foreign-key public.room."FK_82958953564ac8f9386245f87dd": fails if a row has no match in the referenced table. Safer: check the rows before you deploy
-- hazard blocks-reads on foreign-key public.room."FK_82958953564ac8f9386245f87dd": ACCESS EXCLUSIVE while every row is looked up (locked by an earlier statement). Safer: add it NOT VALID and validate it afterwards; `online` does
ALTER TABLE "public"."room" ADD CONSTRAINT "FK_82958953564ac8f9386245f87dd" FOREIGN KEY ("firstId") REFERENCES "public"."house" ("id");

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" DROP CONSTRAINT "FK_f35c0c0411c0467e7360a499187";

-- dropColumn
-- lock ACCESS EXCLUSIVE
-- hazard deletes-data on column public.room."secondId": all values of the column are deleted. Safer: drop it in a later release, once nothing reads it and a backup exists
ALTER TABLE "public"."room" DROP COLUMN "secondId";

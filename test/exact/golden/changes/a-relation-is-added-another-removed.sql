-- a relation is added, another removed

-- Up

-- addColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" ADD COLUMN "secondId" integer;

-- createForeignKey
-- lock SHARE ROW EXCLUSIVE
-- hazard may-fail-on-data on foreign-key public.room."FK_f35c0c0411c0467e7360a499187": rows that refer to nothing make it fail. Safer: look for such rows before you deploy
-- hazard blocks-reads on foreign-key public.room."FK_f35c0c0411c0467e7360a499187": every row is looked up in the other table, and nobody can read or write the table meanwhile: a statement before it has locked it. Safer: add it as NOT VALID and validate it afterwards, which `online` does
ALTER TABLE "public"."room" ADD CONSTRAINT "FK_f35c0c0411c0467e7360a499187" FOREIGN KEY ("secondId") REFERENCES "public"."house" ("id");

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" DROP CONSTRAINT "FK_82958953564ac8f9386245f87dd";

-- dropColumn
-- lock ACCESS EXCLUSIVE
-- hazard deletes-data on column public.room."firstId": the column's values are gone with it. Safer: drop it in a later release, once nothing reads it any more and a copy has been taken
ALTER TABLE "public"."room" DROP COLUMN "firstId";

-- Down

-- addColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" ADD COLUMN "firstId" integer;

-- createForeignKey
-- lock SHARE ROW EXCLUSIVE
-- hazard may-fail-on-data on foreign-key public.room."FK_82958953564ac8f9386245f87dd": rows that refer to nothing make it fail. Safer: look for such rows before you deploy
-- hazard blocks-reads on foreign-key public.room."FK_82958953564ac8f9386245f87dd": every row is looked up in the other table, and nobody can read or write the table meanwhile: a statement before it has locked it. Safer: add it as NOT VALID and validate it afterwards, which `online` does
ALTER TABLE "public"."room" ADD CONSTRAINT "FK_82958953564ac8f9386245f87dd" FOREIGN KEY ("firstId") REFERENCES "public"."house" ("id");

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" DROP CONSTRAINT "FK_f35c0c0411c0467e7360a499187";

-- dropColumn
-- lock ACCESS EXCLUSIVE
-- hazard deletes-data on column public.room."secondId": the column's values are gone with it. Safer: drop it in a later release, once nothing reads it any more and a copy has been taken
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
-- hazard deletes-data on column public.room."firstId": the column's values are gone with it. Safer: drop it in a later release, once nothing reads it any more and a copy has been taken
ALTER TABLE "public"."room" DROP COLUMN "firstId";

-- Up, step 2 of 2

-- requireReferences inSchema("public", "room"), ["secondId"], inSchema("public", "house"), ["id"]
-- hazard scans-table on table public.room: every row is read before anything is changed; others can read and write meanwhile. Safer: choose a quiet hour, or ask before you deploy and say `preconditions: false`
DO …;

-- validateConstraint
-- lock SHARE UPDATE EXCLUSIVE
-- hazard may-fail-on-data on constraint public.room."FK_f35c0c0411c0467e7360a499187": rows that break the constraint make it fail. Safer: look for such rows before you deploy
-- hazard scans-table on constraint public.room."FK_f35c0c0411c0467e7360a499187": every row is checked; others can read and write meanwhile. Safer: choose a quiet hour: the whole table is read
ALTER TABLE "public"."room" VALIDATE CONSTRAINT "FK_f35c0c0411c0467e7360a499187";

-- Down, step 2 of 2

-- nothing

-- Down, step 1 of 2

-- addColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" ADD COLUMN "firstId" integer;

-- createForeignKey
-- lock SHARE ROW EXCLUSIVE
-- hazard may-fail-on-data on foreign-key public.room."FK_82958953564ac8f9386245f87dd": rows that refer to nothing make it fail. Safer: look for such rows before you deploy
-- hazard blocks-reads on foreign-key public.room."FK_82958953564ac8f9386245f87dd": every row is looked up in the other table, and nobody can read or write the table meanwhile: a statement before it has locked it. Safer: add it as NOT VALID and validate it afterwards, which `online` does
ALTER TABLE "public"."room" ADD CONSTRAINT "FK_82958953564ac8f9386245f87dd" FOREIGN KEY ("firstId") REFERENCES "public"."house" ("id");

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" DROP CONSTRAINT "FK_f35c0c0411c0467e7360a499187";

-- dropColumn
-- lock ACCESS EXCLUSIVE
-- hazard deletes-data on column public.room."secondId": the column's values are gone with it. Safer: drop it in a later release, once nothing reads it any more and a copy has been taken
ALTER TABLE "public"."room" DROP COLUMN "secondId";

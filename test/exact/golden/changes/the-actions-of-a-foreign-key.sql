-- the actions of a foreign key

-- Up

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" DROP CONSTRAINT "FK_25e48b17d2c5c3a2ed9e7381830";

-- createForeignKey
-- lock SHARE ROW EXCLUSIVE
-- hazard may-fail-on-data on foreign-key public.room."FK_25e48b17d2c5c3a2ed9e7381830": rows that refer to nothing make it fail. Safer: look for such rows before you deploy
-- hazard blocks-reads on foreign-key public.room."FK_25e48b17d2c5c3a2ed9e7381830": every row is looked up in the other table, and nobody can read or write the table meanwhile: a statement before it has locked it. Safer: add it as NOT VALID and validate it afterwards, which `online` does
ALTER TABLE "public"."room" ADD CONSTRAINT "FK_25e48b17d2c5c3a2ed9e7381830" FOREIGN KEY ("houseId") REFERENCES "public"."house" ("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Down

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" DROP CONSTRAINT "FK_25e48b17d2c5c3a2ed9e7381830";

-- createForeignKey
-- lock SHARE ROW EXCLUSIVE
-- hazard may-fail-on-data on foreign-key public.room."FK_25e48b17d2c5c3a2ed9e7381830": rows that refer to nothing make it fail. Safer: look for such rows before you deploy
-- hazard blocks-reads on foreign-key public.room."FK_25e48b17d2c5c3a2ed9e7381830": every row is looked up in the other table, and nobody can read or write the table meanwhile: a statement before it has locked it. Safer: add it as NOT VALID and validate it afterwards, which `online` does
ALTER TABLE "public"."room" ADD CONSTRAINT "FK_25e48b17d2c5c3a2ed9e7381830" FOREIGN KEY ("houseId") REFERENCES "public"."house" ("id") ON DELETE CASCADE;

-- == Online ==

-- Up, step 1 of 2

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" DROP CONSTRAINT "FK_25e48b17d2c5c3a2ed9e7381830";

-- createForeignKey
-- lock SHARE ROW EXCLUSIVE
ALTER TABLE "public"."room" ADD CONSTRAINT "FK_25e48b17d2c5c3a2ed9e7381830" FOREIGN KEY ("houseId") REFERENCES "public"."house" ("id") ON DELETE SET NULL ON UPDATE CASCADE NOT VALID;

-- Up, step 2 of 2

-- requireReferences inSchema("public", "room"), ["houseId"], inSchema("public", "house"), ["id"]
-- hazard scans-table on table public.room: every row is read before anything is changed; others can read and write meanwhile. Safer: choose a quiet hour, or ask before you deploy and say `preconditions: false`
DO …;

-- validateConstraint
-- lock SHARE UPDATE EXCLUSIVE
-- hazard may-fail-on-data on constraint public.room."FK_25e48b17d2c5c3a2ed9e7381830": rows that break the constraint make it fail. Safer: look for such rows before you deploy
-- hazard scans-table on constraint public.room."FK_25e48b17d2c5c3a2ed9e7381830": every row is checked; others can read and write meanwhile. Safer: choose a quiet hour: the whole table is read
ALTER TABLE "public"."room" VALIDATE CONSTRAINT "FK_25e48b17d2c5c3a2ed9e7381830";

-- Down, step 2 of 2

-- nothing

-- Down, step 1 of 2

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" DROP CONSTRAINT "FK_25e48b17d2c5c3a2ed9e7381830";

-- createForeignKey
-- lock SHARE ROW EXCLUSIVE
-- hazard may-fail-on-data on foreign-key public.room."FK_25e48b17d2c5c3a2ed9e7381830": rows that refer to nothing make it fail. Safer: look for such rows before you deploy
-- hazard blocks-reads on foreign-key public.room."FK_25e48b17d2c5c3a2ed9e7381830": every row is looked up in the other table, and nobody can read or write the table meanwhile: a statement before it has locked it. Safer: add it as NOT VALID and validate it afterwards, which `online` does
ALTER TABLE "public"."room" ADD CONSTRAINT "FK_25e48b17d2c5c3a2ed9e7381830" FOREIGN KEY ("houseId") REFERENCES "public"."house" ("id") ON DELETE CASCADE;

-- the actions of a foreign key

-- Up

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" DROP CONSTRAINT "FK_25e48b17d2c5c3a2ed9e7381830";

-- createForeignKey
-- lock SHARE ROW EXCLUSIVE
-- hazard blocks-reads on foreign-key public.room."FK_25e48b17d2c5c3a2ed9e7381830": ACCESS EXCLUSIVE while every row is looked up (locked by an earlier statement). Safer: add it NOT VALID and validate it afterwards; `online` does
ALTER TABLE "public"."room" ADD CONSTRAINT "FK_25e48b17d2c5c3a2ed9e7381830" FOREIGN KEY ("houseId") REFERENCES "public"."house" ("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Down

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" DROP CONSTRAINT "FK_25e48b17d2c5c3a2ed9e7381830";

-- createForeignKey
-- lock SHARE ROW EXCLUSIVE
-- hazard blocks-reads on foreign-key public.room."FK_25e48b17d2c5c3a2ed9e7381830": ACCESS EXCLUSIVE while every row is looked up (locked by an earlier statement). Safer: add it NOT VALID and validate it afterwards; `online` does
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

-- validateConstraint
-- lock SHARE UPDATE EXCLUSIVE
-- hazard scans-table on constraint public.room."FK_25e48b17d2c5c3a2ed9e7381830": every row is checked; reads and writes continue. Safer: run it off-peak
ALTER TABLE "public"."room" VALIDATE CONSTRAINT "FK_25e48b17d2c5c3a2ed9e7381830";

-- Down, step 2 of 2

-- nothing

-- Down, step 1 of 2

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" DROP CONSTRAINT "FK_25e48b17d2c5c3a2ed9e7381830";

-- createForeignKey
-- lock SHARE ROW EXCLUSIVE
-- hazard blocks-reads on foreign-key public.room."FK_25e48b17d2c5c3a2ed9e7381830": ACCESS EXCLUSIVE while every row is looked up (locked by an earlier statement). Safer: add it NOT VALID and validate it afterwards; `online` does
ALTER TABLE "public"."room" ADD CONSTRAINT "FK_25e48b17d2c5c3a2ed9e7381830" FOREIGN KEY ("houseId") REFERENCES "public"."house" ("id") ON DELETE CASCADE;

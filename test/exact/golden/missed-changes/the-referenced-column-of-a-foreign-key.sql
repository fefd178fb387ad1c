-- the referenced column of a foreign key

-- Up

-- requireReferences inSchema("public", "room"), ["house_code"], inSchema("public", "house"), ["b"]
-- hazard scans-table on table public.room: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" DROP CONSTRAINT "FK_3a1c34fe759f82520737150ccd0";

-- createForeignKey
-- lock SHARE ROW EXCLUSIVE
-- hazard may-fail-on-data on foreign-key public.room."FK_3a1c34fe759f82520737150ccd0": fails if a row has no match in the referenced table. Safer: check the rows before you deploy
-- hazard blocks-reads on foreign-key public.room."FK_3a1c34fe759f82520737150ccd0": ACCESS EXCLUSIVE while every row is looked up (locked by an earlier statement). Safer: add it NOT VALID and validate it afterwards; `online` does
ALTER TABLE "public"."room" ADD CONSTRAINT "FK_3a1c34fe759f82520737150ccd0" FOREIGN KEY ("house_code") REFERENCES "public"."house" ("b");

-- Down

-- requireReferences inSchema("public", "room"), ["house_code"], inSchema("public", "house"), ["a"]
-- hazard scans-table on table public.room: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" DROP CONSTRAINT "FK_3a1c34fe759f82520737150ccd0";

-- createForeignKey
-- lock SHARE ROW EXCLUSIVE
-- hazard may-fail-on-data on foreign-key public.room."FK_3a1c34fe759f82520737150ccd0": fails if a row has no match in the referenced table. Safer: check the rows before you deploy
-- hazard blocks-reads on foreign-key public.room."FK_3a1c34fe759f82520737150ccd0": ACCESS EXCLUSIVE while every row is looked up (locked by an earlier statement). Safer: add it NOT VALID and validate it afterwards; `online` does
ALTER TABLE "public"."room" ADD CONSTRAINT "FK_3a1c34fe759f82520737150ccd0" FOREIGN KEY ("house_code") REFERENCES "public"."house" ("a");

-- == Online ==

-- Up, step 1 of 2

-- requireReferences inSchema("public", "room"), ["house_code"], inSchema("public", "house"), ["b"]
-- hazard scans-table on table public.room: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" DROP CONSTRAINT "FK_3a1c34fe759f82520737150ccd0";

-- createForeignKey
-- lock SHARE ROW EXCLUSIVE
ALTER TABLE "public"."room" ADD CONSTRAINT "FK_3a1c34fe759f82520737150ccd0" FOREIGN KEY ("house_code") REFERENCES "public"."house" ("b") NOT VALID;

-- Up, step 2 of 2

-- requireReferences inSchema("public", "room"), ["house_code"], inSchema("public", "house"), ["b"]
-- hazard scans-table on table public.room: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- validateConstraint
-- lock SHARE UPDATE EXCLUSIVE
-- hazard may-fail-on-data on constraint public.room."FK_3a1c34fe759f82520737150ccd0": fails if a row violates the constraint. Safer: check the rows before you deploy
-- hazard scans-table on constraint public.room."FK_3a1c34fe759f82520737150ccd0": every row is checked; reads and writes continue. Safer: run it off-peak
ALTER TABLE "public"."room" VALIDATE CONSTRAINT "FK_3a1c34fe759f82520737150ccd0";

-- Down, step 2 of 2

-- nothing

-- Down, step 1 of 2

-- requireReferences inSchema("public", "room"), ["house_code"], inSchema("public", "house"), ["a"]
-- hazard scans-table on table public.room: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" DROP CONSTRAINT "FK_3a1c34fe759f82520737150ccd0";

-- createForeignKey
-- lock SHARE ROW EXCLUSIVE
-- hazard may-fail-on-data on foreign-key public.room."FK_3a1c34fe759f82520737150ccd0": fails if a row has no match in the referenced table. Safer: check the rows before you deploy
-- hazard blocks-reads on foreign-key public.room."FK_3a1c34fe759f82520737150ccd0": ACCESS EXCLUSIVE while every row is looked up (locked by an earlier statement). Safer: add it NOT VALID and validate it afterwards; `online` does
ALTER TABLE "public"."room" ADD CONSTRAINT "FK_3a1c34fe759f82520737150ccd0" FOREIGN KEY ("house_code") REFERENCES "public"."house" ("a");

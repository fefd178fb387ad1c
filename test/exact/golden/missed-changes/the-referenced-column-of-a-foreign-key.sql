-- the referenced column of a foreign key

-- Up

-- requireReferences inSchema("public", "room"), ["house_code"], inSchema("public", "house"), ["b"]
-- hazard scans-table on table public.room: every row is read before anything is changed; others can read and write meanwhile. Safer: choose a quiet hour, or ask before you deploy and say `preconditions: false`
DO …;

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" DROP CONSTRAINT "FK_3a1c34fe759f82520737150ccd0";

-- createForeignKey
-- lock SHARE ROW EXCLUSIVE
-- hazard may-fail-on-data on foreign-key public.room."FK_3a1c34fe759f82520737150ccd0": rows that refer to nothing make it fail. Safer: look for such rows before you deploy
-- hazard blocks-reads on foreign-key public.room."FK_3a1c34fe759f82520737150ccd0": every row is looked up in the other table, and nobody can read or write the table meanwhile: a statement before it has locked it. Safer: add it as NOT VALID and validate it afterwards, which `online` does
ALTER TABLE "public"."room" ADD CONSTRAINT "FK_3a1c34fe759f82520737150ccd0" FOREIGN KEY ("house_code") REFERENCES "public"."house" ("b");

-- Down

-- requireReferences inSchema("public", "room"), ["house_code"], inSchema("public", "house"), ["a"]
-- hazard scans-table on table public.room: every row is read before anything is changed; others can read and write meanwhile. Safer: choose a quiet hour, or ask before you deploy and say `preconditions: false`
DO …;

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" DROP CONSTRAINT "FK_3a1c34fe759f82520737150ccd0";

-- createForeignKey
-- lock SHARE ROW EXCLUSIVE
-- hazard may-fail-on-data on foreign-key public.room."FK_3a1c34fe759f82520737150ccd0": rows that refer to nothing make it fail. Safer: look for such rows before you deploy
-- hazard blocks-reads on foreign-key public.room."FK_3a1c34fe759f82520737150ccd0": every row is looked up in the other table, and nobody can read or write the table meanwhile: a statement before it has locked it. Safer: add it as NOT VALID and validate it afterwards, which `online` does
ALTER TABLE "public"."room" ADD CONSTRAINT "FK_3a1c34fe759f82520737150ccd0" FOREIGN KEY ("house_code") REFERENCES "public"."house" ("a");

-- == Online ==

-- Up, step 1 of 2

-- requireReferences inSchema("public", "room"), ["house_code"], inSchema("public", "house"), ["b"]
-- hazard scans-table on table public.room: every row is read before anything is changed; others can read and write meanwhile. Safer: choose a quiet hour, or ask before you deploy and say `preconditions: false`
DO …;

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" DROP CONSTRAINT "FK_3a1c34fe759f82520737150ccd0";

-- createForeignKey
-- lock SHARE ROW EXCLUSIVE
ALTER TABLE "public"."room" ADD CONSTRAINT "FK_3a1c34fe759f82520737150ccd0" FOREIGN KEY ("house_code") REFERENCES "public"."house" ("b") NOT VALID;

-- Up, step 2 of 2

-- requireReferences inSchema("public", "room"), ["house_code"], inSchema("public", "house"), ["b"]
-- hazard scans-table on table public.room: every row is read before anything is changed; others can read and write meanwhile. Safer: choose a quiet hour, or ask before you deploy and say `preconditions: false`
DO …;

-- validateConstraint
-- lock SHARE UPDATE EXCLUSIVE
-- hazard may-fail-on-data on constraint public.room."FK_3a1c34fe759f82520737150ccd0": rows that break the constraint make it fail. Safer: look for such rows before you deploy
-- hazard scans-table on constraint public.room."FK_3a1c34fe759f82520737150ccd0": every row is checked; others can read and write meanwhile. Safer: choose a quiet hour: the whole table is read
ALTER TABLE "public"."room" VALIDATE CONSTRAINT "FK_3a1c34fe759f82520737150ccd0";

-- Down, step 2 of 2

-- nothing

-- Down, step 1 of 2

-- requireReferences inSchema("public", "room"), ["house_code"], inSchema("public", "house"), ["a"]
-- hazard scans-table on table public.room: every row is read before anything is changed; others can read and write meanwhile. Safer: choose a quiet hour, or ask before you deploy and say `preconditions: false`
DO …;

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" DROP CONSTRAINT "FK_3a1c34fe759f82520737150ccd0";

-- createForeignKey
-- lock SHARE ROW EXCLUSIVE
-- hazard may-fail-on-data on foreign-key public.room."FK_3a1c34fe759f82520737150ccd0": rows that refer to nothing make it fail. Safer: look for such rows before you deploy
-- hazard blocks-reads on foreign-key public.room."FK_3a1c34fe759f82520737150ccd0": every row is looked up in the other table, and nobody can read or write the table meanwhile: a statement before it has locked it. Safer: add it as NOT VALID and validate it afterwards, which `online` does
ALTER TABLE "public"."room" ADD CONSTRAINT "FK_3a1c34fe759f82520737150ccd0" FOREIGN KEY ("house_code") REFERENCES "public"."house" ("a");

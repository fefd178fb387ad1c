-- the columns that a foreign key sets on a delete, which gets another action on an update

-- Up

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "FK_hand";

-- createForeignKey
-- lock SHARE ROW EXCLUSIVE
-- hazard blocks-reads on foreign-key public.sample."FK_hand": ACCESS EXCLUSIVE while every row is looked up (locked by an earlier statement). Safer: add it NOT VALID and validate it afterwards; `online` does
ALTER TABLE "public"."sample" ADD CONSTRAINT "FK_hand" FOREIGN KEY ("extra", "more") REFERENCES "public"."other" ("id", "code") ON DELETE SET NULL ("extra") ON UPDATE CASCADE;

-- Down

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "FK_hand";

-- createForeignKey
-- lock SHARE ROW EXCLUSIVE
-- hazard blocks-reads on foreign-key public.sample."FK_hand": ACCESS EXCLUSIVE while every row is looked up (locked by an earlier statement). Safer: add it NOT VALID and validate it afterwards; `online` does
ALTER TABLE "public"."sample" ADD CONSTRAINT "FK_hand" FOREIGN KEY ("extra", "more") REFERENCES "public"."other" ("id", "code") ON DELETE SET NULL ("extra");

-- == Online ==

-- Up, step 1 of 2

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "FK_hand";

-- createForeignKey
-- lock SHARE ROW EXCLUSIVE
ALTER TABLE "public"."sample" ADD CONSTRAINT "FK_hand" FOREIGN KEY ("extra", "more") REFERENCES "public"."other" ("id", "code") ON DELETE SET NULL ("extra") ON UPDATE CASCADE NOT VALID;

-- Up, step 2 of 2

-- validateConstraint
-- lock SHARE UPDATE EXCLUSIVE
-- hazard scans-table on constraint public.sample."FK_hand": every row is checked; reads and writes continue. Safer: run it off-peak
ALTER TABLE "public"."sample" VALIDATE CONSTRAINT "FK_hand";

-- Down, step 2 of 2

-- nothing

-- Down, step 1 of 2

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "FK_hand";

-- createForeignKey
-- lock SHARE ROW EXCLUSIVE
-- hazard blocks-reads on foreign-key public.sample."FK_hand": ACCESS EXCLUSIVE while every row is looked up (locked by an earlier statement). Safer: add it NOT VALID and validate it afterwards; `online` does
ALTER TABLE "public"."sample" ADD CONSTRAINT "FK_hand" FOREIGN KEY ("extra", "more") REFERENCES "public"."other" ("id", "code") ON DELETE SET NULL ("extra");

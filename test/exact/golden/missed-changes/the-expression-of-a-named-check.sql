-- the expression of a named check

-- Up

-- requireCheck inSchema("public", "sample"), "a > 1"
-- hazard scans-table on table public.sample: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "CHK_sample";

-- createCheckConstraint
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on check public.sample."CHK_sample": fails if a row violates the condition. Safer: check the rows before you deploy
-- hazard blocks-reads on check public.sample."CHK_sample": ACCESS EXCLUSIVE while every row is checked. Safer: add it NOT VALID and validate it afterwards; `online` does
ALTER TABLE "public"."sample" ADD CONSTRAINT "CHK_sample" CHECK (a > 1);

-- Down

-- requireCheck inSchema("public", "sample"), "(a > 0)"
-- hazard scans-table on table public.sample: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "CHK_sample";

-- createCheckConstraint
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on check public.sample."CHK_sample": fails if a row violates the condition. Safer: check the rows before you deploy
-- hazard blocks-reads on check public.sample."CHK_sample": ACCESS EXCLUSIVE while every row is checked. Safer: add it NOT VALID and validate it afterwards; `online` does
ALTER TABLE "public"."sample" ADD CONSTRAINT "CHK_sample" CHECK ((a > 0));

-- == Online ==

-- Up, step 1 of 2

-- requireCheck inSchema("public", "sample"), "a > 1"
-- hazard scans-table on table public.sample: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "CHK_sample";

-- createCheckConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ADD CONSTRAINT "CHK_sample" CHECK (a > 1) NOT VALID;

-- Up, step 2 of 2

-- validateCheck "CHK_sample", inSchema("public", "sample"), "a > 1"
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
-- hazard may-fail-on-data on check public.sample."CHK_sample": fails if a row violates the condition. Safer: check the rows before you deploy
-- hazard scans-table on check public.sample."CHK_sample": every row is checked; reads and writes continue. Safer: run it off-peak
DO …;

-- Down, step 2 of 2

-- nothing

-- Down, step 1 of 2

-- requireCheck inSchema("public", "sample"), "(a > 0)"
-- hazard scans-table on table public.sample: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT IF EXISTS "CHK_sample";

-- createCheckConstraint
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on check public.sample."CHK_sample": fails if a row violates the condition. Safer: check the rows before you deploy
-- hazard blocks-reads on check public.sample."CHK_sample": ACCESS EXCLUSIVE while every row is checked. Safer: add it NOT VALID and validate it afterwards; `online` does
ALTER TABLE "public"."sample" ADD CONSTRAINT "CHK_sample" CHECK ((a > 0));

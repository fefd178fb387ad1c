-- what two nulls are to a unique constraint that gets another column

-- Up

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "UQ_hand";

-- createUniqueConstraint
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on unique public.sample."UQ_hand": duplicates make it fail. Safer: look for such rows before you deploy
-- hazard blocks-reads on unique public.sample."UQ_hand": an index is built from every row, and nobody can read or write the table meanwhile. Safer: build a unique index concurrently, and let the constraint take it over
ALTER TABLE "public"."sample" ADD CONSTRAINT "UQ_hand" UNIQUE NULLS NOT DISTINCT ("extra", "more");

-- Down

-- requireUnique inSchema("public", "sample"), ["extra"], { nullsNotDistinct: true }
-- hazard scans-table on table public.sample: every row is read before anything is changed; others can read and write meanwhile. Safer: choose a quiet hour, or ask before you deploy and say `preconditions: false`
DO …;

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "UQ_hand";

-- createUniqueConstraint
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on unique public.sample."UQ_hand": duplicates make it fail. Safer: look for such rows before you deploy
-- hazard blocks-reads on unique public.sample."UQ_hand": an index is built from every row, and nobody can read or write the table meanwhile. Safer: build a unique index concurrently, and let the constraint take it over
ALTER TABLE "public"."sample" ADD CONSTRAINT "UQ_hand" UNIQUE NULLS NOT DISTINCT ("extra");

-- == Online ==

-- Up, step 1 of 2

-- requireUnique inSchema("public", "sample"), ["extra", "more"], { nullsNotDistinct: true }
-- hazard scans-table on table public.sample: every row is read before anything is changed; others can read and write meanwhile. Safer: choose a quiet hour, or ask before you deploy and say `preconditions: false`
DO …;

-- createIndex
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
DROP INDEX CONCURRENTLY IF EXISTS "public"."autogen_new_UQ_hand";
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
-- hazard may-fail-on-data on index public.sample."autogen_new_UQ_hand": duplicates make it fail. Safer: look for such rows before you deploy
-- hazard scans-table on index public.sample."autogen_new_UQ_hand": the index is built from every row; others can read and write meanwhile. Safer: end long transactions first: it waits for all that are open
CREATE UNIQUE INDEX CONCURRENTLY "autogen_new_UQ_hand" ON "public"."sample" ("extra", "more") NULLS NOT DISTINCT;

-- Up, step 2 of 2

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "UQ_hand";

-- createUniqueConstraint "UQ_hand", inSchema("public", "sample"), ["extra", "more"], { nullsNotDistinct: true, usingIndex: "autogen_new_UQ_hand", orBuild: true }
DO …;
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ADD CONSTRAINT "UQ_hand" UNIQUE USING INDEX "autogen_new_UQ_hand";

-- Down, step 2 of 2

-- requireUnique inSchema("public", "sample"), ["extra"], { nullsNotDistinct: true }
-- hazard scans-table on table public.sample: every row is read before anything is changed; others can read and write meanwhile. Safer: choose a quiet hour, or ask before you deploy and say `preconditions: false`
DO …;

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "UQ_hand";

-- createUniqueConstraint
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on unique public.sample."UQ_hand": duplicates make it fail. Safer: look for such rows before you deploy
-- hazard blocks-reads on unique public.sample."UQ_hand": an index is built from every row, and nobody can read or write the table meanwhile. Safer: build a unique index concurrently, and let the constraint take it over
ALTER TABLE "public"."sample" ADD CONSTRAINT "UQ_hand" UNIQUE NULLS NOT DISTINCT ("extra");

-- Down, step 1 of 2

-- dropIndex
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
DROP INDEX CONCURRENTLY IF EXISTS "public"."autogen_new_UQ_hand";

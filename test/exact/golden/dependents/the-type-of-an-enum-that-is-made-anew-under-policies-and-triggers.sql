-- the type of an enum that is made anew, under policies and triggers

-- Up

-- dropPolicy
-- lock ACCESS EXCLUSIVE
-- hazard changes-authorization on policy public.sample.mine: the policy no longer decides which rows can be read and written. Safer: read and write the table as each role that uses it (SET ROLE) before you deploy
DROP POLICY "mine" ON "public"."sample";

-- dropTrigger
-- lock ACCESS EXCLUSIVE
DROP TRIGGER "on_a" ON "public"."sample";

-- alterEnum
ALTER TYPE "public"."way" RENAME TO "autogen_old_way";
CREATE TYPE "public"."way" AS ENUM ('b', 'a', 'c');
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.value: ACCESS EXCLUSIVE while every row is rewritten. Safer: add a column, backfill in batches, swap names
ALTER TABLE "public"."sample" ALTER COLUMN "value" TYPE "public"."way" USING "value"::text::"public"."way";
DROP TYPE "public"."autogen_old_way";

-- createTrigger
-- lock SHARE ROW EXCLUSIVE
CREATE TRIGGER "on_a" BEFORE UPDATE ON "public"."sample" FOR EACH ROW WHEN ((new.value = 'a'::public.way)) EXECUTE FUNCTION public.touch();

-- createPolicy
-- lock ACCESS EXCLUSIVE
-- hazard changes-authorization on policy public.sample.mine: the policy also decides which rows can be read and written. Safer: read and write the table as each role that uses it (SET ROLE) before you deploy
CREATE POLICY "mine" ON "public"."sample" USING ((value = 'a'::public.way));

-- Down

-- requireValues inSchema("public", "sample"), "value", ["a", "b"]
-- hazard scans-table on table public.sample: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- dropPolicy
-- lock ACCESS EXCLUSIVE
-- hazard changes-authorization on policy public.sample.mine: the policy no longer decides which rows can be read and written. Safer: read and write the table as each role that uses it (SET ROLE) before you deploy
DROP POLICY "mine" ON "public"."sample";

-- dropTrigger
-- lock ACCESS EXCLUSIVE
DROP TRIGGER "on_a" ON "public"."sample";

-- alterEnum
ALTER TYPE "public"."way" RENAME TO "autogen_old_way";
CREATE TYPE "public"."way" AS ENUM ('a', 'b');
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.value: ACCESS EXCLUSIVE while every row is rewritten. Safer: leave the values in the type, update their rows in batches, and forbid them by a CHECK
-- hazard may-fail-on-data on column public.sample.value: fails if a row has a removed value. Safer: map these rows: --map 'public.way.c:<value that stays>'
ALTER TABLE "public"."sample" ALTER COLUMN "value" TYPE "public"."way" USING "value"::text::"public"."way";
DROP TYPE "public"."autogen_old_way";

-- createTrigger
-- lock SHARE ROW EXCLUSIVE
CREATE TRIGGER "on_a" BEFORE UPDATE ON "public"."sample" FOR EACH ROW WHEN ((new.value = 'a'::public.way)) EXECUTE FUNCTION public.touch();

-- createPolicy
-- lock ACCESS EXCLUSIVE
-- hazard changes-authorization on policy public.sample.mine: the policy also decides which rows can be read and written. Safer: read and write the table as each role that uses it (SET ROLE) before you deploy
CREATE POLICY "mine" ON "public"."sample" USING ((value = 'a'::public.way));

-- Online: the same

-- the type of an enum that is made anew, under policies and triggers

-- Up

-- dropPolicy
-- lock ACCESS EXCLUSIVE
-- hazard changes-authorization on policy public.sample.mine: which rows of the table may be read and written is decided without this policy, until it is made anew. Safer: read and write the table as each role that uses it (SET ROLE) before you deploy
DROP POLICY "mine" ON "public"."sample";

-- dropTrigger
-- lock ACCESS EXCLUSIVE
DROP TRIGGER "on_a" ON "public"."sample";

-- alterEnum
ALTER TYPE "public"."way" RENAME TO "autogen_old_way";
CREATE TYPE "public"."way" AS ENUM ('b', 'a', 'c');
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.value: the values of a new type are stored in every row. Safer: add a column of the new type, fill it in batches, and let it take the name over
ALTER TABLE "public"."sample" ALTER COLUMN "value" TYPE "public"."way" USING "value"::text::"public"."way";
DROP TYPE "public"."autogen_old_way";

-- createTrigger
-- lock SHARE ROW EXCLUSIVE
CREATE TRIGGER "on_a" BEFORE UPDATE ON "public"."sample" FOR EACH ROW WHEN ((new.value = 'a'::public.way)) EXECUTE FUNCTION public.touch();

-- createPolicy
-- lock ACCESS EXCLUSIVE
-- hazard changes-authorization on policy public.sample.mine: which rows of the table may be read and written is decided by this policy too. Safer: read and write the table as each role that uses it (SET ROLE) before you deploy
CREATE POLICY "mine" ON "public"."sample" USING ((value = 'a'::public.way));

-- Down

-- requireValues inSchema("public", "sample"), "value", ["a", "b"]
-- hazard scans-table on table public.sample: every row is read before anything is changed; others can read and write meanwhile. Safer: choose a quiet hour, or ask before you deploy and say `preconditions: false`
DO …;

-- dropPolicy
-- lock ACCESS EXCLUSIVE
-- hazard changes-authorization on policy public.sample.mine: which rows of the table may be read and written is decided without this policy, until it is made anew. Safer: read and write the table as each role that uses it (SET ROLE) before you deploy
DROP POLICY "mine" ON "public"."sample";

-- dropTrigger
-- lock ACCESS EXCLUSIVE
DROP TRIGGER "on_a" ON "public"."sample";

-- alterEnum
ALTER TYPE "public"."way" RENAME TO "autogen_old_way";
CREATE TYPE "public"."way" AS ENUM ('a', 'b');
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.value: the values of a new type are stored in every row. Safer: leave the values in the type, change their rows in batches, and forbid them by a check
-- hazard may-fail-on-data on column public.sample.value: a row with a value that the type no longer has makes it fail. Safer: say what such rows get: --map 'public.way.c:<value that stays>'
ALTER TABLE "public"."sample" ALTER COLUMN "value" TYPE "public"."way" USING "value"::text::"public"."way";
DROP TYPE "public"."autogen_old_way";

-- createTrigger
-- lock SHARE ROW EXCLUSIVE
CREATE TRIGGER "on_a" BEFORE UPDATE ON "public"."sample" FOR EACH ROW WHEN ((new.value = 'a'::public.way)) EXECUTE FUNCTION public.touch();

-- createPolicy
-- lock ACCESS EXCLUSIVE
-- hazard changes-authorization on policy public.sample.mine: which rows of the table may be read and written is decided by this policy too. Safer: read and write the table as each role that uses it (SET ROLE) before you deploy
CREATE POLICY "mine" ON "public"."sample" USING ((value = 'a'::public.way));

-- Online: the same

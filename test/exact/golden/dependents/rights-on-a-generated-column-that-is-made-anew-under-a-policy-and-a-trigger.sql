-- rights on a generated column that is made anew, under a policy and a trigger

-- Up

-- dropPolicy
-- lock ACCESS EXCLUSIVE
-- hazard changes-authorization on policy public.sample.mine: the policy no longer decides which rows can be read and written. Safer: read and write the table as each role that uses it (SET ROLE) before you deploy
DROP POLICY "mine" ON "public"."sample";

-- dropTrigger
-- lock ACCESS EXCLUSIVE
DROP TRIGGER "on_value" ON "public"."sample";

-- dropColumn inSchema("public", "sample"), "value", { generated: true }
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP COLUMN "value";
-- TypeORM's own record
DO …;

-- addColumn inSchema("public", "sample"), column("value", integer(), { generatedAs: "id + 2" })
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.value: ACCESS EXCLUSIVE while every row is rewritten, each with a value of its own. Safer: add the column without a default, set the default, backfill in batches
ALTER TABLE "public"."sample" ADD COLUMN "value" integer GENERATED ALWAYS AS (id + 2) STORED;
-- TypeORM's own record
DO …;

-- createTrigger
-- lock SHARE ROW EXCLUSIVE
CREATE TRIGGER "on_value" AFTER UPDATE ON "public"."sample" FOR EACH ROW WHEN ((new.value > 0)) EXECUTE FUNCTION public.touch();

-- createPolicy
-- lock ACCESS EXCLUSIVE
-- hazard changes-authorization on policy public.sample.mine: the policy also decides which rows can be read and written. Safer: read and write the table as each role that uses it (SET ROLE) before you deploy
CREATE POLICY "mine" ON "public"."sample" USING ((value > 0));

-- grant
GRANT SELECT ("value") ON "public"."sample" TO "reader" WITH GRANT OPTION;

-- Down

-- dropPolicy
-- lock ACCESS EXCLUSIVE
-- hazard changes-authorization on policy public.sample.mine: the policy no longer decides which rows can be read and written. Safer: read and write the table as each role that uses it (SET ROLE) before you deploy
DROP POLICY "mine" ON "public"."sample";

-- dropTrigger
-- lock ACCESS EXCLUSIVE
DROP TRIGGER "on_value" ON "public"."sample";

-- dropColumn inSchema("public", "sample"), "value", { generated: true }
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP COLUMN "value";
-- TypeORM's own record
DO …;

-- addColumn inSchema("public", "sample"), column("value", integer(), { generatedAs: "(id + 1)" })
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.value: ACCESS EXCLUSIVE while every row is rewritten, each with a value of its own. Safer: add the column without a default, set the default, backfill in batches
ALTER TABLE "public"."sample" ADD COLUMN "value" integer GENERATED ALWAYS AS ((id + 1)) STORED;
-- TypeORM's own record
DO …;

-- createTrigger
-- lock SHARE ROW EXCLUSIVE
CREATE TRIGGER "on_value" AFTER UPDATE ON "public"."sample" FOR EACH ROW WHEN ((new.value > 0)) EXECUTE FUNCTION public.touch();

-- createPolicy
-- lock ACCESS EXCLUSIVE
-- hazard changes-authorization on policy public.sample.mine: the policy also decides which rows can be read and written. Safer: read and write the table as each role that uses it (SET ROLE) before you deploy
CREATE POLICY "mine" ON "public"."sample" USING ((value > 0));

-- grant
GRANT SELECT ("value") ON "public"."sample" TO "reader" WITH GRANT OPTION;

-- Online: the same

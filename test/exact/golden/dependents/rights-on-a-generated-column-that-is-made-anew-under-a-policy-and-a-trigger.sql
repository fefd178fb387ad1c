-- rights on a generated column that is made anew, under a policy and a trigger

-- Up

-- dropPolicy
-- lock ACCESS EXCLUSIVE
-- hazard changes-authorization on policy public.sample.mine: which rows of the table may be read and written is decided without this policy, until it is made anew. Safer: read and write the table as each role that uses it (SET ROLE) before you deploy
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
-- hazard rewrites-table on column public.sample.value: every row gets its own value, so the whole table is written again under an exclusive lock. Safer: add the column without a default, set the default, then fill the rows that are there in batches
ALTER TABLE "public"."sample" ADD COLUMN "value" integer GENERATED ALWAYS AS (id + 2) STORED;
-- TypeORM's own record
DO …;

-- createTrigger
-- lock SHARE ROW EXCLUSIVE
CREATE TRIGGER "on_value" AFTER UPDATE ON "public"."sample" FOR EACH ROW WHEN ((new.value > 0)) EXECUTE FUNCTION public.touch();

-- createPolicy
-- lock ACCESS EXCLUSIVE
-- hazard changes-authorization on policy public.sample.mine: which rows of the table may be read and written is decided by this policy too. Safer: read and write the table as each role that uses it (SET ROLE) before you deploy
CREATE POLICY "mine" ON "public"."sample" USING ((value > 0));

-- grant
GRANT SELECT ("value") ON "public"."sample" TO "reader" WITH GRANT OPTION;

-- Down

-- dropPolicy
-- lock ACCESS EXCLUSIVE
-- hazard changes-authorization on policy public.sample.mine: which rows of the table may be read and written is decided without this policy, until it is made anew. Safer: read and write the table as each role that uses it (SET ROLE) before you deploy
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
-- hazard rewrites-table on column public.sample.value: every row gets its own value, so the whole table is written again under an exclusive lock. Safer: add the column without a default, set the default, then fill the rows that are there in batches
ALTER TABLE "public"."sample" ADD COLUMN "value" integer GENERATED ALWAYS AS ((id + 1)) STORED;
-- TypeORM's own record
DO …;

-- createTrigger
-- lock SHARE ROW EXCLUSIVE
CREATE TRIGGER "on_value" AFTER UPDATE ON "public"."sample" FOR EACH ROW WHEN ((new.value > 0)) EXECUTE FUNCTION public.touch();

-- createPolicy
-- lock ACCESS EXCLUSIVE
-- hazard changes-authorization on policy public.sample.mine: which rows of the table may be read and written is decided by this policy too. Safer: read and write the table as each role that uses it (SET ROLE) before you deploy
CREATE POLICY "mine" ON "public"."sample" USING ((value > 0));

-- grant
GRANT SELECT ("value") ON "public"."sample" TO "reader" WITH GRANT OPTION;

-- Online: the same

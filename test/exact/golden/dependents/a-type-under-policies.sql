-- a type under policies

-- Up

-- dropPolicy
-- lock ACCESS EXCLUSIVE
-- hazard changes-authorization on policy public.sample."it""s; --": the policy no longer decides which rows can be read and written. Safer: read and write the table as each role that uses it (SET ROLE) before you deploy
DROP POLICY "it""s; --" ON "public"."sample";

-- dropPolicy
-- lock ACCESS EXCLUSIVE
-- hazard changes-authorization on policy public.sample.everybody: the policy no longer decides which rows can be read and written. Safer: read and write the table as each role that uses it (SET ROLE) before you deploy
DROP POLICY "everybody" ON "public"."sample";

-- dropPolicy
-- lock ACCESS EXCLUSIVE
-- hazard changes-authorization on policy public.sample.inserts: the policy no longer decides which rows can be read and written. Safer: read and write the table as each role that uses it (SET ROLE) before you deploy
DROP POLICY "inserts" ON "public"."sample";

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "value" DROP DEFAULT;

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "value" TYPE text;

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "value" SET DEFAULT 'a';

-- createPolicy
-- lock ACCESS EXCLUSIVE
-- hazard changes-authorization on policy public.sample."it""s; --": the policy also decides which rows can be read and written. Safer: read and write the table as each role that uses it (SET ROLE) before you deploy
CREATE POLICY "it""s; --" ON "public"."sample" AS RESTRICTIVE FOR UPDATE TO "a ""b""; DROP TABLE sample; --", "current_user", "reader", "Ünïcode\" USING (((value)::text <> '2'::text)) WITH CHECK (((value)::text <> 'it''s \ "new".value'::text));

-- createPolicy
-- lock ACCESS EXCLUSIVE
-- hazard changes-authorization on policy public.sample.everybody: the policy also decides which rows can be read and written. Safer: read and write the table as each role that uses it (SET ROLE) before you deploy
CREATE POLICY "everybody" ON "public"."sample" USING (((value)::text <> '1'::text));
COMMENT ON POLICY "everybody" ON "public"."sample" IS 'it''s a policy';

-- createPolicy
-- lock ACCESS EXCLUSIVE
-- hazard changes-authorization on policy public.sample.inserts: the policy also decides which rows can be read and written. Safer: read and write the table as each role that uses it (SET ROLE) before you deploy
CREATE POLICY "inserts" ON "public"."sample" FOR INSERT TO "postgres" WITH CHECK (((id > 0) AND (length((value)::text) < 9)));

-- Down

-- dropPolicy
-- lock ACCESS EXCLUSIVE
-- hazard changes-authorization on policy public.sample."it""s; --": the policy no longer decides which rows can be read and written. Safer: read and write the table as each role that uses it (SET ROLE) before you deploy
DROP POLICY "it""s; --" ON "public"."sample";

-- dropPolicy
-- lock ACCESS EXCLUSIVE
-- hazard changes-authorization on policy public.sample.everybody: the policy no longer decides which rows can be read and written. Safer: read and write the table as each role that uses it (SET ROLE) before you deploy
DROP POLICY "everybody" ON "public"."sample";

-- dropPolicy
-- lock ACCESS EXCLUSIVE
-- hazard changes-authorization on policy public.sample.inserts: the policy no longer decides which rows can be read and written. Safer: read and write the table as each role that uses it (SET ROLE) before you deploy
DROP POLICY "inserts" ON "public"."sample";

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "value" DROP DEFAULT;

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "value" TYPE character varying;

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "value" SET DEFAULT 'a';

-- createPolicy
-- lock ACCESS EXCLUSIVE
-- hazard changes-authorization on policy public.sample."it""s; --": the policy also decides which rows can be read and written. Safer: read and write the table as each role that uses it (SET ROLE) before you deploy
CREATE POLICY "it""s; --" ON "public"."sample" AS RESTRICTIVE FOR UPDATE TO "a ""b""; DROP TABLE sample; --", "current_user", "reader", "Ünïcode\" USING (((value)::text <> '2'::text)) WITH CHECK (((value)::text <> 'it''s \ "new".value'::text));

-- createPolicy
-- lock ACCESS EXCLUSIVE
-- hazard changes-authorization on policy public.sample.everybody: the policy also decides which rows can be read and written. Safer: read and write the table as each role that uses it (SET ROLE) before you deploy
CREATE POLICY "everybody" ON "public"."sample" USING (((value)::text <> '1'::text));
COMMENT ON POLICY "everybody" ON "public"."sample" IS 'it''s a policy';

-- createPolicy
-- lock ACCESS EXCLUSIVE
-- hazard changes-authorization on policy public.sample.inserts: the policy also decides which rows can be read and written. Safer: read and write the table as each role that uses it (SET ROLE) before you deploy
CREATE POLICY "inserts" ON "public"."sample" FOR INSERT TO "postgres" WITH CHECK (((id > 0) AND (length((value)::text) < 9)));

-- Online: the same

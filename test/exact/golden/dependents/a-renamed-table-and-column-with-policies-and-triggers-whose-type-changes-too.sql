-- a renamed table and column with policies and triggers, whose type changes too

-- Up

-- renameTable inSchema("public", "sample"), "samples"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" RENAME TO "samples";
DO …;

-- renameColumn inSchema("public", "samples"), "value", "worth"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."samples" RENAME COLUMN "value" TO "worth";
DO …;

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."samples" RENAME CONSTRAINT "PK_1e92238b098b5a4d13f6422cba7" TO "PK_d68b5b3bd25a6851b033fb63444";

-- dropPolicy
-- lock ACCESS EXCLUSIVE
-- hazard changes-authorization on policy public.samples.mine: the policy no longer decides which rows can be read and written. Safer: read and write the table as each role that uses it (SET ROLE) before you deploy
DROP POLICY "mine" ON "public"."samples";

-- dropTrigger
-- lock ACCESS EXCLUSIVE
DROP TRIGGER "touched" ON "public"."samples";

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."samples" ALTER COLUMN "worth" TYPE text;

-- createTrigger
-- lock SHARE ROW EXCLUSIVE
CREATE TRIGGER "touched" BEFORE UPDATE OF "worth" ON "public"."samples" FOR EACH ROW WHEN (((old.worth)::text IS DISTINCT FROM (new.worth)::text)) EXECUTE FUNCTION public.touch();

-- createPolicy
-- lock ACCESS EXCLUSIVE
-- hazard changes-authorization on policy public.samples.mine: the policy also decides which rows can be read and written. Safer: read and write the table as each role that uses it (SET ROLE) before you deploy
CREATE POLICY "mine" ON "public"."samples" USING ((((worth)::text <> '%'::text) AND (EXISTS ( SELECT 1
   FROM public.samples o
  WHERE ((o.id = samples.id) AND ((samples.worth)::text <> ''::text))))));

-- Down

-- renameTable inSchema("public", "samples"), "sample"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."samples" RENAME TO "sample";
DO …;

-- renameColumn inSchema("public", "sample"), "worth", "value"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" RENAME COLUMN "worth" TO "value";
DO …;

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" RENAME CONSTRAINT "PK_d68b5b3bd25a6851b033fb63444" TO "PK_1e92238b098b5a4d13f6422cba7";

-- dropPolicy
-- lock ACCESS EXCLUSIVE
-- hazard changes-authorization on policy public.sample.mine: the policy no longer decides which rows can be read and written. Safer: read and write the table as each role that uses it (SET ROLE) before you deploy
DROP POLICY "mine" ON "public"."sample";

-- dropTrigger
-- lock ACCESS EXCLUSIVE
DROP TRIGGER "touched" ON "public"."sample";

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "value" TYPE character varying;

-- createTrigger
-- lock SHARE ROW EXCLUSIVE
CREATE TRIGGER "touched" BEFORE UPDATE OF "value" ON "public"."sample" FOR EACH ROW WHEN (((old.value)::text IS DISTINCT FROM (new.value)::text)) EXECUTE FUNCTION public.touch();

-- createPolicy
-- lock ACCESS EXCLUSIVE
-- hazard changes-authorization on policy public.sample.mine: the policy also decides which rows can be read and written. Safer: read and write the table as each role that uses it (SET ROLE) before you deploy
CREATE POLICY "mine" ON "public"."sample" USING ((((value)::text <> '%'::text) AND (EXISTS ( SELECT 1
   FROM public.sample o
  WHERE ((o.id = sample.id) AND ((sample.value)::text <> ''::text))))));

-- Online: the same

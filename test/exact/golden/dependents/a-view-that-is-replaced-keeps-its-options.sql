-- a view that is replaced keeps its options

-- Up

-- createView inSchema("public", "plain"), "SELECT id, value, 1 AS one FROM sample WHERE id > 0", { orReplace: true, with: { check_option: "cascaded", security_barrier: "true" } }
CREATE OR REPLACE VIEW "public"."plain" WITH ("check_option"='cascaded', "security_barrier"='true') AS SELECT id, value, 1 AS one FROM sample WHERE id > 0;
-- TypeORM's own record
DO …;

-- Down

-- dropPolicy
-- lock ACCESS EXCLUSIVE
-- hazard changes-authorization on policy public.other.through: the policy no longer decides which rows can be read and written. Safer: read and write the table as each role that uses it (SET ROLE) before you deploy
DROP POLICY "through" ON "public"."other";

-- dropView inSchema("public", "above")
DROP VIEW "public"."above";
-- TypeORM's own record
DO …;

-- dropView inSchema("public", "plain")
DROP VIEW "public"."plain";
-- TypeORM's own record
DO …;

-- createView inSchema("public", "plain"), "SELECT id,\n    value\n   FROM public.sample\n  WHERE (id > 0)", { with: { check_option: "cascaded", security_barrier: "true" } }
CREATE VIEW "public"."plain" WITH ("check_option"='cascaded', "security_barrier"='true') AS SELECT id,
    value
   FROM public.sample
  WHERE (id > 0);
-- TypeORM's own record
DO …;

-- createView inSchema("public", "above"), "SELECT value\n   FROM public.plain"
CREATE VIEW "public"."above" AS SELECT value
   FROM public.plain;
-- TypeORM's own record
DO …;

-- createTrigger
CREATE TRIGGER "instead" INSTEAD OF INSERT ON "public"."above" FOR EACH ROW EXECUTE FUNCTION public.touch();

-- createRule
-- lock ROW EXCLUSIVE
CREATE RULE "put" AS ON DELETE TO "public"."above" DO INSTEAD  DELETE FROM public.sample
  WHERE ((sample.value)::text = (old.value)::text);

-- createPolicy
-- lock ACCESS EXCLUSIVE
-- hazard changes-authorization on policy public.other.through: the policy also decides which rows can be read and written. Safer: read and write the table as each role that uses it (SET ROLE) before you deploy
CREATE POLICY "through" ON "public"."other" USING ((EXISTS ( SELECT 1
   FROM public.plain p
  WHERE (p.id = other.id))));

-- revoke
REVOKE TRUNCATE ON "public"."above" FROM "postgres" CASCADE;

-- grant
GRANT DELETE, INSERT, REFERENCES, SELECT, TRIGGER, TRUNCATE, UPDATE ON "public"."above" TO "reader";

-- grant
GRANT SELECT ON "public"."plain" TO PUBLIC;

-- grant
GRANT INSERT, UPDATE ON "public"."plain" TO "writer" WITH GRANT OPTION;

-- grant
GRANT SELECT ("value") ON "public"."plain" TO "reader";

-- grant
GRANT UPDATE ("value") ON "public"."plain" TO "a ""b""; DROP TABLE sample; --" WITH GRANT OPTION;

-- Online: the same

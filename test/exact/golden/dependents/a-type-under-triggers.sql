-- a type under triggers

-- Up

-- dropTrigger
-- lock ACCESS EXCLUSIVE
DROP TRIGGER "b""; -- FOR EACH ROW WHEN (" ON "public"."sample";

-- dropTrigger
-- lock ACCESS EXCLUSIVE
DROP TRIGGER "changed" ON "public"."sample";

-- dropTrigger
-- lock ACCESS EXCLUSIVE
DROP TRIGGER "late" ON "public"."sample";

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "value" TYPE text;

-- createTrigger
-- lock SHARE ROW EXCLUSIVE
CREATE TRIGGER "b""; -- FOR EACH ROW WHEN (" BEFORE INSERT OR UPDATE OF "value", "id" ON "public"."sample" FOR EACH ROW WHEN (((new.value)::text <> ' EXECUTE FUNCTION ''x'''::text)) EXECUTE FUNCTION public.touch('a', 'it''s \ "');

-- createTrigger
-- lock SHARE ROW EXCLUSIVE
CREATE TRIGGER "changed" AFTER UPDATE ON "public"."sample" FOR EACH ROW WHEN (((old.value)::text IS DISTINCT FROM (new.value)::text)) EXECUTE FUNCTION public.touch();
-- lock SHARE ROW EXCLUSIVE
ALTER TABLE "public"."sample" DISABLE TRIGGER "changed";
COMMENT ON TRIGGER "changed" ON "public"."sample" IS 'it''s a trigger';

-- createTrigger
-- lock SHARE ROW EXCLUSIVE
CREATE CONSTRAINT TRIGGER "late" AFTER UPDATE OF "value" ON "public"."sample" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.touch();
-- lock SHARE ROW EXCLUSIVE
ALTER TABLE "public"."sample" ENABLE ALWAYS TRIGGER "late";

-- Down

-- dropTrigger
-- lock ACCESS EXCLUSIVE
DROP TRIGGER "b""; -- FOR EACH ROW WHEN (" ON "public"."sample";

-- dropTrigger
-- lock ACCESS EXCLUSIVE
DROP TRIGGER "changed" ON "public"."sample";

-- dropTrigger
-- lock ACCESS EXCLUSIVE
DROP TRIGGER "late" ON "public"."sample";

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "value" TYPE character varying;

-- createTrigger
-- lock SHARE ROW EXCLUSIVE
CREATE TRIGGER "b""; -- FOR EACH ROW WHEN (" BEFORE INSERT OR UPDATE OF "value", "id" ON "public"."sample" FOR EACH ROW WHEN (((new.value)::text <> ' EXECUTE FUNCTION ''x'''::text)) EXECUTE FUNCTION public.touch('a', 'it''s \ "');

-- createTrigger
-- lock SHARE ROW EXCLUSIVE
CREATE TRIGGER "changed" AFTER UPDATE ON "public"."sample" FOR EACH ROW WHEN (((old.value)::text IS DISTINCT FROM (new.value)::text)) EXECUTE FUNCTION public.touch();
-- lock SHARE ROW EXCLUSIVE
ALTER TABLE "public"."sample" DISABLE TRIGGER "changed";
COMMENT ON TRIGGER "changed" ON "public"."sample" IS 'it''s a trigger';

-- createTrigger
-- lock SHARE ROW EXCLUSIVE
CREATE CONSTRAINT TRIGGER "late" AFTER UPDATE OF "value" ON "public"."sample" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.touch();
-- lock SHARE ROW EXCLUSIVE
ALTER TABLE "public"."sample" ENABLE ALWAYS TRIGGER "late";

-- Online: the same

-- a view of another's, and rights that are given by default

-- Up

-- dropView inSchema("public", "above")
DROP VIEW "public"."above";
-- TypeORM's own record
DO …;

-- dropView inSchema("public", "plain")
DROP VIEW "public"."plain";
-- TypeORM's own record
DO …;

-- dropView inSchema("public", "stored"), { materialized: true }
DROP MATERIALIZED VIEW "public"."stored";
-- TypeORM's own record
DO …;

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "value" TYPE text;

-- createView inSchema("public", "plain"), "SELECT id, value FROM sample WHERE id > 0"
CREATE VIEW "public"."plain" AS SELECT id, value FROM sample WHERE id > 0;
-- TypeORM's own record
DO …;

-- alterView
ALTER VIEW "public"."plain" OWNER TO "writer";

-- revoke
REVOKE ALL PRIVILEGES ON "public"."plain" FROM "current_user", PUBLIC CASCADE;

-- createView inSchema("public", "above"), "SELECT value FROM plain;"
CREATE VIEW "public"."above" AS SELECT value FROM plain;
-- TypeORM's own record
DO …;

-- revoke
-- hazard changes-authorization on privilege public.above: these roles lose privileges, and so do roles they granted them to. Safer: make sure that nothing that runs as these roles needs them
REVOKE ALL PRIVILEGES ON "public"."above" FROM "current_user", PUBLIC CASCADE;

-- createView inSchema("public", "stored"), "SELECT value FROM sample", { materialized: true }
-- hazard scans-table on view public.stored: populating it runs the query; locks already taken are held meanwhile. Safer: run it off-peak, or create it WITH NO DATA (`data: false`) and refresh it afterwards
CREATE MATERIALIZED VIEW "public"."stored" AS SELECT value FROM sample;
-- TypeORM's own record
DO …;

-- revoke
-- hazard changes-authorization on privilege public.stored: these roles lose privileges, and so do roles they granted them to. Safer: make sure that nothing that runs as these roles needs them
REVOKE ALL PRIVILEGES ON "public"."stored" FROM "current_user", PUBLIC CASCADE;

-- createIndex
CREATE INDEX "IDX_stored" ON "public"."stored" ("value");

-- grant
GRANT SELECT ON "public"."plain" TO "reader";

-- Down

-- dropView inSchema("public", "above")
DROP VIEW "public"."above";
-- TypeORM's own record
DO …;

-- dropView inSchema("public", "plain")
DROP VIEW "public"."plain";
-- TypeORM's own record
DO …;

-- dropView inSchema("public", "stored"), { materialized: true }
DROP MATERIALIZED VIEW "public"."stored";
-- TypeORM's own record
DO …;

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "value" TYPE character varying;

-- createView inSchema("public", "plain"), "SELECT id,\n    value\n   FROM public.sample\n  WHERE (id > 0)"
CREATE VIEW "public"."plain" AS SELECT id,
    value
   FROM public.sample
  WHERE (id > 0);
-- TypeORM's own record
DO …;

-- alterView
ALTER VIEW "public"."plain" OWNER TO "writer";

-- revoke
REVOKE ALL PRIVILEGES ON "public"."plain" FROM "current_user", PUBLIC CASCADE;

-- createView inSchema("public", "above"), "SELECT value\n   FROM public.plain"
CREATE VIEW "public"."above" AS SELECT value
   FROM public.plain;
-- TypeORM's own record
DO …;

-- revoke
-- hazard changes-authorization on privilege public.above: these roles lose privileges, and so do roles they granted them to. Safer: make sure that nothing that runs as these roles needs them
REVOKE ALL PRIVILEGES ON "public"."above" FROM "current_user", PUBLIC CASCADE;

-- createView inSchema("public", "stored"), "SELECT value\n   FROM public.sample", { materialized: true }
-- hazard scans-table on view public.stored: populating it runs the query; locks already taken are held meanwhile. Safer: run it off-peak, or create it WITH NO DATA (`data: false`) and refresh it afterwards
CREATE MATERIALIZED VIEW "public"."stored" AS SELECT value
   FROM public.sample;
-- TypeORM's own record
DO …;

-- revoke
-- hazard changes-authorization on privilege public.stored: these roles lose privileges, and so do roles they granted them to. Safer: make sure that nothing that runs as these roles needs them
REVOKE ALL PRIVILEGES ON "public"."stored" FROM "current_user", PUBLIC CASCADE;

-- createIndex
CREATE INDEX "IDX_stored" ON "public"."stored" ("value");

-- grant
GRANT SELECT ON "public"."plain" TO "reader";

-- Online: the same

-- security_invoker of a view that is made anew

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

-- createView inSchema("public", "plain"), "SELECT id, value FROM sample WHERE id > 0", { with: { security_invoker: "true" } }
CREATE VIEW "public"."plain" WITH ("security_invoker"='true') AS SELECT id, value FROM sample WHERE id > 0;
-- TypeORM's own record
DO …;

-- createView inSchema("public", "above"), "SELECT value FROM plain;"
CREATE VIEW "public"."above" AS SELECT value FROM plain;
-- TypeORM's own record
DO …;

-- createView inSchema("public", "stored"), "SELECT value FROM sample", { materialized: true }
-- hazard scans-table on view public.stored: populating it runs the query; locks already taken are held meanwhile. Safer: run it off-peak, or create it WITH NO DATA (`data: false`) and refresh it afterwards
CREATE MATERIALIZED VIEW "public"."stored" AS SELECT value FROM sample;
-- TypeORM's own record
DO …;

-- createIndex
CREATE INDEX "IDX_stored" ON "public"."stored" ("value");

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

-- createView inSchema("public", "plain"), "SELECT id,\n    value\n   FROM public.sample\n  WHERE (id > 0)", { with: { security_invoker: "true" } }
CREATE VIEW "public"."plain" WITH ("security_invoker"='true') AS SELECT id,
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

-- createView inSchema("public", "stored"), "SELECT value\n   FROM public.sample", { materialized: true }
-- hazard scans-table on view public.stored: populating it runs the query; locks already taken are held meanwhile. Safer: run it off-peak, or create it WITH NO DATA (`data: false`) and refresh it afterwards
CREATE MATERIALIZED VIEW "public"."stored" AS SELECT value
   FROM public.sample;
-- TypeORM's own record
DO …;

-- createIndex
CREATE INDEX "IDX_stored" ON "public"."stored" ("value");

-- Online: the same

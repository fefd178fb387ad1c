-- comments on views that are made anew, their columns and indexes

-- Up

-- dropView inSchema("public", "plain")
DROP VIEW "public"."plain";
-- TypeORM's own record
DO …;

-- createView inSchema("public", "plain"), "SELECT \"id\", \"value\" FROM \"sample\""
CREATE VIEW "public"."plain" AS SELECT "id", "value" FROM "sample";
-- TypeORM's own record
DO …;

-- createComment
COMMENT ON COLUMN "public"."plain"."value" IS 'a column of a view';

-- createComment
COMMENT ON VIEW "public"."plain" IS 'a view';

-- dropView inSchema("public", "stored"), { materialized: true }
DROP MATERIALIZED VIEW "public"."stored";
-- TypeORM's own record
DO …;

-- createView inSchema("public", "stored"), "SELECT \"id\", \"value\" FROM \"sample\"", { materialized: true }
-- hazard scans-table on view public.stored: populating it runs the query; locks already taken are held meanwhile. Safer: run it off-peak, or create it WITH NO DATA (`data: false`) and refresh it afterwards
CREATE MATERIALIZED VIEW "public"."stored" AS SELECT "id", "value" FROM "sample";
-- TypeORM's own record
DO …;

-- createComment
COMMENT ON MATERIALIZED VIEW "public"."stored" IS 'a materialized view';

-- createComment
COMMENT ON COLUMN "public"."stored"."value" IS 'a column of a materialized view';

-- createIndex
CREATE INDEX "IDX_stored" ON "public"."stored" ("value");

-- createComment
COMMENT ON INDEX "public"."IDX_stored" IS 'its index';

-- Down

-- createView inSchema("public", "plain"), "SELECT id,\n    value,\n    1 AS one\n   FROM public.sample", { orReplace: true }
CREATE OR REPLACE VIEW "public"."plain" AS SELECT id,
    value,
    1 AS one
   FROM public.sample;
-- TypeORM's own record
DO …;

-- dropView inSchema("public", "stored"), { materialized: true }
DROP MATERIALIZED VIEW "public"."stored";
-- TypeORM's own record
DO …;

-- createView inSchema("public", "stored"), "SELECT id,\n    value,\n    1 AS one\n   FROM public.sample", { materialized: true }
-- hazard scans-table on view public.stored: populating it runs the query; locks already taken are held meanwhile. Safer: run it off-peak, or create it WITH NO DATA (`data: false`) and refresh it afterwards
CREATE MATERIALIZED VIEW "public"."stored" AS SELECT id,
    value,
    1 AS one
   FROM public.sample;
-- TypeORM's own record
DO …;

-- createComment
COMMENT ON MATERIALIZED VIEW "public"."stored" IS 'a materialized view';

-- createComment
COMMENT ON COLUMN "public"."stored"."value" IS 'a column of a materialized view';

-- createIndex
CREATE INDEX "IDX_stored" ON "public"."stored" ("value");

-- createComment
COMMENT ON INDEX "public"."IDX_stored" IS 'its index';

-- Online: the same

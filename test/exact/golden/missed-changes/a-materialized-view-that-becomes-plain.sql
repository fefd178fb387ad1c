-- a materialized view that becomes plain

-- Up

-- dropView inSchema("public", "seen"), { materialized: true }
DROP MATERIALIZED VIEW "public"."seen";
-- TypeORM's own record
DO …;

-- createView inSchema("public", "seen"), "SELECT id, value FROM sample"
CREATE VIEW "public"."seen" AS SELECT id, value FROM sample;
-- TypeORM's own record
DO …;

-- Down

-- dropView inSchema("public", "seen")
DROP VIEW "public"."seen";
-- TypeORM's own record
DO …;

-- createView inSchema("public", "seen"), "SELECT id,\n    value\n   FROM public.sample", { materialized: true }
-- hazard scans-table on view public.seen: populating it runs the query; locks already taken are held meanwhile. Safer: run it off-peak, or create it WITH NO DATA (`data: false`) and refresh it afterwards
CREATE MATERIALIZED VIEW "public"."seen" AS SELECT id,
    value
   FROM public.sample;
-- TypeORM's own record
DO …;

-- Online: the same

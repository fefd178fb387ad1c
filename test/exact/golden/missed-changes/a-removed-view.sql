-- a removed view

-- Up

-- dropView inSchema("public", "seen")
DROP VIEW "public"."seen";
-- TypeORM's own record
DO …;

-- Down

-- createView inSchema("public", "seen"), "SELECT id,\n    value\n   FROM public.sample"
CREATE VIEW "public"."seen" AS SELECT id,
    value
   FROM public.sample;
-- TypeORM's own record
DO …;

-- Online: the same

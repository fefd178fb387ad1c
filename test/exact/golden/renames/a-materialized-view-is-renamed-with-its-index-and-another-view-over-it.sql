-- a materialized view is renamed, with its index and another view over it

-- Up

-- renameView inSchema("public", "cheap"), "Cheap Rooms", { materialized: true }
ALTER MATERIALIZED VIEW "public"."cheap" RENAME TO "Cheap Rooms";
-- TypeORM's own record
DO …;

-- Down

-- renameView inSchema("public", "Cheap Rooms"), "cheap", { materialized: true }
ALTER MATERIALIZED VIEW "public"."Cheap Rooms" RENAME TO "cheap";
-- TypeORM's own record
DO …;

-- Online: the same

-- a schema is renamed, with all that is in it

-- Up

-- renameSchema "hotel", "the Inn"
ALTER SCHEMA "hotel" RENAME TO "the Inn";
-- TypeORM's own record
DO …;

-- Down

-- renameSchema "the Inn", "hotel"
ALTER SCHEMA "the Inn" RENAME TO "hotel";
-- TypeORM's own record
DO …;

-- Online: the same

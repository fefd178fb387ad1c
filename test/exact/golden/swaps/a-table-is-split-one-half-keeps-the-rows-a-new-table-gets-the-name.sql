-- a table is split: one half keeps the rows, a new table gets the name

-- Up

-- renameTable inSchema("public", "room"), "archive"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" RENAME TO "archive";
DO …;

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."archive" RENAME CONSTRAINT "PK_c6d46db005d623e691b2fbcba23" TO "PK_6493b19677ebfecfcf5281f4233";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."archive" RENAME CONSTRAINT "UQ_b61ee5fff18e4031251bf54ebc6" TO "UQ_91be33333227f80f63a3129f57f";

-- createTable
CREATE TABLE "public"."room" (
    "id" integer NOT NULL,
    "b" integer NOT NULL,
    CONSTRAINT "PK_c6d46db005d623e691b2fbcba23" PRIMARY KEY ("id")
);

-- Down

-- dropTable
-- lock ACCESS EXCLUSIVE
-- hazard deletes-data on table public.room: all rows of the table are deleted. Safer: drop it in a later release, once nothing reads it and a backup exists
DROP TABLE "public"."room";

-- renameTable inSchema("public", "archive"), "room"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."archive" RENAME TO "room";
DO …;

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" RENAME CONSTRAINT "PK_6493b19677ebfecfcf5281f4233" TO "PK_c6d46db005d623e691b2fbcba23";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" RENAME CONSTRAINT "UQ_91be33333227f80f63a3129f57f" TO "UQ_b61ee5fff18e4031251bf54ebc6";

-- Online: the same

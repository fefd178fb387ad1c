-- a table gets the name of one that goes alone

-- Up

-- dropTable
-- lock ACCESS EXCLUSIVE
-- hazard deletes-data on table public.room: all rows of the table are deleted. Safer: drop it in a later release, once nothing reads it and a backup exists
DROP TABLE "public"."room";

-- renameTable inSchema("public", "old"), "room"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."old" RENAME TO "room";
DO …;

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" RENAME CONSTRAINT "PK_24775f1e523875a0e60ed0bd679" TO "PK_c6d46db005d623e691b2fbcba23";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" RENAME CONSTRAINT "UQ_36d4aa827f92269ac6614c00008" TO "UQ_b61ee5fff18e4031251bf54ebc6";

-- Down

-- renameTable inSchema("public", "room"), "old"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" RENAME TO "old";
DO …;

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."old" RENAME CONSTRAINT "PK_c6d46db005d623e691b2fbcba23" TO "PK_24775f1e523875a0e60ed0bd679";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."old" RENAME CONSTRAINT "UQ_b61ee5fff18e4031251bf54ebc6" TO "UQ_36d4aa827f92269ac6614c00008";

-- createTable
CREATE TABLE "public"."room" (
    "id" integer NOT NULL,
    "a" text NOT NULL,
    CONSTRAINT "PK_c6d46db005d623e691b2fbcba23" PRIMARY KEY ("id"),
    CONSTRAINT "UQ_b61ee5fff18e4031251bf54ebc6" UNIQUE ("a")
);

-- Online: the same

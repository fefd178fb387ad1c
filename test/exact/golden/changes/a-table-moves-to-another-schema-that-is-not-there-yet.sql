-- a table moves to another schema that is not there yet

-- Up

-- createTable
CREATE TABLE "other"."sample" (
    "id" integer NOT NULL,
    "value" text NOT NULL,
    CONSTRAINT "PK_1e92238b098b5a4d13f6422cba7" PRIMARY KEY ("id")
);

-- dropTable
-- lock ACCESS EXCLUSIVE
-- hazard deletes-data on table public.sample: the table's rows are gone with it. Safer: drop it in a later release, once nothing reads it any more and a copy has been taken
DROP TABLE "public"."sample";

-- Down

-- createTable
CREATE TABLE "public"."sample" (
    "id" integer NOT NULL,
    "value" text NOT NULL,
    CONSTRAINT "PK_1e92238b098b5a4d13f6422cba7" PRIMARY KEY ("id")
);

-- dropTable
-- lock ACCESS EXCLUSIVE
-- hazard deletes-data on table other.sample: the table's rows are gone with it. Safer: drop it in a later release, once nothing reads it any more and a copy has been taken
DROP TABLE "other"."sample";

-- Online: the same

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
-- hazard deletes-data on table public.sample: all rows of the table are deleted. Safer: drop it in a later release, once nothing reads it and a backup exists
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
-- hazard deletes-data on table other.sample: all rows of the table are deleted. Safer: drop it in a later release, once nothing reads it and a backup exists
DROP TABLE "other"."sample";

-- Online: the same

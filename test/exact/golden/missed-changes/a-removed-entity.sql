-- a removed entity

-- Up

-- dropTable
-- lock ACCESS EXCLUSIVE
-- hazard deletes-data on table public.gone: all rows of the table are deleted. Safer: drop it in a later release, once nothing reads it and a backup exists
DROP TABLE "public"."gone";

-- Down

-- createTable
CREATE TABLE "public"."gone" (
    "id" integer NOT NULL,
    "value" text NOT NULL,
    CONSTRAINT "PK_a59f1b65ede78fa8a65542e94c4" PRIMARY KEY ("id")
);

-- Online: the same

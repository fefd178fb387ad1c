-- a removed entity

-- Up

-- dropTable
-- lock ACCESS EXCLUSIVE
-- hazard deletes-data on table public.gone: the table's rows are gone with it. Safer: drop it in a later release, once nothing reads it any more and a copy has been taken
DROP TABLE "public"."gone";

-- Down

-- createTable
CREATE TABLE "public"."gone" (
    "id" integer NOT NULL,
    "value" text NOT NULL,
    CONSTRAINT "PK_a59f1b65ede78fa8a65542e94c4" PRIMARY KEY ("id")
);

-- Online: the same

-- one of two tables that share an enum is removed

-- Up

-- dropTable
-- lock ACCESS EXCLUSIVE
-- hazard deletes-data on table public.two: all rows of the table are deleted. Safer: drop it in a later release, once nothing reads it and a backup exists
DROP TABLE "public"."two";

-- Down

-- createTable
CREATE TABLE "public"."two" (
    "id" integer NOT NULL,
    "one" "public"."shared" DEFAULT 'a' NOT NULL,
    "many" "public"."shared"[] DEFAULT '{a}' NOT NULL,
    CONSTRAINT "PK_2c1db43ae34936d3aee0c6b24b7" PRIMARY KEY ("id")
);

-- Online: the same

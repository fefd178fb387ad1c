-- a column gets the name of one that goes, and a new one gets its name

-- Up

-- dropColumn
-- lock ACCESS EXCLUSIVE
-- hazard deletes-data on column public.pair.b: all values of the column are deleted. Safer: drop it in a later release, once nothing reads it and a backup exists
ALTER TABLE "public"."pair" DROP COLUMN "b";

-- renameColumn inSchema("public", "pair"), "a", "b"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."pair" RENAME COLUMN "a" TO "b";
DO …;

-- addColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."pair" ADD COLUMN "a" uuid;

-- Down

-- dropColumn
-- lock ACCESS EXCLUSIVE
-- hazard deletes-data on column public.pair.a: all values of the column are deleted. Safer: drop it in a later release, once nothing reads it and a backup exists
ALTER TABLE "public"."pair" DROP COLUMN "a";

-- renameColumn inSchema("public", "pair"), "b", "a"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."pair" RENAME COLUMN "b" TO "a";
DO …;

-- addColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."pair" ADD COLUMN "b" text;

-- Online: the same

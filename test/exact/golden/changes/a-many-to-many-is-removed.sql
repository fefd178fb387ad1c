-- a many-to-many is removed

-- Up

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room_houses_house" DROP CONSTRAINT "FK_1cb5356bc8053727b154432b637";

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room_houses_house" DROP CONSTRAINT "FK_bdac9d504f393dc1ea4504a9af2";

-- dropTable
-- lock ACCESS EXCLUSIVE
-- hazard deletes-data on table public.room_houses_house: all rows of the table are deleted. Safer: drop it in a later release, once nothing reads it and a backup exists
DROP TABLE "public"."room_houses_house";

-- Down

-- createTable
CREATE TABLE "public"."room_houses_house" (
    "roomId" integer NOT NULL,
    "houseId" integer NOT NULL,
    CONSTRAINT "PK_543eaf19deb3d23e5f2a9cd7a97" PRIMARY KEY ("roomId", "houseId")
);

-- createIndex
CREATE INDEX "IDX_1cb5356bc8053727b154432b63" ON "public"."room_houses_house" ("houseId");

-- createIndex
CREATE INDEX "IDX_bdac9d504f393dc1ea4504a9af" ON "public"."room_houses_house" ("roomId");

-- createForeignKey
-- lock SHARE ROW EXCLUSIVE
ALTER TABLE "public"."room_houses_house" ADD CONSTRAINT "FK_1cb5356bc8053727b154432b637" FOREIGN KEY ("houseId") REFERENCES "public"."house" ("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- createForeignKey
-- lock SHARE ROW EXCLUSIVE
ALTER TABLE "public"."room_houses_house" ADD CONSTRAINT "FK_bdac9d504f393dc1ea4504a9af2" FOREIGN KEY ("roomId") REFERENCES "public"."room" ("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Online: the same

-- when a deferrable foreign key is checked

-- Up

-- alterConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" ALTER CONSTRAINT "FK_25e48b17d2c5c3a2ed9e7381830" DEFERRABLE INITIALLY IMMEDIATE;

-- Down

-- alterConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" ALTER CONSTRAINT "FK_25e48b17d2c5c3a2ed9e7381830" DEFERRABLE INITIALLY DEFERRED;

-- Online: the same

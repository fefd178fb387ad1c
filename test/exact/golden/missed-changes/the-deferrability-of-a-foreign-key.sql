-- the deferrability of a foreign key

-- Up

-- alterConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" ALTER CONSTRAINT "FK_25e48b17d2c5c3a2ed9e7381830" DEFERRABLE INITIALLY DEFERRED;

-- Down

-- alterConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" ALTER CONSTRAINT "FK_25e48b17d2c5c3a2ed9e7381830" NOT DEFERRABLE;

-- Online: the same

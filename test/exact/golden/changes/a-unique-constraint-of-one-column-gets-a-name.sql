-- a unique constraint of one column gets a name

-- Up

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" RENAME CONSTRAINT "UQ_dbc3d4b9f81b25f6a2e7e70dc26" TO "mine";

-- Down

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" RENAME CONSTRAINT "mine" TO "UQ_dbc3d4b9f81b25f6a2e7e70dc26";

-- Online: the same

-- the deferrability of an exclusion

-- Up

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "XCL_sample";

-- createExcludeConstraint
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on exclusion public.sample."XCL_sample": fails if two rows exclude each other. Safer: check the rows before you deploy
-- hazard blocks-reads on exclusion public.sample."XCL_sample": ACCESS EXCLUSIVE while an index is built from every row. Safer: run it off-peak; Postgres cannot build it CONCURRENTLY
ALTER TABLE "public"."sample" ADD CONSTRAINT "XCL_sample" EXCLUDE USING gist (a WITH =) DEFERRABLE INITIALLY DEFERRED;

-- Down

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "XCL_sample";

-- createExcludeConstraint
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on exclusion public.sample."XCL_sample": fails if two rows exclude each other. Safer: check the rows before you deploy
-- hazard blocks-reads on exclusion public.sample."XCL_sample": ACCESS EXCLUSIVE while an index is built from every row. Safer: run it off-peak; Postgres cannot build it CONCURRENTLY
ALTER TABLE "public"."sample" ADD CONSTRAINT "XCL_sample" EXCLUDE USING gist (a WITH =);

-- Online: the same

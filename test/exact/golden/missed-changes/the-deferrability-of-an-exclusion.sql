-- the deferrability of an exclusion

-- Up

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "XCL_sample";

-- createExcludeConstraint
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on exclusion public.sample."XCL_sample": rows that exclude one another make it fail. Safer: look for such rows before you deploy
-- hazard blocks-reads on exclusion public.sample."XCL_sample": an index is built from every row, and nobody can read or write the table meanwhile. Safer: there is no way to build it concurrently: choose a quiet hour
ALTER TABLE "public"."sample" ADD CONSTRAINT "XCL_sample" EXCLUDE USING gist (a WITH =) DEFERRABLE INITIALLY DEFERRED;

-- Down

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP CONSTRAINT "XCL_sample";

-- createExcludeConstraint
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on exclusion public.sample."XCL_sample": rows that exclude one another make it fail. Safer: look for such rows before you deploy
-- hazard blocks-reads on exclusion public.sample."XCL_sample": an index is built from every row, and nobody can read or write the table meanwhile. Safer: there is no way to build it concurrently: choose a quiet hour
ALTER TABLE "public"."sample" ADD CONSTRAINT "XCL_sample" EXCLUDE USING gist (a WITH =);

-- Online: the same

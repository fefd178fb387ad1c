-- a materialized path becomes a nested set

-- Up

-- addColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."category" ADD COLUMN "nsleft" integer DEFAULT 1 NOT NULL;

-- addColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."category" ADD COLUMN "nsright" integer DEFAULT 2 NOT NULL;

-- dropColumn
-- lock ACCESS EXCLUSIVE
-- hazard deletes-data on column public.category.mpath: all values of the column are deleted. Safer: drop it in a later release, once nothing reads it and a backup exists
ALTER TABLE "public"."category" DROP COLUMN "mpath";

-- Down

-- addColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."category" ADD COLUMN "mpath" character varying DEFAULT '';

-- dropColumn
-- lock ACCESS EXCLUSIVE
-- hazard deletes-data on column public.category.nsleft: all values of the column are deleted. Safer: drop it in a later release, once nothing reads it and a backup exists
ALTER TABLE "public"."category" DROP COLUMN "nsleft";

-- dropColumn
-- lock ACCESS EXCLUSIVE
-- hazard deletes-data on column public.category.nsright: all values of the column are deleted. Safer: drop it in a later release, once nothing reads it and a backup exists
ALTER TABLE "public"."category" DROP COLUMN "nsright";

-- Online: the same

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
-- hazard deletes-data on column public.category.mpath: the column's values are gone with it. Safer: drop it in a later release, once nothing reads it any more and a copy has been taken
ALTER TABLE "public"."category" DROP COLUMN "mpath";

-- Down

-- addColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."category" ADD COLUMN "mpath" character varying DEFAULT '';

-- dropColumn
-- lock ACCESS EXCLUSIVE
-- hazard deletes-data on column public.category.nsleft: the column's values are gone with it. Safer: drop it in a later release, once nothing reads it any more and a copy has been taken
ALTER TABLE "public"."category" DROP COLUMN "nsleft";

-- dropColumn
-- lock ACCESS EXCLUSIVE
-- hazard deletes-data on column public.category.nsright: the column's values are gone with it. Safer: drop it in a later release, once nothing reads it any more and a copy has been taken
ALTER TABLE "public"."category" DROP COLUMN "nsright";

-- Online: the same

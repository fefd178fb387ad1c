-- @RenamedFrom on a table and its columns, with other changes

-- Up

-- renameTable inSchema("public", "room"), "chamber"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" RENAME TO "chamber";
DO …;

-- renameColumn inSchema("public", "chamber"), "code", "reference"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."chamber" RENAME COLUMN "code" TO "reference";
DO …;

-- renameColumn inSchema("public", "chamber"), "size", "area"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."chamber" RENAME COLUMN "size" TO "area";
DO …;

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."chamber" RENAME CONSTRAINT "PK_c6d46db005d623e691b2fbcba23" TO "PK_cde4a9652dfc250c6184b3f6fb4";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."chamber" RENAME CONSTRAINT "UQ_0ab3536ee398cffd79acd2803cb" TO "UQ_c0d259b13d4d1979f59f355b1f0";

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."chamber" ALTER COLUMN "reference" TYPE character varying(40);

-- addColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."chamber" ADD COLUMN "floor" integer;

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."chamber" ALTER COLUMN "area" DROP DEFAULT;

-- alterColumn
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.chamber.area: ACCESS EXCLUSIVE while every row is rewritten. Safer: add a column, backfill in batches, swap names
ALTER TABLE "public"."chamber" ALTER COLUMN "area" TYPE bigint;

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."chamber" ALTER COLUMN "area" SET DEFAULT '4';

-- Down

-- requireFits inSchema("public", "chamber"), "reference", varchar(20), { from: varchar(40) }
-- hazard scans-table on table public.chamber: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- requireFits inSchema("public", "chamber"), "area", integer(), { from: bigint() }
-- hazard scans-table on table public.chamber: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- renameTable inSchema("public", "chamber"), "room"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."chamber" RENAME TO "room";
DO …;

-- renameColumn inSchema("public", "room"), "reference", "code"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" RENAME COLUMN "reference" TO "code";
DO …;

-- renameColumn inSchema("public", "room"), "area", "size"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" RENAME COLUMN "area" TO "size";
DO …;

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" RENAME CONSTRAINT "PK_cde4a9652dfc250c6184b3f6fb4" TO "PK_c6d46db005d623e691b2fbcba23";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" RENAME CONSTRAINT "UQ_c0d259b13d4d1979f59f355b1f0" TO "UQ_0ab3536ee398cffd79acd2803cb";

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" ALTER COLUMN "size" DROP DEFAULT;

-- batchAlterTable
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.room.code: ACCESS EXCLUSIVE while every row is rewritten. Safer: add a column, backfill in batches, swap names
-- hazard may-fail-on-data on column public.room.code: fails if a value does not fit; nothing is truncated. Safer: check the rows before you deploy
-- hazard rewrites-table on column public.room.size: ACCESS EXCLUSIVE while every row is rewritten. Safer: add a column, backfill in batches, swap names
-- hazard may-fail-on-data on column public.room.size: fails if a value does not fit; nothing is truncated. Safer: check the rows before you deploy
ALTER TABLE "public"."room" ALTER COLUMN "code" TYPE character varying(20), ALTER COLUMN "size" TYPE integer;

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" ALTER COLUMN "size" SET DEFAULT 3;

-- dropColumn
-- lock ACCESS EXCLUSIVE
-- hazard deletes-data on column public.room.floor: all values of the column are deleted. Safer: drop it in a later release, once nothing reads it and a backup exists
ALTER TABLE "public"."room" DROP COLUMN "floor";

-- Online: the same

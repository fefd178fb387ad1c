-- the type of a key and of all that refer to it, by a cast

-- Up

-- requireCastable inSchema("public", "source"), "targetId", uuid(), { from: varchar() }
-- hazard scans-table on table public.source: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- requireCastable inSchema("public", "target"), "id", uuid(), { from: varchar() }
-- hazard scans-table on table public.target: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."source" DROP CONSTRAINT "FK_4444585ce30af29867d611fc3e5";

-- alterColumn
-- lock ACCESS EXCLUSIVE
-- hazard no-cast on column public.source."targetId": no cast from character varying to uuid; each value is read from its text. Safer: convert with --using 'public.source."targetId":<SQL expression over the old row>', or lose the values with --recreate 'public.source."targetId"' --allow deletes-data
-- hazard rewrites-table on column public.source."targetId": ACCESS EXCLUSIVE while every row is rewritten. Safer: add a column, backfill in batches, swap names
-- hazard may-fail-on-data on column public.source."targetId": fails if a value does not fit; nothing is truncated. Safer: check the rows before you deploy
ALTER TABLE "public"."source" ALTER COLUMN "targetId" TYPE uuid USING "targetId"::text::uuid;

-- alterColumn
-- lock ACCESS EXCLUSIVE
-- hazard no-cast on column public.target.id: no cast from character varying to uuid; each value is read from its text. Safer: convert with --using 'public.target.id:<SQL expression over the old row>', or lose the values with --recreate public.target.id --allow deletes-data
-- hazard rewrites-table on column public.target.id: ACCESS EXCLUSIVE while every row is rewritten. Safer: add a column, backfill in batches, swap names
-- hazard may-fail-on-data on column public.target.id: fails if a value does not fit; nothing is truncated. Safer: check the rows before you deploy
ALTER TABLE "public"."target" ALTER COLUMN "id" TYPE uuid USING "id"::text::uuid;

-- createForeignKey
-- lock SHARE ROW EXCLUSIVE
-- hazard may-fail-on-data on foreign-key public.source."FK_4444585ce30af29867d611fc3e5": fails if a row has no match in the referenced table. Safer: check the rows before you deploy
-- hazard blocks-reads on foreign-key public.source."FK_4444585ce30af29867d611fc3e5": ACCESS EXCLUSIVE while every row is looked up (locked by an earlier statement). Safer: add it NOT VALID and validate it afterwards; `online` does
ALTER TABLE "public"."source" ADD CONSTRAINT "FK_4444585ce30af29867d611fc3e5" FOREIGN KEY ("targetId") REFERENCES "public"."target" ("id");

-- Down

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."source" DROP CONSTRAINT "FK_4444585ce30af29867d611fc3e5";

-- alterColumn
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.source."targetId": ACCESS EXCLUSIVE while every row is rewritten. Safer: add a column, backfill in batches, swap names
ALTER TABLE "public"."source" ALTER COLUMN "targetId" TYPE character varying;

-- alterColumn
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.target.id: ACCESS EXCLUSIVE while every row is rewritten. Safer: add a column, backfill in batches, swap names
ALTER TABLE "public"."target" ALTER COLUMN "id" TYPE character varying;

-- createForeignKey
-- lock SHARE ROW EXCLUSIVE
-- hazard may-fail-on-data on foreign-key public.source."FK_4444585ce30af29867d611fc3e5": fails if a row has no match in the referenced table. Safer: check the rows before you deploy
-- hazard blocks-reads on foreign-key public.source."FK_4444585ce30af29867d611fc3e5": ACCESS EXCLUSIVE while every row is looked up (locked by an earlier statement). Safer: add it NOT VALID and validate it afterwards; `online` does
ALTER TABLE "public"."source" ADD CONSTRAINT "FK_4444585ce30af29867d611fc3e5" FOREIGN KEY ("targetId") REFERENCES "public"."target" ("id");

-- Online: the same

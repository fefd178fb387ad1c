-- the type of a key and of all that refer to it, by a cast

-- Up

-- requireCastable inSchema("public", "source"), "targetId", uuid(), { from: varchar() }
-- hazard scans-table on table public.source: every row is read before anything is changed; others can read and write meanwhile. Safer: choose a quiet hour, or ask before you deploy and say `preconditions: false`
DO …;

-- requireCastable inSchema("public", "target"), "id", uuid(), { from: varchar() }
-- hazard scans-table on table public.target: every row is read before anything is changed; others can read and write meanwhile. Safer: choose a quiet hour, or ask before you deploy and say `preconditions: false`
DO …;

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."source" DROP CONSTRAINT "FK_4444585ce30af29867d611fc3e5";

-- alterColumn
-- lock ACCESS EXCLUSIVE
-- hazard no-cast on column public.source."targetId": Postgres has no cast from character varying to uuid: each value is read anew from its text. Safer: say how: --using 'public.source."targetId":<SQL expression over the old row>'; or drop the column with its values and add it anew: --recreate 'public.source."targetId"' --allow deletes-data
-- hazard rewrites-table on column public.source."targetId": the type changes in every row: the table and its indexes are written again under an exclusive lock. Safer: add a column of the new type, fill it in batches, and let it take the name over
-- hazard may-fail-on-data on column public.source."targetId": a value that the new type cannot hold makes the change fail; none is cut off in silence. Safer: look for such rows before you deploy
ALTER TABLE "public"."source" ALTER COLUMN "targetId" TYPE uuid USING "targetId"::text::uuid;

-- alterColumn
-- lock ACCESS EXCLUSIVE
-- hazard no-cast on column public.target.id: Postgres has no cast from character varying to uuid: each value is read anew from its text. Safer: say how: --using 'public.target.id:<SQL expression over the old row>'; or drop the column with its values and add it anew: --recreate public.target.id --allow deletes-data
-- hazard rewrites-table on column public.target.id: the type changes in every row: the table and its indexes are written again under an exclusive lock. Safer: add a column of the new type, fill it in batches, and let it take the name over
-- hazard may-fail-on-data on column public.target.id: a value that the new type cannot hold makes the change fail; none is cut off in silence. Safer: look for such rows before you deploy
ALTER TABLE "public"."target" ALTER COLUMN "id" TYPE uuid USING "id"::text::uuid;

-- createForeignKey
-- lock SHARE ROW EXCLUSIVE
-- hazard may-fail-on-data on foreign-key public.source."FK_4444585ce30af29867d611fc3e5": rows that refer to nothing make it fail. Safer: look for such rows before you deploy
-- hazard blocks-reads on foreign-key public.source."FK_4444585ce30af29867d611fc3e5": every row is looked up in the other table, and nobody can read or write the table meanwhile: a statement before it has locked it. Safer: add it as NOT VALID and validate it afterwards, which `online` does
ALTER TABLE "public"."source" ADD CONSTRAINT "FK_4444585ce30af29867d611fc3e5" FOREIGN KEY ("targetId") REFERENCES "public"."target" ("id");

-- Down

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."source" DROP CONSTRAINT "FK_4444585ce30af29867d611fc3e5";

-- alterColumn
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.source."targetId": the type changes in every row: the table and its indexes are written again under an exclusive lock. Safer: add a column of the new type, fill it in batches, and let it take the name over
ALTER TABLE "public"."source" ALTER COLUMN "targetId" TYPE character varying;

-- alterColumn
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.target.id: the type changes in every row: the table and its indexes are written again under an exclusive lock. Safer: add a column of the new type, fill it in batches, and let it take the name over
ALTER TABLE "public"."target" ALTER COLUMN "id" TYPE character varying;

-- createForeignKey
-- lock SHARE ROW EXCLUSIVE
-- hazard may-fail-on-data on foreign-key public.source."FK_4444585ce30af29867d611fc3e5": rows that refer to nothing make it fail. Safer: look for such rows before you deploy
-- hazard blocks-reads on foreign-key public.source."FK_4444585ce30af29867d611fc3e5": every row is looked up in the other table, and nobody can read or write the table meanwhile: a statement before it has locked it. Safer: add it as NOT VALID and validate it afterwards, which `online` does
ALTER TABLE "public"."source" ADD CONSTRAINT "FK_4444585ce30af29867d611fc3e5" FOREIGN KEY ("targetId") REFERENCES "public"."target" ("id");

-- Online: the same

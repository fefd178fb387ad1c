-- a table is renamed and moves to another schema

-- Up

-- requireValues inSchema("public", "room"), "kind", ["a", "b"]
-- hazard scans-table on table public.room: every row is read before anything is changed; others can read and write meanwhile. Safer: choose a quiet hour, or ask before you deploy and say `preconditions: false`
DO …;

-- setTableSchema inSchema("public", "room"), "hotel", { generated: true }
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" SET SCHEMA "hotel";
-- TypeORM's own record
DO …;

-- renameTable inSchema("hotel", "room"), "chamber", { generated: true }
-- lock ACCESS EXCLUSIVE
ALTER TABLE "hotel"."room" RENAME TO "chamber";
DO …;
-- TypeORM's own record
DO …;

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "hotel"."chamber" RENAME CONSTRAINT "CHK_5c7bd56bfeac136c4658307810" TO "CHK_aa7b6338ac4d56467304e861c4";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "hotel"."chamber" RENAME CONSTRAINT "FK_b9ddfb25bacdaa3f1a33e4fbe4f" TO "FK_5f5ed8231dcd23a012af3bed5dc";

-- renameIndex
ALTER INDEX "hotel"."IDX_0ab3536ee398cffd79acd2803c" RENAME TO "IDX_7839c13088e7ea9bceaac13bef";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "hotel"."chamber" RENAME CONSTRAINT "PK_81cbc0c9622647bed84782d2ded" TO "PK_22ba4dbc34cd886772540af6dad";

-- renameSequence
ALTER SEQUENCE "hotel"."room_counter_seq" RENAME TO "chamber_counter_seq";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "hotel"."chamber" RENAME CONSTRAINT "UQ_0ab3536ee398cffd79acd2803cb" TO "UQ_7839c13088e7ea9bceaac13bef9";

-- createEnum
CREATE TYPE "hotel"."chamber_kind_enum" AS ENUM ('a', 'b');

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "hotel"."chamber" ALTER COLUMN "kind" DROP DEFAULT;

-- alterColumn
-- lock ACCESS EXCLUSIVE
-- hazard no-cast on column hotel.chamber.kind: Postgres has no cast from "public"."room_kind_enum" to "hotel"."chamber_kind_enum": each value is read anew from its text. Safer: say how: --using 'hotel.chamber.kind:<SQL expression over the old row>'; or drop the column with its values and add it anew: --recreate hotel.chamber.kind --allow deletes-data
-- hazard rewrites-table on column hotel.chamber.kind: the type changes in every row: the table and its indexes are written again under an exclusive lock. Safer: add a column of the new type, fill it in batches, and let it take the name over
-- hazard may-fail-on-data on column hotel.chamber.kind: a value that the new type cannot hold makes the change fail; none is cut off in silence. Safer: look for such rows before you deploy
ALTER TABLE "hotel"."chamber" ALTER COLUMN "kind" TYPE "hotel"."chamber_kind_enum" USING "kind"::text::"hotel"."chamber_kind_enum";

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "hotel"."chamber" ALTER COLUMN "kind" SET DEFAULT 'a';

-- dropEnum
DROP TYPE "public"."room_kind_enum";

-- Down

-- requireValues inSchema("hotel", "chamber"), "kind", ["a", "b"]
-- hazard scans-table on table hotel.chamber: every row is read before anything is changed; others can read and write meanwhile. Safer: choose a quiet hour, or ask before you deploy and say `preconditions: false`
DO …;

-- setTableSchema inSchema("hotel", "chamber"), "public", { generated: true }
-- lock ACCESS EXCLUSIVE
ALTER TABLE "hotel"."chamber" SET SCHEMA "public";
-- TypeORM's own record
DO …;

-- renameTable inSchema("public", "chamber"), "room", { generated: true }
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."chamber" RENAME TO "room";
DO …;
-- TypeORM's own record
DO …;

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" RENAME CONSTRAINT "CHK_aa7b6338ac4d56467304e861c4" TO "CHK_5c7bd56bfeac136c4658307810";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" RENAME CONSTRAINT "FK_5f5ed8231dcd23a012af3bed5dc" TO "FK_b9ddfb25bacdaa3f1a33e4fbe4f";

-- renameIndex
ALTER INDEX "public"."IDX_7839c13088e7ea9bceaac13bef" RENAME TO "IDX_0ab3536ee398cffd79acd2803c";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" RENAME CONSTRAINT "PK_22ba4dbc34cd886772540af6dad" TO "PK_81cbc0c9622647bed84782d2ded";

-- renameSequence
ALTER SEQUENCE "public"."chamber_counter_seq" RENAME TO "room_counter_seq";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" RENAME CONSTRAINT "UQ_7839c13088e7ea9bceaac13bef9" TO "UQ_0ab3536ee398cffd79acd2803cb";

-- createEnum
CREATE TYPE "public"."room_kind_enum" AS ENUM ('a', 'b');

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" ALTER COLUMN "kind" DROP DEFAULT;

-- alterColumn
-- lock ACCESS EXCLUSIVE
-- hazard no-cast on column public.room.kind: Postgres has no cast from "hotel"."chamber_kind_enum" to "public"."room_kind_enum": each value is read anew from its text. Safer: say how: --using 'public.room.kind:<SQL expression over the old row>'; or drop the column with its values and add it anew: --recreate public.room.kind --allow deletes-data
-- hazard rewrites-table on column public.room.kind: the type changes in every row: the table and its indexes are written again under an exclusive lock. Safer: add a column of the new type, fill it in batches, and let it take the name over
-- hazard may-fail-on-data on column public.room.kind: a value that the new type cannot hold makes the change fail; none is cut off in silence. Safer: look for such rows before you deploy
ALTER TABLE "public"."room" ALTER COLUMN "kind" TYPE "public"."room_kind_enum" USING "kind"::text::"public"."room_kind_enum";

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" ALTER COLUMN "kind" SET DEFAULT 'a';

-- dropEnum
DROP TYPE "hotel"."chamber_kind_enum";

-- Online: the same

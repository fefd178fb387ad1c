-- a table gets the name of one that goes, with foreign keys to both and a view

-- Up

-- requireValues inSchema("public", "old"), "kind", ["a", "b"]
-- hazard scans-table on table public.old: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- requireReferences inSchema("public", "guest"), ["roomId"], inSchema("public", "old"), ["id"]
-- hazard scans-table on table public.guest: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- renameTable inSchema("public", "room"), "room_tmp"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" RENAME TO "room_tmp";
DO …;

-- renameTable inSchema("public", "old"), "room"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."old" RENAME TO "room";
DO …;

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room_tmp" RENAME CONSTRAINT "PK_c6d46db005d623e691b2fbcba23" TO "PK_c6d46db005d623e691b2fbcba23_tmp";

-- renameSequence
ALTER SEQUENCE "public"."room_id_seq" RENAME TO "room_id_seq_tmp";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room_tmp" RENAME CONSTRAINT "UQ_571f1aefd039f2652af42198e46" TO "UQ_571f1aefd039f2652af42198e46_tmp";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" RENAME CONSTRAINT "PK_24775f1e523875a0e60ed0bd679" TO "PK_c6d46db005d623e691b2fbcba23";

-- renameSequence
ALTER SEQUENCE "public"."old_id_seq" RENAME TO "room_id_seq";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" RENAME CONSTRAINT "UQ_78b1f8395f365ca414badd83297" TO "UQ_571f1aefd039f2652af42198e46";

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."guest" DROP CONSTRAINT "FK_578347653e95fd3aef49b17c0de";

-- createForeignKey
-- lock SHARE ROW EXCLUSIVE
-- hazard may-fail-on-data on foreign-key public.guest."FK_578347653e95fd3aef49b17c0de": fails if a row has no match in the referenced table. Safer: check the rows before you deploy
-- hazard blocks-reads on foreign-key public.guest."FK_578347653e95fd3aef49b17c0de": ACCESS EXCLUSIVE while every row is looked up (locked by an earlier statement). Safer: add it NOT VALID and validate it afterwards; `online` does
ALTER TABLE "public"."guest" ADD CONSTRAINT "FK_578347653e95fd3aef49b17c0de" FOREIGN KEY ("roomId") REFERENCES "public"."room" ("id");

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" ALTER COLUMN "kind" DROP DEFAULT;

-- alterColumn
-- lock ACCESS EXCLUSIVE
-- hazard no-cast on column public.room.kind: no cast from "public"."old_kind_enum" to "public"."room_kind_enum"; each value is read from its text. Safer: convert with --using 'public.room.kind:<SQL expression over the old row>', or lose the values with --recreate public.room.kind --allow deletes-data
-- hazard rewrites-table on column public.room.kind: ACCESS EXCLUSIVE while every row is rewritten. Safer: add a column, backfill in batches, swap names
-- hazard may-fail-on-data on column public.room.kind: fails if a value does not fit; nothing is truncated. Safer: check the rows before you deploy
ALTER TABLE "public"."room" ALTER COLUMN "kind" TYPE "public"."room_kind_enum" USING "kind"::text::"public"."room_kind_enum";

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" ALTER COLUMN "kind" SET DEFAULT 'a';

-- createView inSchema("public", "kinds"), "SELECT \"kind\" FROM \"room\"", { orReplace: true }
CREATE OR REPLACE VIEW "public"."kinds" AS SELECT "kind" FROM "room";
-- TypeORM's own record
DO …;

-- dropTable
-- lock ACCESS EXCLUSIVE
-- hazard deletes-data on table public.room_tmp: all rows of the table are deleted. Safer: drop it in a later release, once nothing reads it and a backup exists
DROP TABLE "public"."room_tmp";

-- dropEnum
DROP TYPE "public"."old_kind_enum";

-- Down

-- renameTable inSchema("public", "room"), "old"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" RENAME TO "old";
DO …;

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."old" RENAME CONSTRAINT "PK_c6d46db005d623e691b2fbcba23" TO "PK_24775f1e523875a0e60ed0bd679";

-- renameSequence
ALTER SEQUENCE "public"."room_id_seq" RENAME TO "old_id_seq";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."old" RENAME CONSTRAINT "UQ_571f1aefd039f2652af42198e46" TO "UQ_78b1f8395f365ca414badd83297";

-- requireValues inSchema("public", "old"), "kind", ["a", "b"]
-- hazard blocks-reads on table public.old: ACCESS EXCLUSIVE while every row is read (locked by an earlier statement). Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- createEnum
CREATE TYPE "public"."old_kind_enum" AS ENUM ('a', 'b');

-- createTable
CREATE TABLE "public"."room" (
    "id" serial NOT NULL,
    "kind" "public"."room_kind_enum" DEFAULT 'a' NOT NULL,
    "note" text,
    CONSTRAINT "PK_c6d46db005d623e691b2fbcba23" PRIMARY KEY ("id"),
    CONSTRAINT "UQ_571f1aefd039f2652af42198e46" UNIQUE ("note")
);

-- dropView inSchema("public", "kinds")
DROP VIEW "public"."kinds";
-- TypeORM's own record
DO …;

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."guest" DROP CONSTRAINT "FK_578347653e95fd3aef49b17c0de";

-- createForeignKey
-- lock SHARE ROW EXCLUSIVE
-- hazard may-fail-on-data on foreign-key public.guest."FK_578347653e95fd3aef49b17c0de": fails if a row has no match in the referenced table. Safer: check the rows before you deploy
-- hazard blocks-reads on foreign-key public.guest."FK_578347653e95fd3aef49b17c0de": ACCESS EXCLUSIVE while every row is looked up (locked by an earlier statement). Safer: add it NOT VALID and validate it afterwards; `online` does
ALTER TABLE "public"."guest" ADD CONSTRAINT "FK_578347653e95fd3aef49b17c0de" FOREIGN KEY ("roomId") REFERENCES "public"."room" ("id");

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."old" ALTER COLUMN "kind" DROP DEFAULT;

-- alterColumn
-- lock ACCESS EXCLUSIVE
-- hazard no-cast on column public.old.kind: no cast from "public"."room_kind_enum" to "public"."old_kind_enum"; each value is read from its text. Safer: convert with --using 'public.old.kind:<SQL expression over the old row>', or lose the values with --recreate public.old.kind --allow deletes-data
-- hazard rewrites-table on column public.old.kind: ACCESS EXCLUSIVE while every row is rewritten. Safer: add a column, backfill in batches, swap names
-- hazard may-fail-on-data on column public.old.kind: fails if a value does not fit; nothing is truncated. Safer: check the rows before you deploy
ALTER TABLE "public"."old" ALTER COLUMN "kind" TYPE "public"."old_kind_enum" USING "kind"::text::"public"."old_kind_enum";

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."old" ALTER COLUMN "kind" SET DEFAULT 'a';

-- createView inSchema("public", "kinds"), "SELECT kind\n   FROM public.room"
CREATE VIEW "public"."kinds" AS SELECT kind
   FROM public.room;
-- TypeORM's own record
DO …;

-- == Online ==

-- Up, step 1 of 2

-- requireValues inSchema("public", "old"), "kind", ["a", "b"]
-- hazard scans-table on table public.old: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- requireReferences inSchema("public", "guest"), ["roomId"], inSchema("public", "old"), ["id"]
-- hazard scans-table on table public.guest: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- renameTable inSchema("public", "room"), "room_tmp"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" RENAME TO "room_tmp";
DO …;

-- renameTable inSchema("public", "old"), "room"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."old" RENAME TO "room";
DO …;

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room_tmp" RENAME CONSTRAINT "PK_c6d46db005d623e691b2fbcba23" TO "PK_c6d46db005d623e691b2fbcba23_tmp";

-- renameSequence
ALTER SEQUENCE "public"."room_id_seq" RENAME TO "room_id_seq_tmp";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room_tmp" RENAME CONSTRAINT "UQ_571f1aefd039f2652af42198e46" TO "UQ_571f1aefd039f2652af42198e46_tmp";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" RENAME CONSTRAINT "PK_24775f1e523875a0e60ed0bd679" TO "PK_c6d46db005d623e691b2fbcba23";

-- renameSequence
ALTER SEQUENCE "public"."old_id_seq" RENAME TO "room_id_seq";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" RENAME CONSTRAINT "UQ_78b1f8395f365ca414badd83297" TO "UQ_571f1aefd039f2652af42198e46";

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."guest" DROP CONSTRAINT "FK_578347653e95fd3aef49b17c0de";

-- createForeignKey
-- lock SHARE ROW EXCLUSIVE
ALTER TABLE "public"."guest" ADD CONSTRAINT "FK_578347653e95fd3aef49b17c0de" FOREIGN KEY ("roomId") REFERENCES "public"."room" ("id") NOT VALID;

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" ALTER COLUMN "kind" DROP DEFAULT;

-- alterColumn
-- lock ACCESS EXCLUSIVE
-- hazard no-cast on column public.room.kind: no cast from "public"."old_kind_enum" to "public"."room_kind_enum"; each value is read from its text. Safer: convert with --using 'public.room.kind:<SQL expression over the old row>', or lose the values with --recreate public.room.kind --allow deletes-data
-- hazard rewrites-table on column public.room.kind: ACCESS EXCLUSIVE while every row is rewritten. Safer: add a column, backfill in batches, swap names
-- hazard may-fail-on-data on column public.room.kind: fails if a value does not fit; nothing is truncated. Safer: check the rows before you deploy
ALTER TABLE "public"."room" ALTER COLUMN "kind" TYPE "public"."room_kind_enum" USING "kind"::text::"public"."room_kind_enum";

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" ALTER COLUMN "kind" SET DEFAULT 'a';

-- createView inSchema("public", "kinds"), "SELECT \"kind\" FROM \"room\"", { orReplace: true }
CREATE OR REPLACE VIEW "public"."kinds" AS SELECT "kind" FROM "room";
-- TypeORM's own record
DO …;

-- dropTable
-- lock ACCESS EXCLUSIVE
-- hazard deletes-data on table public.room_tmp: all rows of the table are deleted. Safer: drop it in a later release, once nothing reads it and a backup exists
DROP TABLE "public"."room_tmp";

-- dropEnum
DROP TYPE "public"."old_kind_enum";

-- Up, step 2 of 2

-- requireReferences inSchema("public", "guest"), ["roomId"], inSchema("public", "room"), ["id"]
-- hazard scans-table on table public.guest: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- validateConstraint
-- lock SHARE UPDATE EXCLUSIVE
-- hazard may-fail-on-data on constraint public.guest."FK_578347653e95fd3aef49b17c0de": fails if a row violates the constraint. Safer: check the rows before you deploy
-- hazard scans-table on constraint public.guest."FK_578347653e95fd3aef49b17c0de": every row is checked; reads and writes continue. Safer: run it off-peak
ALTER TABLE "public"."guest" VALIDATE CONSTRAINT "FK_578347653e95fd3aef49b17c0de";

-- Down, step 2 of 2

-- nothing

-- Down, step 1 of 2

-- renameTable inSchema("public", "room"), "old"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" RENAME TO "old";
DO …;

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."old" RENAME CONSTRAINT "PK_c6d46db005d623e691b2fbcba23" TO "PK_24775f1e523875a0e60ed0bd679";

-- renameSequence
ALTER SEQUENCE "public"."room_id_seq" RENAME TO "old_id_seq";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."old" RENAME CONSTRAINT "UQ_571f1aefd039f2652af42198e46" TO "UQ_78b1f8395f365ca414badd83297";

-- requireValues inSchema("public", "old"), "kind", ["a", "b"]
-- hazard blocks-reads on table public.old: ACCESS EXCLUSIVE while every row is read (locked by an earlier statement). Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- createEnum
CREATE TYPE "public"."old_kind_enum" AS ENUM ('a', 'b');

-- createTable
CREATE TABLE "public"."room" (
    "id" serial NOT NULL,
    "kind" "public"."room_kind_enum" DEFAULT 'a' NOT NULL,
    "note" text,
    CONSTRAINT "PK_c6d46db005d623e691b2fbcba23" PRIMARY KEY ("id"),
    CONSTRAINT "UQ_571f1aefd039f2652af42198e46" UNIQUE ("note")
);

-- dropView inSchema("public", "kinds")
DROP VIEW "public"."kinds";
-- TypeORM's own record
DO …;

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."guest" DROP CONSTRAINT "FK_578347653e95fd3aef49b17c0de";

-- createForeignKey
-- lock SHARE ROW EXCLUSIVE
-- hazard may-fail-on-data on foreign-key public.guest."FK_578347653e95fd3aef49b17c0de": fails if a row has no match in the referenced table. Safer: check the rows before you deploy
-- hazard blocks-reads on foreign-key public.guest."FK_578347653e95fd3aef49b17c0de": ACCESS EXCLUSIVE while every row is looked up (locked by an earlier statement). Safer: add it NOT VALID and validate it afterwards; `online` does
ALTER TABLE "public"."guest" ADD CONSTRAINT "FK_578347653e95fd3aef49b17c0de" FOREIGN KEY ("roomId") REFERENCES "public"."room" ("id");

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."old" ALTER COLUMN "kind" DROP DEFAULT;

-- alterColumn
-- lock ACCESS EXCLUSIVE
-- hazard no-cast on column public.old.kind: no cast from "public"."room_kind_enum" to "public"."old_kind_enum"; each value is read from its text. Safer: convert with --using 'public.old.kind:<SQL expression over the old row>', or lose the values with --recreate public.old.kind --allow deletes-data
-- hazard rewrites-table on column public.old.kind: ACCESS EXCLUSIVE while every row is rewritten. Safer: add a column, backfill in batches, swap names
-- hazard may-fail-on-data on column public.old.kind: fails if a value does not fit; nothing is truncated. Safer: check the rows before you deploy
ALTER TABLE "public"."old" ALTER COLUMN "kind" TYPE "public"."old_kind_enum" USING "kind"::text::"public"."old_kind_enum";

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."old" ALTER COLUMN "kind" SET DEFAULT 'a';

-- createView inSchema("public", "kinds"), "SELECT kind\n   FROM public.room"
CREATE VIEW "public"."kinds" AS SELECT kind
   FROM public.room;
-- TypeORM's own record
DO …;

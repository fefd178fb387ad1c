-- a table is renamed and moves to another schema

-- Up

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

-- setEnumSchema
ALTER TYPE "public"."room_kind_enum" SET SCHEMA "hotel";

-- renameEnum
ALTER TYPE "hotel"."room_kind_enum" RENAME TO "chamber_kind_enum";

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

-- Down

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

-- setEnumSchema
ALTER TYPE "hotel"."chamber_kind_enum" SET SCHEMA "public";

-- renameEnum
ALTER TYPE "public"."chamber_kind_enum" RENAME TO "room_kind_enum";

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

-- Online: the same

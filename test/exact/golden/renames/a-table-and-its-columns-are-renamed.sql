-- a table and its columns are renamed

-- Up

-- renameTable inSchema("public", "room"), "Guest Room", { generated: true }
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" RENAME TO "Guest Room";
DO …;
-- TypeORM's own record
DO …;

-- renameColumn inSchema("public", "Guest Room"), "number", "No"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."Guest Room" RENAME COLUMN "number" TO "No";
DO …;

-- renameColumn inSchema("public", "Guest Room"), "upper", "LARGE", { generated: true }
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."Guest Room" RENAME COLUMN "upper" TO "LARGE";
DO …;
-- TypeORM's own record
DO …;

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."Guest Room" RENAME CONSTRAINT "CHK_5c7bd56bfeac136c4658307810" TO "CHK_9dc2e66a202dc790931eaf8f35";

-- renameEnum
ALTER TYPE "public"."room_kind_enum" RENAME TO "Guest Room_kind_enum";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."Guest Room" RENAME CONSTRAINT "FK_b9ddfb25bacdaa3f1a33e4fbe4f" TO "FK_da83129577ee1a624e5efde49fd";

-- renameIndex
ALTER INDEX "public"."IDX_0ab3536ee398cffd79acd2803c" RENAME TO "IDX_71236f575bb6c9270e97040bca";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."Guest Room" RENAME CONSTRAINT "PK_81cbc0c9622647bed84782d2ded" TO "PK_a0cf2489c7ffca10b359a79747f";

-- renameSequence
ALTER SEQUENCE "public"."room_counter_seq" RENAME TO "Guest Room_counter_seq";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."Guest Room" RENAME CONSTRAINT "UQ_0ab3536ee398cffd79acd2803cb" TO "UQ_71236f575bb6c9270e97040bca8";

-- Down

-- renameTable inSchema("public", "Guest Room"), "room", { generated: true }
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."Guest Room" RENAME TO "room";
DO …;
-- TypeORM's own record
DO …;

-- renameColumn inSchema("public", "room"), "No", "number"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" RENAME COLUMN "No" TO "number";
DO …;

-- renameColumn inSchema("public", "room"), "LARGE", "upper", { generated: true }
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" RENAME COLUMN "LARGE" TO "upper";
DO …;
-- TypeORM's own record
DO …;

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" RENAME CONSTRAINT "CHK_9dc2e66a202dc790931eaf8f35" TO "CHK_5c7bd56bfeac136c4658307810";

-- renameEnum
ALTER TYPE "public"."Guest Room_kind_enum" RENAME TO "room_kind_enum";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" RENAME CONSTRAINT "FK_da83129577ee1a624e5efde49fd" TO "FK_b9ddfb25bacdaa3f1a33e4fbe4f";

-- renameIndex
ALTER INDEX "public"."IDX_71236f575bb6c9270e97040bca" RENAME TO "IDX_0ab3536ee398cffd79acd2803c";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" RENAME CONSTRAINT "PK_a0cf2489c7ffca10b359a79747f" TO "PK_81cbc0c9622647bed84782d2ded";

-- renameSequence
ALTER SEQUENCE "public"."Guest Room_counter_seq" RENAME TO "room_counter_seq";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" RENAME CONSTRAINT "UQ_71236f575bb6c9270e97040bca8" TO "UQ_0ab3536ee398cffd79acd2803cb";

-- Online: the same

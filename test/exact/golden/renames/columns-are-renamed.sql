-- columns are renamed

-- Up

-- renameColumn inSchema("public", "room"), "number", "no"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" RENAME COLUMN "number" TO "no";
DO …;

-- renameColumn inSchema("public", "room"), "code", "reference"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" RENAME COLUMN "code" TO "reference";
DO …;

-- renameColumn inSchema("public", "room"), "upper", "large", { generated: true }
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" RENAME COLUMN "upper" TO "large";
DO …;
-- TypeORM's own record
DO …;

-- renameColumn inSchema("public", "room"), "kind", "sort"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" RENAME COLUMN "kind" TO "sort";
DO …;

-- renameEnum
ALTER TYPE "public"."room_kind_enum" RENAME TO "room_sort_enum";

-- renameIndex
ALTER INDEX "public"."IDX_0ab3536ee398cffd79acd2803c" RENAME TO "IDX_8c1de74045cb8a30adbb6614f7";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" RENAME CONSTRAINT "PK_81cbc0c9622647bed84782d2ded" TO "PK_8790675c0240258b93155afbc0c";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" RENAME CONSTRAINT "UQ_0ab3536ee398cffd79acd2803cb" TO "UQ_8c1de74045cb8a30adbb6614f7c";

-- Down

-- renameColumn inSchema("public", "room"), "no", "number"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" RENAME COLUMN "no" TO "number";
DO …;

-- renameColumn inSchema("public", "room"), "reference", "code"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" RENAME COLUMN "reference" TO "code";
DO …;

-- renameColumn inSchema("public", "room"), "large", "upper", { generated: true }
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" RENAME COLUMN "large" TO "upper";
DO …;
-- TypeORM's own record
DO …;

-- renameColumn inSchema("public", "room"), "sort", "kind"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" RENAME COLUMN "sort" TO "kind";
DO …;

-- renameEnum
ALTER TYPE "public"."room_sort_enum" RENAME TO "room_kind_enum";

-- renameIndex
ALTER INDEX "public"."IDX_8c1de74045cb8a30adbb6614f7" RENAME TO "IDX_0ab3536ee398cffd79acd2803c";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" RENAME CONSTRAINT "PK_8790675c0240258b93155afbc0c" TO "PK_81cbc0c9622647bed84782d2ded";

-- renameConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."room" RENAME CONSTRAINT "UQ_8c1de74045cb8a30adbb6614f7c" TO "UQ_0ab3536ee398cffd79acd2803cb";

-- Online: the same
